//! What the values of a column are, and how a table of text would write them: so they are judged and read like cells.

use std::fmt::{Debug, Display, Write};

use parquet::basic::{ConvertedType, LogicalType, TimeUnit, Type as Physical};
use parquet::schema::types::{ColumnDescriptor, Type};

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Whole numbers.
    Whole,
    /// Whole numbers without a sign.
    Unsigned,
    /// Binary fractions.
    Real,
    /// Counts of a unit of so many decimals.
    Decimal(u8),
    /// Yes or no.
    Truth,
    /// Words.
    Text,
    /// Days since 1970.
    Day,
    /// Parts of a second since 1970; so many are a second.
    Moment(i64),
    /// Parts of a second since midnight.
    Clock(i64),
    /// An identifier of 16 bytes.
    Uuid,
}

/// What columns hold that DuckDB makes rows or columns of.
pub const LISTS: &str = "lists";
pub const FIELDS: &str = "fields inside fields";

impl Shape {
    /// What a column of the schema holds.
    ///
    /// # Errors
    ///
    /// In a few words what it holds that no cell of a table can.
    pub fn of(column: &Type) -> Result<Self, &'static str> {
        let info = column.get_basic_info();
        if !column.is_primitive() {
            let kind = info.converted_type();
            let is_map = matches!(kind, ConvertedType::MAP | ConvertedType::MAP_KEY_VALUE);
            return Err(if is_map {
                "maps"
            } else if kind == ConvertedType::LIST {
                LISTS
            } else {
                FIELDS
            });
        }
        if info.has_repetition() && info.repetition() == parquet::basic::Repetition::REPEATED {
            return Err(LISTS);
        }
        let physical = column.get_physical_type();
        Ok(match info.logical_type_ref() {
            Some(LogicalType::Decimal(decimal)) => Self::decimal(decimal.scale)?,
            Some(LogicalType::Date) => Self::Day,
            Some(LogicalType::Time(time)) => Self::Clock(parts(&time.unit)),
            Some(LogicalType::Timestamp(time)) => Self::Moment(parts(&time.unit)),
            Some(LogicalType::Integer(whole)) if !whole.is_signed => Self::Unsigned,
            Some(LogicalType::Uuid) => Self::Uuid,
            Some(LogicalType::Float16) => return Err("figures of 16 bits"),
            Some(LogicalType::String | LogicalType::Enum | LogicalType::Json) => Self::Text,
            Some(LogicalType::Integer(_)) => Self::Whole,
            // A column of nothing but missing values.
            Some(LogicalType::Unknown) | None => Self::converted(column, info.converted_type(), physical)?,
            Some(LogicalType::Geometry(_) | LogicalType::Geography(_)) => return Err("shapes on a map"),
            Some(_) => return Err("bytes"),
        })
    }

    fn converted(column: &Type, converted: ConvertedType, physical: Physical) -> Result<Self, &'static str> {
        let scale = || match column {
            Type::PrimitiveType { scale, .. } => *scale,
            Type::GroupType { .. } => 0,
        };
        Ok(match (converted, physical) {
            (ConvertedType::DECIMAL, _) => Self::decimal(scale())?,
            (ConvertedType::DATE, _) => Self::Day,
            (ConvertedType::TIME_MILLIS, _) => Self::Clock(1000),
            (ConvertedType::TIME_MICROS, _) => Self::Clock(1_000_000),
            (ConvertedType::TIMESTAMP_MILLIS, _) => Self::Moment(1000),
            (ConvertedType::TIMESTAMP_MICROS, _) => Self::Moment(1_000_000),
            (ConvertedType::INTERVAL, _) => return Err("spans of time"),
            (
                ConvertedType::UINT_8
                | ConvertedType::UINT_16
                | ConvertedType::UINT_32
                | ConvertedType::UINT_64,
                _,
            ) => Self::Unsigned,
            (_, Physical::BOOLEAN) => Self::Truth,
            (_, Physical::INT32 | Physical::INT64) => Self::Whole,
            (_, Physical::INT96) => Self::Moment(1_000_000_000),
            (_, Physical::FLOAT | Physical::DOUBLE) => Self::Real,
            // Old programs write words without saying so.
            (
                ConvertedType::NONE | ConvertedType::UTF8 | ConvertedType::ENUM | ConvertedType::JSON,
                Physical::BYTE_ARRAY,
            ) => Self::Text,
            (_, Physical::BYTE_ARRAY | Physical::FIXED_LEN_BYTE_ARRAY) => return Err("bytes"),
        })
    }

    fn decimal(scale: i32) -> Result<Self, &'static str> {
        u8::try_from(scale).map(Self::Decimal).map_err(|_| "figures with decimals before the point")
    }

    /// Whether the values are figures.
    pub fn is_figure(self) -> bool {
        matches!(self, Self::Whole | Self::Unsigned | Self::Real | Self::Decimal(_))
    }

    /// Whether the values are days.
    pub fn is_date(self) -> bool {
        matches!(self, Self::Day | Self::Moment(_))
    }

    /// The year in which a value lies, if it is one or a day.
    pub fn year(self, value: i64) -> i64 {
        const DAY: i64 = 24 * 60 * 60;
        match self {
            Self::Day => date(value).0,
            Self::Moment(parts) => date(value.div_euclid(parts * DAY)).0,
            Self::Whole
            | Self::Unsigned
            | Self::Real
            | Self::Decimal(_)
            | Self::Truth
            | Self::Text
            | Self::Clock(_)
            | Self::Uuid => value,
        }
    }
}

fn parts(unit: &TimeUnit) -> i64 {
    match unit {
        TimeUnit::MILLIS => 1000,
        TimeUnit::MICROS => 1_000_000,
        TimeUnit::NANOS => 1_000_000_000,
    }
}

/// The descriptor of a column whose values are all there: those of a dictionary.
pub fn required(column: &ColumnDescriptor) -> ColumnDescriptor {
    ColumnDescriptor::new(column.self_type_ptr(), 0, 0, column.path().clone())
}

/// Writes a whole number as what it stands for.
pub fn whole(shape: Shape, value: i64, text: &mut String) {
    // Memory takes all that is written to it.
    let _ = match shape {
        Shape::Unsigned => write!(text, "{}", value as u64),
        Shape::Decimal(scale) => return decimal(i128::from(value), scale, text),
        Shape::Day => return day(value, text),
        Shape::Moment(parts) => return moment(value, parts, text),
        Shape::Clock(parts) => return clock(value, parts, text),
        Shape::Whole | Shape::Real | Shape::Truth | Shape::Text | Shape::Uuid => write!(text, "{value}"),
    };
}

/// Writes a binary fraction by the fewest digits that tell it from all others.
pub fn real(value: f64, shortest: impl Display + Debug, text: &mut String) {
    // With many zeros before or behind them, digits are written as programs do then: `1e300`.
    let few_zeros = value == 0.0 || (1e-30..1e30).contains(&value.abs());
    let _ = if few_zeros { write!(text, "{shortest}") } else { write!(text, "{shortest:?}") };
}

/// Writes a count of a unit of so many decimals.
pub fn decimal(units: i128, scale: u8, text: &mut String) {
    let scale = usize::from(scale);
    let digits = format!("{:0>width$}", units.unsigned_abs(), width = scale + 1);
    let (whole, fraction) = digits.split_at(digits.len() - scale);
    let sign = if units < 0 { "-" } else { "" };
    let _ = if scale == 0 { write!(text, "{sign}{whole}") } else { write!(text, "{sign}{whole}.{fraction}") };
}

fn day(days: i64, text: &mut String) {
    let (year, month, day) = date(days);
    let _ = write!(text, "{year:04}-{month:02}-{day:02}");
}

/// Midnight is left out: a day is often kept as its first moment.
fn moment(value: i64, parts: i64, text: &mut String) {
    let a_day = parts * 24 * 60 * 60;
    day(value.div_euclid(a_day), text);
    let rest = value.rem_euclid(a_day);
    if rest != 0 {
        text.push(' ');
        clock(rest, parts, text);
    }
}

fn clock(value: i64, parts: i64, text: &mut String) {
    let (seconds, rest) = (value.div_euclid(parts), value.rem_euclid(parts));
    let _ = write!(text, "{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if rest != 0 {
        let digits = format!("{:0width$}", rest, width = parts.ilog10() as usize);
        let _ = write!(text, ".{}", digits.trim_end_matches('0'));
    }
}

/// Year, month and day of a day since 1970 (Hinnant, "chrono-compatible low-level date algorithms", 2013).
fn date(days: i64) -> (i64, i64, i64) {
    let days = days.saturating_add(719_468);
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(write: impl FnOnce(&mut String)) -> String {
        let mut text = String::new();
        write(&mut text);
        text
    }

    #[test]
    fn values_are_written_as_tables_write_them() {
        let whole = |shape, value| text(|text| whole(shape, value, text));
        assert_eq!(whole(Shape::Day, 0), "1970-01-01");
        assert_eq!(whole(Shape::Day, 18_321), "2020-02-29");
        assert_eq!(whole(Shape::Day, -1), "1969-12-31");
        assert_eq!(whole(Shape::Moment(1000), 1_580_000_000_000), "2020-01-26 00:53:20");
        assert_eq!(whole(Shape::Moment(1_000_000), 86_400_500_000), "1970-01-02 00:00:00.5");
        assert_eq!(whole(Shape::Moment(1000), 86_400_000), "1970-01-02");
        assert_eq!(whole(Shape::Clock(1000), 30_600_000), "08:30:00");
        assert_eq!(whole(Shape::Decimal(2), -5), "-0.05");
        assert_eq!(whole(Shape::Decimal(0), 12), "12");
        assert_eq!(whole(Shape::Unsigned, -1), u64::MAX.to_string());
        let real = |value: f64| text(|text| real(value, value, text));
        assert_eq!([real(12.0), real(1e-7), real(-1.5e300)], ["12", "0.0000001", "-1.5e300"]);
        let of_single = text(|text| super::real(f64::from(0.1f32), 0.1f32, text));
        assert_eq!(of_single, "0.1");
        assert_eq!(Shape::Moment(1000).year(-1), 1969);
    }
}
