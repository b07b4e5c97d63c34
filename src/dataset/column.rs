//! Typed columns: labels behind a dictionary, figures, and spans of years.

use rustc_hash::FxHashMap as HashMap;
use std::sync::{Arc, OnceLock};

use super::fold::fold;
use super::value::{Bound, Missing, Value, Years};

/// The values of one field, row after row.
#[derive(Clone, Debug)]
pub enum Column {
    /// Words: labels, tiers, sentences, sets.
    Labels(Labels),
    /// Figures: ranks, counts, quantities, shares.
    Numbers(Numbers),
    /// Years and spans of years.
    Years(YearSpans),
}

impl Column {
    /// How many rows it has.
    pub fn len(&self) -> usize {
        match self {
            Self::Labels(labels) => labels.codes.len(),
            Self::Numbers(numbers) => numbers.values.len(),
            Self::Years(years) => years.spans.len(),
        }
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value of one row.
    pub fn value(&self, row: usize) -> Value {
        match self {
            Self::Labels(labels) => match labels.label(row) {
                Ok(label) => Value::Text(label.clone()),
                Err(missing) => Value::Missing(missing),
            },
            Self::Numbers(numbers) => numbers.value(row),
            Self::Years(years) => match years.span(row) {
                Ok(span) => Value::Years(span),
                Err(missing) => Value::Missing(missing),
            },
        }
    }

    /// Whether the row has no value.
    pub fn is_missing(&self, row: usize) -> bool {
        match self {
            Self::Labels(labels) => labels.codes[row] >= MISSING,
            Self::Numbers(numbers) => numbers.values[row].is_nan(),
            Self::Years(years) => years.spans[row].from == i32::MIN,
        }
    }

    /// The column of the given rows, in that order.
    #[must_use]
    pub fn pick(&self, rows: &[usize]) -> Self {
        match self {
            Self::Labels(labels) => Self::Labels(labels.pick(rows)),
            Self::Numbers(numbers) => Self::Numbers(numbers.pick(rows)),
            Self::Years(years) => Self::Years(years.pick(rows)),
        }
    }

    /// Whether two rows hold the same value; missing equals missing.
    pub fn same(&self, a: usize, b: usize) -> bool {
        self.group(a) == self.group(b)
    }

    /// A number that is equal for rows with equal values.
    pub fn group(&self, row: usize) -> u64 {
        match self {
            Self::Labels(labels) => u64::from(labels.codes[row].min(MISSING)),
            Self::Numbers(numbers) => {
                let value = numbers.values[row];
                if value.is_nan() { u64::MAX } else { (value + 0.0).to_bits() }
            }
            Self::Years(years) => {
                let span = years.spans[row];
                u64::from(span.from as u32) << 32 | u64::from(span.to as u32)
            }
        }
    }
}

/// Codes from here on stand for a missing label; the offset is the reason.
const MISSING: u32 = u32::MAX - 15;

/// Words behind a dictionary.
#[derive(Clone, Debug)]
pub struct Labels {
    /// One code a row.
    codes: Vec<u32>,
    /// What the codes stand for.
    pub dictionary: Arc<Dictionary>,
    /// The reasons that missing codes stand for.
    reasons: Arc<[Missing]>,
}

impl Labels {
    /// The code of a row's label.
    pub fn code(&self, row: usize) -> Option<u32> {
        self.codes.get(row).copied().filter(|&code| code < MISSING)
    }

    /// A row's label, or why there is none.
    pub fn label(&self, row: usize) -> Result<&Arc<str>, Missing> {
        match self.codes[row] {
            code if code < MISSING => Ok(self.dictionary.label(code)),
            code => Err(self.reasons.get((code - MISSING) as usize).cloned().unwrap_or(Missing::NotStated)),
        }
    }

    fn pick(&self, rows: &[usize]) -> Self {
        let codes = rows.iter().map(|&row| self.codes[row]).collect();
        Self { codes, dictionary: self.dictionary.clone(), reasons: self.reasons.clone() }
    }

    /// The column that holds, row by row, what `map` makes of the codes here; `None` is not stated.
    #[must_use]
    pub fn map(&self, dictionary: Arc<Dictionary>, map: impl Fn(u32) -> Option<u32>) -> Self {
        let code = |code: &u32| if *code < MISSING { map(*code).unwrap_or(MISSING) } else { *code };
        Self { codes: self.codes.iter().map(code).collect(), dictionary, reasons: self.reasons.clone() }
    }

    /// A row's label as text; empty when it is missing.
    pub fn text(&self, row: usize) -> &str {
        self.label(row).map_or("", |label| label)
    }
}

/// The distinct labels of a column. An ordered scale comes first, worst to best, so codes compare like steps.
#[derive(Debug, Default)]
pub struct Dictionary {
    labels: Vec<Arc<str>>,
    folded: OnceLock<HashMap<String, u32>>,
}

impl Dictionary {
    /// The label behind a code.
    pub fn label(&self, code: u32) -> &Arc<str> {
        &self.labels[code as usize]
    }

    /// All labels, in code order.
    pub fn labels(&self) -> &[Arc<str>] {
        &self.labels
    }

    /// The code of a label, whatever its case or accents.
    pub fn find(&self, name: &str) -> Option<u32> {
        self.exact(name).or_else(|| self.find_folded(&fold(name)))
    }

    /// The code of a label of a short list, if the name is written as it is there.
    ///
    /// Most names are; folding every label costs more than looking.
    pub fn exact(&self, name: &str) -> Option<u32> {
        let mut labels = self.labels.iter().filter(|_| self.labels.len() <= FEW);
        labels.position(|label| **label == *name).map(|code| code as u32)
    }

    /// The code of a label by its folded name.
    pub fn find_folded(&self, folded: &str) -> Option<u32> {
        self.folded
            .get_or_init(|| {
                // The first of two labels that fold alike wins, so codes stay in source order.
                let codes = 0..self.labels.len() as u32;
                codes.zip(&self.labels).rev().map(|(code, label)| (fold(label), code)).collect()
            })
            .get(folded)
            .copied()
    }
}

/// Up to so many labels are looked through one by one.
const FEW: usize = 256;

/// Builds a [`Labels`] column row by row.
#[derive(Debug)]
pub struct LabelsBuilder {
    codes: Vec<u32>,
    labels: Vec<Arc<str>>,
    seen: HashMap<Arc<str>, u32>,
    reasons: Arc<[Missing]>,
}

impl LabelsBuilder {
    /// Starts a column whose dictionary begins with `scale`.
    pub fn new(scale: &[Arc<str>], reasons: Arc<[Missing]>) -> Self {
        let seen = scale.iter().cloned().zip(0..).collect();
        Self { codes: Vec::new(), labels: scale.to_vec(), seen, reasons }
    }

    /// Adds a row with a label.
    pub fn push(&mut self, label: &str) {
        // Tables are often sorted: the label of the row above is the likeliest.
        if let Some(&above) = self.codes.last()
            && above < MISSING
            && *self.labels[above as usize] == *label
        {
            return self.codes.push(above);
        }
        let code = match self.seen.get(label) {
            Some(&code) => code,
            None => {
                let label: Arc<str> = label.into();
                let code = self.labels.len() as u32;
                self.labels.push(label.clone());
                self.seen.insert(label, code);
                code
            }
        };
        self.codes.push(code);
    }

    /// Adds a row without one; `reason` counts into the reasons given at the start.
    pub fn push_missing(&mut self, reason: usize) {
        self.codes.push(MISSING + (reason as u32).min(15));
    }

    /// The finished column.
    pub fn finish(self) -> Labels {
        let dictionary = Dictionary { labels: self.labels, folded: OnceLock::new() };
        Labels { codes: self.codes, dictionary: Arc::new(dictionary), reasons: self.reasons }
    }
}

/// Figures. A missing one is NaN here and nowhere else.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    values: Vec<f64>,
    /// Reasons of missing rows that are not simply "not stated": row, reason; in row order.
    missing: Vec<(usize, Missing)>,
    /// Rows known only as a bound, in row order.
    bounds: Vec<(usize, Bound)>,
    /// The most decimals any row was printed with.
    pub decimals: u8,
}

impl Numbers {
    /// A column of figures that are shown with `decimals` places; NaN is missing.
    pub fn from_values(values: Vec<f64>, decimals: u8) -> Self {
        Self { values, decimals, ..Self::default() }
    }

    /// Adds a row.
    pub fn push(&mut self, value: f64, decimals: u8) {
        self.values.push(value);
        self.decimals = self.decimals.max(decimals);
    }

    /// Adds a row without a figure.
    pub fn push_missing(&mut self, reason: Missing) {
        if reason != Missing::NotStated {
            self.missing.push((self.values.len(), reason));
        }
        self.values.push(f64::NAN);
    }

    /// Marks rows as known only as a bound.
    pub fn set_bounds(&mut self, bounds: Vec<(usize, Bound)>) {
        self.bounds = bounds;
    }

    /// The rows that are known only as a bound, in row order.
    pub fn bounds(&self) -> &[(usize, Bound)] {
        &self.bounds
    }

    /// All figures; NaN where missing.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// The figure of a row; `None` when missing.
    pub fn number(&self, row: usize) -> Option<f64> {
        self.values.get(row).copied().filter(|value| !value.is_nan())
    }

    fn pick(&self, rows: &[usize]) -> Self {
        Self {
            values: rows.iter().map(|&row| self.values[row]).collect(),
            missing: pick(&self.missing, rows),
            bounds: pick(&self.bounds, rows),
            decimals: self.decimals,
        }
    }

    /// How exactly a row is known.
    pub fn bound(&self, row: usize) -> Bound {
        match self.bounds.binary_search_by_key(&row, |&(row, _)| row) {
            Ok(at) => self.bounds[at].1,
            Err(_) => Bound::Exact,
        }
    }

    fn value(&self, row: usize) -> Value {
        let value = self.values[row];
        if value.is_nan() {
            let reason = self.missing.binary_search_by_key(&row, |(row, _)| *row);
            return Value::Missing(reason.map_or(Missing::NotStated, |at| self.missing[at].1.clone()));
        }
        match self.bound(row) {
            Bound::Exact => Value::Number { value, decimals: self.decimals },
            bound => Value::Bounded { bound, value, decimals: self.decimals },
        }
    }
}

/// Years and spans of years.
#[derive(Clone, Debug, Default)]
pub struct YearSpans {
    spans: Vec<Years>,
    missing: Vec<(usize, Missing)>,
}

impl YearSpans {
    /// Adds a row.
    pub fn push(&mut self, span: Years) {
        self.spans.push(span);
    }

    /// Adds a row without a year.
    pub fn push_missing(&mut self, reason: Missing) {
        if reason != Missing::NotStated {
            self.missing.push((self.spans.len(), reason));
        }
        self.spans.push(Years { from: i32::MIN, to: i32::MIN });
    }

    fn pick(&self, rows: &[usize]) -> Self {
        Self { spans: rows.iter().map(|&row| self.spans[row]).collect(), missing: pick(&self.missing, rows) }
    }

    /// A row's span, or why there is none.
    pub fn span(&self, row: usize) -> Result<Years, Missing> {
        let span = self.spans[row];
        if span.from != i32::MIN {
            return Ok(span);
        }
        let reason = self.missing.binary_search_by_key(&row, |(row, _)| *row);
        Err(reason.map_or(Missing::NotStated, |at| self.missing[at].1.clone()))
    }
}

/// The remarks of the given rows, renumbered to their new places.
fn pick<T: Clone>(remarks: &[(usize, T)], rows: &[usize]) -> Vec<(usize, T)> {
    if remarks.is_empty() {
        return Vec::new();
    }
    let find = |row: &usize| remarks.binary_search_by_key(row, |(row, _)| *row).ok();
    rows.iter().enumerate().filter_map(|(to, row)| find(row).map(|at| (to, remarks[at].1.clone()))).collect()
}
