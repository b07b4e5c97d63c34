//! The rows of a topic by some of its keys, and the topic that has a row for each.

use std::sync::Arc;

use base::cancel::cancellable;
use data::{ClaimIndex, Columns, DataError, Field, FieldId, Role, Topic};
use query::Test;
use select::group::Groups;
use select::test::{Prepared, TRUE};

/// The rows of each combination of keys, the newest first.
#[derive(Debug)]
pub struct RowOrder {
    /// Where the rows of each begin, and where those of the last one end.
    firsts: Vec<usize>,
    rows: Vec<u32>,
}

impl RowOrder {
    /// Those that the tests keep, by the fields that play these parts.
    ///
    /// # Errors
    ///
    /// A column that cannot be read.
    pub fn new(
        topic: &Topic,
        before: &[Test],
        roles: impl IntoIterator<Item = Role>,
    ) -> Result<Self, DataError> {
        let claims = topic.claims()?;
        let mut truths = vec![TRUE; topic.rows];
        if !before.is_empty() {
            Prepared::all(topic, before)?.fill(0..topic.rows, &mut truths);
        }
        let counts = |&row: &usize| truths[row] == TRUE && claims.is_preferred(row);
        let rows: Vec<usize> = cancellable(0..topic.rows).filter(counts).collect();
        let keys: Vec<FieldId> = roles.into_iter().flat_map(|role| topic.with_role(role)).collect();
        let keys = keys.into_iter().map(|id| topic.column(id)).collect::<Result<Vec<_>, _>>()?;
        let (mut groups, mut group_of) = (Groups::new(keys, rows.len()), Vec::new());
        groups.add(&rows, &mut group_of);
        let years = topic.years()?;
        let end = |row: usize| years.of(row).map(|years| (years.to, years.from));
        let mut sorted: Vec<(u32, usize)> = group_of.into_iter().zip(rows).collect();
        sorted.sort_by(|&(a, row), &(b, other)| a.cmp(&b).then_with(|| end(other).cmp(&end(row))));
        let mut firsts = Vec::with_capacity(groups.first.len() + 1);
        for (at, &(group, _)) in sorted.iter().enumerate() {
            if firsts.len() == group as usize {
                firsts.push(at);
            }
        }
        firsts.push(sorted.len());
        Ok(Self { firsts, rows: sorted.into_iter().map(|(_, row)| row as u32).collect() })
    }

    /// How many combinations there are.
    pub fn count(&self) -> usize {
        self.firsts.len() - 1
    }

    /// The rows of each combination.
    pub fn groups(&self) -> impl Iterator<Item = &[u32]> {
        self.firsts.windows(2).map(|ends| &self.rows[ends[0]..ends[1]])
    }
}

/// A topic that says the same of other rows: fields keep their ids.
pub fn beside(topic: &Topic, fields: Vec<Arc<Field>>, rows: usize, columns: Columns) -> Topic {
    let mut made = Topic::new(&topic.name, fields, rows, columns, Vec::new());
    made.title = topic.title.clone();
    made.description = topic.description.clone();
    made.headline.clone_from(&topic.headline);
    made.counts = topic.counts;
    made.period = topic.period;
    made.references.clone_from(&topic.references);
    made.incomplete.clone_from(&topic.incomplete);
    made.truncated.clone_from(&topic.truncated);
    made.conditions.clone_from(&topic.conditions);
    made.authority.clone_from(&topic.authority);
    made.claims = ClaimIndex::settled();
    made
}
