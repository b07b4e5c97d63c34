//! A topic with one row a case and year, made of the several that it has: so it can stand beside others.

use std::sync::Arc;

use base::cancel::cancellable;
use data::{
    Column, ColumnKind, ColumnSource, Columns, DataError, Field, FieldId, KnownRows, Lineage, Member,
    Missing, NO_ROW, Role, Topic,
};
use query::{Aggregate, Test, aggregate};
use select::aggregate::Tally;

use crate::order::{RowOrder, beside};

/// So many rows behind one are kept apart for their sources.
const MOST_CITED: usize = 64;

/// A topic with one row a case and year.
#[derive(Debug)]
pub struct Condensed {
    /// The topic; fields keep their ids.
    pub topic: Topic,
    /// The most rows that one is made of.
    pub most: usize,
}

/// The topic with one row for each case and year of those that the tests keep. Figures become what is asked for, where their
/// level allows it; anything else stays where all rows say the same.
///
/// # Errors
///
/// A column that cannot be read.
pub fn condense(topic: &Arc<Topic>, about: &[Test], how: Aggregate) -> Result<Condensed, DataError> {
    let order = Arc::new(RowOrder::new(topic, about, [Role::Case, Role::Time])?);
    let most = order.groups().map(<[u32]>::len).max().unwrap_or(0);
    let made = |field: &Arc<Field>| match field.role {
        Role::Measure => aggregate(how, field)
            .map_or_else(|_| field.clone(), |made| Arc::new(Field { name: field.name.clone(), ..made })),
        Role::Case
        | Role::Key
        | Role::Time
        | Role::Note
        | Role::Unit
        | Role::Bound
        | Role::Status
        | Role::Reason
        | Role::Source
        | Role::Place => field.clone(),
    };
    let fields = topic.fields.iter().map(made).collect();
    let source = topic.with_role(Role::Source).next().zip(topic.with_role(Role::Place).next());
    // Who stands behind a figure stands behind each of its rows.
    let member = |nth: usize| {
        let rows = order.groups().map(|rows| rows.get(nth).copied().unwrap_or(NO_ROW));
        let all = (0..topic.fields.len()).map(FieldId);
        Member {
            topic: topic.clone(),
            rows: Arc::new(KnownRows(rows.collect())),
            fields: all.map(|id| (id, Some(id))).collect(),
            origin: source,
            dated: false,
        }
    };
    let cited = if source.is_some() { most.clamp(1, MOST_CITED) } else { 1 };
    let members = (0..cited).map(member).collect();
    let columns = CondensedColumns { topic: topic.clone(), order: order.clone(), how };
    let columns = Columns::lazy(Arc::new(columns), topic.fields.len());
    let mut condensed = beside(topic, fields, order.count(), columns);
    condensed.lineage = Some(Arc::new(Lineage { members, matching: Vec::new() }));
    Ok(Condensed { topic: condensed, most })
}

/// The columns of such a topic.
#[derive(Debug)]
struct CondensedColumns {
    topic: Arc<Topic>,
    order: Arc<RowOrder>,
    how: Aggregate,
}

impl CondensedColumns {
    /// One figure of all that a row is made of.
    fn made(&self, column: &Column) -> Column {
        let (mut rows, mut groups) = (Vec::new(), Vec::new());
        for (group, of_group) in (0..).zip(self.order.groups()) {
            rows.extend(of_group.iter().map(|&row| row as usize));
            groups.extend(of_group.iter().map(|_| group));
        }
        let mut tally = Tally::new(column, self.how, None);
        tally.add(&rows, &groups, self.order.count());
        tally.finish()
    }

    /// What all rows say that a row is made of.
    fn agreed(&self, column: &Column) -> Column {
        let agreed = |rows: &[u32]| {
            let same = rows.iter().all(|&row| column.same(row as usize, rows[0] as usize));
            if same { rows[0] } else { NO_ROW }
        };
        let rows: Vec<u32> = cancellable(self.order.groups()).map(agreed).collect();
        column.take(&rows, &Missing::Undefined)
    }
}

impl ColumnSource for CondensedColumns {
    fn kind(&self, id: FieldId) -> ColumnKind {
        self.topic.kind(id)
    }

    fn is_settled(&self, _: FieldId) -> bool {
        true
    }

    fn column(&self, id: FieldId, _: &Field, _: Option<&[bool]>) -> Result<Column, DataError> {
        let (column, field) = (self.topic.column(id)?, self.topic.meta(id));
        let is_figure = matches!(column, Column::Numbers(_)) && field.role == Role::Measure;
        Ok(match is_figure && aggregate(self.how, field).is_ok() {
            true => self.made(column),
            false => self.agreed(column),
        })
    }

    fn words(&self, id: FieldId) -> Option<&[Arc<str>]> {
        self.topic.words(id).ok()
    }
}
