//! From a name or a code to who is meant. Nothing here guesses.

use crate::code::CodeSystem;
use crate::identity::{Identity, Kind};
use crate::key::{key, parts, turned};
use crate::tables::{Group, codes, groups, register};

/// Who a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// One identity.
    One(Identity),
    /// The name fits each of them.
    Several(Vec<Identity>),
    /// No identity has the name. [`crate::nearest`] tells what may have been meant.
    None,
}

impl Found {
    /// The line that all it fits belong to: `Sudan` means Sudan before or after 2011, which is one line in any case.
    pub fn line(&self) -> Option<Identity> {
        match self {
            Self::One(identity) => Some(identity.line()),
            Self::Several(identities) => {
                let line = identities.first()?.line();
                identities.iter().all(|identity| identity.line() == line).then_some(line)
            }
            Self::None => None,
        }
    }

    /// Everything that it fits.
    pub fn all(&self) -> &[Identity] {
        match self {
            Self::One(identity) => std::slice::from_ref(identity),
            Self::Several(identities) => identities,
            Self::None => &[],
        }
    }

    /// Of several those that existed in the year, if there are such.
    #[must_use]
    pub fn in_year(self, year: i32) -> Self {
        match self {
            Self::Several(identities) => {
                let there: Vec<_> = identities.iter().copied().filter(|one| one.is_in(year)).collect();
                Self::of(if there.is_empty() { identities } else { there })
            }
            Self::One(_) | Self::None => self,
        }
    }

    pub(crate) fn of(mut identities: Vec<Identity>) -> Self {
        match identities.len() {
            0 => Self::None,
            1 => Self::One(identities.remove(0)),
            _ => Self::Several(identities),
        }
    }

    fn of_rows(kind: Kind, rows: &[u16]) -> Self {
        Self::of(rows.iter().map(|&row| Identity::new(kind, row)).collect())
    }
}

/// Who a name means. Case, accents, punctuation, `&` or `and`, `St.` or `Saint`, `the`, and the order of
/// `Korea, Republic of` do not count; a city may be followed by its country. Codes are no names: see [`find_code`].
pub fn find(kind: Kind, name: &str) -> Found {
    let register = register(kind);
    let rows = register.with(&key(name));
    if !rows.is_empty() {
        return Found::of_rows(kind, rows);
    }
    let Some((head, tail)) = parts(name) else { return Found::None };
    if kind == Kind::City {
        let country = find(Kind::Country, tail);
        let cities = Found::of_rows(kind, register.with(&key(head)));
        let there =
            cities.all().iter().filter(|city| city.country().is_some_and(|of| country.all().contains(&of)));
        return Found::of(there.copied().collect());
    }
    turned(name).map_or(Found::None, |key| Found::of_rows(kind, register.with(&key)))
}

/// Who a name means in a year: where it fits several, the years in which they existed decide.
pub fn find_in(kind: Kind, name: &str, year: i32) -> Found {
    find(kind, name).in_year(year)
}

/// Which country has a code. Zeros in front of a number do not count.
pub fn find_code(system: CodeSystem, code: &str) -> Found {
    let code = code.trim();
    let number = code.bytes().all(|byte| byte.is_ascii_digit());
    let code = if number { code.trim_start_matches('0') } else { code };
    codes(system).get(code).map_or(Found::None, |rows| Found::of_rows(Kind::Country, rows))
}

/// The aggregate that a publisher calls so, by its name or its code. Of several publishers the one that prints it exactly so.
pub fn find_group(text: &str) -> Option<Group> {
    let text = text.trim();
    let coded = groups().coded.get(text).copied();
    coded.or_else(|| {
        let named = groups().named.get(&key(text))?;
        named.iter().find(|group| group.name == text).or(named.first()).copied()
    })
}
