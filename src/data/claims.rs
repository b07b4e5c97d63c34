//! Which of several claims on a fact is used.

use std::hash::Hasher;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap as HashMap, FxHasher};

use super::column::Column;
use super::error::DataError;
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

/// Which rows are used by default, and which rows speak of the same fact: found on first use.
#[derive(Debug)]
pub struct ClaimIndex {
    /// The fields whose equal values mean the same fact.
    fact: Vec<FieldId>,
    /// The status of each row; `None` when every row is preferred.
    status: OnceLock<Option<Vec<Status>>>,
    /// The rows that are not preferred, by the hash of their fact.
    others: OnceLock<HashMap<u64, Vec<usize>>>,
}

impl ClaimIndex {
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

    /// The claims that its rows are.
    ///
    /// # Errors
    ///
    /// What keeps the field of their status, or those of the fact, from being read.
    pub fn claims(&self) -> Result<Claims<'_>, DataError> {
        let status = match self.claims.status.get() {
            Some(status) => status,
            None => {
                let status = self.read_status()?;
                self.claims.status.get_or_init(|| status)
            }
        };
        let Some(status) = status.as_deref() else { return Ok(Claims::SETTLED) };
        let fact = self.fact().iter().map(|&id| self.column(id)).collect::<Result<Vec<_>, _>>()?;
        let others = self.claims.others.get_or_init(|| {
            let mut others: HashMap<u64, Vec<usize>> = HashMap::default();
            for row in (0..self.rows).filter(|&row| status[row] != Status::Preferred) {
                others.entry(hash(&fact, row)).or_default().push(row);
            }
            others
        });
        Ok(Claims { status: Some(status), fact, others: Some(others) })
    }

    /// The rows that answers use: claims that are not preferred do not count.
    ///
    /// # Errors
    ///
    /// As [`Self::claims`].
    pub fn preferred(&self) -> Result<impl Iterator<Item = usize> + Clone + '_, DataError> {
        let claims = self.claims()?;
        Ok((0..self.rows).filter(move |&row| claims.is_preferred(row)))
    }

    fn read_status(&self) -> Result<Option<Vec<Status>>, DataError> {
        let Some(field) = self.with_role(Role::Status).next() else { return Ok(None) };
        let Some(labels) = self.labels(field)? else { return Ok(None) };
        let words = labels.dictionary.labels().iter();
        let all: Vec<Status> =
            words.map(|word| Status::from_word(word).unwrap_or(Status::Preferred)).collect();
        let status = |row| labels.code(row).map_or(Status::Preferred, |code| all[code as usize]);
        // Most topics have no second claim; they need no list.
        let several = all.iter().any(|&status| status != Status::Preferred);
        Ok(several.then(|| (0..self.rows).map(status).collect()))
    }
}

/// Of a topic whose columns have been read: how each row stands, and which rows speak of its fact too.
#[derive(Clone, Debug)]
pub struct Claims<'t> {
    status: Option<&'t [Status]>,
    fact: Vec<&'t Column>,
    others: Option<&'t HashMap<u64, Vec<usize>>>,
}

impl Claims<'_> {
    const SETTLED: Self = Self { status: None, fact: Vec::new(), others: None };

    /// The status of a row.
    pub fn status(&self, row: usize) -> Status {
        self.status.map_or(Status::Preferred, |all| all[row])
    }

    /// Whether a row is used unless another reading is asked for.
    pub fn is_preferred(&self, row: usize) -> bool {
        self.status(row) == Status::Preferred
    }

    /// Whether every row is preferred.
    pub fn undisputed(&self) -> bool {
        self.status.is_none()
    }

    /// The claims on a row's fact that are not preferred, the row itself left out.
    pub fn rivals(&self, row: usize) -> impl Iterator<Item = usize> {
        // Their hash is that of the row, so they may speak of its fact.
        let others = self.others.and_then(|others| others.get(&hash(&self.fact, row)));
        let same = move |other| self.fact.iter().all(|column| column.same(row, other));
        others.into_iter().flatten().copied().filter(move |&other| other != row && same(other))
    }

    /// Whether another claim on the row's fact gives another value in a column.
    pub fn disputed(&self, row: usize, column: &Column) -> bool {
        self.rivals(row).any(|other| !column.is_missing(other) && !column.same(row, other))
    }
}

fn hash(fact: &[&Column], row: usize) -> u64 {
    let mut hasher = FxHasher::default();
    fact.iter().for_each(|column| hasher.write_u64(column.group(row)));
    hasher.finish()
}
