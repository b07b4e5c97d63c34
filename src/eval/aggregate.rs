//! One figure of many.

use crate::dataset::{Column, Numbers};
use crate::query::Aggregate;

/// How many rows each group has.
pub fn count(groups: &[Vec<usize>]) -> Column {
    Column::Numbers(Numbers::from_values(groups.iter().map(|rows| rows.len() as f64).collect(), 0))
}

/// One figure a group. Missing figures are left out; a group without any figure stays missing.
pub fn figures(column: &Column, groups: &[Vec<usize>], how: Aggregate) -> Column {
    let Column::Numbers(numbers) = column else {
        return Column::Numbers(Numbers::from_values(vec![f64::NAN; groups.len()], 0));
    };
    let figure = |rows: &Vec<usize>| {
        let mut known: Vec<f64> = rows.iter().filter_map(|&row| numbers.number(row)).collect();
        if known.is_empty() {
            return f64::NAN;
        }
        match how {
            Aggregate::Each | Aggregate::Count => known.len() as f64,
            Aggregate::Sum => known.iter().sum(),
            Aggregate::Mean => known.iter().sum::<f64>() / known.len() as f64,
            Aggregate::Min => known.iter().copied().fold(f64::INFINITY, f64::min),
            Aggregate::Max => known.iter().copied().fold(f64::NEG_INFINITY, f64::max),
            Aggregate::Median => {
                known.sort_by(f64::total_cmp);
                let middle = known.len() / 2;
                if known.len() % 2 == 1 { known[middle] } else { (known[middle - 1] + known[middle]) / 2.0 }
            }
        }
    };
    let values: Vec<f64> = groups.iter().map(figure).collect();
    // A mean has more figures than what it is the mean of.
    let decimals = match how {
        Aggregate::Mean | Aggregate::Median => numbers.decimals + 2,
        _ => numbers.decimals,
    };
    Column::Numbers(Numbers::from_values(values, decimals))
}
