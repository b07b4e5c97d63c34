//! A table that comes without a description: how it is written and what its columns hold is read off a sample of it.

mod codes;

mod columns;

mod days;

mod declared;

mod fields;

mod figures;

mod heading;

mod headings;

mod hints;

mod missing;

mod roles;

mod rows;

mod series;

mod shape;

mod totals;

mod wide;

mod written;

use std::ops::Range;

use self::columns::Draft;
use self::days::Days;
pub use self::declared::assign_roles;
use self::fields::{empty, field, footnotes, remark, time_field};
use self::figures::is_figure;
use self::heading::{Second, heading, second};
pub use self::hints::Hints;
use self::missing::left_without;
use self::roles::Roles;
use self::shape::{Shape, shape};
use self::wide::YearColumns;
use self::written::written;
use super::dialect::{ColumnMarks, Dialect, Kind, Marks};
use super::error::ImportError;
use super::layout::Layout;
use super::package::{Labelled, Schema, SchemaField, StatementNames};
use super::sample::{Extent, Sample};
use base::parallel;
use base::suggest::{one_of, typed};
use data::DeclaredError;
use data::field::Role;
use data::remark::{About, Remark};

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
pub fn recognize(path: &str, text: &str, extent: Extent, hints: &Hints) -> Result<Recognized, ImportError> {
    let is_text = matches!(extent, Extent::Text | Extent::Ends);
    let shape = if is_text { shape(text) } else { Shape::PLAIN };
    let usual = missing::usual(hints);
    let marks = Marks::new(&usual);
    let mut dialect = Dialect {
        preamble: shape.preamble,
        footer: shape.footer,
        delimiter: shape.delimiter,
        quote: shape.quote,
        blanks_before_quotes: shape.blanks_before_quotes,
        missing: ColumnMarks::everywhere(marks.clone()),
        ..Dialect::default()
    };
    let mut sample = Sample::take(path, text, extent, &dialect)?;
    let mut remarks = if is_text { written(&dialect, text) } else { Vec::new() };
    if let Some((cell, place)) = sample.behind_quote().filter(|_| is_text) {
        let text = format!(
            "text stands behind a closing quote: {place} holds `{cell}`, which is read without these quotes; write a \
             quote inside quotes twice to keep it"
        );
        remarks.push(Remark::told(About::Separator, text));
    }
    // Whether people have laid a table out for the eye is seen by all of it; large ones and files of columns are not.
    let by_hand = is_text && sample.is_whole();
    let second = second(&sample, &marks).filter(|_| by_hand);
    if let Some(second) = &second {
        remarks.push(heading::remark(second));
        dialect.second_line = true;
        sample.skip_row();
    }
    let names = if let Some(Second::Names(joined)) = &second { joined.as_slice() } else { sample.heading() };
    let heading = heading(path, &sample, names, &marks, &mut remarks)?;
    if sample.is_empty() {
        return Err(ImportError::Empty { path: path.into() });
    }
    dialect.filled = rows::merged(&sample, &heading, &marks).filter(|_| by_hand);
    if let Some(place) = dialect.filled {
        remarks.push(rows::filled(&sample, place, &heading[0].1));
        sample.fill(place);
    }
    let names: Vec<String> = heading.iter().map(|(_, name)| name.clone()).collect();
    let years = wide::year_columns(&names);
    let mut drafts = drafts(&sample, &heading, &years, hints);
    refuse_unknown(path, &drafts, hints)?;
    for draft in drafts.iter().filter(|draft| draft.missing.marks != marks) {
        draft.places.iter().for_each(|&place| dialect.missing.set(place, draft.missing.marks.clone()));
    }
    let decimal = decimal(&drafts, shape.delimiter, hints);
    for draft in &mut drafts {
        draft.ways = draft.ways.map(|ways| if hints.is_plain(&draft.name) { ways.plain() } else { ways });
        draft.decide(decimal, hints);
        draft.check_marks(path, &sample, hints)?;
        draft.check_hints(path, &sample, hints)?;
    }
    let fixed = drafts.len() - years.len();
    let found = roles::assign(&mut drafts[..fixed], hints);
    let series = if found.is_none() { series::find_series(&drafts, &sample, decimal, hints) } else { None };
    if let Some(series::Series { fields, layout, remarks: more }) = series {
        remarks.extend(more);
        remarks.extend(left_without(&drafts, hints, sample.is_whole()));
        return Ok(Recognized { dialect, schema: schema(fields, usual), layout, remarks });
    }
    let Some(Roles { repeated, mut roles, mut alias_of }) = found else {
        let column = drafts.first().map_or_else(String::new, |draft| draft.name.clone());
        return Err(ImportError::NoCase { path: path.into(), column: typed(&column) });
    };
    // A first row of figures is no heading.
    let figures = names.iter().filter(|name| headings::year(name).is_none() && is_figure(name));
    if figures.count() >= 2 {
        let text = format!(
            "the first row was taken for the names of the columns, and looks like a row: `{}`",
            names.join("`, `")
        );
        remarks.push(Remark::told(About::Names, text));
    }
    roles.resize(drafts.len(), Role::Measure);
    alias_of.resize(drafts.len(), None);
    let case = roles.iter().position(|role| *role == Role::Case).unwrap_or(0);
    let copies = totals::copies(&sample);
    let repeated = repeated.filter(|row| years.is_empty() && copies.iter().all(|(copy, _)| copy != row));
    remarks.extend(rows::remarks(&drafts, case, repeated, &sample));
    remarks.extend(totals::of_copies(&copies, &sample));
    remarks.extend(totals::totals(&drafts, &roles, &sample));
    if heading.len() == 1 && heading[0].1.contains(' ') && heading[0].1 != sample.heading()[0] {
        let text = "there is one column only; where blanks part the cells, save the table with commas".into();
        remarks.push(Remark::told(About::Separator, text));
    }
    remarks.extend(left_without(&drafts, hints, sample.is_whole()));
    remarks.extend(empty(&drafts));
    remarks.extend(drafts.iter().zip(&roles).filter_map(|(draft, role)| remark(draft, *role, &sample)));
    remarks.extend(drafts.iter().zip(&roles).filter_map(|(draft, role)| codes::remark(draft, *role)));
    remarks.extend(drafts.iter().filter_map(|draft| footnotes(draft, &sample)));
    remarks.extend(drafts.iter().zip(&roles).filter_map(|(draft, role)| days::remark(draft, *role)));
    let unit = |draft: &Draft<'_>| match &second {
        Some(Second::Units(units)) => draft.places.first().map(|&place| units[place].as_str()),
        _ => None,
    };
    let field = |(at, draft): (usize, &Draft<'_>)| {
        let mut field = field(draft, roles[at], unit(draft), hints);
        field.alias_of = alias_of[at].map_or_else(String::new, |of| drafts[of].name.clone());
        field
    };
    let mut fields: Vec<SchemaField> = drafts.iter().enumerate().map(field).collect();
    let mut columns: Vec<(usize, Kind)> =
        drafts[..fixed].iter().map(|draft| (draft.places[0], draft.kind)).collect();
    let wide = wide::layout(&names, &years, &drafts[fixed..], &mut remarks);
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
    // From the end, so that what is put in moves nothing that is still to be looked at.
    let first_days = drafts[..fixed].iter().position(|draft| draft.kind == Kind::Years && draft.holds_days());
    for at in (0..fixed).rev() {
        match days::days(&drafts[at], wide.is_none() && first_days == Some(at)) {
            None | Some(Days::Year) => {}
            Some(kept) => {
                days::label(&mut fields[at]);
                let (place, years) = columns[at];
                columns[at].1 = Kind::Labels;
                if kept == Days::Both {
                    let (year, remark) = days::year_of(&drafts[at], names.iter());
                    remarks.push(remark);
                    columns.insert(at, (place, years));
                    fields.insert(at, year);
                }
            }
        }
    }
    Ok(Recognized { dialect, schema: schema(fields, usual), layout: Layout { columns, wide }, remarks })
}

/// The fields: columns as they are, and then a measure for each group of year columns.
fn drafts<'s>(
    sample: &'s Sample,
    heading: &[(usize, String)],
    years: &[YearColumns],
    hints: &Hints,
) -> Vec<Draft<'s>> {
    let mut in_years = vec![false; heading.len()];
    years.iter().flat_map(|measure| measure.columns.values()).for_each(|&at| in_years[at] = true);
    let fixed = heading.iter().enumerate().filter(|(at, _)| !in_years[*at]);
    let fixed = fixed.map(|(_, (place, name))| (name.as_str(), vec![*place]));
    let measures = years.iter().map(|measure| {
        let name = if measure.stub.is_empty() { "value" } else { &measure.stub };
        (name, measure.columns.values().map(|&at| heading[at].0).collect())
    });
    let fields: Vec<(&str, Vec<usize>)> = fixed.chain(measures).collect();
    let some = |some: Range<usize>| -> Vec<Draft<'s>> {
        let fields = fields[some].iter().cloned();
        fields.map(|(name, places)| Draft::new(name.into(), places, sample, hints)).collect()
    };
    // Most tables are judged before a thread has begun.
    let least = if sample.rows() < OF_A_THREAD { fields.len() } else { 1 };
    parallel::in_stretches(fields.len(), least, some, Extend::extend)
}

/// Columns of fewer rows than this are not worth a thread.
const OF_A_THREAD: usize = 2000;

/// That every column that a hint names is there.
fn refuse_unknown(path: &str, drafts: &[Draft<'_>], hints: &Hints) -> Result<(), ImportError> {
    let is_there = |name: &str| drafts.iter().any(|draft| draft.name.eq_ignore_ascii_case(name));
    let Some(name) = hints.columns().find(|name| !is_there(name)) else { return Ok(()) };
    let names: Vec<&str> = drafts.iter().map(|draft| draft.name.as_str()).collect();
    Err(DeclaredError::UnknownField {
        topic: path.into(),
        property: "load … with",
        field: name.clone(),
        fields: one_of(&names),
    }
    .into())
}

/// The mark before decimals: as said, as most columns show, or as is usual where cells are separated so.
fn decimal(drafts: &[Draft<'_>], delimiter: u8, hints: &Hints) -> char {
    let marks = || drafts.iter().filter_map(|draft| draft.ways?.decimal());
    let (points, commas) =
        (marks().filter(|mark| *mark == '.').count(), marks().filter(|mark| *mark == ',').count());
    hints.decimal.unwrap_or(match commas.cmp(&points) {
        std::cmp::Ordering::Greater => ',',
        std::cmp::Ordering::Equal if delimiter == b';' => ',',
        std::cmp::Ordering::Equal | std::cmp::Ordering::Less => '.',
    })
}

fn schema(fields: Vec<SchemaField>, missing_values: Vec<Labelled>) -> Schema {
    Schema {
        fields,
        primary_key: None,
        foreign_keys: Vec::new(),
        missing_values,
        headline: Vec::new(),
        counts: String::new(),
        period: None,
        fact: Vec::new(),
        incomplete: Vec::new(),
        truncated: Vec::new(),
        statements: StatementNames::default(),
        conditions: Vec::new(),
        checks: Vec::new(),
    }
}
