//! Words behind a dictionary.

use std::sync::Arc;

use rustc_hash::FxHashMap as HashMap;

use super::dictionary::Dictionary;
use super::packed_ints::PackedInts;
use crate::value::Missing;

/// Words behind a dictionary.
#[derive(Clone, Debug)]
pub struct Labels {
    /// One code a row; -1 and below stand for the reasons why there is none.
    codes: PackedInts,
    /// What the codes stand for.
    pub dictionary: Arc<Dictionary>,
    /// The reasons that missing codes stand for.
    reasons: Arc<[Missing]>,
}

impl Labels {
    /// The code of a row's label.
    pub fn code(&self, row: usize) -> Option<u32> {
        u32::try_from(self.codes.get(row)).ok()
    }

    /// The code of every row; below 0 where there is no label.
    pub fn codes(&self) -> &PackedInts {
        &self.codes
    }

    /// A row's label, or why there is none.
    pub fn label(&self, row: usize) -> Result<&Arc<str>, Missing> {
        match self.codes.get(row) {
            code @ 0.. => Ok(self.dictionary.label(code as u32)),
            code => Err(self.reasons.get((-1 - code) as usize).cloned().unwrap_or(Missing::NotStated)),
        }
    }

    pub(super) fn pick(&self, rows: &[usize]) -> Self {
        Self {
            codes: self.codes.pick(rows),
            dictionary: self.dictionary.clone(),
            reasons: self.reasons.clone(),
        }
    }

    pub(super) fn take(&self, rows: &[u32], hole: &Missing) -> Self {
        let known = self.reasons.iter().position(|reason| reason == hole);
        let mut reasons = self.reasons.to_vec();
        let hole = known.unwrap_or_else(|| {
            reasons.push(hole.clone());
            reasons.len() - 1
        });
        let codes = self.codes.take(rows, MISSING - hole as i64);
        Self { codes, dictionary: self.dictionary.clone(), reasons: reasons.into() }
    }

    /// The same column without the label of one row.
    pub(super) fn without(&self, row: usize) -> Self {
        let mut codes = PackedInts::default();
        (0..self.codes.len()).for_each(|at| codes.push(if at == row { MISSING } else { self.codes.get(at) }));
        Self { codes, ..self.clone() }
    }

    /// The column that holds, row by row, what `map` makes of the codes here; `None` is not stated.
    #[must_use]
    pub fn map(&self, dictionary: Arc<Dictionary>, map: impl Fn(u32) -> Option<u32>) -> Self {
        let mut codes = PackedInts::default();
        codes.append(&self.codes, dictionary.labels().len() as i64, |code| match u32::try_from(code) {
            Ok(code) => map(code).map_or(MISSING, i64::from),
            Err(_) => code,
        });
        Self { codes, dictionary, reasons: self.reasons.clone() }
    }

    /// A row's label as text; empty when it is missing.
    pub fn text(&self, row: usize) -> &str {
        self.label(row).map_or("", |label| label)
    }
}

/// The code of the first reason for which a label may be missing.
const MISSING: i64 = -1;

/// More reasons than this are taken for the last of them.
const MOST_REASONS: usize = 100;

/// Builds a [`Labels`] column row by row, or table by table.
#[derive(Debug)]
pub struct LabelsBuilder {
    codes: PackedInts,
    labels: Vec<Arc<str>>,
    /// Short labels, packed: they are compared without a look at the text.
    short: HashMap<u128, u32>,
    long: HashMap<Arc<str>, u32>,
    /// The last short label and its code: tables are often sorted.
    last: Option<(u128, u32)>,
    /// Codes that were found lately, where labels come by the thousand.
    recent: Recent,
    reasons: Arc<[Missing]>,
}

impl LabelsBuilder {
    /// Starts a column whose dictionary begins with `scale`.
    pub fn new(scale: &[Arc<str>], reasons: Arc<[Missing]>) -> Self {
        let mut builder = Self {
            codes: PackedInts::default(),
            labels: Vec::new(),
            short: HashMap::default(),
            long: HashMap::default(),
            last: None,
            recent: Recent::default(),
            reasons,
        };
        scale.iter().for_each(|step| {
            builder.code(step, || step.clone());
        });
        builder
    }

    /// Adds a row with a label.
    pub fn push(&mut self, label: &str) {
        let code = self.code(label, || label.into());
        self.codes.push(i64::from(code));
    }

    /// Adds a row without one; `reason` counts into the reasons given at the start.
    pub fn push_missing(&mut self, reason: usize) {
        self.codes.push(MISSING - reason.min(MOST_REASONS) as i64);
    }

    /// Finds the code of a label that stands as it is between two places of a text; `None` when it is long or may have
    /// blanks around it.
    #[inline]
    pub fn code_at(&mut self, text: &[u8], start: usize, end: usize) -> Option<u32> {
        let packed = packed_at(text, start, end)?;
        self.recent.find(packed).or_else(|| self.code_of_packed(packed, text.get(start..end)?))
    }

    #[cold]
    fn code_of_packed(&mut self, packed: u128, label: &[u8]) -> Option<u32> {
        let label = str::from_utf8(label).ok()?;
        let code = self.code(label, || label.into());
        self.recent.keep(packed, code);
        Some(code)
    }

    /// Adds rows by the codes of their labels.
    pub fn extend(&mut self, codes: &[i32]) {
        self.codes.extend(codes);
    }

    /// Takes the rows of another column, which has the same reasons, and leaves it none. `codes` holds what its first
    /// labels became before.
    pub fn append(&mut self, other: &mut Self, codes: &mut Vec<i64>) {
        for label in &other.labels[codes.len()..] {
            codes.push(i64::from(self.code(label, || label.clone())));
        }
        let code = |code: i64| usize::try_from(code).map_or(code, |code| codes[code]);
        self.codes.append(&other.codes, self.labels.len() as i64, code);
        other.codes.clear();
    }

    /// Adds the rows of a finished column, which has the same reasons.
    pub fn add(&mut self, other: &Labels) {
        let labels = other.dictionary.labels().iter();
        let codes: Vec<i64> = labels.map(|label| i64::from(self.code(label, || label.clone()))).collect();
        let code = |code: i64| usize::try_from(code).map_or(code, |code| codes[code]);
        self.codes.append(&other.codes, self.labels.len() as i64, code);
    }

    /// Adds a row for each of `places`: it has the label of the row of `other` that `rows` holds there. The other column
    /// has the same reasons.
    pub fn append_places(&mut self, other: &Self, rows: &[u32], places: &[u32], all: usize) {
        let labels = other.labels.iter();
        let codes: Vec<i64> = labels.map(|label| i64::from(self.code(label, || label.clone()))).collect();
        let code = |&row: &u32| {
            let code = other.codes.get(row as usize);
            usize::try_from(code).map_or(code, |code| codes[code])
        };
        self.codes.gather(&rows.iter().map(code).collect::<Vec<i64>>(), places, all);
    }

    fn code(&mut self, label: &str, owned: impl Fn() -> Arc<str>) -> u32 {
        let labels = &mut self.labels;
        let mut add = || {
            labels.push(owned());
            labels.len() as u32 - 1
        };
        let Some(packed) = packed(label.as_bytes()) else {
            if let Some(&code) = self.long.get(label) {
                return code;
            }
            let code = add();
            self.long.insert(self.labels[code as usize].clone(), code);
            return code;
        };
        match self.last {
            Some((last, code)) if last == packed => code,
            _ => {
                let code = *self.short.entry(packed).or_insert_with(add);
                self.last = Some((packed, code));
                code
            }
        }
    }

    /// The finished column.
    pub fn finish(self) -> Labels {
        Labels { codes: self.codes, dictionary: Arc::new(Dictionary::of(self.labels)), reasons: self.reasons }
    }
}

/// The code that was found last at each of a few places: most labels are found here, at one look.
#[derive(Debug, Default)]
struct Recent(Vec<(u128, u32)>);

impl Recent {
    fn find(&self, packed: u128) -> Option<u32> {
        let (found, code) = *self.0.get(place(packed))?;
        (found == packed).then_some(code)
    }

    fn keep(&mut self, packed: u128, code: u32) {
        if self.0.is_empty() {
            // No label packs to this: the highest byte is a length.
            self.0 = vec![(u128::MAX, 0); 1 << PLACES];
        }
        self.0[place(packed)] = (packed, code);
    }
}

/// How many bits number the places of [`Recent`].
const PLACES: u32 = 12;

/// Knuth's multiplicative hashing.
fn place(packed: u128) -> usize {
    let folded = packed as u64 ^ ((packed >> 64) as u64).rotate_left(29);
    (folded.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - PLACES)) as usize
}

/// A text of up to 15 bytes as one number, different for every text: its bytes from the lowest on, its length highest.
fn packed(text: &[u8]) -> Option<u128> {
    fn low<const N: usize>(text: &[u8]) -> u128 {
        let mut bytes = [0; 16];
        bytes[..N].copy_from_slice(&text[..N]);
        u128::from_le_bytes(bytes)
    }
    let length = text.len();
    // The first and the last bytes overlap where they agree, so that no byte is read one by one.
    let bytes = match length {
        0 => 0,
        1..4 => text.iter().rev().fold(0, |bytes, &byte| bytes << 8 | u128::from(byte)),
        4..8 => low::<4>(text) | low::<4>(&text[length - 4..]) << (8 * (length - 4)),
        8..16 => low::<8>(text) | low::<8>(&text[length - 8..]) << (8 * (length - 8)),
        _ => return None,
    };
    Some(bytes | (length as u128) << 120)
}

/// As [`packed`], of a part of a text that has no blank at its ends; `None` also near the end of the text.
fn packed_at(text: &[u8], start: usize, end: usize) -> Option<u128> {
    let length = end - start;
    let window = text.get(start..)?.first_chunk::<16>()?;
    // Bytes from 0x80 on may be part of a blank.
    let is_text = |byte: u8| byte > b' ' && byte < 0x80;
    if length > 15 || !is_text(window[0]) || !is_text(text[end - 1]) {
        return None;
    }
    Some(u128::from_le_bytes(*window) & FIRST[length] | (length as u128) << 120)
}

/// The first bytes of a window, as many as a label has.
const FIRST: [u128; 16] = {
    let mut first = [0; 16];
    let mut length = 1;
    while length < first.len() {
        first[length] = (1 << (8 * length)) - 1;
        length += 1;
    }
    first
};

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn packed_texts_are_equal_when_the_texts_are(a in "[ab北]{0,6}", b in "[ab北]{0,6}") {
            if let (Some(x), Some(y)) = (packed(a.as_bytes()), packed(b.as_bytes())) {
                prop_assert_eq!(x == y, a == b);
            }
            prop_assert_eq!(packed(a.as_bytes()).is_some(), a.len() < 16);
        }

        #[test]
        fn columns_that_are_put_together_are_one_column(
            rows in prop::collection::vec(prop::option::of("[a-c]{0,2}|a label that is longer[12]"), 0..40),
            cut in 0usize..40,
        ) {
            let build = |rows: &[Option<String>]| {
                let mut builder = LabelsBuilder::new(&["c".into()], [Missing::NotStated, Missing::NotApplicable].into());
                rows.iter().for_each(|row| match row {
                    Some(label) => builder.push(label),
                    None => builder.push_missing(1),
                });
                builder
            };
            let whole = build(&rows).finish();
            let cut = cut.min(rows.len());
            let mut pieces = build(&rows[..cut]);
            pieces.append(&mut build(&rows[cut..]), &mut Vec::new());
            let pieces = pieces.finish();
            prop_assert_eq!(whole.dictionary.labels(), pieces.dictionary.labels());
            for (row, label) in rows.iter().enumerate() {
                prop_assert_eq!(whole.code(row), pieces.code(row));
                prop_assert_eq!(whole.label(row).map(ToString::to_string).ok(), label.clone());
                prop_assert_eq!(whole.label(row).err(), pieces.label(row).err());
            }
        }
    }
}
