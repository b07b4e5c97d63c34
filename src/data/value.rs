//! One figure or word, with everything that is known about how well it is known.

use std::fmt;
use std::sync::Arc;

use super::range::Range;
use base::fold::fold;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A figure, and how many decimals it is shown with.
    Number {
        /// The figure.
        value: f64,
        /// Decimals shown; the figure itself is never rounded.
        decimals: u8,
    },
    /// A figure known only as a bound: `<10`, `20–30`.
    Bounded {
        /// On which side the truth lies.
        bound: Bound,
        /// The bound itself; of two the lower one.
        value: f64,
        /// Decimals shown.
        decimals: u8,
    },
    /// A year or a span of years.
    Years(Years),
    /// A word, a label or a sentence.
    Text(Arc<str>),
    /// Several labels, order without meaning.
    Set(Vec<Arc<str>>),
    /// No value, and why.
    Missing(Missing),
}

impl Value {
    /// A whole figure.
    pub fn count(value: usize) -> Self {
        Self::Number { value: value as f64, decimals: 0 }
    }

    /// A figure shown with `decimals` places.
    pub fn number(value: f64, decimals: u8) -> Self {
        if value.is_finite() { Self::Number { value, decimals } } else { Self::Missing(Missing::Undefined) }
    }

    /// A word.
    pub fn text(text: impl Into<Arc<str>>) -> Self {
        Self::Text(text.into())
    }

    /// The exact figure, if there is one.
    pub fn as_number(&self) -> Option<f64> {
        if let Self::Number { value, .. } = self { Some(*value) } else { None }
    }

    /// The year or the span of years, if it is one.
    pub fn as_years(&self) -> Option<Years> {
        if let Self::Years(years) = self { Some(*years) } else { None }
    }

    /// The one year, if it is no span.
    pub fn as_year(&self) -> Option<i32> {
        self.as_years().and_then(Years::single)
    }

    /// The word, if it is one.
    pub fn as_text(&self) -> Option<&Arc<str>> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// What a figure can be: of a bound and of a span of years, too; `None` where there is no figure, or only about one.
    pub fn range(&self) -> Option<Range> {
        match self {
            Self::Number { value, .. } => Some(Range::exact(*value)),
            Self::Bounded { bound, value, .. } => Range::of(*bound, *value),
            Self::Years(years) => Some(Range::from(*years)),
            Self::Text(_) | Self::Set(_) | Self::Missing(_) => None,
        }
    }

    /// How many decimals a figure is written with; 0 of everything else.
    pub fn decimals(&self) -> u8 {
        match self {
            Self::Number { decimals, .. } | Self::Bounded { decimals, .. } => *decimals,
            Self::Years(_) | Self::Text(_) | Self::Set(_) | Self::Missing(_) => 0,
        }
    }

    /// Whether there is no value.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Missing(_))
    }
}

/// What a label says, if it says yes or no.
pub fn is_yes(label: &str) -> Option<bool> {
    match fold(label).as_str() {
        "yes" | "true" | "1" => Some(true),
        "no" | "false" | "0" => Some(false),
        _ => None,
    }
}

/// On which side of a figure the truth lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bound {
    /// Known exactly.
    Exact,
    /// `<10`
    LessThan,
    /// `≤10`
    AtMost,
    /// `>40`
    MoreThan,
    /// `≥40`
    AtLeast,
    /// `20–30`: from the figure up to this one, both included.
    UpTo(f64),
    /// `~1000`
    About,
}

impl Bound {
    /// Reads the words a data package uses.
    pub fn from_words(words: &str) -> Option<Self> {
        Some(match words {
            "" => Self::Exact,
            "less than" => Self::LessThan,
            "at most" => Self::AtMost,
            "more than" => Self::MoreThan,
            "at least" => Self::AtLeast,
            "about" => Self::About,
            _ => return None,
        })
    }

    /// A number that is different for each bound, in bits that the small figures of a table leave alone.
    pub(super) fn mark(self) -> u64 {
        match self {
            Self::Exact => 0,
            Self::LessThan => 1,
            Self::AtMost => 2,
            Self::MoreThan => 3,
            Self::AtLeast => 4,
            Self::About => 5,
            Self::UpTo(high) => high.to_bits().rotate_left(32) | 6,
        }
    }

    /// The sign put before the figure.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Exact | Self::UpTo(_) => "",
            Self::LessThan => "<",
            Self::AtMost => "≤",
            Self::MoreThan => ">",
            Self::AtLeast => "≥",
            Self::About => "~",
        }
    }
}

/// Why a value is missing. Missing is never 0 and never false.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The source does not say.
    NotStated,
    /// The question does not apply to this case.
    NotApplicable,
    /// The source shows it only as a picture.
    NotReadable,
    /// No row answers this question for this case.
    NoAnswer,
    /// There is an answer, but not one that the query asks for.
    LeftOut,
    /// The figure cannot be computed from what is known.
    Undefined,
    /// There is nothing to say: a remark that nobody made, a figure that a claim does not dispute.
    Silent,
    /// A reason of the package's own.
    Other(Arc<str>),
}

impl Missing {
    /// Whether no row of the result speaks of the question.
    pub fn is_no_row(&self) -> bool {
        matches!(self, Self::NoAnswer | Self::LeftOut)
    }

    /// Reads the label of a `missingValues` entry.
    pub fn from_label(label: &str) -> Self {
        match label {
            "" | "not stated" => Self::NotStated,
            "not applicable" => Self::NotApplicable,
            "not readable" => Self::NotReadable,
            other => Self::Other(other.into()),
        }
    }
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotStated => "not stated",
            Self::NotApplicable => "not applicable",
            Self::NotReadable => "not readable",
            Self::NoAnswer => "no answer",
            Self::LeftOut => "left out",
            Self::Undefined => "not defined",
            Self::Silent => "",
            Self::Other(reason) => reason,
        })
    }
}

/// A year (`from == to`) or a span of years, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Years {
    /// First year.
    pub from: i32,
    /// Last year; [`Years::OPEN`] when it is still going on.
    pub to: i32,
}

impl Years {
    /// The end of a span that is still going on.
    pub const OPEN: i32 = i32::MAX;

    /// Reads `2020`, `2019-2020`, `2019–2020`, `2000-`; a month, a day or a quarter after the year is left out.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        // A program that knows fractions only writes a year as one.
        let text = text.strip_suffix(".0").unwrap_or(text);
        let year = |part: &str| (part.len() == 4).then(|| part.parse::<i32>().ok()).flatten();
        if let Some(from) = year(text) {
            return Some(Self { from, to: from });
        }
        if Self::is_within_a_year(text) {
            let from = text.get(..4).and_then(year).or_else(|| year(text.get(text.len() - 4..)?))?;
            return Some(Self { from, to: from });
        }
        let (from, rest) = text.split_once(['-', '–'])?;
        let from = year(from.trim())?;
        let to = match rest.trim() {
            "" | "present" => Self::OPEN,
            rest => year(rest)?,
        };
        (from <= to).then_some(Self { from, to })
    }

    /// Whether a text is a month, a day or a quarter of one year: `2019-10`, `2019/10/31`, `2019Q3`, `2019-Q3`.
    pub fn is_within_a_year(text: &str) -> bool {
        let text = text.trim();
        // 31.10.2019, 31/10/2019, 10/31/2019: whichever of the two is the day, the year stands last.
        let mut parts = text.rsplitn(3, ['/', '.', '-']);
        if let (Some(year), Some(a), Some(b)) = (parts.next(), parts.next(), parts.next()) {
            let within = |part: &str| part.parse().is_ok_and(|part: u8| (1..=31).contains(&part));
            if year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()) && within(a) && within(b) {
                return true;
            }
        }
        let Some((year, rest)) = text.split_at_checked(4) else { return false };
        let rest = rest.strip_prefix(['-', '/']).unwrap_or(rest);
        let quarter =
            rest.strip_prefix(['Q', 'q']).is_some_and(|quarter| matches!(quarter, "1" | "2" | "3" | "4"));
        let month = || {
            let month = rest.get(..2).or(rest.get(..1)).unwrap_or_default().trim_end_matches(['-', '/']);
            let after = rest.get(month.len()..).unwrap_or_default();
            month.parse().is_ok_and(|month: u8| (1..=12).contains(&month))
                && (after.is_empty() || after.starts_with(['-', '/']))
        };
        let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        all_digits(year) && (quarter || text.len() > rest.len() + 4 && month())
    }

    /// The year, where it is one and no span.
    pub fn single(self) -> Option<i32> {
        (self.from == self.to).then_some(self.from)
    }

    /// Whether the two spans share a year.
    pub fn overlaps(self, other: Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }
}

impl fmt::Display for Years {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self { from, to } if from == to => write!(f, "{from}"),
            Self { from, to: Self::OPEN } => write!(f, "{from}-"),
            Self { from, to } => write!(f, "{from}-{to}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_read_as_printed() {
        let text = |years: &str| Years::parse(years).map(|y| y.to_string());
        assert_eq!(text("2020").as_deref(), Some("2020"));
        assert_eq!(text("2019–2020").as_deref(), Some("2019-2020"));
        assert_eq!(text("2000-").as_deref(), Some("2000-"));
        assert_eq!(text("2019-10").as_deref(), Some("2019"));
        assert_eq!(text("2020-12-31").as_deref(), Some("2020"));
        assert_eq!(text("2020-12-31 08:30:00").as_deref(), Some("2020"));
        assert_eq!(text("2020/1/5").as_deref(), Some("2020"));
        assert_eq!(text("2020Q3").as_deref(), Some("2020"));
        assert_eq!(text("2020.0").as_deref(), Some("2020"));
        assert_eq!(text("2020.5"), None);
        assert_eq!(text("2020-Q3").as_deref(), Some("2020"));
        assert_eq!(text("31.10.2020").as_deref(), Some("2020"));
        assert_eq!(text("10/31/2020").as_deref(), Some("2020"));
        assert_eq!(text("1.234.2020"), None);
        assert_eq!(text("2020-13"), None);
        assert_eq!(text("2020Q5"), None);
        assert_eq!(text("202012"), None);
        assert_eq!(text("2020-2019"), None);
        assert_eq!(text("twenty"), None);
    }
}
