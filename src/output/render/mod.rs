//! Answers as text: tables, sentences and the forms that other programs read. Nothing here knows a terminal.

mod options;
mod signs;

mod figure;
mod markup;
mod width;
mod wrap;

mod blocks;
mod fit;
mod frame;
mod grid;
mod notes;
mod plain;
mod sheet;
mod table;

mod chart;
mod delimited;
pub mod html;
mod json;
mod latex;
mod markdown;

#[cfg(test)]
mod tests;

use thiserror::Error;

use answer::Answer;
pub use json::SCHEMA;
pub use markdown::{about, result as markdown_result, text as markdown_text};
pub use markup::text as html_text;
pub use notes::data_text;
pub use options::{AllRows, Border, Format, Options};
pub use width::width;
pub use wrap::wrap;

/// An answer in one format; the text ends with a newline.
///
/// # Errors
///
/// The answer cannot have the format.
pub fn render(answer: &Answer, format: Format, options: &Options) -> Result<String, RenderError> {
    let mut out = String::new();
    push(&mut out, answer, format, options)?;
    Ok(out)
}

/// Adds an answer in one format to a text; nothing when it cannot have the format.
///
/// # Errors
///
/// As [`render`].
pub fn push(out: &mut String, answer: &Answer, format: Format, options: &Options) -> Result<(), RenderError> {
    let text = match format {
        Format::Table => {
            table::push(out, answer, options);
            return Ok(());
        }
        Format::Plain => plain::render(answer, options),
        Format::Csv => delimited::csv(answer, options.guard),
        Format::Tsv => delimited::tsv(answer, options.guard),
        Format::Json => json::render(answer),
        Format::Markdown => markdown::render(answer),
        Format::Html => html::render(answer, options.picture),
        Format::Latex => latex::render(answer),
        Format::Chart => chart::text::render(answer, options).ok_or(RenderError::NoFigures)?,
        Format::Svg => chart::svg::render(answer).ok_or(RenderError::NoFigures)?,
    };
    out.push_str(&text);
    Ok(())
}

pub use delimited::looks_like_formulas;

/// What the chart of an answer shows, in words; none where there is nothing to draw.
pub fn description(answer: &Answer) -> Option<String> {
    chart::chart(answer, signs::Signs::Words).map(|chart| chart::description(&chart))
}

/// Whether an answer can have a format.
///
/// # Errors
///
/// As [`render`].
pub fn check(answer: &Answer, format: Format) -> Result<(), RenderError> {
    let draws = || chart::chart(answer, signs::Signs::Unicode).is_some();
    let picture = matches!(format, Format::Chart | Format::Svg);
    if picture && !draws() { Err(RenderError::NoFigures) } else { Ok(()) }
}

/// Why an answer cannot be written in a format.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RenderError {
    /// `show topics as svg`
    #[error("this result has no figures that a chart could show")]
    NoFigures,
}
