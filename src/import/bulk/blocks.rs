//! A file in blocks of whole rows, so that several threads can cut it and memory holds only what they work on.

use std::io::{self, Read};

use memchr::{memchr, memrchr2};

use crate::cells::Cutter;
use crate::dialect::Dialect;

/// Whole rows of a table, one after the other.
#[derive(Debug)]
pub struct Block {
    /// How many blocks go before it.
    pub number: usize,
    /// The text.
    pub bytes: Vec<u8>,
}

/// Cuts what is read into blocks.
#[derive(Debug)]
pub struct Blocks<R> {
    source: R,
    dialect: Dialect,
    size: usize,
    /// The beginning of a row that has not been read to its end.
    rest: Vec<u8>,
    number: usize,
}

/// A row that is longer opened a quote that never closes: it is not read on.
const LONGEST_ROW: usize = 256 << 20;

impl<R: Read> Blocks<R> {
    /// Blocks of about `size` bytes; a longer row makes a longer block.
    pub fn new(source: R, dialect: &Dialect, size: usize) -> Self {
        Self { source, dialect: dialect.clone(), size, rest: Vec::new(), number: 0 }
    }

    /// The next block, in a buffer that is used again; `None` at the end.
    ///
    /// # Errors
    ///
    /// The source cannot be read.
    pub fn next(&mut self, mut bytes: Vec<u8>) -> io::Result<Option<Block>> {
        bytes.clear();
        bytes.append(&mut self.rest);
        loop {
            let wanted = self.size.max(bytes.len());
            let found = (&mut self.source).take(wanted as u64).read_to_end(&mut bytes)?;
            let whole = match found < wanted {
                true => bytes.len(),
                false => end_of_last_row(&bytes, &self.dialect).unwrap_or(0),
            };
            if whole == 0 && found == wanted && bytes.len() < LONGEST_ROW {
                continue;
            }
            if whole > 0 {
                self.rest = bytes.split_off(whole);
            }
            let number = self.number;
            self.number += 1;
            return Ok((!bytes.is_empty()).then_some(Block { number, bytes }));
        }
    }
}

/// Where the last row ends that is here to its end.
fn end_of_last_row(bytes: &[u8], dialect: &Dialect) -> Option<usize> {
    let last = memrchr2(b'\n', b'\r', bytes)?;
    if memchr(dialect.quote, bytes).is_none() {
        return Some(last + 1);
    }
    // A line end may stand inside quotes, and whether a quote opens a cell is only seen cell by cell.
    let mut cutter = Cutter::of(bytes, dialect);
    let mut end = None;
    while cutter.skip_blank_lines() && cutter.over_row() && cutter.at < bytes.len() {
        end = Some(cutter.at + 1);
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str, size: usize) -> Vec<String> {
        let mut blocks = Blocks::new(text.as_bytes(), &Dialect::default(), size);
        let next = || blocks.next(Vec::new()).unwrap().map(|block| String::from_utf8(block.bytes).unwrap());
        std::iter::from_fn(next).collect()
    }

    #[test]
    fn a_block_ends_where_a_row_ends() {
        assert_eq!(blocks("a,b\n1,2\n3,4", 5), ["a,b\n", "1,2\n", "3,4"]);
        assert_eq!(blocks("a,\"x\ny\"\n1,234\n", 6), ["a,\"x\ny\"\n", "1,234\n"]);
        assert_eq!(blocks("a,\"x\"\"\n\",\n1,\"\n", 5), ["a,\"x\"\"\n\",\n", "1,\"\n"]);
        assert_eq!(blocks("5\" pipe,1\n6\" pipe,2\n", 12), ["5\" pipe,1\n", "6\" pipe,2\n"]);
        assert_eq!(blocks("", 5), Vec::<String>::new());
    }
}
