//! What may have been meant by a name that nobody has, for messages. Never who is meant.

use base::suggest::closest;

use crate::identity::{Identity, Kind};
use crate::key::{key, words};
use crate::tables::register;

/// How many are named in a message.
const MOST: usize = 3;

/// Up to three that may have been meant by a name that nobody has: `S. Sudn` was South Sudan, `Kyrgyz` is a word of
/// Kyrgyzstan's names, `Micronesia Federal` has one of a name.
pub fn nearest(kind: Kind, name: &str) -> Vec<Identity> {
    let mut near = Vec::new();
    add_shortened(kind, name, &mut near);
    add_misspelled(kind, name, &mut near);
    if near.is_empty() {
        add_inside(kind, name, &mut near);
    }
    near.truncate(MOST);
    near
}

/// Those with a name in which each word begins as one here does, in order.
fn add_shortened(kind: Kind, name: &str, near: &mut Vec<Identity>) {
    let short = words(name);
    // A letter or two begin too many words.
    if !short.iter().any(|word| word.chars().count() > 3) {
        return;
    }
    for &(row, name) in &register(kind).names {
        let identity = Identity::new(kind, row);
        let mut long = words(name).into_iter();
        let mut fits = || short.iter().all(|short| long.any(|long| long.starts_with(short.as_str())));
        if near.len() < MOST && !near.contains(&identity) && fits() {
            near.push(identity);
        }
    }
}

/// Those with a name that is a few letters away.
fn add_misspelled(kind: Kind, name: &str, near: &mut Vec<Identity>) {
    let register = register(kind);
    while near.len() < MOST {
        let told = |row: u16| near.contains(&Identity::new(kind, row));
        let left = register.names.iter().filter(|(row, _)| !told(*row)).map(|&(_, name)| name);
        let Some(closest) = closest(name, left) else { break };
        let rows = register.with(&key(closest)).iter().map(|&row| Identity::new(kind, row));
        let new: Vec<_> = rows.filter(|identity| !near.contains(identity)).collect();
        if new.is_empty() {
            break;
        }
        near.extend(new);
    }
}

/// Those with a name all of whose words are here, the longest first.
fn add_inside(kind: Kind, name: &str, near: &mut Vec<Identity>) {
    let here = words(name);
    let mut inside: Vec<(usize, Identity)> = Vec::new();
    for &(row, name) in &register(kind).names {
        let words = words(name);
        let length: usize = words.iter().map(|word| word.chars().count()).sum();
        if length > 3 && words.iter().all(|word| here.contains(word)) {
            inside.push((length, Identity::new(kind, row)));
        }
    }
    inside.sort_by_key(|&(length, identity)| (std::cmp::Reverse(length), identity));
    for (_, identity) in inside {
        if !near.contains(&identity) {
            near.push(identity);
        }
    }
}
