//! One of the tables that stand side by side: which of its rows count, whom they are about, and when.

use std::borrow::Cow;
use std::sync::Arc;

use base::cancel::check_cancelled;
use data::{FieldId, Labels, Role, RowYears, Topic, Years};
use query::{Test, Variable};
use rustc_hash::FxHashMap as HashMap;
use select::AT_ONCE;
use select::test::{Prepared, TRUE};

use crate::error::AlignError;
use crate::identity::{CaseKind, Who, identify, identify_as};
use crate::years::YearPlaces;

/// One of the tables.
#[derive(Debug)]
pub struct Part {
    /// The topic.
    pub topic: Arc<Topic>,
    /// The labels that its rows are narrowed to.
    pub about: Vec<Test>,
    /// What is taken from it: its fields, and what is computed of them.
    pub columns: Vec<Variable>,
    /// What sort of cases it has.
    pub kind: CaseKind,
    /// Who each label of its cases is.
    pub who: Vec<Who>,
    /// Who is meant by some of its labels, as statements say it.
    stated: HashMap<String, String>,
}

/// A case and year with more than one row.
#[derive(Clone, Debug)]
pub struct Repeated {
    /// The code of the case.
    pub code: u32,
    /// The year, where the table has years.
    pub year: Option<Years>,
    /// How many rows there are.
    pub rows: usize,
}

impl Part {
    /// A table whose cases are looked up. `stated` says of labels who is meant; `number` is its place among the parts.
    ///
    /// # Errors
    ///
    /// Its cases cannot be read, or are no words.
    pub fn new(
        number: usize,
        topic: Arc<Topic>,
        about: Vec<Test>,
        columns: Vec<Variable>,
        stated: &HashMap<String, String>,
    ) -> Result<Self, AlignError> {
        let Some(labels) = topic.labels(topic.case())? else {
            return Err(AlignError::NoNames { part: number });
        };
        let (kind, who) = identify(labels.dictionary.labels(), stated);
        Ok(Self { topic, about, columns, kind, who, stated: stated.clone() })
    }

    /// Who its cases are beside tables of a kind. What was too little known to tell the kind of the table is known there.
    pub fn who_beside(&self, kind: CaseKind) -> Cow<'_, [Who]> {
        match (self.kind, kind, self.topic.words(self.topic.case())) {
            (CaseKind::Word, CaseKind::Country | CaseKind::City, Ok(labels)) => {
                Cow::Owned(identify_as(kind, labels, &self.stated))
            }
            // The column has been read when the part was made.
            (CaseKind::Word | CaseKind::Country | CaseKind::City, _, _) => Cow::Borrowed(&self.who),
        }
    }

    /// As its table writes a case.
    pub fn label(&self, code: usize) -> Arc<str> {
        // The column has been read when the part was made.
        let words = self.topic.words(self.topic.case()).unwrap_or_default();
        words.get(code).cloned().unwrap_or_default()
    }

    /// The labels of its cases, row by row.
    ///
    /// # Errors
    ///
    /// As [`Self::new`].
    pub fn labels(&self, number: usize) -> Result<&Labels, AlignError> {
        self.topic.labels(self.topic.case())?.ok_or(AlignError::NoNames { part: number })
    }

    /// Whether its rows are about years.
    pub fn is_timed(&self) -> bool {
        is_timed(&self.topic)
    }

    /// The years of its rows.
    ///
    /// # Errors
    ///
    /// A column that cannot be read.
    pub fn years(&self) -> Result<RowYears<'_>, AlignError> {
        match (self.topic.period, time(&self.topic)) {
            (None, Some(id)) => Ok(RowYears::Column(self.topic.column(id)?)),
            (Some(_), _) => Ok(self.topic.years()?),
            (None, None) => Ok(RowYears::None),
        }
    }

    /// Shows the rows that count, in order: preferred claims that it is narrowed to and whose case has a name. Of each the
    /// row, the code of its case, and the place of its years.
    ///
    /// # Errors
    ///
    /// A column that cannot be read.
    pub fn each_row(
        &self,
        number: usize,
        places: &YearPlaces,
        mut see: impl FnMut(u32, u32, u32),
    ) -> Result<(), AlignError> {
        let (labels, years, claims) = (self.labels(number)?, self.years()?, self.topic.claims()?);
        let about = Prepared::all(&self.topic, &self.about)?;
        let all = claims.undisputed();
        let at_once = AT_ONCE.min(self.topic.rows);
        let (mut truths, mut codes, mut when) =
            (vec![TRUE; at_once], vec![NAMELESS; at_once], vec![0; at_once]);
        for start in (0..self.topic.rows).step_by(AT_ONCE) {
            check_cancelled();
            let rows = start..self.topic.rows.min(start + AT_ONCE);
            let of = ..rows.len();
            // Most tables are narrowed to nothing.
            if !self.about.is_empty() {
                about.fill(rows.clone(), &mut truths[of]);
            }
            labels.codes().fill(rows.clone(), &mut codes[of], |code| u32::try_from(code).unwrap_or(NAMELESS));
            places.fill(years, rows.clone(), &mut when[of]);
            for (((row, &truth), &code), &when) in rows.zip(&truths).zip(&codes).zip(&when) {
                if truth == TRUE && code != NAMELESS && (all || claims.is_preferred(row)) {
                    see(row as u32, code, when);
                }
            }
        }
        Ok(())
    }
}

/// Stands for a case without a name.
const NAMELESS: u32 = u32::MAX;

/// Whether the rows of a topic are about years.
pub fn is_timed(topic: &Topic) -> bool {
    topic.period.is_some() || time(topic).is_some()
}

/// The field of years that rows are told apart by.
pub fn time(topic: &Topic) -> Option<FieldId> {
    topic.with_role(Role::Time).find(|&id| topic.is_years(id))
}
