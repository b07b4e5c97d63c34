//! Columns that differ from another one in a few values.

use std::sync::Arc;

use super::{Column, Dictionary, Figure, Numbers, YearSpans};
use crate::value::Missing;

impl Column {
    /// The same column without the value of one row; it is then not stated.
    #[must_use]
    pub fn without(&self, row: usize) -> Self {
        match self {
            Self::Labels(labels) => Self::Labels(labels.without(row)),
            Self::Numbers(_) => self.with_figures(|other, figure| (other != row).then_some(figure)),
            Self::Years(years) => {
                let mut changed = YearSpans::default();
                for at in 0..years.len() {
                    match years.span(at) {
                        Ok(span) if at != row => changed.push(span),
                        Ok(_) => changed.push_missing(Missing::NotStated),
                        Err(reason) => changed.push_missing(reason),
                    }
                }
                Self::Years(changed)
            }
        }
    }

    /// The same column with other figures, or none; those that are missing or known only as a bound stay as they are.
    #[must_use]
    pub fn with_figures(&self, figure: impl Fn(usize, f64) -> Option<f64>) -> Self {
        let Self::Numbers(numbers) = self else { return self.clone() };
        let mut changed = Numbers::default();
        let places = usize::from(numbers.decimals);
        for row in 0..numbers.len() {
            let old = numbers.number(row).ok_or_else(|| numbers.why_missing(row));
            let bounded = numbers.bounds().iter().any(|&(other, _)| other == row);
            let new = old
                .and_then(|old| if bounded { Ok(old) } else { figure(row, old).ok_or(Missing::NotStated) });
            match new.map(|new| Figure::read(&format!("{new:.places$}"))) {
                Ok(Some(figure)) => changed.push(figure),
                Ok(None) => changed.push_missing(Missing::Undefined),
                Err(reason) => changed.push_missing(reason),
            }
        }
        changed.set_bounds(numbers.bounds().to_vec());
        changed.decimals = numbers.decimals;
        Self::Numbers(changed)
    }

    /// The same column with one label called otherwise; `None` when it has no such label.
    pub fn renamed(&self, from: &str, to: &str) -> Option<Self> {
        let Self::Labels(labels) = self else { return None };
        let mut names = labels.dictionary.labels().to_vec();
        let code = names.iter().position(|label| **label == *from)?;
        names[code] = to.into();
        let mut renamed = labels.clone();
        renamed.dictionary = Arc::new(Dictionary::of(names));
        Some(Self::Labels(renamed))
    }
}
