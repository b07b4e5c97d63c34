//! How much there is: rows, years and the spread of a field.

use base::suggest::count;
use data::{Column, DataError, FieldId, Level, Topic, Years};

/// How many of a topic's values are listed before the rest is only counted.
const LISTED: usize = 5;

/// How many of the preferred rows have a value in a field.
///
/// # Errors
///
/// What keeps the field from being read.
pub fn count_filled(topic: &Topic, field: FieldId) -> Result<usize, DataError> {
    let column = topic.column(field)?;
    Ok(topic.preferred()?.filter(|&row| !column.is_missing(row)).count())
}

/// The first and the last year that the preferred rows describe.
///
/// # Errors
///
/// What keeps the years from being read.
pub fn covered_years(topic: &Topic) -> Result<Option<Years>, DataError> {
    let years = topic.years()?;
    let spans = topic.preferred()?.filter_map(|row| years.of(row));
    Ok(spans.reduce(|all, span| Years { from: all.from.min(span.from), to: all.to.max(span.to) }))
}

/// What a field's values are, in a few words: `1 to 48, median 8.5`, `5 labels: GaWC, GPCI, GCI, GDCI, GCG`.
///
/// # Errors
///
/// What keeps the field from being read.
pub fn spread(topic: &Topic, field: FieldId) -> Result<String, DataError> {
    let rows = topic.preferred()?;
    Ok(match topic.column(field)? {
        Column::Numbers(numbers) => {
            let mut figures: Vec<f64> = rows.filter_map(|row| numbers.number(row)).collect();
            figures.sort_unstable_by(f64::total_cmp);
            figure_range(&figures, usize::from(numbers.decimals))
        }
        Column::Years(spans) => {
            let spans = rows.filter_map(|row| spans.span(row).ok());
            let all =
                spans.reduce(|all, span| Years { from: all.from.min(span.from), to: all.to.max(span.to) });
            all.map_or_else(String::new, |all| all.to_string())
        }
        Column::Labels(labels) => {
            let mut new = vec![true; labels.dictionary.labels().len()];
            let codes = rows.filter_map(|row| labels.code(row));
            let mut seen: Vec<u32> =
                codes.filter(|&code| new.get_mut(code as usize).is_some_and(std::mem::take)).collect();
            let word = match topic.meta(field).level {
                Level::Text => return Ok(count(seen.len(), "text")),
                Level::Set => "set",
                Level::Nominal
                | Level::Ordinal
                | Level::Count
                | Level::Quantity
                | Level::Share
                | Level::Year => "label",
            };
            // Steps of a scale are listed in their order.
            if !topic.meta(field).scale.is_empty() {
                seen.sort_unstable();
            }
            let listed = seen.iter().take(LISTED).map(|&code| &**labels.dictionary.label(code));
            let more = if seen.len() > LISTED { ", …" } else { "" };
            let listed = listed.collect::<Vec<_>>().join(", ");
            format!("{}: {listed}{more}", count(seen.len(), word))
        }
    })
}

fn figure_range(sorted: &[f64], decimals: usize) -> String {
    let (Some(first), Some(last)) = (sorted.first(), sorted.last()) else { return String::new() };
    let half = sorted.len() / 2;
    let (upper, lower) = (sorted.get(half), sorted.get(half.saturating_sub(1)));
    let (Some(upper), Some(lower)) = (upper, lower) else { return String::new() };
    let (median, extra) = match sorted.len() % 2 {
        0 => ((upper + lower) / 2.0, usize::from((upper + lower) % 2.0 != 0.0 && decimals == 0)),
        _ => (*upper, 0),
    };
    if first == last {
        return format!("{first:.decimals$}");
    }
    format!("{first:.decimals$} to {last:.decimals$}, median {median:.0$}", decimals + extra)
}

#[cfg(test)]
mod tests {
    use super::figure_range;

    #[test]
    fn figures_are_summed_up_in_a_line() {
        assert_eq!(figure_range(&[], 0), "");
        assert_eq!(figure_range(&[3.0], 0), "3");
        assert_eq!(figure_range(&[1.0, 2.0, 9.0], 0), "1 to 9, median 2");
        assert_eq!(figure_range(&[1.0, 2.0, 3.0, 9.0], 0), "1 to 9, median 2.5");
        assert_eq!(figure_range(&[1.0, 2.0, 4.0, 9.0], 0), "1 to 9, median 3");
        assert_eq!(figure_range(&[0.5, 1.25], 2), "0.50 to 1.25, median 0.88");
    }
}
