//! The bytes that end cells, found sixty-four at a time.

use std::ops::Range;

use crate::dialect::Dialect;

/// Finds the bytes of a text that may end a cell, some of them ahead of whoever uses them.
pub struct Scan<'a> {
    text: &'a [u8],
    delimiter: u8,
    quote: u8,
    /// Where the next stretch begins.
    base: usize,
    /// The places that were found: delimiters, line ends and quotes.
    places: Vec<u32>,
    /// Those that are still to be used.
    left: Range<usize>,
}

/// So many bytes are looked at together: one bit each.
const STRETCH: usize = 64;

impl<'a> Scan<'a> {
    /// Begins at some place of a text.
    pub fn new(text: &'a [u8], dialect: &Dialect, start: usize) -> Self {
        let Dialect { delimiter, quote, .. } = *dialect;
        let mut scan = Self { text, delimiter, quote, base: 0, places: vec![0], left: 1..1 };
        scan.seek(start);
        scan
    }

    /// The byte before the next cell, and behind it places to come: at least so many and at most so many, if there are.
    pub fn ahead(&mut self, least: usize, most: usize) -> &[u32] {
        if self.left.len() < least {
            self.find(most);
        }
        let Range { start, end } = self.left;
        &self.places[start - 1..end.min(start + most)]
    }

    /// The next places have been used.
    pub fn pass(&mut self, count: usize) {
        self.left.start += count;
    }

    /// Goes on at another place, which lies behind those that were used.
    pub fn seek(&mut self, place: usize) {
        self.skip(place);
        if self.left.is_empty() && self.base < place {
            self.base = self.base.max(place - place % STRETCH);
            self.find(1);
            self.skip(place);
        }
        self.places[self.left.start - 1] = (place as u32).wrapping_sub(1);
    }

    fn skip(&mut self, place: usize) {
        let before = self.places[self.left.clone()].iter().take_while(|&&found| (found as usize) < place);
        self.left.start += before.count();
    }

    /// Finds so many places, if there are as many.
    fn find(&mut self, count: usize) {
        // What was used makes room, but for the byte before the next cell.
        let used = self.left.start - 1;
        self.places.copy_within(used..self.left.end, 0);
        self.left = 1..self.left.end - used;
        self.places.resize(self.places.len().max(1 + count + STRETCH), 0);
        while self.left.len() < count && self.base < self.text.len() {
            let mut ends = self.stretch();
            let found = ends.count_ones() as usize;
            let room = &mut self.places[self.left.end..];
            // Four at a time: how many there are is then mostly foreseen.
            for four in room.as_chunks_mut::<4>().0.iter_mut().take(found.div_ceil(4)) {
                for place in four {
                    *place = self.base as u32 + ends.trailing_zeros();
                    ends &= ends.wrapping_sub(1);
                }
            }
            self.left.end += found;
            self.base += STRETCH;
        }
    }

    fn stretch(&self) -> u64 {
        match self.text[self.base..].first_chunk::<STRETCH>() {
            Some(stretch) => ends(stretch, self.delimiter, self.quote),
            None => {
                let mut stretch = [0; STRETCH];
                let rest = &self.text[self.base..];
                stretch[..rest.len()].copy_from_slice(rest);
                // A zero that fills up is no end, unless zeros separate cells.
                ends(&stretch, self.delimiter, self.quote) & ((1 << rest.len()) - 1)
            }
        }
    }
}

/// One bit a byte that may end a cell. Eight bytes are compared at once as one number: a small program has its loops
/// not vectorized.
fn ends(stretch: &[u8; STRETCH], delimiter: u8, quote: u8) -> u64 {
    let [delimiter, quote, feed, line] = [delimiter, quote, b'\r', b'\n'].map(everywhere);
    let words = stretch.as_chunks::<8>().0.iter().enumerate();
    words.fold(0, |bits, (at, word)| {
        let word = u64::from_le_bytes(*word);
        let found = zeros(word ^ delimiter) | zeros(word ^ quote) | zeros(word ^ feed) | zeros(word ^ line);
        // Eight bytes that are 0 or 1 become eight bits.
        bits | ((found >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * at)
    })
}

/// The same byte eight times.
fn everywhere(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The highest bit of each byte that is zero.
fn zeros(word: u64) -> u64 {
    const LOW: u64 = 0x7F7F_7F7F_7F7F_7F7F;
    !(((word & LOW) + LOW) | word | LOW)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_end_is_found(text in "[ab,\n\r\";é\0]{0,200}", start in 0usize..200, more in 0usize..200, few in 0usize..9) {
            let text = text.as_bytes();
            let start = start.min(text.len());
            let seek = (start + more).min(text.len());
            let mut scan = Scan::new(text, &Dialect::default(), start);
            scan.ahead(few, few);
            scan.seek(seek);
            let before = (seek as u32).wrapping_sub(1);
            let wanted = (seek..text.len()).filter(|&at| matches!(text[at], b',' | b'\n' | b'\r' | b'"'));
            let wanted: Vec<u32> = wanted.map(|at| at as u32).collect();
            prop_assert_eq!(scan.ahead(few, few), &[&[before], &wanted[..few.min(wanted.len())]].concat());
            prop_assert_eq!(&scan.ahead(text.len(), text.len())[1..], &wanted[..]);
        }
    }
}
