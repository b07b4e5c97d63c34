//! Where the rows of an aligned topic come from: which topics, and which of their rows.

use std::sync::Arc;

use super::column::NO_ROW;
use super::field::FieldId;
use super::topic::Topic;

/// The topics that an aligned topic is made of.
#[derive(Debug)]
pub struct Lineage {
    /// Each of them, in the order of the query.
    pub members: Vec<Member>,
    /// What matched and what did not, in sentences.
    pub matching: Vec<String>,
}

/// One of the topics that an aligned topic is made of.
#[derive(Debug)]
pub struct Member {
    /// The topic.
    pub topic: Arc<Topic>,
    /// For each row of the aligned topic the row here; [`NO_ROW`] where there is none.
    pub rows: Arc<[u32]>,
    /// Which fields of the aligned topic are taken from it, and the field here where it is one as it stands.
    pub fields: Vec<(FieldId, Option<FieldId>)>,
    /// The fields of the aligned topic that tell source and place of its rows.
    pub origin: Option<(FieldId, FieldId)>,
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
}

impl Lineage {
    /// The topic that a field is taken from.
    pub fn member(&self, field: FieldId) -> Option<&Member> {
        self.members.iter().find(|member| member.fields.iter().any(|(id, _)| *id == field))
    }
}

impl Member {
    /// The field here that is a field of the aligned topic.
    pub fn field(&self, field: FieldId) -> Option<FieldId> {
        self.fields.iter().find(|(id, _)| *id == field)?.1
    }

    /// The row here that is a row of the aligned topic.
    pub fn row(&self, row: usize) -> Option<usize> {
        Some(self.rows[row]).filter(|&row| row != NO_ROW).map(|row| row as usize)
    }
}
