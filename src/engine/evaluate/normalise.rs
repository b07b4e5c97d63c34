//! Figures of different size on one scale, the better end always the higher.

use answer::Cell;
use data::{Direction, Field, Missing, Value};
use query::Normalise;
use stats::spread::{mean, standard_deviation};

/// Fewer figures than this make no scale.
const FEWEST: usize = 3;

/// Puts the answers of one row on one scale; they become missing where there are too few, all are equal, or one is not
/// known exactly: it may be an end of the scale. `measure` says which end of them is better.
///
/// Min–max: (x − min) / (max − min). Z-score: (x − mean) / s. Both are turned round where lower is better
/// (OECD/JRC, Handbook on Constructing Composite Indicators, 2008, ch. 5).
pub fn row(how: Normalise, measure: &Field, answers: &mut [Cell]) {
    let exact = answers.iter().all(|cell| cell.value.is_missing() || cell.value.as_number().is_some());
    let figures: Vec<f64> = answers.iter().filter_map(|cell| cell.value.as_number()).collect();
    let (low, high) =
        figures.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), &x| (low.min(x), high.max(x)));
    let usable = exact && figures.len() >= FEWEST && high > low;
    let turned = measure.direction == Some(Direction::Lower);
    for cell in answers.iter_mut().filter(|cell| !cell.value.is_missing()) {
        cell.value = match (how, cell.value.as_number()) {
            (Normalise::MinMax, Some(x)) if usable => {
                let share = (x - low) / (high - low);
                Value::number(if turned { 1.0 - share } else { share }, 3)
            }
            (Normalise::ZScore, Some(x)) if usable => {
                let z = (x - mean(&figures)) / standard_deviation(&figures);
                Value::number(if turned { -z } else { z }, 3)
            }
            _ => Value::Missing(Missing::Undefined),
        };
    }
}

/// What the reader has to know; `directed` says whether any of the measures has a better end, `undirected` whether any
/// has none.
pub fn note(how: Normalise, directed: bool, undirected: bool) -> String {
    let mut text = String::from(match how {
        Normalise::MinMax => "Min–max: ",
        Normalise::ZScore => "Z-score: standard deviations from the mean of the subjects shown",
    });
    if directed {
        text += match how {
            Normalise::MinMax => "0 is the worse end of the subjects shown, 1 the better",
            Normalise::ZScore => ", higher is better",
        };
    }
    if undirected {
        text += match (how, directed) {
            (Normalise::MinMax, false) => "0 is the least of the subjects shown, 1 the greatest",
            (Normalise::MinMax, true) => "; where no end is better, 0 is the least, 1 the greatest",
            (Normalise::ZScore, false) => "",
            (Normalise::ZScore, true) => "; where no end is better, higher is more",
        };
    }
    format!("{text}; fewer than {FEWEST} exact figures make no scale.")
}
