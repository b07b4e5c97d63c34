//! Who the labels of a whole column mean: it holds names, or codes of one system.

use rustc_hash::FxHashMap as HashMap;

use crate::code::CodeSystem;
use crate::find::{Found, find, find_code, find_group};
use crate::identity::{Identity, Kind};
use crate::tables::Group;

/// What the labels of a column are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Names.
    Names,
    /// Codes of a system.
    Codes(CodeSystem),
    /// Codes of one of these systems: as many labels fit each of them, and some labels mean another country in each.
    Either(Vec<CodeSystem>),
}

/// Who a label means, or why that is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Case {
    /// One identity.
    Is(Identity),
    /// One of these states, which are one line: `Sudan` without a year.
    Line {
        /// The state of today.
        line: Identity,
        /// What the label fits.
        of: Vec<Identity>,
    },
    /// One of these: `Congo`.
    Several(Vec<Identity>),
    /// An aggregate, no case.
    Group(Group),
    /// Nobody is known that has the name or the code. [`crate::nearest`] tells what may have been meant.
    Unknown,
    /// No label.
    Missing,
}

/// Who the labels of a column mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matched {
    /// What the labels are.
    pub reading: Reading,
    /// One for each label.
    pub cases: Vec<Case>,
}

/// Decides what the labels of a column are, and who each of them means. `years` has a year for each label, where the
/// table has years; it decides between states of one name.
pub fn match_column(kind: Kind, labels: &[&str], years: Option<&[Option<i32>]>) -> Matched {
    let mut seen: HashMap<&str, usize> = HashMap::default();
    let mut distinct: Vec<&str> = Vec::new();
    for label in labels.iter().map(|label| label.trim()).filter(|label| !label.is_empty()) {
        seen.entry(label).or_insert_with(|| {
            distinct.push(label);
            distinct.len() - 1
        });
    }
    let (reading, found) = read(kind, &distinct);
    let groups: Vec<Option<Group>> = distinct.iter().map(|label| find_group(label)).collect();
    let year = |at: usize| years.and_then(|years| years.get(at).copied().flatten());
    let cases = labels.iter().enumerate().map(|(at, label)| {
        let Some(&place) = seen.get(label.trim()) else { return Case::Missing };
        let found = &found[place];
        case(year(at).map_or_else(|| found.clone(), |year| found.clone().in_year(year)), groups[place])
    });
    Matched { reading, cases: cases.collect() }
}

/// Whether surely less than half of the labels, aggregates aside, are known names, or codes of one system: as soon as so
/// many are unknown, the others are not looked up.
pub fn is_mostly_unknown(kind: Kind, labels: &[&str]) -> bool {
    let is_code = |label: &str| {
        let label = label.trim();
        kind == Kind::Country
            && (label.len() <= LONGEST_CODE || label.starts_with('0'))
            && CodeSystem::ALL.iter().any(|&system| {
                let is_known = |code: &str| find_code(system, code) != Found::None;
                is_known(label) || is_known(&label.to_ascii_uppercase())
            })
    };
    let is_unknown =
        |label: &&&str| find(kind, label) == Found::None && !is_code(label) && find_group(label).is_none();
    let labels = || labels.iter().filter(|label| !label.trim().is_empty());
    let half = labels().count() / 2;
    labels().filter(is_unknown).nth(half).is_some()
}

/// No code has more letters, zeros in front of a number aside.
const LONGEST_CODE: usize = 4;

fn case(found: Found, group: Option<Group>) -> Case {
    let line = found.line();
    match (found, line, group) {
        (Found::One(identity), _, _) => Case::Is(identity),
        (Found::Several(of), Some(line), _) => Case::Line { line, of },
        (Found::Several(of), None, _) => Case::Several(of),
        (Found::None, _, Some(group)) => Case::Group(group),
        (Found::None, _, None) => Case::Unknown,
    }
}

/// The reading that knows most labels, and who they mean in it. Codes win over names that are as short as codes, the first
/// system wins over another one in which the labels mean the same.
fn read(kind: Kind, labels: &[&str]) -> (Reading, Vec<Found>) {
    let names: Vec<Found> = labels.iter().map(|label| find(kind, label)).collect();
    if kind != Kind::Country {
        return (Reading::Names, names);
    }
    let small = labels.iter().all(|label| !label.contains(char::is_uppercase));
    let in_system = |system: CodeSystem| -> Vec<Found> {
        let found = |label: &&str| match small {
            true => find_code(system, &label.to_ascii_uppercase()),
            false => find_code(system, label),
        };
        labels.iter().map(found).collect()
    };
    let all = CodeSystem::ALL.map(|system| (system, in_system(system)));
    let known = |found: &[Found]| found.iter().filter(|found| **found != Found::None).count();
    let most = all.iter().map(|(_, found)| known(found)).max().unwrap_or_default();
    if most == 0 || most < known(&names) {
        return (Reading::Names, names);
    }
    let mut best: Vec<(CodeSystem, Vec<Found>)> =
        all.into_iter().filter(|(_, found)| known(found) == most).collect();
    let (first, found) = best.remove(0);
    // An empty place in one of two systems is no contradiction.
    best.retain(|(_, other)| found.iter().zip(other).any(|(one, other)| contradicts(one, other)));
    if best.is_empty() {
        return (Reading::Codes(first), found);
    }
    let found =
        found.into_iter().enumerate().map(|(at, one)| merge(one, best.iter().map(|(_, other)| &other[at])));
    let found = found.collect();
    let systems = std::iter::once(first).chain(best.into_iter().map(|(system, _)| system));
    (Reading::Either(systems.collect()), found)
}

fn contradicts(one: &Found, other: &Found) -> bool {
    let (one, other) = (one.all(), other.all());
    !one.is_empty()
        && !other.is_empty()
        && !one.iter().any(|one| other.iter().any(|of| of.line() == one.line()))
}

/// Everything that a label means in one of several systems.
fn merge<'f>(one: Found, others: impl Iterator<Item = &'f Found>) -> Found {
    let mut all = one.all().to_vec();
    for other in others.filter(|other| contradicts(&one, other)) {
        let new: Vec<_> = other.all().iter().copied().filter(|of| !all.contains(of)).collect();
        all.extend(new);
    }
    Found::of(all)
}
