//! The bytes that end cells, found sixty-four at a time.

/// Goes through a text from one byte that may end a cell to the next.
pub struct Scan<'a> {
    text: &'a [u8],
    delimiter: u8,
    /// Where the stretch at hand begins.
    base: usize,
    /// The bytes of it that are still to be told, lowest first.
    left: u64,
}

/// So many bytes are looked at together: one bit each.
const STRETCH: usize = 64;

impl<'a> Scan<'a> {
    /// Begins at the start of a text.
    pub fn new(text: &'a [u8], delimiter: u8) -> Self {
        let mut scan = Self { text, delimiter, base: 0, left: 0 };
        scan.left = scan.stretch();
        scan
    }

    /// The place of the next delimiter, line end or quote; the length of the text when there is none.
    pub fn next(&mut self) -> usize {
        while self.left == 0 {
            self.base += STRETCH;
            if self.base >= self.text.len() {
                return self.text.len();
            }
            self.left = self.stretch();
        }
        let place = self.base + self.left.trailing_zeros() as usize;
        self.left &= self.left - 1;
        place
    }

    /// Goes on at another place.
    pub fn seek(&mut self, place: usize) {
        self.base = place - place % STRETCH;
        self.left =
            if self.base < self.text.len() { self.stretch() & (u64::MAX << (place % STRETCH)) } else { 0 };
    }

    fn stretch(&self) -> u64 {
        match self.text[self.base..].first_chunk::<STRETCH>() {
            Some(stretch) => ends(stretch, self.delimiter),
            None => {
                let mut stretch = [0; STRETCH];
                let rest = &self.text[self.base..];
                stretch[..rest.len()].copy_from_slice(rest);
                // A zero that fills up is no end, unless zeros separate cells.
                ends(&stretch, self.delimiter) & ((1 << rest.len()) - 1)
            }
        }
    }
}

/// One bit a byte that may end a cell. Written so that the compiler compares many bytes at once.
fn ends(stretch: &[u8; STRETCH], delimiter: u8) -> u64 {
    let mut found = [0u8; STRETCH];
    for (found, &byte) in found.iter_mut().zip(stretch) {
        *found = u8::from(byte == delimiter)
            | u8::from(byte == b'\n')
            | u8::from(byte == b'\r')
            | u8::from(byte == b'"');
    }
    let words = found.as_chunks::<8>().0.iter().enumerate();
    // Eight bytes that are 0 or 1 become eight bits.
    words.fold(0, |bits, (at, word)| {
        bits | (u64::from_le_bytes(*word).wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_end_is_found(text in "[ab,\n\r\";é\0]{0,200}", seek in 0usize..200) {
            let text = text.as_bytes();
            let seek = seek.min(text.len());
            let mut scan = Scan::new(text, b',');
            scan.seek(seek);
            let wanted = (seek..text.len()).filter(|&at| matches!(text[at], b',' | b'\n' | b'\r' | b'"'));
            for place in wanted.chain([text.len(), text.len()]) {
                prop_assert_eq!(scan.next(), place);
            }
        }
    }
}
