//! A table that comes without a description: how it is written and what its columns hold is read off a sample of it.

mod columns;

mod fields;

mod figures;

mod headings;

mod hints;

mod roles;

mod series;

mod shape;

mod wide;

use std::collections::HashSet;

use self::columns::Draft;
use self::fields::{empty, field, remark, time_field};
use self::figures::Ways;
pub use self::hints::{Hint, Hints};
use self::roles::Roles;
use self::shape::{Shape, shape};
use self::wide::YearColumns;
use super::dialect::{Dialect, Kind, Marks};
use super::error::DatasetError;
use super::field::Role;
use super::layout::{Across, Layout, Wide, WideMeasure};
use super::package::{Labelled, Schema, SchemaField};
use super::remark::{About, Remark};
use super::sample::{Extent, Sample};
use super::value::Years;
use crate::suggest::{count, one_of, typed};

/// Texts that stand for a missing value in tables from elsewhere.
const MISSING: [&str; 24] = [
    "", "..", "...", ".", "-", "–", "—", ":", "NA", "N/A", "n/a", "n.a.", "N.A.", "#N/A", "#NA", "NULL",
    "null", "NaN", "nan", "<NA>", "#DIV/0!", "#VALUE!", "#REF!", "…",
];

/// A table as it was recognized.
#[derive(Debug)]
pub struct Recognized {
    /// How its text is written.
    pub dialect: Dialect,
    /// The fields of the topic.
    pub schema: Schema,
    /// Where they stand in the file.
    pub layout: Layout,
    /// What was decided.
    pub remarks: Vec<Remark>,
}

/// Recognizes a table by a text; `extent` is what that is of the table.
///
/// # Errors
///
/// No heading or no row, a heading with empty or equal names, a row of another length, two decimal marks in one column,
/// no column that could be the case, a hint about a column that is not there.
pub fn recognize(path: &str, text: &str, extent: Extent, hints: &Hints) -> Result<Recognized, DatasetError> {
    let is_text = matches!(extent, Extent::Text | Extent::Ends);
    let shape = if is_text { shape(text) } else { Shape::PLAIN };
    let marks: Vec<Labelled> =
        MISSING.iter().copied().chain(hints.missing.iter().map(String::as_str)).map(Labelled::bare).collect();
    let dialect = Dialect {
        preamble: shape.preamble,
        footer: shape.footer,
        delimiter: shape.delimiter,
        quote: b'"',
        missing: Marks::new(&marks),
    };
    let sample = Sample::take(path, text, extent, &dialect)?;
    let mut remarks = if is_text { written(&dialect, text) } else { Vec::new() };
    let heading = heading(path, &sample, &dialect.missing, &mut remarks)?;
    if sample.is_empty() {
        return Err(DatasetError::Empty { path: path.into() });
    }
    let names: Vec<String> = heading.iter().map(|(_, name)| name.clone()).collect();
    let years = wide::year_columns(&names);
    let mut drafts = drafts(&sample, &heading, &years, &dialect.missing);
    known(path, &drafts, hints)?;
    let decimal = decimal(&drafts, shape.delimiter, hints);
    for draft in &mut drafts {
        draft.ways = draft.ways.map(|ways| if hints.is_plain(&draft.name) { ways.plain() } else { ways });
        draft.decide(decimal, hints);
        draft.check_marks(path, &sample, hints)?;
        draft.check_hints(path, &sample, hints)?;
    }
    let fixed = drafts.len() - years.len();
    let found = roles::assign(&mut drafts[..fixed], hints);
    let series = if found.is_none() { series::of(&drafts, &sample, &dialect, decimal, hints) } else { None };
    if let Some(series::Series { fields, layout, remark }) = series {
        remarks.push(remark);
        return Ok(Recognized { dialect, schema: schema(fields, marks), layout, remarks });
    }
    let Some(Roles { repeated, mut roles, mut alias_of }) = found else {
        let column = drafts.first().map_or_else(String::new, |draft| draft.name.clone());
        return Err(DatasetError::NoCase { path: path.into(), column: typed(&column) });
    };
    // A first row of figures is no heading.
    let figures = names
        .iter()
        .filter(|name| headings::year(name).is_none() && Ways::of(std::iter::once(name.as_str())).is_some());
    if figures.count() >= 2 {
        let text = format!(
            "the first row was taken for the names of the columns, and looks like a row: `{}`",
            names.join("`, `")
        );
        remarks.push(Remark::told(About::Names, text));
    }
    roles.resize(drafts.len(), Role::Measure);
    alias_of.resize(drafts.len(), None);
    remarks.extend(repeated.filter(|_| years.is_empty()).map(|row| {
        let text = format!(
            "{} answers a question that a row above it answers: `using mean` compares the mean of such rows, `with \
             key = …` names a column that tells them apart",
            sample.place(row)
        );
        Remark::told(About::Columns, text)
    }));
    if heading.len() == 1 && heading[0].1.contains(' ') && heading[0].1 != sample.heading()[0] {
        let text = "there is one column only; where blanks part the cells, save the table with commas".into();
        remarks.push(Remark::told(About::Separator, text));
    }
    remarks.extend(marks_used(&sample, &heading, &dialect.missing));
    remarks.extend(empty(&drafts));
    remarks.extend(drafts.iter().filter_map(|draft| remark(draft, &sample)));
    let field = |(at, draft): (usize, &Draft<'_>)| {
        let mut field = field(draft, roles[at], hints);
        field.alias_of = alias_of[at].map_or_else(String::new, |of| drafts[of].name.clone());
        field
    };
    let mut fields: Vec<SchemaField> = drafts.iter().enumerate().map(field).collect();
    let mut columns: Vec<(usize, Kind)> =
        drafts[..fixed].iter().map(|draft| (draft.places[0], draft.kind)).collect();
    let wide = wide_layout(&years, &drafts[fixed..], &mut remarks);
    if wide.is_some() {
        // What all of the figures are stands in a column beside them.
        let indicator = drafts[..fixed]
            .iter()
            .zip(&roles)
            .filter(|(draft, role)| **role == Role::Note && headings::is_indicator(&draft.name));
        let indicator =
            indicator.map(|(draft, _)| draft).find_map(|draft| draft.texts().next().map(headings::clean));
        if let ([value], Some(indicator)) = (&mut fields[fixed..], indicator) {
            value.unit = headings::unit(&indicator).map_or_else(String::new, str::to_owned);
            value.title = indicator;
        }
        fields.insert(fixed, time_field("year"));
    }
    // A day or a month is a label; the year it lies in is the time.
    let dates = drafts[..fixed].iter().position(|draft| draft.kind == Kind::Years && draft.is_dates());
    if let (Some(at), None) = (dates, &wide) {
        let name =
            if names.iter().any(|name| name.eq_ignore_ascii_case("year")) { "year_of_date" } else { "year" };
        columns.insert(at, columns[at]);
        columns[at + 1].1 = Kind::Labels;
        fields[at].kind = "string".into();
        fields[at].level = "nominal".into();
        remarks.push(Remark::told(About::Years, format!("`{name}` is the year of `{}`", fields[at].name)));
        fields.insert(at, time_field(name));
    }
    Ok(Recognized { dialect, schema: schema(fields, marks), layout: Layout { columns, wide }, remarks })
}

/// How the text is written, in words.
fn written(dialect: &Dialect, text: &str) -> Vec<Remark> {
    let delimiter = match dialect.delimiter {
        b'\t' => "a tab".to_owned(),
        other => format!("`{}`", other as char),
    };
    let mut remarks = vec![Remark::new(About::Separator, delimiter)];
    let table = dialect.table(text);
    let mut skip = |lines: usize, part: &str, place: &str| {
        let clean = |line: &str| line.replace('"', "").trim_matches([',', ';', '\t', '|', ' ']).to_owned();
        let first = part.lines().map(clean).find(|line| !line.is_empty() && !line.starts_with("sep="));
        if let (1.., Some(first)) = (lines, first) {
            let text = format!("{} {place}: `{first}`", count(lines, "line"));
            remarks.push(Remark::told(About::LeftOut, if lines > 1 { format!("{text}, …") } else { text }));
        }
    };
    skip(dialect.preamble, &text[..table.start], "before the heading");
    skip(dialect.footer, &text[table.end..], "after the last row");
    remarks
}

/// The columns that are used, by place and name.
fn heading(
    path: &str,
    sample: &Sample,
    missing: &Marks,
    remarks: &mut Vec<Remark>,
) -> Result<Vec<(usize, String)>, DatasetError> {
    let wrong = |reason| Err(DatasetError::Heading { path: path.into(), reason });
    let mut heading: Vec<(usize, String)> = Vec::new();
    let mut seen = HashSet::new();
    if sample.heading().iter().all(|name| name.trim().is_empty()) {
        return Err(DatasetError::Empty { path: path.into() });
    }
    for (at, name) in sample.heading().iter().enumerate() {
        let mut name = headings::clean(name);
        if name.is_empty() || name == "Unnamed: 0" {
            let mut cells = sample.column(at).filter(|cell| missing.find(cell).is_none()).peekable();
            if cells.peek().is_none() && !sample.is_empty() {
                remarks.push(Remark::new(About::LeftOut, format!("column {}, which is empty", at + 1)));
                continue;
            }
            if at > 0 {
                return wrong(format!("has an empty name in column {}", at + 1));
            }
            let mut rows = 0..;
            let first: Option<u64> =
                cells.peek().and_then(|cell| cell.parse().ok()).filter(|first| *first < 2);
            if first.is_some_and(|first| {
                cells.all(|cell| rows.next().is_some_and(|row| cell.parse() == Ok(first + row)))
            }) {
                remarks.push(Remark::new(About::LeftOut, "column 1, which numbers the rows".into()));
                continue;
            }
            name = "name".into();
            remarks.push(Remark::told(About::Names, "column 1 has no name and is called `name` here".into()));
        }
        if !seen.insert(name.to_lowercase()) {
            return wrong(format!("names `{name}` twice"));
        }
        heading.push((at, name));
    }
    Ok(heading)
}

/// The fields: columns as they are, and then a measure for each group of year columns.
fn drafts<'s>(
    sample: &'s Sample,
    heading: &[(usize, String)],
    years: &[YearColumns],
    missing: &Marks,
) -> Vec<Draft<'s>> {
    let in_years =
        |at: &usize| years.iter().any(|measure| measure.columns.values().any(|column| column == at));
    let fixed = heading.iter().enumerate().filter(|(at, _)| !in_years(at));
    let fixed = fixed.map(|(_, (place, name))| Draft::new(name.clone(), vec![*place], sample, missing));
    let measures = years.iter().map(|measure| {
        let name = if measure.stub.is_empty() { "value" } else { &measure.stub };
        let places = measure.columns.values().map(|&at| heading[at].0).collect();
        Draft::new(name.into(), places, sample, missing)
    });
    fixed.chain(measures).collect()
}

/// The texts that stand for missing values, where there are any beside empty cells.
fn marks_used(sample: &Sample, heading: &[(usize, String)], missing: &Marks) -> Option<Remark> {
    let mut used: Vec<String> = Vec::new();
    for cell in heading.iter().flat_map(|(place, _)| sample.column(*place)) {
        if !cell.is_empty() && missing.find(&cell).is_some() && !used.iter().any(|mark| *mark == cell) {
            used.push(cell.into_owned());
        }
    }
    let used: Vec<String> = used.iter().map(|mark| format!("`{mark}`")).collect();
    let verb = if used.len() == 1 { "stands" } else { "stand" };
    (!used.is_empty())
        .then(|| Remark::new(About::Missing, format!("{} {verb} for no value", used.join(", "))))
}

/// That every column that a hint names is there.
fn known(path: &str, drafts: &[Draft<'_>], hints: &Hints) -> Result<(), DatasetError> {
    let is_there = |name: &str| drafts.iter().any(|draft| draft.name.eq_ignore_ascii_case(name));
    let Some((_, name)) = hints.fields.iter().find(|(_, name)| !is_there(name)) else { return Ok(()) };
    let names: Vec<&str> = drafts.iter().map(|draft| draft.name.as_str()).collect();
    Err(DatasetError::UnknownField {
        topic: path.into(),
        property: "load … with",
        field: name.clone(),
        fields: one_of(&names),
    })
}

/// The mark before decimals: as said, as most columns show, or as is usual where cells are separated so.
fn decimal(drafts: &[Draft<'_>], delimiter: u8, hints: &Hints) -> char {
    let marks = || drafts.iter().filter_map(|draft| draft.ways?.decimal());
    let (points, commas) =
        (marks().filter(|mark| *mark == '.').count(), marks().filter(|mark| *mark == ',').count());
    hints.decimal.unwrap_or(match commas.cmp(&points) {
        std::cmp::Ordering::Greater => ',',
        std::cmp::Ordering::Equal if delimiter == b';' => ',',
        _ => '.',
    })
}

/// How year columns become rows, and what is said of it.
fn wide_layout(years: &[YearColumns], drafts: &[Draft<'_>], remarks: &mut Vec<Remark>) -> Option<Wide> {
    let mut all: Vec<i32> = years.iter().flat_map(|measure| measure.columns.keys().copied()).collect();
    all.sort_unstable();
    all.dedup();
    let (first, last) = (all.first()?, all.last()?);
    let measures = years.iter().zip(drafts).map(|(measure, draft)| {
        let places: Vec<(i32, usize)> =
            measure.columns.keys().copied().zip(draft.places.iter().copied()).collect();
        let place = |year: &i32| places.iter().find(|(other, _)| other == year).map(|(_, place)| *place);
        WideMeasure { columns: all.iter().map(place).collect(), kind: draft.kind }
    });
    let names: Vec<String> = drafts.iter().map(|draft| format!("`{}`", draft.name)).collect();
    let text = format!(
        "the {} from {first} to {last} became rows with `year` and {}; empty cells have no row",
        count(years.iter().map(|measure| measure.columns.len()).sum(), "column"),
        names.join(", ")
    );
    remarks.push(Remark::told(About::Years, text));
    let span = |&year: &i32| Years { from: year, to: year };
    Some(Wide { across: Across::Years(all.iter().map(span).collect()), measures: measures.collect() })
}

fn schema(fields: Vec<SchemaField>, missing_values: Vec<Labelled>) -> Schema {
    Schema {
        fields,
        foreign_keys: Vec::new(),
        missing_values,
        headline: Vec::new(),
        period: None,
        fact: Vec::new(),
        incomplete: Vec::new(),
        truncated: Vec::new(),
        conditions: Vec::new(),
        checks: Vec::new(),
    }
}
