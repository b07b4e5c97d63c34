//! Figures of different size on one scale, the better end always the higher.

use super::stats::spread::{mean, standard_deviation};
use crate::answer::Cell;
use crate::dataset::{Direction, Field, Missing, Value};
use crate::query::Normalise;

/// Fewer figures than this make no scale.
const FEWEST: usize = 3;

/// Puts the answers of one row on one scale; they become missing where there are too few or all are equal.
///
/// Min–max: (x − min) / (max − min). Z-score: (x − mean) / s. Both are turned round where lower is better
/// (OECD/JRC, Handbook on Constructing Composite Indicators, 2008, ch. 5).
pub fn row(how: Normalise, field: &Field, answers: &mut [Cell]) {
    let figures: Vec<f64> = answers.iter().filter_map(|cell| cell.value.as_number()).collect();
    let (low, high) =
        figures.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), &x| (low.min(x), high.max(x)));
    let usable = figures.len() >= FEWEST && high > low;
    let turned = field.direction == Some(Direction::Lower);
    for cell in answers {
        let Some(x) = cell.value.as_number() else { continue };
        cell.value = match how {
            _ if !usable => Value::Missing(Missing::Undefined),
            Normalise::MinMax => {
                let share = (x - low) / (high - low);
                Value::number(if turned { 1.0 - share } else { share }, 3)
            }
            Normalise::ZScore => {
                let z = (x - mean(&figures)) / standard_deviation(&figures);
                Value::number(if turned { -z } else { z }, 3)
            }
        };
    }
}

/// What the reader has to know.
pub fn note(how: Normalise) -> String {
    let scale = match how {
        Normalise::MinMax => "Min–max: 0 is the worse end of the subjects shown, 1 the better",
        Normalise::ZScore => {
            "Z-score: standard deviations from the mean of the subjects shown, higher is better"
        }
    };
    format!("{scale}; fewer than {FEWEST} figures make no scale.")
}
