//! What there is to ask: topics, defined names, where a name is mentioned.

use std::sync::Arc;

use answer::schema::{CatalogueColumn, Head, Kind, Schema};
use data::{FieldId, Topic};

/// What there is to ask.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// What is listed.
    pub list: Listed,
    /// The columns.
    pub columns: Schema<CatalogueColumn>,
}

/// What a catalogue lists.
#[derive(Clone, Debug)]
pub enum Listed {
    /// `show topics`
    Topics,
    /// `show sets`: name, topic, statement.
    Definitions(Vec<(String, String, String)>),
    /// `show Beijing`: the topics that hold the name.
    Mentions {
        /// The name as it is usually written.
        name: String,
        /// Topic, field, code of the label.
        rows: Vec<(Arc<Topic>, FieldId, u32)>,
    },
}

impl Catalogue {
    /// The catalogue of a list: its columns are known whatever stands in it.
    pub fn new(list: Listed) -> Self {
        let head = |(column, name, kind)| (column, Head::computed(name, kind));
        let topic = (CatalogueColumn::Topic, "topic", Kind::Key);
        let field = (CatalogueColumn::Field, "field", Kind::Key);
        let rows = (CatalogueColumn::Rows, "rows", Kind::Number);
        let holds = (CatalogueColumn::Holds, "holds", Kind::Text);
        let name = (CatalogueColumn::Name, "name", Kind::Text);
        let defined_in = (CatalogueColumn::Topic, "topic", Kind::Text);
        let definition = (CatalogueColumn::Definition, "definition", Kind::Text);
        let columns = match &list {
            Listed::Topics => Schema::new([topic, rows, holds].map(head)),
            Listed::Definitions(_) => Schema::new([name, defined_in, definition].map(head)),
            Listed::Mentions { .. } => Schema::new([topic, field, rows, holds].map(head)),
        };
        Self { list, columns }
    }
}
