//! Whole numbers, one a row, all as wide as the largest needs: a million small ones take a megabyte.

use std::ops::Range;
use std::sync::OnceLock;

/// What stands for no number at all.
pub const NOTHING: i64 = i64::MIN;

/// A column of whole numbers. Which width it has shows nowhere outside.
#[derive(Clone, Debug, Default)]
pub struct PackedInts {
    values: Values,
    /// The least and the greatest of them, once somebody has asked.
    ends: OnceLock<Option<(i64, i64)>>,
}

/// The numbers at one width.
#[derive(Clone, Debug)]
enum Values {
    /// Up to 127.
    Byte(Vec<i8>),
    /// Up to 32,767.
    Short(Vec<i16>),
    /// Up to 2,147,483,647.
    Word(Vec<i32>),
    /// Everything else.
    Long(Vec<i64>),
}

impl Default for Values {
    fn default() -> Self {
        Self::Byte(Vec::new())
    }
}

/// A width. Its least number stands for [`NOTHING`].
trait Width: Copy {
    fn wide(self) -> i64;
    fn cut(wide: i64) -> Self;
    fn fits(wide: i64) -> bool;
}

macro_rules! widths {
    ($($width:ty),*) => {$(
        impl Width for $width {
            fn wide(self) -> i64 {
                if self == Self::MIN { NOTHING } else { self as i64 }
            }

            fn cut(wide: i64) -> Self {
                if wide == NOTHING { Self::MIN } else { wide as Self }
            }

            fn fits(wide: i64) -> bool {
                wide == NOTHING || Self::cut(wide).wide() == wide
            }
        }
    )*};
}

widths!(i8, i16, i32, i64);

/// The same for every width.
macro_rules! at_width {
    ($narrow:expr, $values:ident => $what:expr) => {
        match $narrow {
            Values::Byte($values) => $what,
            Values::Short($values) => $what,
            Values::Word($values) => $what,
            Values::Long($values) => $what,
        }
    };
}

impl PackedInts {
    /// So many rows without a number.
    pub fn nothing(rows: usize) -> Self {
        Self { values: Values::Byte(vec![i8::MIN; rows]), ends: OnceLock::new() }
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        at_width!(&self.values, values => values.len())
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of a row.
    pub fn get(&self, row: usize) -> i64 {
        at_width!(&self.values, values => values[row].wide())
    }

    /// The number of the last row.
    pub fn last(&self) -> Option<i64> {
        at_width!(&self.values, values => values.last().map(|value| value.wide()))
    }

    /// The numbers, to be changed.
    fn change(&mut self) -> &mut Values {
        self.ends = OnceLock::new();
        &mut self.values
    }

    /// Adds a row.
    pub fn push(&mut self, wide: i64) {
        fn fits<W: Width>(values: &mut Vec<W>, wide: i64) -> bool {
            let fits = W::fits(wide);
            if fits {
                values.push(W::cut(wide));
            }
            fits
        }
        if !at_width!(self.change(), values => fits(values, wide)) {
            self.make_room(wide);
            self.push(wide);
        }
    }

    /// Removes every row, and stays as wide as it is.
    pub fn clear(&mut self) {
        at_width!(self.change(), values => values.clear());
    }

    /// Makes the rows wide enough for a number.
    fn make_room(&mut self, wide: i64) {
        fn all<A: Width, B: Width>(values: &[A]) -> Vec<B> {
            values.iter().map(|value| B::cut(value.wide())).collect()
        }
        let fits = at_width!(&self.values, values => fits_in(values, wide));
        if !fits {
            self.values = match wide {
                _ if i16::fits(wide) => Values::Short(at_width!(&self.values, values => all(values))),
                _ if i32::fits(wide) => Values::Word(at_width!(&self.values, values => all(values))),
                _ => Values::Long(at_width!(&self.values, values => all(values))),
            };
        }
    }

    /// Adds rows.
    pub fn extend(&mut self, numbers: &[i32]) {
        fn add<W: Width>(to: &mut Vec<W>, numbers: &[i32]) {
            to.extend(numbers.iter().map(|&number| W::cut(i64::from(number))));
        }
        // No number has more digits in binary than all of them together.
        let digits = numbers.iter().fold(0, |digits, number| digits | number.unsigned_abs());
        self.make_room(i64::from(digits));
        at_width!(self.change(), to => add(to, numbers));
    }

    /// Adds what `map` makes of the rows of another column; nothing that it makes is further from 0 than `most`.
    pub fn append(&mut self, other: &Self, most: i64, map: impl Fn(i64) -> i64) {
        fn add<A: Width, B: Width>(to: &mut Vec<A>, from: &[B], map: impl Fn(i64) -> i64) {
            to.extend(from.iter().map(|value| A::cut(map(value.wide()))));
        }
        self.make_room(most);
        at_width!(self.change(), to => at_width!(&other.values, from => add(to, from, map)));
    }

    /// Whether every number of another column surely fits.
    pub fn is_as_wide_as(&self, other: &Self) -> bool {
        self.width() >= other.width()
    }

    /// How many bytes a row takes.
    pub fn width(&self) -> u8 {
        fn bytes<W>(_: &[W]) -> u8 {
            size_of::<W>() as u8
        }
        at_width!(&self.values, values => bytes(values))
    }

    /// How many bytes a row takes where the greatest number is this one.
    pub fn width_of(most: i64) -> u8 {
        let mut column = Self::default();
        column.make_room(most);
        column.width()
    }

    /// No number is further from 0.
    pub fn most(&self) -> i64 {
        fn most<W: Width>(values: &[W]) -> i64 {
            let known = values.iter().map(|value| value.wide()).filter(|&wide| wide != NOTHING);
            known.map(i64::abs).max().unwrap_or(0)
        }
        at_width!(&self.values, values => most(values))
    }

    /// The least and the greatest number.
    pub fn ends(&self) -> Option<(i64, i64)> {
        fn ends<W: Width + Ord>(values: &[W]) -> Option<(i64, i64)> {
            let nothing = W::cut(NOTHING);
            // What stands for nothing is less than every number.
            let greatest = values.iter().fold(nothing, |greatest, &value| greatest.max(value));
            let above = |value: W| if value == nothing { greatest } else { value };
            let least = values.iter().fold(greatest, |least, &value| least.min(above(value)));
            (greatest != nothing).then_some((least.wide(), greatest.wide()))
        }
        *self.ends.get_or_init(|| at_width!(&self.values, values => ends(values)))
    }

    /// The given rows, in that order.
    #[must_use]
    pub fn pick(&self, rows: &[usize]) -> Self {
        fn pick<W: Width>(values: &[W], rows: &[usize]) -> Vec<W> {
            rows.iter().map(|&row| values[row]).collect()
        }
        let values = match &self.values {
            Values::Byte(values) => Values::Byte(pick(values, rows)),
            Values::Short(values) => Values::Short(pick(values, rows)),
            Values::Word(values) => Values::Word(pick(values, rows)),
            Values::Long(values) => Values::Long(pick(values, rows)),
        };
        Self { values, ends: OnceLock::new() }
    }

    /// The given rows, in that order; `hole` for those that are not there.
    #[must_use]
    pub fn take(&self, rows: &[u32], hole: i64) -> Self {
        fn take<W: Width>(values: &[W], rows: &[u32], hole: i64) -> Vec<W> {
            let hole = W::cut(hole);
            rows.iter().map(|&row| values.get(row as usize).copied().unwrap_or(hole)).collect()
        }
        let values = match &self.values {
            Values::Byte(values) => Values::Byte(take(values, rows, hole)),
            Values::Short(values) => Values::Short(take(values, rows, hole)),
            Values::Word(values) => Values::Word(take(values, rows, hole)),
            Values::Long(values) => Values::Long(take(values, rows, hole)),
        };
        Self { values, ends: OnceLock::new() }
    }

    /// Adds a row for each of `places`: it has the number that stands there in `table`. There will be so many rows in all.
    pub fn gather(&mut self, table: &[i64], places: &[u32], all: usize) {
        fn gather<W: Width>(to: &mut Vec<W>, table: &[i64], places: &[u32], all: usize) {
            let table: Vec<W> = table.iter().map(|&wide| W::cut(wide)).collect();
            // What grows by and by leaves its former places behind.
            to.reserve_exact(all.saturating_sub(to.len()));
            to.extend(places.iter().map(|&place| table[place as usize]));
        }
        let most = table.iter().map(|&wide| if wide == NOTHING { 0 } else { wide.abs() }).max();
        self.make_room(most.unwrap_or(0));
        at_width!(self.change(), to => gather(to, table, places, all));
    }

    /// Puts what `make` makes of a stretch of rows into `to`.
    pub fn fill<T>(&self, rows: Range<usize>, to: &mut [T], make: impl Fn(i64) -> T) {
        at_width!(&self.values, values => {
            to.iter_mut().zip(&values[rows]).for_each(|(to, value)| *to = make(value.wide()));
        });
    }

    /// Shows the given rows, each together with its item of a list.
    pub fn each_of<T>(&self, rows: &[usize], list: impl IntoIterator<Item = T>, mut see: impl FnMut(T, i64)) {
        at_width!(&self.values, values => {
            rows.iter().zip(list).for_each(|(&row, item)| see(item, values[row].wide()));
        });
    }
}

fn fits_in<W: Width>(_: &[W], wide: i64) -> bool {
    W::fits(wide)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn numbers() -> impl Strategy<Value = Vec<i64>> {
        let edges = [NOTHING, NOTHING + 1, -32_768, -129, -128, -127, 0, 127, 128, 32_767, 32_768, i64::MAX];
        let wide = prop_oneof![prop::sample::select(edges.to_vec()), -300i64..300, any::<i64>()];
        prop::collection::vec(wide, 0..20)
    }

    fn column(numbers: &[i64]) -> PackedInts {
        let mut column = PackedInts::default();
        numbers.iter().for_each(|&number| column.push(number));
        column
    }

    fn all(column: &PackedInts) -> Vec<i64> {
        (0..column.len()).map(|row| column.get(row)).collect()
    }

    proptest! {
        #[test]
        fn numbers_come_out_as_they_went_in(a in numbers(), b in numbers()) {
            let (mut first, second) = (column(&a), column(&b));
            prop_assert_eq!(all(&first), a.clone());
            first.append(&second, second.most(), |wide| wide);
            prop_assert_eq!(all(&first), [a.as_slice(), &b].concat());
            for numbers in [a, b] {
                let short: Vec<i32> = numbers.iter().filter_map(|&number| number.try_into().ok()).collect();
                let before = all(&first);
                first.extend(&short);
                let known = || all(&first).into_iter().filter(|&number| number != NOTHING);
                prop_assert_eq!(first.ends(), known().min().zip(known().max()));
                prop_assert_eq!(all(&first), before.into_iter().chain(short.into_iter().map(i64::from)).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn numbers_take_no_more_room_than_the_largest_needs() {
        assert_eq!(column(&[1, 127, NOTHING]).width(), 1);
        assert_eq!(column(&[1, -128]).width(), 2);
        assert_eq!(column(&[1, 40_000]).width(), 4);
        assert_eq!(column(&[1, 3_000_000_000]).width(), 8);
    }
}
