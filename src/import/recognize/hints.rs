//! What `load … with case = country, missing = "none"` says where guessing is not enough.

use crate::error::ImportError;
use data::field::{Direction, Level, Role};

/// All that a `load … with` says.
#[derive(Clone, Debug, Default)]
pub struct Hints {
    /// What is said of columns, by name.
    pub fields: Vec<(Hint, String)>,
    /// Further texts that stand for a missing value, in one column or in all of them.
    pub missing: Vec<(Option<String>, String)>,
    /// Texts of a column that are labels, although they usually stand for a missing value.
    pub labels: Vec<(String, String)>,
    /// The mark before decimals.
    pub decimal: Option<char>,
    /// Columns whose figures are known to be written as programs do: those of a file that keeps figures as such.
    pub plain: Vec<String>,
}

/// What can be said of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// Its part: `case = country`
    Role(Role),
    /// What may be computed with it: `share = turnout`
    Level(Level),
    /// Which end is better: `lower = unemployment`
    Direction(Direction),
    /// That times can be added: `flow = meetings`
    Flow,
}

impl Hints {
    /// Reads the pairs of a statement.
    ///
    /// # Errors
    ///
    /// A word that says nothing of a table.
    pub fn read(path: &str, pairs: &[(String, String)]) -> Result<Self, ImportError> {
        let mut hints = Self::default();
        for (word, value) in pairs {
            let small = word.to_ascii_lowercase();
            let hint = Role::from_word(&small).map(Hint::Role);
            let hint = hint.or_else(|| Level::from_word(&small).map(Hint::Level));
            let hint = hint.or_else(|| Direction::from_word(&small).map(Hint::Direction));
            match hint.or_else(|| (small == "flow").then_some(Hint::Flow)) {
                Some(hint) => hints.fields.push((hint, value.clone())),
                None if small == "missing" => hints.missing.push((None, value.clone())),
                None if let Some(field) = of_column(word, "missing") => {
                    hints.missing.push((Some(field.into()), value.clone()));
                }
                None if let Some(field) = of_column(word, "label") => {
                    hints.labels.push((field.into(), value.clone()));
                }
                None if small == "decimal" && matches!(value.as_str(), "," | ".") => {
                    hints.decimal = value.chars().next();
                }
                None => {
                    let (path, word, field) = (path.into(), word.clone(), base::suggest::typed(value));
                    return Err(ImportError::Hint { path, word, field });
                }
            }
        }
        Ok(hints)
    }

    /// Every column that is named.
    pub fn columns(&self) -> impl Iterator<Item = &String> {
        let missing = self.missing.iter().filter_map(|(field, _)| field.as_ref());
        self.fields
            .iter()
            .map(|(_, field)| field)
            .chain(missing)
            .chain(self.labels.iter().map(|(field, _)| field))
    }

    /// Whether a column's role is said.
    pub fn role(&self, name: &str) -> Option<Role> {
        self.of(name).find_map(|hint| if let Hint::Role(role) = hint { Some(role) } else { None })
    }

    /// Whether the figures of a column are written as programs do.
    pub fn is_plain(&self, name: &str) -> bool {
        self.plain.iter().any(|plain| plain == name)
    }

    /// What is said of a column.
    pub fn of(&self, name: &str) -> impl Iterator<Item = Hint> {
        let said = self.fields.iter().filter(move |(_, field)| field.eq_ignore_ascii_case(name));
        said.map(|(hint, _)| *hint)
    }
}

/// The column that a word is said of: `missing age` of `missing`.
fn of_column<'w>(said: &'w str, word: &str) -> Option<&'w str> {
    let (first, column) = said.split_once(char::is_whitespace)?;
    first.eq_ignore_ascii_case(word).then(|| column.trim()).filter(|column| !column.is_empty())
}
