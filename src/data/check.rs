//! What a data package declares about its own figures, so that a check can compute whether they fit.

use std::collections::BTreeMap;

use miette::Diagnostic;
use serde::Deserialize;
use thiserror::Error;

use super::error::Fault;

/// Rows, told by the values of some of their fields.
pub type RowSelector = BTreeMap<String, serde_json::Value>;

/// One entry of `juxta:checks` on a schema. Fields are those of its own table; `topic.field` is one of another.
///
/// Rows of two tables belong together when the fields that name a row in both (case, keys, time) are equal; `match` adds
/// pairs of other names. `where` narrows the rows of the other table for `part-sum` and `count`, else the own ones.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Declared {
    /// The parts here add up to a total printed in another table.
    PartSum {
        /// The parts.
        parts: String,
        /// `topic.field`
        total: String,
        /// Which totals.
        #[serde(default, rename = "where")]
        only: RowSelector,
    },
    /// Shares of one whole add up to 100.
    ShareSum {
        /// The shares, in per cent.
        share: String,
        /// What names a whole.
        within: Vec<String>,
    },
    /// A printed share fits the counts it is made of.
    Share {
        /// The share, in per cent.
        share: String,
        /// The counts.
        count: String,
        /// The whole; else the sum of the counts.
        total: Option<String>,
        /// What names a whole.
        within: Vec<String>,
    },
    /// A column that stands in order.
    Order {
        /// The column.
        of: String,
        /// The column of whose order it is; else the order of the table.
        by: Option<String>,
        /// Largest first.
        #[serde(default)]
        descending: bool,
        /// What names a list.
        #[serde(default)]
        within: Vec<String>,
        /// Which rows.
        #[serde(default, rename = "where")]
        only: RowSelector,
    },
    /// A figure stands so to a figure of another table.
    Compare {
        /// The figure.
        of: String,
        /// `<`, `<=`, `=`, `>=` or `>`
        sign: Sign,
        /// `topic.field`
        with: String,
        /// Fields here that are equal to fields there.
        #[serde(default, rename = "match")]
        pairs: BTreeMap<String, String>,
        /// Which rows.
        #[serde(default, rename = "where")]
        only: RowSelector,
        /// Which rows there.
        #[serde(default)]
        against: RowSelector,
    },
    /// A figure is made of two others of its row.
    Arithmetic {
        /// The figure.
        of: String,
        /// The left operand.
        left: String,
        /// `+`, `-`, `*` or `/`
        sign: Operation,
        /// The right operand.
        right: String,
    },
    /// Years lie within the period of a row of another table.
    Within {
        /// The years.
        of: String,
        /// The topic with a period.
        span: String,
        /// Fields here that are equal to fields there.
        #[serde(default, rename = "match")]
        pairs: BTreeMap<String, String>,
    },
    /// The periods of rows do not overlap.
    Disjoint {
        /// What names a series of periods.
        within: Vec<String>,
    },
    /// A printed number is that of the rows of another table.
    Count {
        /// The number.
        of: String,
        /// The topic whose rows are counted.
        rows: String,
        /// Which of them.
        #[serde(default, rename = "where")]
        only: RowSelector,
        /// Counted are those that also stand in rows like these: the labels of `each` are the same.
        #[serde(default)]
        also: RowSelector,
        /// The field whose labels are counted with `also`.
        each: Option<String>,
    },
    /// A printed number is that of the members of a set.
    SetSize {
        /// The number.
        of: String,
        /// The set.
        set: String,
    },
    /// Several sources give one figure.
    Same {
        /// The figure.
        of: String,
        /// What names the thing.
        within: Vec<String>,
    },
    /// Which fields are questions, where the keys of the topic are members of a list.
    Coverage {
        /// The fields; a question is then whether there is any such row.
        questions: Vec<String>,
    },
}

/// A comparison sign in a declaration.
#[derive(Clone, Copy, Debug, Deserialize)]
pub enum Sign {
    /// `<`
    #[serde(rename = "<")]
    Less,
    /// `<=`
    #[serde(rename = "<=")]
    LessOrEqual,
    /// `=`
    #[serde(rename = "=")]
    Equal,
    /// `>=`
    #[serde(rename = ">=")]
    GreaterOrEqual,
    /// `>`
    #[serde(rename = ">")]
    Greater,
}

/// An arithmetic sign in a declaration.
#[derive(Clone, Copy, Debug, Deserialize)]
pub enum Operation {
    /// `+`
    #[serde(rename = "+")]
    Add,
    /// `-`
    #[serde(rename = "-")]
    Subtract,
    /// `*`
    #[serde(rename = "*")]
    Multiply,
    /// `/`
    #[serde(rename = "/")]
    Divide,
}

/// Something that a package declares, and that means nothing.
#[derive(Clone, Debug, Error, Diagnostic)]
pub enum DeclaredError {
    /// A schema names a field that it does not declare.
    #[error("`{property}` of `{topic}` names `{field}`, and there is no such field")]
    #[diagnostic(code(E205), help("its columns: {fields}"))]
    UnknownField {
        /// The topic.
        topic: String,
        /// The property that names it.
        property: &'static str,
        /// The name.
        field: String,
        /// The fields there are.
        fields: String,
    },
    /// A condition of `juxta:conditions` that is none.
    #[error("`{topic}` comes with a condition `{name}` that cannot be read: `{condition}`")]
    #[diagnostic(code(E213), help("it is written as in a definition, by fields of the topic: cabinets < 10"))]
    Condition {
        /// The topic.
        topic: String,
        /// The condition's name.
        name: String,
        /// As the package writes it.
        condition: String,
    },
}

impl Fault for DeclaredError {
    fn is_file(&self) -> bool {
        false
    }
}
