//! A topic by its newest figures: a row for each case and key, each figure that of the newest year that has one.

use std::sync::{Arc, OnceLock};

use base::cancel::cancellable;
use data::{
    Column, ColumnKind, ColumnSource, Columns, DataError, Field, FieldId, Level, Lineage, Member, Missing,
    NO_ROW, Role, RowMap, Topic,
};
use query::Test;

use crate::order::{RowOrder, beside};

/// The topic by its newest figures; conditions on years choose among them before. Fields keep their ids.
///
/// # Errors
///
/// A column that cannot be read.
pub fn latest(topic: &Arc<Topic>, before: &[Test]) -> Result<Topic, DataError> {
    let order = Arc::new(RowOrder::new(topic, before, [Role::Case, Role::Key])?);
    let maps: Vec<Arc<Newest>> = (0..topic.fields.len())
        .map(|at| Arc::new(Newest::new(topic.clone(), decides(topic, FieldId(at)), order.clone())))
        .collect();
    let source = topic.with_role(Role::Source).next().zip(topic.with_role(Role::Place).next());
    let member = |(at, map): (usize, &Arc<Newest>)| Member {
        topic: topic.clone(),
        rows: map.clone(),
        fields: vec![(FieldId(at), Some(FieldId(at)))],
        origin: source.filter(|_| topic.meta(FieldId(at)).role == Role::Measure),
        dated: is_figure(topic.meta(FieldId(at))),
    };
    let members = maps.iter().enumerate().map(member).collect();
    let fields = topic.fields.iter().map(|field| match field.role {
        // The years of a row are told of each figure.
        Role::Time => Arc::new(Field { role: Role::Note, ..Field::clone(field) }),
        Role::Case
        | Role::Key
        | Role::Measure
        | Role::Note
        | Role::Unit
        | Role::Bound
        | Role::Status
        | Role::Reason
        | Role::Source
        | Role::Place => field.clone(),
    });
    let columns = Columns::lazy(Arc::new(NewestColumns(maps)), topic.fields.len());
    let mut seen = beside(topic, fields.collect(), order.count(), columns);
    seen.period = None;
    seen.lineage = Some(Arc::new(Lineage { members, matching: Vec::new() }));
    Ok(seen)
}

/// Whether the year of a value says something: a country's region is the same in all of them.
fn is_figure(field: &Field) -> bool {
    field.role == Role::Measure
        && match field.level {
            Level::Ordinal | Level::Count | Level::Quantity | Level::Share | Level::Year => true,
            Level::Nominal | Level::Text | Level::Set => false,
        }
}

/// The field whose figure says from which year another field is taken: that of the figure that a unit belongs to. The
/// newest row decides where nothing else does.
fn decides(topic: &Topic, id: FieldId) -> Option<FieldId> {
    let belongs = |measure: &FieldId| {
        let meta = topic.meta(*measure);
        meta.unit_from == Some(id) || meta.bounded_by == Some(id)
    };
    match topic.meta(id).role {
        Role::Measure | Role::Note => Some(id),
        Role::Unit | Role::Bound => topic.with_role(Role::Measure).find(belongs),
        Role::Case | Role::Key | Role::Time | Role::Status | Role::Reason | Role::Source | Role::Place => {
            None
        }
    }
}

/// From which row of its topic each value of a field is taken; looked up when it is used.
#[derive(Debug)]
struct Newest {
    topic: Arc<Topic>,
    decides: Option<FieldId>,
    order: Arc<RowOrder>,
    found: OnceLock<Vec<u32>>,
}

impl Newest {
    fn new(topic: Arc<Topic>, decides: Option<FieldId>, order: Arc<RowOrder>) -> Self {
        Self { topic, decides, order, found: OnceLock::new() }
    }

    fn find(&self) -> Result<Vec<u32>, DataError> {
        let years = self.topic.years()?;
        let Some(field) = self.decides else {
            return Ok(self.order.groups().map(|rows| rows[0]).collect());
        };
        let column = self.topic.column(field)?;
        let newest = |rows: &[u32]| {
            let mut later = rows.iter().map(|&row| row as usize);
            let Some(row) = later.find(|&row| !column.is_missing(row)) else { return rows[0] };
            let year = years.of(row);
            // Of two rows of one year that say different things, none is the newest.
            let mut others = later.take_while(|&other| years.of(other) == year);
            let differs = |other| !column.is_missing(other) && !column.same(row, other);
            if others.any(differs) { NO_ROW } else { row as u32 }
        };
        Ok(cancellable(self.order.groups()).map(newest).collect())
    }
}

impl RowMap for Newest {
    fn rows(&self) -> Result<&[u32], DataError> {
        if let Some(found) = self.found.get() {
            return Ok(found);
        }
        let found = self.find()?;
        Ok(self.found.get_or_init(|| found))
    }
}

/// The columns of a topic by its newest figures.
#[derive(Debug)]
struct NewestColumns(Vec<Arc<Newest>>);

impl ColumnSource for NewestColumns {
    fn kind(&self, id: FieldId) -> ColumnKind {
        self.0[id.0].topic.kind(id)
    }

    fn is_settled(&self, _: FieldId) -> bool {
        true
    }

    fn column(&self, id: FieldId, _: &Field, _: Option<&[bool]>) -> Result<Column, DataError> {
        let newest = &self.0[id.0];
        Ok(newest.topic.column(id)?.take(newest.rows()?, &Missing::Undefined))
    }

    fn words(&self, id: FieldId) -> Option<&[Arc<str>]> {
        self.0[id.0].topic.words(id).ok()
    }
}
