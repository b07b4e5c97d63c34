//! What a column becomes in a schema, and what has to be said of it.

use super::columns::{Digits, Draft};
use super::headings;
use super::hints::{Hint, Hints};
use crate::dialect::{Figures, Kind};
use crate::footnote::Footnotes;
use crate::package::SchemaField;
use crate::sample::Sample;
use base::suggest::{count, said_of, typed};
use data::column::Figure;
use data::field::{Direction, Level, Role};
use data::remark::{About, Remark};

/// That columns hold nothing.
pub fn empty(drafts: &[Draft<'_>]) -> Option<Remark> {
    let names: Vec<&str> =
        drafts.iter().filter(|draft| draft.cells.is_empty()).map(|draft| &*draft.name).collect();
    let text = match names.as_slice() {
        [] => return None,
        [name] => format!("`{name}` has no value in any row"),
        names => format!(
            "{} have no value in any row",
            names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
        ),
    };
    Some(Remark::told(About::Columns, text))
}

/// What has to be said of a column.
pub fn remark(draft: &Draft<'_>, role: Role, sample: &Sample) -> Option<Remark> {
    let name = &draft.name;
    let place = |row| sample.place(row);
    if let Some(text) = digits(draft) {
        return Some(Remark::told(About::Columns, text));
    }
    if let Some((row, cell)) = draft.stranger() {
        return Some(Remark::words(name, &place(row), cell));
    }
    if let Some((row, cell)) = draft.no_time() {
        let text = format!(
            "`{name}` is read as labels: {} holds `{cell}`, which is no year and no day; `with {} = \"{cell}\"` makes \
             it stand for no value",
            place(row),
            said_of("missing", name)
        );
        return Some(Remark::told(About::Years, text));
    }
    if let Some((row, cell, count)) = draft.more_than_figures().filter(|_| role == Role::Measure) {
        let text = format!(
            "`{name}` is read as words, because {count} of {} cells hold more than a figure, as `{cell}` in {}: write \
             the figures alone, and what they are counted in into the name, `{name} (…)`",
            draft.cells.len(),
            place(row)
        );
        return Some(Remark::told(About::Columns, text));
    }
    let figures = draft.figures()?;
    if let Some((one, other)) = draft.signs_differ() {
        let read = |cell: &str| figures.read(cell).map(shown).unwrap_or_default();
        let text = format!(
            "`{name}` is written in more than one way: {} holds `{}`, {} `{}`; they are read as {} and {}, on one scale. \
             Where they are not counted alike, write all of them in one way",
            place(one.row),
            one.text,
            place(other.row),
            other.text,
            read(&one.text),
            read(&other.text),
        );
        return Some(Remark::told(About::Figures, text));
    }
    if let Some(cell) = draft.ways?.doubtful(figures, draft.texts()) {
        let value = shown(figures.read(cell)?);
        let other = if figures.decimal == ',' { '.' } else { ',' };
        let text = format!(
            "`{cell}` in `{name}` is read as {value}; `with decimal = \"{other}\"` reads it otherwise"
        );
        return Some(Remark::told(About::Figures, text));
    }
    (Figures { footnotes: Footnotes::NONE, ..figures } != Figures::PLAIN).then(|| {
        let example =
            draft.texts().find(|cell| !cell.bytes().all(|byte| byte.is_ascii_digit())).unwrap_or_default();
        let value = figures.read(example).map(shown).unwrap_or_default();
        Remark::new(About::Figures, format!("`{example}` in `{name}` is {value}"))
    })
}

/// Why digits are read as labels.
fn digits(draft: &Draft<'_>) -> Option<String> {
    let (why, cell) = draft.digits().filter(|_| draft.kind == Kind::Labels)?;
    let (name, cell) = (&draft.name, &cell.text);
    Some(match why {
        Digits::Zero => format!(
            "`{name}` holds labels and no figures, as `{cell}` begins with 0; `with count = {}` reads figures",
            typed(name)
        ),
        Digits::Long => {
            format!("`{name}` holds labels and no figures, as `{cell}` is longer than a figure is exact")
        }
        Digits::Day => format!(
            "`{name}` holds days or months as digits, `{cell}`, which are labels in the order of the table; written \
             with `-`, as in `2020-01-31`, they have a year too"
        ),
    })
}

/// Which marks stand behind the figures of a column, how many, and where each is first.
pub fn footnotes(draft: &Draft<'_>, sample: &Sample) -> Option<Remark> {
    draft.figures().filter(|figures| figures.footnotes != Footnotes::NONE)?;
    let mut first: Vec<(usize, &str)> = Vec::new();
    let mut all = 0;
    for (cell, mark) in draft.marked() {
        all += cell.count;
        if !first.iter().any(|(_, other)| *other == mark) {
            first.push((cell.row, mark));
        }
    }
    let marks: Vec<String> =
        first.iter().map(|(row, mark)| format!("`{mark}` ({})", sample.place(*row))).collect();
    let (more, of) = (if sample.is_whole() { "" } else { "at least " }, count(draft.cells.len(), "figure"));
    let of = if sample.is_whole() { format!("{all} of {of}") } else { count(all, "figure") };
    let text = format!("`{}`: the marks behind {more}{of} are left out: {}", draft.name, marks.join(", "));
    Some(Remark::told(About::Figures, text))
}

/// A figure as it is shown.
fn shown(figure: Figure) -> String {
    format!("{:.*}", usize::from(figure.decimals()), figure.value())
}

/// The field of a schema for a column.
///
/// `unit` is what the line below the heading says it is counted in, if there is one.
pub fn field(draft: &Draft<'_>, role: Role, unit: Option<&str>, hints: &Hints) -> SchemaField {
    let whole = draft.values().all(|(value, decimals)| decimals == 0 && value.fract() == 0.0);
    let negative = draft.values().any(|(value, _)| value < 0.0);
    let unit = unit.filter(|unit| !unit.is_empty()).or_else(|| headings::unit(&draft.name));
    let per_cent = draft.sign() == Some('%') || unit == Some("%");
    let mut field =
        SchemaField { name: draft.name.clone(), role: role.word().into(), ..SchemaField::default() };
    let (kind, level) = match draft.kind {
        Kind::Years => ("year", Level::Year),
        Kind::Labels if role == Role::Note && draft.texts().any(|cell| cell.contains(' ')) => {
            ("string", Level::Text)
        }
        Kind::Labels => ("string", Level::Nominal),
        Kind::Numbers(_) if whole && headings::is_rank(&draft.name) => ("integer", Level::Ordinal),
        Kind::Numbers(_) if per_cent => ("number", Level::Share),
        Kind::Numbers(_) if whole && !negative => ("integer", Level::Count),
        Kind::Numbers(_) => ("number", Level::Quantity),
    };
    (field.kind, field.level) = (kind.into(), level.word().into());
    if level == Level::Ordinal {
        field.direction = "lower".into();
    }
    if draft.figures().is_some() {
        field.unit = unit.map(str::to_owned).or_else(|| draft.sign().map(String::from)).unwrap_or_default();
    }
    for hint in hints.of(&draft.name) {
        match hint {
            Hint::Level(level) => field.level = level.word().into(),
            Hint::Direction(Direction::Higher) => field.direction = "higher".into(),
            Hint::Direction(Direction::Lower) => field.direction = "lower".into(),
            Hint::Flow => field.flow = true,
            Hint::Role(_) => {}
        }
    }
    field
}

pub fn time_field(name: &str) -> SchemaField {
    SchemaField {
        name: name.into(),
        kind: "year".into(),
        role: Role::Time.word().into(),
        level: Level::Year.word().into(),
        ..SchemaField::default()
    }
}
