//! Row groups as parts of a table: their rows, and what the footer says of the values in them.

use std::ops::Range;

use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::statistics::Statistics;

use super::cell::Shape;
use super::file::Parquet;
use crate::bulk::Wanted;
use crate::dialect::Kind;
use base::parallel::threads;
use data::column::PackedInts;
use data::min_max::MinMax;

impl Parquet {
    /// The rows of each row group.
    pub fn parts(&self) -> Vec<Range<usize>> {
        let mut end = 0;
        let rows = |group: usize| {
            let start = end;
            end += self.rows_of(group);
            start..end
        };
        (0..self.about().num_row_groups()).map(rows).collect()
    }

    /// About how many bytes a column will take, and the work on it beside.
    pub(super) fn needs(&self, wanted: &Wanted<'_>) -> u64 {
        let (_, chunks) = self.chunks(wanted.place);
        let unpacked = |chunk: &&ColumnChunkMetaData| u64::try_from(chunk.uncompressed_size()).unwrap_or(0);
        let all: u64 = chunks.iter().map(unpacked).fold(0, u64::saturating_add);
        let largest = chunks.iter().map(unpacked).max().unwrap_or(0);
        let most =
            chunks.iter().map(|chunk| whole(chunk).map(|(a, b)| a.saturating_abs().max(b.saturating_abs())));
        let width = match (wanted.kind, most.collect::<Option<Vec<i64>>>()) {
            // Texts and their places come beside the codes.
            (Kind::Labels, _) => 2,
            (_, Some(most)) => PackedInts::width_of(most.into_iter().max().unwrap_or(0)),
            (_, None) => 8,
        };
        let rows = (self.rows() as u64).saturating_mul(u64::from(width));
        let texts = if wanted.kind == Kind::Labels { all.saturating_mul(2) } else { 0 };
        rows.saturating_add(texts).saturating_add(largest.saturating_mul(2 * threads() as u64))
    }

    /// The least and the greatest value of a column in a row group, where the footer tells them.
    pub fn ends(&self, place: usize, kind: Kind, part: usize) -> Option<MinMax> {
        let (shape, chunks) = self.chunks(place);
        let chunk = chunks.get(part)?;
        let (least, greatest) = match (kind, shape) {
            (Kind::Years, shape) if shape == Shape::Whole || shape.is_date() => {
                let (least, greatest) = whole(chunk)?;
                (shape.year(least) as f64, shape.year(greatest) as f64)
            }
            (Kind::Numbers(_), Shape::Whole) => {
                let (least, greatest) = whole(chunk)?;
                (least as f64, greatest as f64)
            }
            (Kind::Numbers(_), Shape::Decimal(scale)) => {
                let ((least, greatest), unit) = (whole(chunk)?, 10f64.powi(i32::from(scale)));
                (least as f64 / unit, greatest as f64 / unit)
            }
            (Kind::Numbers(_), Shape::Real) => {
                let Statistics::Double(ends) = chunk.statistics()? else { return None };
                (*ends.min_opt()?, *ends.max_opt()?)
            }
            _ => return None,
        };
        (least <= greatest).then_some(MinMax { least, greatest })
    }
}

/// The least and the greatest value of a chunk of whole numbers, where the footer tells them.
pub fn whole(chunk: &ColumnChunkMetaData) -> Option<(i64, i64)> {
    let statistics = chunk.statistics()?;
    if let Statistics::Int32(ends) = statistics {
        Some((i64::from(*ends.min_opt()?), i64::from(*ends.max_opt()?)))
    } else if let Statistics::Int64(ends) = statistics {
        Some((*ends.min_opt()?, *ends.max_opt()?))
    } else {
        None
    }
}
