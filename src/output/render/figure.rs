//! Values as text.

use std::fmt::Write;

use super::signs::Signs;
use crate::visible::push_line;
use answer::Cell;
use data::{Bound, Missing, Value};

/// Writes a cell as people read it. For a figure, returns where its whole part ends: columns align there.
pub fn push_cell(text: &mut String, cell: &Cell, signs: Signs) -> Option<usize> {
    let start = text.len();
    let point = push_value(text, &cell.value, signs);
    if cell.disputed {
        text.push_str(signs.disputed());
    }
    if !cell.suffix.is_empty() {
        // An empty set has only a count.
        if text.len() > start {
            text.push(' ');
        }
        push_line(text, &cell.suffix);
    }
    if let Some(direction) = cell.direction {
        text.push(' ');
        text.push_str(signs.direction(direction));
    }
    point
}

/// Writes a value as people read it; what it returns is explained at [`push_cell`].
pub fn push_value(text: &mut String, value: &Value, signs: Signs) -> Option<usize> {
    match value {
        Value::Number { value, decimals } => return Some(push_figure(text, *value, *decimals)),
        Value::Bounded { bound, value, decimals } => {
            text.push_str(signs.bound(*bound));
            let point = push_figure(text, *value, *decimals);
            if let Bound::UpTo(high) = bound {
                text.push_str(signs.up_to());
                push_figure(text, *high, *decimals);
            }
            return Some(point);
        }
        Value::Years(years) => _ = write!(text, "{years}"),
        Value::Text(words) => push_line(text, words),
        Value::Set(members) => push_joined(text, members),
        Value::Missing(Missing::Silent) => {}
        // A gap that cannot be computed: the answers beside it say why.
        Value::Missing(Missing::Undefined) => text.push_str(signs.missing().trim_end()),
        Value::Missing(reason) => {
            text.push_str(signs.missing());
            // Only a package's own reason can hold anything unclean.
            push_line(text, &reason.to_string());
        }
    }
    None
}

/// Writes a value as programs read it: no separators, missing is empty.
pub fn push_raw(text: &mut String, value: &Value) {
    match value {
        Value::Number { value, decimals } => _ = write!(text, "{}", exact(*value, *decimals)),
        Value::Bounded { bound, value, decimals } => {
            _ = write!(text, "{}{}", bound.sign(), exact(*value, *decimals));
            if let Bound::UpTo(high) = bound {
                _ = write!(text, "..{}", exact(*high, *decimals));
            }
        }
        Value::Years(years) => _ = write!(text, "{years}"),
        Value::Text(words) => text.push_str(words),
        Value::Set(members) => text.push_str(&members.join("; ")),
        Value::Missing(_) => {}
    }
}

/// The figure without the dust of binary arithmetic: 71.2, not 71.19999999999982. A true remainder stays.
pub fn exact(value: f64, decimals: u8) -> f64 {
    let scale = 10f64.powi(i32::from(decimals));
    let rounded = (value * scale).round() / scale;
    let dust = (rounded - value).abs() <= 1e-9 * value.abs().max(1.0);
    // Adding zero turns -0 into 0.
    if dust { rounded + 0.0 } else { value }
}

fn push_joined(text: &mut String, members: &[std::sync::Arc<str>]) {
    for (at, member) in members.iter().enumerate() {
        if at > 0 {
            text.push_str(", ");
        }
        push_line(text, member);
    }
}

/// Writes `21,893,000` or `1,091.9`; returns where the whole part ends.
fn push_figure(text: &mut String, value: f64, decimals: u8) -> usize {
    let start = text.len();
    if decimals == 0 && value.abs() < 1e15 {
        _ = write!(text, "{}", value.round() as i64);
    } else {
        _ = write!(text, "{:.*}", usize::from(decimals), value);
    }
    // What rounds to zero has no sign.
    if text[start..].starts_with('-') && !text[start..].bytes().any(|byte| matches!(byte, b'1'..=b'9')) {
        text.remove(start);
    }
    separate_thousands(text, start)
}

/// Puts commas between groups of three digits; returns where the whole part ends.
fn separate_thousands(text: &mut String, start: usize) -> usize {
    let first = start + usize::from(text[start..].starts_with('-'));
    let mut end = text[first..].find('.').map_or(text.len(), |point| first + point);
    let mut at = end;
    while at > first + 3 {
        at -= 3;
        text.insert(at, ',');
        end += 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use data::Years;

    fn shown(value: Value) -> String {
        let mut text = String::new();
        push_value(&mut text, &value, Signs::Unicode);
        text
    }

    #[test]
    fn figures_are_written_for_people() {
        assert_eq!(shown(Value::number(15.0, 0)), "15");
        assert_eq!(shown(Value::number(999.0, 0)), "999");
        assert_eq!(shown(Value::number(1000.0, 0)), "1,000");
        assert_eq!(shown(Value::number(21_893_000.0, 0)), "21,893,000");
        assert_eq!(shown(Value::number(1091.9, 1)), "1,091.9");
        assert_eq!(shown(Value::number(-1234.0, 0)), "-1,234");
        assert_eq!(shown(Value::number(-123.5, 1)), "-123.5");
        assert_eq!(shown(Value::number(-0.04, 1)), "0.0");
        assert_eq!(shown(Value::number(-0.4, 0)), "0");
        assert_eq!(shown(Value::number(1e18, 0)), "1,000,000,000,000,000,000");
        assert_eq!(shown(Value::Bounded { bound: Bound::LessThan, value: 10.0, decimals: 0 }), "<10");
        assert_eq!(shown(Value::Years(Years { from: 2019, to: 2020 })), "2019-2020");
        assert_eq!(shown(Value::Missing(Missing::NotStated)), "– not stated");
        assert_eq!(shown(Value::Set(vec!["PEK".into(), "PKX".into()])), "PEK, PKX");
    }

    #[test]
    fn programs_get_figures_without_dust() {
        let raw = |value: f64, decimals| {
            let mut text = String::new();
            push_raw(&mut text, &Value::number(value, decimals));
            text
        };
        assert_eq!(raw(15.0, 0), "15");
        assert_eq!(raw(1163.1 - 1091.9, 1), "71.2");
        assert_eq!(raw(1163.1 - 1163.0, 1), "0.1");
        assert_eq!(raw(2.0 / 3.0, 2), "0.6666666666666666");
        assert_eq!(raw(-0.0, 0), "0");
    }
}
