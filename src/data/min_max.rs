//! What is known of the values of a stretch of rows without a look at them.

/// No figure, or year, is less than the one or greater than the other; some may be missing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MinMax {
    /// The least.
    pub least: f64,
    /// The greatest.
    pub greatest: f64,
}
