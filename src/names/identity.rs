//! Who is meant.

use std::fmt;

use crate::code::CodeSystem;
use crate::tables::{RegisterEntry, codes, register};

/// What sort of thing an identity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A country, a territory with a code of its own, or a state of the past.
    Country,
    /// A capital, or a place of a million and more.
    City,
}

/// A country or a city, however it is spelled.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Identity {
    kind: Kind,
    row: u16,
}

impl Identity {
    pub(crate) fn new(kind: Kind, row: u16) -> Self {
        Self { kind, row }
    }

    /// Every identity of a kind, in the order of the table.
    pub fn all(kind: Kind) -> impl Iterator<Item = Self> {
        (0..).zip(&register(kind).entries).map(move |(row, _)| Self { kind, row })
    }

    /// The identity with a key of [`Identity::id`].
    pub fn with_id(kind: Kind, id: &str) -> Option<Self> {
        let at = register(kind).entries.iter().position(|entry| entry.id == id)?;
        Some(Self { kind, row: u16::try_from(at).ok()? })
    }

    fn entry(self) -> &'static RegisterEntry {
        &register(self.kind).entries[usize::from(self.row)]
    }

    /// What sort of thing it is.
    pub fn kind(self) -> Kind {
        self.kind
    }

    /// Its key: for a country of today the three letters of ISO 3166-1, for a city its number in GeoNames.
    pub fn id(self) -> &'static str {
        self.entry().id
    }

    /// Its usual name in English.
    pub fn english(self) -> &'static str {
        self.entry().english
    }

    /// Its usual name in Korean, where a source has one.
    pub fn korean(self) -> Option<&'static str> {
        Some(self.entry().korean).filter(|name| !name.is_empty())
    }

    /// Its usual name in Chinese, where a source has one.
    pub fn chinese(self) -> Option<&'static str> {
        Some(self.entry().chinese).filter(|name| !name.is_empty())
    }

    /// Every spelling that is known of it.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        let names = register(self.kind).names.iter().filter(move |(row, _)| *row == self.row);
        names.map(|&(_, name)| name)
    }

    /// Its first year within its borders, where a list of states tells one.
    pub fn first(self) -> Option<i32> {
        self.entry().first
    }

    /// Its last year, for a state of the past.
    pub fn last(self) -> Option<i32> {
        self.entry().last
    }

    /// Whether it existed in a year, for all that is known.
    pub fn is_in(self, year: i32) -> bool {
        self.first().is_none_or(|first| first <= year) && self.last().is_none_or(|last| year <= last)
    }

    /// The identity of today that goes on under the same name: Sudan for Sudan until 2011, Germany for West Germany. Itself
    /// where there is none. A table over the years has one line for them.
    pub fn line(self) -> Self {
        self.entry().line.map_or(self, |row| Self { row, ..self })
    }

    /// The states of today, or the next ones, on the territory of a state of the past.
    pub fn successors(self) -> impl Iterator<Item = Self> {
        self.entry().successors.iter().map(move |&row| Self { row, ..self })
    }

    /// The country of a city.
    pub fn country(self) -> Option<Self> {
        self.entry().country.map(|row| Self { kind: Kind::Country, row })
    }

    /// How many people live in a city.
    pub fn population(self) -> Option<u64> {
        self.entry().population
    }

    /// Whether a city is the capital of its country or territory.
    pub fn is_capital(self) -> bool {
        self.entry().capital
    }

    /// The codes that a system gives a country; a state may have had several.
    pub fn codes(self, system: CodeSystem) -> Vec<&'static str> {
        if self.kind != Kind::Country {
            return Vec::new();
        }
        let of = codes(system).iter().filter(|(_, rows)| rows.contains(&self.row));
        let mut of: Vec<&str> = of.map(|(&code, _)| code).collect();
        of.sort_unstable();
        of
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.english(), self.id())
    }
}
