//! Which of several claims on a fact is used.

use std::hash::Hasher;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap as HashMap, FxHasher};

use super::field::{FieldId, Role};
use super::topic::Topic;

/// How a row stands among the claims on its fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Used unless another reading is asked for.
    Preferred,
    /// Another figure that stands elsewhere and may be right.
    Alternative,
    /// A figure that no text prints, derived to mend a contradiction.
    Inferred,
    /// A figure shown to be wrong.
    Rejected,
}

impl Status {
    /// Every status, best first.
    pub const ALL: [Self; 4] = [Self::Preferred, Self::Alternative, Self::Inferred, Self::Rejected];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Preferred => "preferred",
            Self::Alternative => "alternative",
            Self::Inferred => "inferred",
            Self::Rejected => "rejected",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }
}

/// Which rows are used by default, and which rows speak of the same fact.
#[derive(Debug)]
pub struct Claims {
    /// The fields whose equal values mean the same fact.
    fact: Vec<FieldId>,
    /// The status of each row; `None` when every row is preferred. Read on first use.
    status: OnceLock<Option<Vec<Status>>>,
    /// The rows that are not preferred, by the hash of their fact. Built on first use.
    others: OnceLock<HashMap<u64, Vec<usize>>>,
}

impl Claims {
    /// The claims of a topic whose rows state the same fact when these fields are equal.
    pub fn new(fact: Vec<FieldId>) -> Self {
        Self { fact, status: OnceLock::new(), others: OnceLock::new() }
    }

    /// Claims of which every one is preferred.
    pub fn settled() -> Self {
        Self { fact: Vec::new(), status: OnceLock::from(None), others: OnceLock::new() }
    }
}

impl Topic {
    /// The fields whose equal values mean the same fact.
    pub fn fact(&self) -> &[FieldId] {
        &self.claims.fact
    }

    /// The status of a row.
    pub fn status(&self, row: usize) -> Status {
        self.statuses().map_or(Status::Preferred, |all| all[row])
    }

    /// Whether every row is preferred.
    pub fn undisputed(&self) -> bool {
        self.statuses().is_none()
    }

    fn statuses(&self) -> Option<&[Status]> {
        let read = || {
            let labels = self.labels(self.with_role(Role::Status).next()?)?;
            let words = labels.dictionary.labels().iter();
            let all: Vec<Status> =
                words.map(|word| Status::from_word(word).unwrap_or(Status::Preferred)).collect();
            let status = |row| labels.code(row).map_or(Status::Preferred, |code| all[code as usize]);
            // Most topics have no second claim; they need no list.
            let several = all.iter().any(|&status| status != Status::Preferred);
            several.then(|| (0..self.rows).map(status).collect())
        };
        self.claims.status.get_or_init(read).as_deref()
    }

    /// The claims on a row's fact that are not preferred, the row itself left out.
    pub fn rivals(&self, row: usize) -> impl Iterator<Item = usize> {
        let rivals = if self.undisputed() { &[] } else { self.others(row) };
        let same = move |other| self.claims.fact.iter().all(|&id| self.column(id).same(row, other));
        rivals.iter().copied().filter(move |&other| other != row && same(other))
    }

    /// The rows that are not preferred and may speak of a row's fact: its hash is theirs.
    fn others(&self, row: usize) -> &[usize] {
        let hash = |row| {
            let mut hasher = FxHasher::default();
            self.claims.fact.iter().for_each(|&id| hasher.write_u64(self.column(id).group(row)));
            hasher.finish()
        };
        let others = self.claims.others.get_or_init(|| {
            let mut others: HashMap<u64, Vec<usize>> = HashMap::default();
            for row in (0..self.rows).filter(|&row| self.status(row) != Status::Preferred) {
                others.entry(hash(row)).or_default().push(row);
            }
            others
        });
        others.get(&hash(row)).map_or(&[], Vec::as_slice)
    }

    /// Whether another claim on the row's fact gives another value for a field.
    pub fn disputed(&self, row: usize, field: FieldId) -> bool {
        let column = self.column(field);
        self.rivals(row).any(|other| !column.is_missing(other) && !column.same(row, other))
    }
}
