//! What rounding explains: a printed figure stands for everything that rounds to it.

use data::Value;

/// Half a unit in the last place that a figure is shown with.
pub fn half(value: &Value) -> f64 {
    match value {
        Value::Number { decimals, .. } | Value::Bounded { decimals, .. } => half_of(*decimals),
        Value::Years(_) | Value::Text(_) | Value::Set(_) | Value::Missing(_) => 0.0,
    }
}

/// Half a unit in the last place of a figure by itself. Shares in one column may be printed with more decimals or fewer;
/// a column keeps the most, so they are read off the figure. A zero at the end that was printed is not seen: then more is
/// allowed than need be, and a share is never called wrong for its neighbors.
pub fn own_half(value: f64) -> f64 {
    let text = value.abs().to_string();
    half_of(text.split_once('.').map_or(0, |(_, decimals)| decimals.len()).min(12) as u8)
}

/// Whether two figures are the same, as far as rounding by `allowed` goes.
pub fn fits(a: f64, b: f64, allowed: f64) -> bool {
    (a - b).abs() <= allowed + 1e-9 * a.abs().max(b.abs()).max(1.0)
}

/// A figure with as many decimals as its size needs.
pub fn shown(value: f64, decimals: u8) -> Value {
    let whole = value.fract() == 0.0;
    Value::number(value, if whole && decimals == 0 { 0 } else { decimals.max(1) })
}

fn half_of(decimals: u8) -> f64 {
    0.5 * 10f64.powi(-i32::from(decimals))
}
