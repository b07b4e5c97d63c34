//! What a column means: its role, level of measurement, direction and unit.

use std::sync::Arc;

/// A field's place in its topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FieldId(pub usize);

/// What a field is and how its values may be used.
#[derive(Clone, Debug)]
pub struct Field {
    /// The name queries use.
    pub name: Arc<str>,
    /// The name people read.
    pub title: Arc<str>,
    /// One sentence on what it holds.
    pub description: Arc<str>,
    /// The question it answers; empty when none is given.
    pub question: Arc<str>,
    /// Its part in the table.
    pub role: Role,
    /// What may be computed with it.
    pub level: Level,
    /// Which end is better.
    pub direction: Option<Direction>,
    /// Whether it counts what happens within a time, as meetings do, so that times can be added; not a state, as a
    /// population is.
    pub flow: bool,
    /// What it is counted in, in the singular; empty when it has no unit.
    pub unit: Arc<str>,
    /// The field that names the unit row by row.
    pub unit_from: Option<FieldId>,
    /// The field that says on which side of the figure the truth lies.
    pub bounded_by: Option<FieldId>,
    /// The field for whose labels it gives other names.
    pub alias_of: Option<FieldId>,
    /// The field each of whose labels is sorted by words of its own: the types of one city are not those of another.
    pub sorted_by: Option<FieldId>,
    /// The universe it speaks of; empty when nothing needs saying.
    pub scope: Arc<str>,
    /// The steps of an ordered scale, worst first; empty when it has none.
    pub scale: Vec<Arc<str>>,
}

impl Field {
    /// Something that stands in no table, with nothing to say of it but its name and level.
    pub fn computed(name: &str, level: Level) -> Self {
        Self {
            name: name.into(),
            title: name.into(),
            description: Arc::default(),
            question: Arc::default(),
            role: if level == Level::Year { Role::Time } else { Role::Key },
            level,
            direction: None,
            flow: false,
            unit: Arc::default(),
            unit_from: None,
            bounded_by: None,
            alias_of: None,
            sorted_by: None,
            scope: Arc::default(),
            scale: Vec::new(),
        }
    }
}

/// The part a field plays in its topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Who is compared.
    Case,
    /// Which question is asked.
    Key,
    /// Which year or edition the answer describes.
    Time,
    /// The answer.
    Measure,
    /// Text beside the answer.
    Note,
    /// The unit of another field.
    Unit,
    /// The bound of another field.
    Bound,
    /// Whether the row is preferred.
    Status,
    /// Why it has that status.
    Reason,
    /// Which source it comes from.
    Source,
    /// Where in the source it stands.
    Place,
}

impl Role {
    /// Reads a `juxta:role`.
    pub fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "case" => Self::Case,
            "key" => Self::Key,
            "time" => Self::Time,
            "measure" => Self::Measure,
            "note" => Self::Note,
            "unit" => Self::Unit,
            "bound" => Self::Bound,
            "status" => Self::Status,
            "reason" => Self::Reason,
            "source" => Self::Source,
            "place" => Self::Place,
            _ => return None,
        })
    }

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Key => "key",
            Self::Time => "time",
            Self::Measure => "measure",
            Self::Note => "note",
            Self::Unit => "unit",
            Self::Bound => "bound",
            Self::Status => "status",
            Self::Reason => "reason",
            Self::Source => "source",
            Self::Place => "place",
        }
    }

    /// Whether the field says where the row comes from, not what it says.
    pub fn is_provenance(self) -> bool {
        matches!(self, Self::Status | Self::Reason | Self::Source | Self::Place)
    }
}

/// A level of measurement (Stevens 1946, with counts, shares, years, texts and sets told apart).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Same or different.
    Nominal,
    /// Before or after: ranks, tiers.
    Ordinal,
    /// How many.
    Count,
    /// How much.
    Quantity,
    /// Per cent of a whole; differences are percentage points.
    Share,
    /// A year or a span of years.
    Year,
    /// A sentence: shown, never counted as same or different.
    Text,
    /// Several labels.
    Set,
}

impl Level {
    /// Reads a `juxta:level`.
    pub fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "nominal" => Self::Nominal,
            "ordinal" => Self::Ordinal,
            "count" => Self::Count,
            "quantity" => Self::Quantity,
            "share" => Self::Share,
            "year" => Self::Year,
            "text" => Self::Text,
            "set" => Self::Set,
            _ => return None,
        })
    }

    /// The word for it in messages and in `show TOPIC`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Nominal => "nominal",
            Self::Ordinal => "ordinal",
            Self::Count => "count",
            Self::Quantity => "quantity",
            Self::Share => "share",
            Self::Year => "year",
            Self::Text => "text",
            Self::Set => "set",
        }
    }

    /// Whether sums, means and ratios of it mean something.
    pub fn is_numeric(self) -> bool {
        matches!(self, Self::Count | Self::Quantity | Self::Share)
    }
}

/// Which end of a measure is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// 1163 points beat 1092.
    Higher,
    /// Rank 5 beats rank 17.
    Lower,
}

impl Direction {
    /// The other one.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::Higher => Self::Lower,
            Self::Lower => Self::Higher,
        }
    }

    /// Reads a `juxta:direction`.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "higher" => Some(Self::Higher),
            "lower" => Some(Self::Lower),
            _ => None,
        }
    }
}
