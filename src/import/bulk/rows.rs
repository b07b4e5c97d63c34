//! The rows of one block become columns.

use super::Plan;
use super::fault::{Fault, Wrong};
use super::scan::Scan;
use crate::builder::{Below, Builder};
use crate::cells::{Cutter, cell_in};

/// First and last byte of a cell.
type Bounds = (u32, u32);

/// So many rows are cut before their cells are read, column by column: the cuts fit into the nearest cache.
const AT_ONCE: usize = 512;

/// Reads the rows of a block that have `width` cells; the first `skip` bytes are no rows. Tells how many rows there are.
///
/// Most rows are plain: no quotes, no blanks, a line end behind the last cell. Where one is not, it is cut as rows are
/// cut anywhere else.
pub fn read(
    bytes: &[u8],
    skip: usize,
    width: usize,
    plan: &Plan<'_>,
    builders: &mut [Builder],
) -> Result<usize, Fault> {
    let text = str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        Fault { at, what: Wrong::Encoding(bytes[at]) }
    })?;
    let mut scan = Scan::new(bytes, plan.dialect, skip);
    let (mut bounds, mut numbers) = (Vec::with_capacity(width), Vec::with_capacity(AT_ONCE));
    let (mut rows, mut at) = (0, skip);
    loop {
        let cuts = scan.ahead(width + 1, AT_ONCE * (width + 1));
        let plain = Plain::of(bytes, plan.dialect.delimiter, width, cuts);
        for (column, builder) in builders.iter_mut().enumerate() {
            let cells = plain.column(bytes, plan.wanted[column].place);
            let mut done = 0;
            while done < cells.rows {
                done += builder.push_plain(cells.from(done), plan.wanted[column].marks, &mut numbers);
                if done < cells.rows {
                    let (start, end) = cells.cell(done);
                    push(text, (start as u32, end as u32), start, column, builder, plan)?;
                    done += 1;
                }
            }
        }
        rows += plain.rows;
        if plain.rows > 0 {
            at = plain.end();
            let used = plain.rows * plain.stride;
            scan.pass(used);
            continue;
        }
        let mut cutter = Cutter::of(bytes, plan.dialect);
        cutter.at = at;
        if !cutter.skip_blank_lines() {
            return Ok(rows);
        }
        if cutter.at == at {
            bounds.clear();
            if !cutter.row(&mut bounds) {
                return Err(Fault { at, what: Wrong::OpenQuote });
            }
            if bounds.len() != width {
                return Err(Fault { at, what: Wrong::Ragged(bounds.len()) });
            }
            for (column, builder) in builders.iter_mut().enumerate() {
                push(text, bounds[plan.wanted[column].place], at, column, builder, plan)?;
            }
            rows += 1;
        }
        at = cutter.at;
        scan.seek(at);
    }
}

/// Rows one after the other that are plain and have the same line ends.
struct Plain<'a> {
    /// Where their cells end, behind the byte before the first one.
    cuts: &'a [u32],
    /// How many places a row has among them.
    stride: usize,
    rows: usize,
}

impl<'a> Plain<'a> {
    /// The plain rows that places in a text begin with.
    fn of(bytes: &[u8], delimiter: u8, width: usize, cuts: &'a [u32]) -> Self {
        let byte = |at: u32| bytes[at as usize];
        // A carriage return before a line feed ends the cell.
        let stride = width + usize::from(cuts.get(width).is_some_and(|&at| byte(at) == b'\r'));
        let is_plain = |row: &&[u32]| {
            let (inner, end) = row.split_at(width - 1);
            let ends = match *end {
                [at] => byte(at) == b'\n',
                [at, next] => byte(at) == b'\r' && byte(next) == b'\n' && next == at + 1,
                _ => false,
            };
            ends && inner.iter().all(|&at| byte(at) == delimiter)
        };
        let mut rows = cuts[1..].chunks_exact(stride).take_while(is_plain).count();
        if width == 1 {
            // An empty line is no row, not even of one cell.
            let is_filled = |pair: &&[u32]| pair[0].wrapping_add(1) < pair[1];
            rows = cuts[..=rows * stride].windows(2).step_by(stride).take_while(is_filled).count();
        }
        Self { cuts, stride, rows }
    }

    /// The cells of a column.
    fn column(&self, text: &'a [u8], place: usize) -> Below<'a> {
        let cuts = self.cuts.get(place..).unwrap_or_default();
        Below { text, cuts, stride: self.stride, rows: self.rows }
    }

    /// Where the next row begins.
    fn end(&self) -> usize {
        self.cuts[self.rows * self.stride] as usize + 1
    }
}

/// Adds a cell that may have blanks or quotes in it.
fn push(
    text: &str,
    bounds: Bounds,
    row: usize,
    column: usize,
    builder: &mut Builder,
    plan: &Plan<'_>,
) -> Result<(), Fault> {
    let cell = cell_in(text, bounds, plan.dialect.quote);
    builder.push(&cell, plan.wanted[column].marks).map_err(|expected| Fault {
        at: row,
        what: Wrong::Cell { column, value: cell.into_owned(), expected },
    })
}
