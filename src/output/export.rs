//! A result as files: the form comes from the ending, and the source goes with it.

use std::path::{Path, PathBuf};

use crate::cite::Bibliography;
use crate::render::{self, Format, Options};
use crate::write::Document;
use answer::Answer;

/// The form that the ending of a file stands for.
pub fn format(path: &Path) -> Option<Format> {
    Format::from_ending(path.extension()?.to_str()?)
}

/// The endings there are, as a message lists them.
pub fn endings() -> String {
    let endings = Format::ALL.iter().flat_map(|format| format.endings());
    endings.map(|ending| format!(".{ending}")).collect::<Vec<_>>().join(", ")
}

/// The files of a result; where the form has no place for the source, a second file says it. Of how it looks, a page
/// holds the chart or not, and a table of values is guarded or not; it is as wide and as long as it has to be.
pub fn documents(
    path: &Path,
    format: Format,
    how: &Options,
    answer: &Answer,
    bibliography: &Bibliography,
) -> Result<Vec<Document>, render::RenderError> {
    // A file is wider than any terminal and shows every row.
    let mut text = render::render(
        answer,
        format,
        &Options { picture: how.picture, guard: how.guard, ..Options::default() },
    )?;
    if format == Format::Plain {
        text += &format!("Query: {}\n", answer.query);
        text.extend(answer.data.iter().map(|data| format!("{}\n", render::data_text(data))));
    }
    let mut documents = vec![Document { path: path.into(), text }];
    if matches!(format, Format::Csv | Format::Tsv) {
        let mut beside = path.as_os_str().to_owned();
        beside.push(".README.md");
        documents.push(Document {
            path: PathBuf::from(beside),
            text: readme(path, how.guard, answer, bibliography),
        });
    }
    Ok(documents)
}

/// What a table of values cannot say itself.
fn readme(path: &Path, guard: bool, answer: &Answer, bibliography: &Bibliography) -> String {
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let mut text = render::about(answer, &name);
    if render::looks_like_formulas(answer) {
        text.push_str(match guard {
            true => "\nSome words begin with `=`, `+`, `-` or `@`: an apostrophe stands before them, so that no spreadsheet takes them for formulas.\n",
            false => "\nSome words begin with `=`, `+`, `-` or `@`: a spreadsheet may take them for formulas. `set guard on` writes an apostrophe before them.\n",
        });
    }
    text.push_str("\nHow to cite:\n\n");
    for (sentence, _) in bibliography.entries() {
        text += &format!("- {}\n", render::markdown_text(&sentence));
    }
    text
}
