//! Where the rows of a topic come from that is made of others: which topics, and which of their rows.

use std::sync::Arc;

use super::column::{Column, NO_ROW, YearSpans};
use super::error::DataError;
use super::field::FieldId;
use super::topic::Topic;
use super::value::Missing;

/// The topics that a topic is made of.
#[derive(Debug)]
pub struct Lineage {
    /// Each of them, in the order of the query.
    pub members: Vec<Member>,
    /// What matched and what did not, in sentences.
    pub matching: Vec<String>,
}

/// One of the topics that a topic is made of.
#[derive(Debug)]
pub struct Member {
    /// The topic.
    pub topic: Arc<Topic>,
    /// For each row of the made topic the row here.
    pub rows: Arc<dyn RowMap>,
    /// Which fields of the made topic are taken from it, and the field here where it is one as it stands.
    pub fields: Vec<(FieldId, Option<FieldId>)>,
    /// The fields here that tell source and place of its rows.
    pub origin: Option<(FieldId, FieldId)>,
    /// Whether rows of different years stand side by side, so that each value has a year of its own.
    pub dated: bool,
}

/// For each row of a made topic the row of another that it is taken from; [`NO_ROW`] where there is none.
pub trait RowMap: std::fmt::Debug + Send + Sync {
    /// The rows, found now if they were not before.
    ///
    /// # Errors
    ///
    /// A column that decides cannot be read.
    fn rows(&self) -> Result<&[u32], DataError>;
}

/// Rows that are known when the topic is made.
#[derive(Debug)]
pub struct KnownRows(pub Arc<[u32]>);

impl RowMap for KnownRows {
    fn rows(&self) -> Result<&[u32], DataError> {
        Ok(&self.0)
    }
}

impl Topic {
    /// The field that an aligned topic takes from one of its topics, by its name there.
    pub fn taken(&self, topic: &str, name: &str) -> Option<FieldId> {
        let lineage = self.lineage.as_ref()?;
        let member = lineage.members.iter().find(|member| member.topic.name.eq_ignore_ascii_case(topic))?;
        let long = format!("{}.{name}", member.topic.name);
        let called = |id: &FieldId| {
            let field = &self.meta(*id).name;
            field.eq_ignore_ascii_case(name) || field.eq_ignore_ascii_case(&long)
        };
        member.fields.iter().map(|(id, _)| *id).find(called)
    }

    /// The year of each value of a field, where each has one of its own.
    ///
    /// # Errors
    ///
    /// A column that cannot be read.
    pub fn dates(&self, field: FieldId) -> Result<Option<Column>, DataError> {
        let Some(member) = self.lineage.as_ref().and_then(|lineage| lineage.member(field)) else {
            return Ok(None);
        };
        if !member.dated {
            let dates = member.field(field).map(|field| member.topic.dates(field)).transpose()?.flatten();
            let rows = member.rows.rows()?;
            return Ok(dates.map(|dates| dates.take(rows, &Missing::NoAnswer)));
        }
        let (years, mut dates) = (member.topic.years()?, YearSpans::default());
        for &row in member.rows.rows()? {
            let known = row != NO_ROW;
            match known.then(|| years.of(row as usize)).flatten() {
                Some(year) => dates.push(year),
                None => dates.push_missing(Missing::NotStated),
            }
        }
        Ok(Some(Column::Years(dates)))
    }
}

impl Lineage {
    /// The topic that a field is taken from.
    pub fn member(&self, field: FieldId) -> Option<&Member> {
        self.members.iter().find(|member| member.fields.iter().any(|(id, _)| *id == field))
    }
}

impl Member {
    /// The field here that is a field of the made topic.
    pub fn field(&self, field: FieldId) -> Option<FieldId> {
        self.fields.iter().find(|(id, _)| *id == field)?.1
    }
}
