//! A table of years with a column for each case: `year, China, Korea, Japan`.

use super::columns::Draft;
use super::days;
use super::fields::{field, time_field};
use super::hints::Hints;
use crate::dialect::Kind;
use crate::layout::{Across, Layout, Wide, WideMeasure};
use crate::package::SchemaField;
use crate::sample::Sample;
use base::suggest::count;
use data::field::{Level, Role};
use data::remark::{About, Remark};

/// Columns of figures beside years, made tidy.
pub struct Series {
    /// The year, the name of the column, its figure.
    pub fields: Vec<SchemaField>,
    /// Where they stand.
    pub layout: Layout,
    /// What is said of it.
    pub remarks: Vec<Remark>,
}

/// Finds series: one column of years, each once, and two columns of figures or more.
pub fn find_series(drafts: &[Draft<'_>], sample: &Sample, decimal: char, hints: &Hints) -> Option<Series> {
    let mut years = drafts.iter().filter(|draft| draft.kind == Kind::Years);
    let (time, None) = (years.next()?, years.next()) else { return None };
    let cases: Vec<&Draft<'_>> = drafts.iter().filter(|draft| draft.figures().is_some()).collect();
    if time.texts.len() < time.cells.len() || cases.len() < 2 || cases.len() + 1 < drafts.len() {
        return None;
    }
    let places: Vec<usize> = cases.iter().flat_map(|draft| draft.places.iter().copied()).collect();
    let mut value = Draft::new("value".into(), places.clone(), sample, hints);
    value.decide(decimal, hints);
    let case = SchemaField {
        name: "series".into(),
        kind: "string".into(),
        role: Role::Case.word().into(),
        level: Level::Nominal.word().into(),
        ..SchemaField::default()
    };
    let names: Vec<String> = cases.iter().map(|draft| draft.name.clone()).collect();
    let text = format!(
        "the {} of figures became rows with `series`, which names the column, and `value`; empty cells have no row",
        count(names.len(), "column")
    );
    let measure = WideMeasure { columns: places.into_iter().map(Some).collect(), kind: value.kind };
    let place = time.places[0];
    let (mut fields, mut columns) = (vec![time_field(&time.name)], vec![(place, time.kind)]);
    let mut remarks = vec![Remark::told(About::Columns, text)];
    if time.is_dates() {
        let (year, remark) = days::year_of(time, names.iter().chain([&time.name]));
        fields = vec![year, days::day_field(time)];
        columns.push((place, Kind::Labels));
        remarks.push(remark);
    }
    remarks.extend(days::remark(time, Role::Time));
    fields.extend([case, field(&value, Role::Measure, None, hints)]);
    Some(Series {
        fields,
        layout: Layout {
            columns,
            wide: Some(Wide { across: Across::Names(names), measures: vec![measure] }),
        },
        remarks,
    })
}
