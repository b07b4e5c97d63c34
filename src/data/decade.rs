//! Decades: `1970s`, and what lies in more than one of them.

use std::fmt;

use super::value::Years;

/// The decades that a span of years touches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decades {
    /// The first year of the first one.
    from: i32,
    /// The first year of the last one; [`Years::OPEN`] when the span is still going on.
    to: i32,
}

impl Decades {
    /// Whether nobody can say in which of several decades it lies.
    pub fn are_several(self) -> bool {
        self.from != self.to
    }

    /// Reads `1970s`, `1970`, and what [`Display`](fmt::Display) writes.
    pub fn parse(text: &str) -> Option<Self> {
        let decade = |text: &str| {
            let year: i32 = text.trim().strip_suffix('s').unwrap_or(text.trim()).parse().ok()?;
            (year % 10 == 0).then_some(year)
        };
        match text.split_once('-') {
            None => decade(text).map(|from| Self { from, to: from }),
            Some((from, "")) => Some(Self { from: decade(from)?, to: Years::OPEN }),
            Some((from, to)) => Some(Self { from: decade(from)?, to: decade(to)? }),
        }
    }

    /// All years of them.
    pub fn years(self) -> Years {
        Years { from: self.from, to: self.to.saturating_add(if self.to == Years::OPEN { 0 } else { 9 }) }
    }
}

impl From<Years> for Decades {
    fn from(years: Years) -> Self {
        let decade = |year: i32| year.div_euclid(10) * 10;
        Self {
            from: decade(years.from),
            to: if years.to == Years::OPEN { Years::OPEN } else { decade(years.to) },
        }
    }
}

impl fmt::Display for Decades {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self { from, to } if from == to => write!(f, "{from}s"),
            Self { from, to: Years::OPEN } => write!(f, "{from}s-"),
            Self { from, to } => write!(f, "{from}s-{to}s"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_year_of_a_span_lies_in_its_decades(from in 1000i32..2100, long in 0i32..60, open: bool) {
            let years = Years { from, to: if open { Years::OPEN } else { from + long } };
            let decades = Decades::from(years);
            let spanned = decades.years();
            prop_assert!(spanned.from <= years.from && years.to <= spanned.to);
            prop_assert!(years.from - spanned.from < 10 && (open || spanned.to - years.to < 10));
            prop_assert_eq!(decades.are_several(), open || from / 10 != (from + long) / 10);
            prop_assert_eq!(Decades::parse(&decades.to_string()), Some(decades));
        }
    }

    #[test]
    fn decades_are_read_as_they_are_typed() {
        let years = |text: &str| Decades::parse(text).map(|decades| decades.years().to_string());
        assert_eq!(years("1970s").as_deref(), Some("1970-1979"));
        assert_eq!(years("1970").as_deref(), Some("1970-1979"));
        assert_eq!(years("1970s-1980s").as_deref(), Some("1970-1989"));
        assert_eq!(years("1975"), None);
        assert_eq!(years("seventies"), None);
    }
}
