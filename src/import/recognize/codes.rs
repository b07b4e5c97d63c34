//! Figures that may stand for no value: codes such as -99 that lie far from all other figures of a column.

use super::columns::{CellText, Draft};
use base::suggest::said_of;
use data::column::Figure;
use data::field::Role;
use data::remark::{About, Remark};

/// The codes that surveys and data bases put where there is no figure, without their sign.
const CODES: [u32; 23] = [
    66, 77, 88, 96, 97, 98, 99, 666, 777, 888, 996, 997, 998, 999, 6666, 7777, 8888, 9996, 9997, 9998, 9999,
    99_999, 999_999,
];

/// What is said of figures that may stand for no value; nothing is changed by it.
pub fn remark(draft: &Draft<'_>, role: Role) -> Option<Remark> {
    let figures = draft.figures().filter(|_| role == Role::Measure)?;
    let value = |cell: &CellText<'_>| figures.read(&cell.text).map(Figure::value);
    let mut values: Vec<(f64, &CellText<'_>)> =
        draft.texts.iter().filter_map(|cell| Some((value(cell)?, cell))).collect();
    values.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    let all: Vec<f64> = values.iter().map(|(value, _)| *value).collect();
    let (from, to) = others(&all)?;
    let codes: Vec<&CellText<'_>> =
        values[..from].iter().chain(&values[to..]).map(|(_, cell)| *cell).collect();
    let named: Vec<String> = codes.iter().map(|cell| format!("`{}`", cell.text)).collect();
    let statement: Vec<String> =
        codes.iter().map(|cell| format!("{} = \"{}\"", said_of("missing", &draft.name), cell.text)).collect();
    let (first, last) = (&values[from].1.text, &values[to - 1].1.text);
    let others = if first == last { format!("`{first}`") } else { format!("`{first}` to `{last}`") };
    let (lie, verb) = if codes.len() == 1 { ("lies", "it stands") } else { ("lie", "they stand") };
    let text = format!(
        "{} of `{}` {lie} far from its other figures, {others}; if {verb} for no value, load it `with {}`",
        named.join(", "),
        draft.name,
        statement.join(", "),
    );
    Some(Remark::told(About::Figures, text))
}

/// Which of some figures, in order, are none of the codes at either end; `None` when there is no code.
fn others(values: &[f64]) -> Option<(usize, usize)> {
    let is_code = |value: &&f64| CODES.iter().any(|code| value.abs() == f64::from(*code));
    let mut from = values.iter().take_while(|value| **value < 0.0 && is_code(value)).count();
    // One digit is a code only where no figure is negative and no longer code is there.
    if from == 0 {
        from = values.iter().take_while(|value| matches!(**value, -9.0 | -8.0)).count();
    }
    let mut to = values.len() - values[from..].iter().rev().take_while(is_code).count();
    // A code that lies near the others is one of them.
    while to > from && to < values.len() && !is_far(values[to], &values[from..to]) {
        to += 1;
    }
    while to > from && from > 0 && !is_far(values[from - 1], &values[from..to]) {
        from -= 1;
    }
    (to > from && (from > 0 || to < values.len())).then_some((from, to))
}

/// Whether a figure lies further from some others, which are in order, than these from each other; or below figures of
/// which none is negative. One other figure does not show how far such figures lie from each other.
fn is_far(value: f64, others: &[f64]) -> bool {
    let (Some(least), Some(most)) = (others.first(), others.last()) else { return false };
    let span = most - least;
    match value < 0.0 {
        true => *least >= 0.0 || value < least - span && value < -10.0,
        false => span > 0.0 && value > most + span && value > 2.0 * most,
    }
}

#[cfg(test)]
mod tests {
    use super::others;

    fn codes(values: &[f64]) -> Vec<f64> {
        others(values).map_or_else(Vec::new, |(from, to)| [&values[..from], &values[to..]].concat())
    }

    #[test]
    fn codes_lie_far_from_figures() {
        assert_eq!(codes(&[-88.0, -77.0, -66.0, -7.0, 0.0, 8.0]), [-88.0, -77.0, -66.0]);
        assert_eq!(codes(&[0.0, 3.0, 10.0, 77.0, 88.0, 99.0]), [77.0, 88.0, 99.0]);
        assert_eq!(codes(&[18.0, 55.0, 90.0, 999.0]), [999.0]);
        assert_eq!(codes(&[-9.0, 1.0, 100.0]), [-9.0]);
        assert_eq!(codes(&[-9.0, 1.0, 5.0, 99.0]), [-9.0, 99.0]);
        assert_eq!(codes(&[-99.5, 3.0]), [] as [f64; 0]);
        for figures in [
            &[18.0, 66.0, 77.0, 99.0][..],
            &[1.0, 9.0],
            &[-9.0, -8.0, -1.0, 5.0],
            &[-7.0, 0.0, 8.0],
            &[-9.0, -7.0, 8.0],
            &[99.0],
            &[],
            &[7.0, 8.0, 9.0],
            &[-99.0],
        ] {
            assert_eq!(codes(figures), [] as [f64; 0], "{figures:?}");
        }
    }
}
