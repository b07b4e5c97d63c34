//! Answers as text: tables, sentences and the forms that other programs read. Nothing here knows a terminal.

mod options;
mod signs;

mod figure;
mod width;
mod wrap;

mod blocks;
mod fit;
mod grid;
mod notes;
mod plain;
mod sheet;
mod table;

mod delimited;
mod html;
mod json;
mod latex;
mod markdown;

#[cfg(test)]
mod tests;

use thiserror::Error;

use crate::answer::Answer;
pub use markdown::{about, text as markdown_text};
pub use notes::data_text;
pub use options::{Border, Format, Options};

/// Writes an answer in one format; the text ends with a newline.
pub fn render(answer: &Answer, format: Format, options: &Options) -> Result<String, RenderError> {
    match format {
        Format::Table => Ok(table::render(answer, options)),
        Format::Plain => Ok(plain::render(answer, options)),
        Format::Csv => Ok(delimited::csv(answer)),
        Format::Tsv => Ok(delimited::tsv(answer)),
        Format::Json => Ok(json::render(answer)),
        Format::Markdown => Ok(markdown::render(answer)),
        Format::Html => Ok(html::render(answer)),
        Format::Latex => Ok(latex::render(answer)),
        Format::Chart | Format::Svg => Err(RenderError::NotYet { format }),
    }
}

/// Why an answer can not be written in a format.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RenderError {
    /// `as svg`
    #[error("format `{}` is not there yet", format.word())]
    NotYet {
        /// The format asked for.
        format: Format,
    },
}
