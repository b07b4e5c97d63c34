//! The signs that stand for more than a figure says, in three spellings.

use data::{Bound, Direction};

/// How signs are spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signs {
    /// `–`, `…`, `↑`
    Unicode,
    /// `-`, `...`, `(+)`: nothing whose width a console may read otherwise.
    Ascii,
    /// Words, for listeners.
    Words,
}

impl Signs {
    /// Stands before the reason of a missing value.
    pub fn missing(self) -> &'static str {
        match self {
            Self::Unicode => "– ",
            Self::Ascii => "- ",
            Self::Words => "",
        }
    }

    /// Stands after a figure that another claim disputes.
    pub fn disputed(self) -> &'static str {
        match self {
            Self::Unicode | Self::Ascii => "*",
            Self::Words => " (disputed)",
        }
    }

    /// Stands after a measure: which end is better.
    pub fn direction(self, direction: Direction) -> &'static str {
        match (self, direction) {
            (Self::Unicode, Direction::Higher) => "↑",
            (Self::Unicode, Direction::Lower) => "↓",
            (Self::Ascii, Direction::Higher) => "(+)",
            (Self::Ascii, Direction::Lower) => "(-)",
            (Self::Words, Direction::Higher) => "(higher is better)",
            (Self::Words, Direction::Lower) => "(lower is better)",
        }
    }

    /// Stands before a figure that is known only as a bound.
    pub fn bound(self, bound: Bound) -> &'static str {
        match (self, bound) {
            (Self::Ascii, Bound::AtMost) => "<=",
            (Self::Ascii, Bound::AtLeast) => ">=",
            (Self::Words, Bound::LessThan) => "less than ",
            (Self::Words, Bound::AtMost) => "at most ",
            (Self::Words, Bound::MoreThan) => "more than ",
            (Self::Words, Bound::AtLeast) => "at least ",
            (Self::Words, Bound::About) => "about ",
            (_, bound) => bound.sign(),
        }
    }

    /// Stands between two figures of which one lies.
    pub fn up_to(self) -> &'static str {
        match self {
            Self::Unicode => "–",
            Self::Ascii => "..",
            Self::Words => " to ",
        }
    }

    /// Stands where text was cut.
    pub fn cut(self) -> &'static str {
        match self {
            Self::Unicode => "…",
            Self::Ascii | Self::Words => "...",
        }
    }

    /// Stands between sources.
    pub fn between(self) -> &'static str {
        match self {
            Self::Unicode => " · ",
            Self::Ascii | Self::Words => "; ",
        }
    }
}
