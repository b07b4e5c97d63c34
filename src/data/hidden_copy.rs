//! A second copy of the data with other values in it: the same topics, fields and cases, but other answers.
//!
//! A query that asks the data finds the new answers; what has been typed in stays the old one.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustc_hash::FxHasher;

use super::claims::ClaimIndex;
use super::column::Column;
use super::error::DataError;
use super::field::{Field, FieldId, Level, Role};
use super::topic::Topic;

/// What is changed. The same variant changes the same data in the same way, everywhere and always.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HiddenCopy {
    /// Chooses among the many ways to do it.
    pub seed: u64,
    /// A case that is called otherwise: its old and its new name.
    pub rename: Option<(Arc<str>, Arc<str>)>,
}

impl HiddenCopy {
    /// The changed copy of a topic: the values of a measure change places, counts and quantities change as well, one
    /// value is taken away, and one case has another name.
    ///
    /// Only what answers a question changes, not what asks it: cases, keys and years stay.
    ///
    /// # Errors
    ///
    /// What keeps the topic from being read.
    pub fn apply(&self, topic: &Topic) -> Result<Topic, DataError> {
        let hole = self.hole(topic);
        let column = |id: FieldId| {
            let column = topic.column(id)?;
            let mut changed = if topic.meta(id).role == Role::Measure {
                self.measure(topic, id, column)
            } else {
                column.clone()
            };
            if let Some((_, row)) = hole.filter(|&(field, _)| field == id) {
                changed = changed.without(row);
            }
            let renamed = self.rename.as_ref().and_then(|(from, to)| changed.renamed(from, to));
            Ok(renamed.unwrap_or(changed))
        };
        let columns =
            (0..topic.fields.len()).map(FieldId).map(column).collect::<Result<Vec<_>, DataError>>()?;
        Ok(topic.rebuilt(topic.rows, columns, ClaimIndex::new(topic.fact().to_vec())))
    }

    fn measure(&self, topic: &Topic, id: FieldId, column: &Column) -> Column {
        let field = topic.meta(id);
        let moved = column.pick(&self.places(topic, id, column));
        let Column::Numbers(numbers) = column else { return moved };
        let scale = 10f64.powi(i32::from(numbers.decimals));
        let figure = |row: usize, value: f64| {
            let chance = self.chance(&[&topic.name, &field.name], row as u64);
            Some(match field.level {
                Level::Count => value + (1 + chance % 3) as f64,
                Level::Quantity => (value * (1.0 + (1 + chance % 5) as f64 / 20.0) * scale).round() / scale,
                // Ranks stay ranks, shares stay shares.
                Level::Nominal | Level::Ordinal | Level::Share | Level::Year | Level::Text | Level::Set => {
                    value
                }
            })
        };
        moved.with_figures(figure)
    }

    /// For each row the row whose value it gets. Rows without a value keep what they have.
    fn places(&self, topic: &Topic, id: FieldId, column: &Column) -> Vec<usize> {
        let valued: Vec<usize> = (0..topic.rows).filter(|&row| !column.is_missing(row)).collect();
        let mut places: Vec<usize> = (0..topic.rows).collect();
        if valued.len() > 1 {
            let field = topic.meta(id);
            // The two ends of a span move together, and so does all that is said of a claim with a query in it.
            let together =
                topic.period.is_some_and(|(from, to)| id == from || id == to) || topic.statements.is_some();
            let name = if together || is_remark(field) { "" } else { &field.name };
            let by = 1 + self.chance(&[&topic.name, name], 0) as usize % (valued.len() - 1);
            for (at, &row) in valued.iter().enumerate() {
                places[row] = valued[(at + by) % valued.len()];
            }
        }
        places
    }

    /// The value that is taken away. A claim is of no use without its query, a small table not without any value.
    fn hole(&self, topic: &Topic) -> Option<(FieldId, usize)> {
        const FEW: usize = 6;
        let measures: Vec<FieldId> =
            topic.measures().into_iter().filter(|&id| !is_remark(topic.meta(id))).collect();
        let chance = self.chance(&[&topic.name], 1) as usize;
        let field = *measures.get(chance % measures.len().max(1))?;
        let row = chance / measures.len().max(1) % topic.rows.max(1);
        (topic.rows >= FEW && topic.statements.is_none()).then_some((field, row))
    }

    fn chance(&self, names: &[&str], salt: u64) -> u64 {
        let mut hasher = FxHasher::default();
        (self.seed, names, salt).hash(&mut hasher);
        hasher.finish() >> 8
    }
}

fn is_remark(field: &Field) -> bool {
    field.level == Level::Text
}
