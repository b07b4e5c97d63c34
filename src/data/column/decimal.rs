//! Figures as they are printed: whole multiples of a power of ten, without the rounding of binary fractions.

/// `12.50` is 1250 hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    /// How many of the smallest printed unit.
    pub units: i64,
    /// How many decimals that unit has.
    pub scale: u8,
}

/// Whole numbers up to here are exact in binary, so that a quotient by a power of ten is the nearest figure to what is
/// printed (Clinger, "How to read floating point numbers accurately", 1990).
pub const MOST: i64 = 1 << 53;

/// Digits that are always fewer units than [`MOST`].
const DIGITS: usize = 15;

/// Powers of ten that are exact in binary and in 64 bits.
const POWERS: [i64; DIGITS + 1] = {
    let mut powers = [1; DIGITS + 1];
    let mut at = 1;
    while at <= DIGITS {
        powers[at] = powers[at - 1] * 10;
        at += 1;
    }
    powers
};

impl Decimal {
    /// Reads digits with at most one sign and one point; `None` for whatever else may be a figure.
    pub fn read(text: &[u8]) -> Option<Self> {
        let (negative, digits) = match text {
            [b'-', digits @ ..] => (true, digits),
            [b'+', digits @ ..] => (false, digits),
            digits => (false, digits),
        };
        if digits.is_empty() || digits.len() > DIGITS + 1 {
            return None;
        }
        let (mut units, mut point) = (0i64, None);
        for (at, &byte) in digits.iter().enumerate() {
            match byte {
                b'0'..=b'9' => units = units * 10 + i64::from(byte - b'0'),
                b'.' if point.is_none() => point = Some(at),
                _ => return None,
            }
        }
        let scale = match point {
            None if digits.len() > DIGITS => return None,
            // A point alone is no figure.
            Some(_) if digits.len() == 1 => return None,
            None => 0,
            Some(point) => digits.len() - point - 1,
        };
        // A negative zero is a zero of another kind in binary.
        (!negative || units != 0)
            .then(|| Self { units: if negative { -units } else { units }, scale: scale as u8 })
    }

    /// As [`Self::read`], of a part of a text with up to eight bytes and without a sign; `None` also near the end of the
    /// text. All its digits are looked at together.
    pub fn read_short(text: &[u8], start: usize, end: usize) -> Option<Self> {
        const ZEROS: u64 = u64::from_le_bytes([b'0'; 8]);
        const HIGH: u64 = u64::from_le_bytes([0x80; 8]);
        const LOW: u64 = !HIGH;
        let length = end - start;
        if length == 0 || length > 8 {
            return None;
        }
        let window = u64::from_le_bytes(*text.get(start..)?.first_chunk::<8>()?);
        // The digits to the upper end, zeros in front of them.
        let mut digits = window << (8 * (8 - length)) | ZEROS.unbounded_shr(8 * length as u32);
        let other = digits ^ u64::from_le_bytes([b'.'; 8]);
        let points = !((other & LOW).wrapping_add(LOW) | other) & HIGH;
        let mut scale = 0;
        if points != 0 {
            let place = points.trailing_zeros() / 8;
            let (before, after) =
                (digits & !(u64::MAX << (8 * place)), digits & (u64::MAX << (8 * place) << 8));
            digits = after | before << 8 | u64::from(b'0');
            scale = 7 - place as u8;
            if length == 1 {
                return None;
            }
        }
        let values = digits.wrapping_sub(ZEROS);
        if (values | digits.wrapping_add(u64::from_le_bytes([0x46; 8]))) & HIGH != 0 {
            return None;
        }
        let pairs = (values * 10 + (values >> 8)) & 0x00FF_00FF_00FF_00FF;
        let fours = (pairs * 100 + (pairs >> 16)) & 0x0000_FFFF_0000_FFFF;
        let units = (fours * 10_000 + (fours >> 32)) & 0xFFFF_FFFF;
        Some(Self { units: units as i64, scale })
    }

    /// The same figure in smaller units; `None` when there would be too many of them.
    pub fn at_scale(self, scale: u8) -> Option<i64> {
        if self.scale == scale {
            return Some(self.units);
        }
        let power = POWERS.get(usize::from(scale.checked_sub(self.scale)?))?;
        self.units.checked_mul(*power).filter(|units| units.abs() <= MOST)
    }

    /// The figure, rounded once.
    pub fn figure(self) -> f64 {
        self.units as f64 / POWERS[usize::from(self.scale)] as f64
    }
}

/// A figure that has been read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Figure {
    /// As it is printed.
    Exact(Decimal),
    /// The nearest binary fraction, and how many decimals were printed.
    Binary(f64, u8),
}

impl Figure {
    /// Reads a figure as programs write it: `-12.50`, `1e-3`.
    pub fn read(cell: &str) -> Option<Self> {
        if let Some(decimal) = Decimal::read(cell.as_bytes()) {
            return Some(Self::Exact(decimal));
        }
        let value = cell.parse::<f64>().ok().filter(|value| value.is_finite())?;
        let decimals = cell.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        Some(Self::Binary(value, decimals.min(usize::from(MOST_SHOWN)) as u8))
    }

    /// What it amounts to.
    pub fn value(self) -> f64 {
        match self {
            Self::Exact(decimal) => decimal.figure(),
            Self::Binary(value, _) => value,
        }
    }

    /// How many decimals it is shown with.
    pub fn decimals(self) -> u8 {
        match self {
            Self::Exact(decimal) => decimal.scale.min(MOST_SHOWN),
            Self::Binary(_, decimals) => decimals,
        }
    }
}

/// No figure is shown with more decimals.
const MOST_SHOWN: u8 = 12;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_plain_figures_are_read() {
        let read = |text: &str| Decimal::read(text.as_bytes()).map(|decimal| (decimal.units, decimal.scale));
        assert_eq!(read("12.50"), Some((1250, 2)));
        assert_eq!(read("-7"), Some((-7, 0)));
        assert_eq!((read("+.5"), read("5.")), (Some((5, 1)), Some((5, 0))));
        for other in ["", "-", ".", "1e3", "1,5", "1.2.3", "-0", "1234567890123456", "--1", "NaN"] {
            assert_eq!(read(other), None, "{other}");
            let longer = format!("{other},1234567");
            assert_eq!(Decimal::read_short(longer.as_bytes(), 0, other.len()), None, "{other}");
        }
    }

    proptest! {
        #[test]
        fn a_figure_is_the_one_that_the_standard_library_reads(text in "-?[0-9]{1,9}(\\.[0-9]{0,6})?", more in 0u8..3) {
            let Some(decimal) = Decimal::read(text.as_bytes()) else { return Ok(()) };
            prop_assert_eq!(decimal.figure(), text.parse::<f64>().unwrap());
            let longer = format!("{text},1234567");
            let short = Decimal::read_short(longer.as_bytes(), 0, text.len());
            prop_assert_eq!(short.is_some(), text.len() <= 8 && !text.starts_with('-'));
            prop_assert!(short.is_none_or(|short| short == decimal));
            let scale = decimal.scale + more;
            if let Some(units) = decimal.at_scale(scale) {
                prop_assert_eq!(Decimal { units, scale }.figure(), decimal.figure());
            }
        }
    }
}
