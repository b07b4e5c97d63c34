//! A result as files: the form comes from the ending, and the source goes with it.

use std::path::{Path, PathBuf};

use crate::cite::Bibliography;
use crate::render::{self, Format, Options};
use crate::write::Document;
use answer::Answer;

/// Endings of files, and the forms they stand for.
const ENDINGS: [(&str, Format); 10] = [
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("tex", Format::Latex),
    ("csv", Format::Csv),
    ("tsv", Format::Tsv),
    ("json", Format::Json),
    ("txt", Format::Plain),
    ("svg", Format::Svg),
];

/// The form that the ending of a file stands for.
pub fn format(path: &Path) -> Option<Format> {
    let ending = path.extension()?.to_str()?;
    ENDINGS.iter().find(|(known, _)| known.eq_ignore_ascii_case(ending)).map(|&(_, format)| format)
}

/// The endings there are, as a message lists them.
pub fn endings() -> String {
    ENDINGS.map(|(ending, _)| format!(".{ending}")).join(", ")
}

/// The files of a result; where the form has no place for the source, a second file says it. A page holds the chart
/// when `picture` is set.
pub fn documents(
    path: &Path,
    format: Format,
    picture: bool,
    answer: &Answer,
    bibliography: &Bibliography,
) -> Result<Vec<Document>, render::RenderError> {
    // A file is wider than any terminal and shows every row.
    let mut text = render::render(answer, format, &Options { picture, ..Options::default() })?;
    if format == Format::Plain {
        text += &format!("Query: {}\n", answer.query);
        text.extend(answer.data.iter().map(|data| format!("{}\n", render::data_text(data))));
    }
    let mut documents = vec![Document { path: path.into(), text }];
    if matches!(format, Format::Csv | Format::Tsv) {
        let mut beside = path.as_os_str().to_owned();
        beside.push(".README.md");
        documents.push(Document { path: PathBuf::from(beside), text: readme(path, answer, bibliography) });
    }
    Ok(documents)
}

/// What a table of values can not say itself.
fn readme(path: &Path, answer: &Answer, bibliography: &Bibliography) -> String {
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let mut text = render::about(answer, &name);
    text.push_str("\nHow to cite:\n\n");
    for (sentence, _) in bibliography.entries() {
        text += &format!("- {}\n", render::markdown_text(&sentence));
    }
    text
}
