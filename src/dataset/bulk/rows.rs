//! The rows of one block become columns.

use super::Plan;
use super::fault::{Fault, Wrong};
use super::scan::Scan;
use crate::dataset::builder::Builder;
use crate::dataset::cells::{Cutter, cell};

/// First and last byte of a cell.
type Bounds = (u32, u32);

/// So many plain rows are cut before their cells are read, column by column: the cuts fit into the nearest cache.
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
    let mut scan = Scan::new(bytes, plan.dialect.delimiter);
    scan.seek(skip);
    let mut plain: Vec<Vec<Bounds>> = (0..width).map(|_| Vec::with_capacity(AT_ONCE)).collect();
    let (mut bounds, mut rows, mut at) = (Vec::with_capacity(width), 0, skip);
    loop {
        while plain[0].len() < AT_ONCE {
            match plain_row(bytes, plan.dialect.delimiter, &mut scan, at, &mut plain) {
                Some(next) => at = next,
                None => break,
            }
        }
        let found = plain[0].len();
        for (column, builder) in builders.iter_mut().enumerate() {
            let cells = &plain[plan.wanted[column].place];
            let mut done = builder.push_plain(bytes, cells, &plan.dialect.missing);
            while let Some(&cell) = cells.get(done) {
                push(text, cell, cell.0 as usize, column, builder, plan)?;
                done += 1 + builder.push_plain(bytes, &cells[done + 1..], &plan.dialect.missing);
            }
        }
        plain.iter_mut().for_each(Vec::clear);
        rows += found;
        if found == AT_ONCE {
            continue;
        }
        let mut cutter = Cutter::new(bytes, plan.dialect.delimiter);
        cutter.at = at;
        if !cutter.skip_blank_lines() {
            return Ok(rows);
        }
        at = cutter.at;
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
        at = cutter.at;
        scan.seek(at);
        rows += 1;
    }
}

/// Finds the cells of the row that begins at `at`, and where the next one begins; `None`, and nothing is found, when the
/// row is not plain or there is none.
fn plain_row(
    bytes: &[u8],
    delimiter: u8,
    scan: &mut Scan<'_>,
    at: usize,
    plain: &mut [Vec<Bounds>],
) -> Option<usize> {
    let last = plain.len() - 1;
    let mut start = at;
    for column in 0..=last {
        let end = scan.next();
        let next = match bytes.get(end) {
            Some(b'\n') if column == last => end + 1,
            Some(b'\r') if column == last && bytes.get(end + 1) == Some(&b'\n') => scan.next() + 1,
            Some(byte) if column < last && *byte == delimiter => end + 1,
            _ => 0,
        };
        // An empty line is no row, not even of one cell.
        if next == 0 || last == 0 && start == end {
            plain[..column].iter_mut().for_each(|cells| _ = cells.pop());
            return None;
        }
        plain[column].push((start as u32, end as u32));
        start = next;
    }
    Some(start)
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
    let cell = cell(text, bounds);
    builder.push(&cell, &plan.dialect.missing).map_err(|expected| Fault {
        at: row,
        what: Wrong::Cell { column, value: cell.into_owned(), expected },
    })
}
