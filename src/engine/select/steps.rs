//! The least and the greatest step of a scale: steps are compared by their places on it.

use std::borrow::Cow;
use std::sync::Arc;

use base::cancel::cancellable;
use data::{Column, LabelsBuilder, Missing, Numbers};
use query::{Aggregate, Variable};

/// The scale whose places an aggregate of a measure compares, if it does.
pub fn scale(measure: &Variable, how: Option<Aggregate>) -> Option<&[Arc<str>]> {
    let compares = match how {
        Some(Aggregate::Min | Aggregate::Max) => true,
        Some(
            Aggregate::Count
            | Aggregate::Sum
            | Aggregate::Mean
            | Aggregate::Median
            | Aggregate::Deviation
            | Aggregate::LowerQuartile
            | Aggregate::UpperQuartile,
        )
        | None => false,
    };
    (compares && !measure.meta.scale.is_empty()).then_some(&measure.meta.scale)
}

/// The places of a column's labels on a scale; what is no step has none.
pub fn places<'c>(column: Cow<'c, Column>, scale: Option<&[Arc<str>]>) -> Cow<'c, Column> {
    let (Column::Labels(labels), Some(scale)) = (&*column, scale) else { return column };
    let place = |label: &Arc<str>| scale.iter().position(|step| step == label);
    let places: Vec<f64> = labels
        .dictionary
        .labels()
        .iter()
        .map(|label| place(label).map_or(f64::NAN, |place| place as f64))
        .collect();
    let of_row = |row| labels.code(row).map_or(f64::NAN, |code| places[code as usize]);
    Cow::Owned(Column::Numbers(Numbers::from_values(
        cancellable(0..labels.codes().len()).map(of_row).collect(),
        0,
    )))
}

/// The steps that stand at some places of a scale.
pub fn at_places(places: Column, scale: Option<&[Arc<str>]>) -> Column {
    let (Column::Numbers(numbers), Some(scale)) = (&places, scale) else { return places };
    let mut steps = LabelsBuilder::new(scale, [Missing::NotStated].into());
    for row in cancellable(0..numbers.len()) {
        match numbers.number(row).and_then(|place| scale.get(place as usize)) {
            Some(step) => steps.push(step),
            None => steps.push_missing(0),
        }
    }
    Column::Labels(steps.finish())
}
