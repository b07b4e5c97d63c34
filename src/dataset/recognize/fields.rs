//! What a column becomes in a schema, and what has to be said of it.

use super::columns::Draft;
use super::headings;
use super::hints::{Hint, Hints};
use crate::dataset::column::Figure;
use crate::dataset::dialect::{Figures, Kind};
use crate::dataset::field::{Direction, Level, Role};
use crate::dataset::package::SchemaField;
use crate::dataset::remark::{About, Remark};
use crate::dataset::sample::Sample;

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
pub fn remark(draft: &Draft<'_>, sample: &Sample) -> Option<Remark> {
    let name = &draft.name;
    if let Some((row, cell)) = draft.stranger() {
        return Some(Remark::words(name, &sample.place(row), cell));
    }
    let figures = draft.figures()?;
    if let Some(cell) = draft.ways?.doubtful(figures, draft.texts()) {
        let value = shown(figures.read(cell)?);
        let other = if figures.decimal == ',' { '.' } else { ',' };
        let text = format!(
            "`{cell}` in `{name}` is read as {value}; `with decimal = \"{other}\"` reads it otherwise"
        );
        return Some(Remark::told(About::Figures, text));
    }
    (figures != Figures::PLAIN).then(|| {
        let example =
            draft.texts().find(|cell| !cell.bytes().all(|byte| byte.is_ascii_digit())).unwrap_or_default();
        let value = figures.read(example).map(shown).unwrap_or_default();
        Remark::new(About::Figures, format!("`{example}` in `{name}` is {value}"))
    })
}

/// A figure as it is shown.
fn shown(figure: Figure) -> String {
    format!("{:.*}", usize::from(figure.decimals()), figure.value())
}

/// The field of a schema for a column.
pub fn field(draft: &Draft<'_>, role: Role, hints: &Hints) -> SchemaField {
    let whole = draft.values().all(|(value, decimals)| decimals == 0 && value.fract() == 0.0);
    let negative = draft.values().any(|(value, _)| value < 0.0);
    let per_cent = draft.sign() == Some('%') || headings::unit(&draft.name) == Some("%");
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
        let unit = headings::unit(&draft.name).map(str::to_owned);
        field.unit = unit.or_else(|| draft.sign().map(String::from)).unwrap_or_default();
    }
    for hint in hints.of(&draft.name) {
        match hint {
            Hint::Level(level) => field.level = level.word().into(),
            Hint::Direction(Direction::Higher) => field.direction = "higher".into(),
            Hint::Direction(Direction::Lower) => field.direction = "lower".into(),
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
