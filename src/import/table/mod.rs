//! A file that is one table becomes a topic: unpacked, decoded, recognized and read.

use std::path::Path;
use std::sync::Arc;

use super::dialect::Kind;
use super::error::ImportError;
use super::files::{self, Text};
use super::large::Large;
use super::package::{Names, Resource};
use super::parquet::Parquet;
use super::read::{self, Body};
use super::recognize::{Hints, Recognized, recognize};
use base::order;
use base::progress::Progress;
use base::suggest::count;
use data::names::KnownNames;
use data::remark::{About, Remark};
use data::topic::Topic;

/// A file that was recognized and read.
pub struct Loaded {
    /// What a descriptor would say of it.
    pub resource: Resource,
    /// How it was recognized.
    pub found: Recognized,
    /// The topic.
    pub topic: Topic,
    /// The name of its encoding.
    pub encoding: &'static str,
    /// Where its columns are, if it is a file of columns.
    pub file: Option<Arc<Parquet>>,
}

/// Loads a file as a topic called `name`, or like the file.
///
/// # Errors
///
/// The file cannot be read, or holds no table that can be recognized.
pub fn load(
    path: &Path,
    name: Option<&str>,
    hints: &Hints,
    progress: &Arc<Progress>,
) -> Result<Loaded, ImportError> {
    let shown = path.display().to_string();
    let resource = resource(name.unwrap_or(&stem(path)), path);
    if let Some(file) = Parquet::open(path) {
        let file = Arc::new(file?);
        let (mut topic, found) = columns(&resource, &shown, &file, progress, hints)?;
        topic.remarks.push(Remark::new(About::File, format!("`{shown}`, Parquet")));
        order::sort_by_key(&mut topic.remarks, |remark| remark.about);
        return Ok(Loaded { resource, found, topic, encoding: "UTF-8", file: Some(file) });
    }
    let large = |large: Option<Large>| match large {
        Some(large) => {
            let read = read(&resource, &shown, Body::Large(&large, progress), hints)?;
            Ok((read, large.encoding(), large.compressed))
        }
        None => {
            let Text { text, encoding, compressed } = files::text(path, files::bytes(path)?, None)?;
            Ok((read(&resource, &shown, Body::Text(text.into()), hints)?, encoding, compressed))
        }
    };
    let ((mut topic, found), encoding, compressed) = match large(Large::of(path, None, progress)?) {
        // What is no text in its middle may be text in another encoding.
        Err(ImportError::Encoding { .. }) => large(Large::looked_through(path, None, progress)?)?,
        read => read?,
    };
    let packed = if compressed { ", unpacked" } else { "" };
    topic.remarks.push(Remark::new(About::File, format!("`{shown}`{packed}")));
    let told = encoding != "UTF-8";
    topic.remarks.push(Remark { about: About::Encoding, text: encoding_name(encoding), told });
    order::sort_by_key(&mut topic.remarks, |remark| remark.about);
    Ok(Loaded { resource, found, topic, encoding, file: None })
}

/// Recognizes a file of columns.
///
/// # Errors
///
/// It cannot be read, or not be recognized.
pub fn columns(
    resource: &Resource,
    shown: &str,
    file: &Arc<Parquet>,
    progress: &Arc<Progress>,
    hints: &Hints,
) -> Result<(Topic, Recognized), ImportError> {
    let hints = Hints { plain: file.figures(), ..hints.clone() };
    let (mut topic, found) = read(resource, shown, Body::Columns(file, progress), &hints)?;
    topic.remarks.extend(file.left_out());
    Ok((topic, found))
}

/// Reads a table of a package that says nothing of its columns.
///
/// # Errors
///
/// It cannot be recognized.
pub fn recognized(resource: &Resource, shown: &str, body: Body<'_>) -> Result<Topic, ImportError> {
    read(resource, shown, body, &Hints::default()).map(|(topic, _)| topic)
}

/// Recognizes a table and reads it. A cell that the sample did not foresee makes words of its column, and that is said.
fn read(
    resource: &Resource,
    shown: &str,
    body: Body<'_>,
    hints: &Hints,
) -> Result<(Topic, Recognized), ImportError> {
    let (sample, extent) = body.sample()?;
    let mut found = recognize(shown, &sample, extent, hints)?;
    loop {
        let topic = read::recognized(resource, &found, shown, body.clone());
        match topic.and_then(|topic| Ok(topic.check().map(|()| topic)?)) {
            Ok(mut topic) => {
                topic.remarks.clone_from(&found.remarks);
                return Ok((topic, found));
            }
            Err(ImportError::Cell { place, value, field, .. }) if found.widen(&field) => {
                // How its figures would have been read is of no account any more.
                let named = format!("`{field}`");
                found
                    .remarks
                    .retain(|remark| remark.about != About::Figures || !remark.text.contains(&named));
                found.remarks.push(Remark::words(&field, &place, &value));
            }
            Err(error) => return Err(error),
        }
    }
}

impl Recognized {
    /// Reads a field as words from now on; `false` when it is read so already.
    fn widen(&mut self, name: &str) -> bool {
        let Some(at) = self.schema.fields.iter().position(|field| field.name == name) else { return false };
        let fixed = self.layout.columns.len();
        let kind = match &mut self.layout.wide {
            // The years stand between the columns that say the same for all of them and the measures.
            Some(wide) if at > fixed => {
                wide.measures.get_mut(at - fixed - 1).map(|measure| &mut measure.kind)
            }
            _ => self.layout.columns.get_mut(at).map(|(_, kind)| kind),
        };
        let Some(kind) = kind.filter(|kind| **kind != Kind::Labels) else { return false };
        *kind = Kind::Labels;
        let field = &mut self.schema.fields[at];
        field.kind = "string".into();
        field.level = "nominal".into();
        field.unit.clear();
        field.direction.clear();
        if field.role == "time" {
            field.role = "key".into();
        }
        true
    }
}

/// That two names are the same but for capitals, accents or blanks.
pub fn alike((one, other): (Arc<str>, Arc<str>)) -> Remark {
    let text =
        format!("`{one}` and `{other}` are two cases here; if they are one, write them alike in the table");
    Remark::told(About::Names, text)
}

/// Which cases are known from elsewhere: in short when the table is loaded, in full when it is described.
pub fn known_names(found: &KnownNames) -> Vec<Remark> {
    const SHORT: usize = 5;
    let of = &found.reference.topic;
    let known = format!("{} known from `{of}`, under all their names", count(found.known, "case"));
    let list =
        |names: &[Arc<str>]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let unknown = &found.unknown;
    let short = match unknown.len() {
        0 => known,
        all if all <= SHORT => format!("{known}; not known: {}", list(unknown)),
        all => format!("{known}; not known: {} and {} more", list(&unknown[..SHORT]), all - SHORT),
    };
    let mut remarks = vec![Remark::told(About::Known, short)];
    if let Some((one, other)) = &found.twice {
        let text =
            format!("`{one}` and `{other}` name the same case, and are kept apart as the table has them");
        remarks.push(Remark::told(About::Known, text));
    }
    if unknown.len() > SHORT {
        remarks.push(Remark::new(About::Known, format!("not known in `{of}`: {}", list(unknown))));
    }
    remarks
}

/// What a descriptor would say of the file.
pub fn resource(name: &str, path: &Path) -> Resource {
    let file = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    Resource {
        name: name.into(),
        title: name.into(),
        description: String::new(),
        path: Names(vec![file.into()]),
        schema: None,
        dialect: None,
        encoding: None,
        names_cases: None,
    }
}

/// The name of a file without its endings: `wages` of `wages.csv.gz`.
fn stem(path: &Path) -> String {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("table");
    let name = name.strip_suffix(".gz").unwrap_or(name);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if stem.is_empty() { "table".into() } else { stem.into() }
}

/// An encoding as people call it.
fn encoding_name(encoding: &str) -> String {
    match encoding {
        "windows-1252" => "Windows-1252 (Latin-1)".into(),
        "EUC-KR" => "EUC-KR (CP949)".into(),
        other => other.into(),
    }
}

#[cfg(test)]
mod tests;
