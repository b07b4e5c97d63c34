//! From a name as people write it to a label of a field: case, accents, other languages, printed misspellings.

use rustc_hash::FxHashMap as HashMap;

use super::error::DatasetError;
use super::field::FieldId;
use super::fold::fold;
use super::store::Store;
use super::topic::{Aliases, Topic};

/// What a name means in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Label {
    /// A label of the field, by its code.
    Known(u32),
    /// A known name that no row of this field holds, as it is usually written.
    Elsewhere(String),
    /// No known name.
    Unknown,
}

/// Looks a name up among the labels of a field, then among their other names, then in the topic that the field
/// refers to.
///
/// # Errors
///
/// The topic that the field refers to can not be read.
pub fn find(store: &Store, topic: &Topic, field: FieldId, name: &str) -> Result<Label, DatasetError> {
    let Some(labels) = topic.labels(field) else { return Ok(Label::Unknown) };
    if let Some(code) = labels.dictionary.exact(name) {
        return Ok(Label::Known(code));
    }
    let folded = fold(name);
    if let Some(code) = labels.dictionary.find_folded(&folded) {
        return Ok(Label::Known(code));
    }
    let own = topic.aliases().get(&folded).filter(|(of, _)| *of == field);
    if let Some(code) = own.and_then(|&(_, row)| labels.code(row)) {
        return Ok(Label::Known(code));
    }
    let Some(reference) = topic.references.iter().find(|reference| reference.field == field) else {
        return Ok(Label::Unknown);
    };
    let Some(other) = store.topic(&reference.topic) else { return Ok(Label::Unknown) };
    let other = other?;
    let Some(target) = other.field(&reference.target).and_then(|id| other.labels(id)) else {
        return Ok(Label::Unknown);
    };
    let code = target.dictionary.find_folded(&folded).or_else(|| {
        let (_, row) = other.aliases().get(&folded)?;
        target.code(*row)
    });
    Ok(match code.map(|code| target.dictionary.label(code)) {
        Some(label) => match labels.dictionary.find(label) {
            Some(code) => Label::Known(code),
            None => Label::Elsewhere(label.to_string()),
        },
        None => Label::Unknown,
    })
}

impl Topic {
    /// The other names of the topic's labels.
    pub(super) fn aliases(&self) -> &Aliases {
        self.aliases.get_or_init(|| {
            let mut aliases = HashMap::default();
            for (at, field) in self.fields.iter().enumerate() {
                let (Some(of), Some(labels)) = (field.alias_of, self.labels(FieldId(at))) else {
                    continue;
                };
                for row in 0..self.rows {
                    // A cell may hold several names.
                    for name in labels.text(row).split(';').filter(|name| !name.trim().is_empty()) {
                        aliases.entry(fold(name)).or_insert((of, row));
                    }
                }
            }
            aliases
        })
    }
}
