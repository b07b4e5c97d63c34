//! How the columns of a file become the fields of a topic.

use std::sync::Arc;

use super::dialect::Kind;
use super::package::Schema;
use data::column::{Column, LabelsBuilder, Numbers, YearSpans};
use data::value::{Missing, Value, Years};

/// Where the fields of a topic stand in its file. Plain data: a reader needs nothing else to build the columns.
#[derive(Clone, Debug)]
pub struct Layout {
    /// For each field that is one column: its place in the file, and how it is read.
    pub columns: Vec<(usize, Kind)>,
    /// The fields after these, when what tells rows apart stands in the heading.
    pub wide: Option<Wide>,
}

/// A table with a column for each year, or for each case.
#[derive(Clone, Debug)]
pub struct Wide {
    /// What the heading tells, in the order of the columns.
    pub across: Across,
    /// The measures.
    pub measures: Vec<WideMeasure>,
}

/// What stands side by side.
#[derive(Clone, Debug)]
pub enum Across {
    /// A column for each year.
    Years(Vec<Years>),
    /// A column for each case.
    Names(Vec<String>),
}

/// A measure with a column for each year or case.
#[derive(Clone, Debug)]
pub struct WideMeasure {
    /// For each of them, the place of its column, if there is one.
    pub columns: Vec<Option<usize>>,
    /// How all of them are read.
    pub kind: Kind,
}

impl Layout {
    /// Field after field, as a package declares them.
    pub fn declared(schema: &Schema) -> Self {
        let kinds = schema.fields.iter().map(Kind::declared);
        Self { columns: kinds.enumerate().collect(), wide: None }
    }
}

/// A wide table made tidy: a row for each year or case of each row, those left out in which no measure has a value.
pub struct Tidy {
    /// For each row, the row of the file.
    rows: Vec<usize>,
    /// For each row, which of the years or cases it is about.
    across: Vec<usize>,
}

impl Tidy {
    /// Finds the rows: `measures` holds the columns of each measure, one after the other.
    pub fn new(measures: &[Vec<Option<Column>>], rows: usize) -> Self {
        let width = measures.first().map_or(0, Vec::len);
        let (mut tidy, silent) =
            (Self { rows: Vec::new(), across: Vec::new() }, Value::Missing(Missing::NotStated));
        for row in 0..rows {
            for at in 0..width {
                let says = |measure: &Vec<Option<Column>>| {
                    let column = measure[at].as_ref();
                    column.is_some_and(|column| !column.is_missing(row) || column.value(row) != silent)
                };
                if measures.iter().any(says) {
                    tidy.rows.push(row);
                    tidy.across.push(at);
                }
            }
        }
        tidy
    }

    /// How many rows there are.
    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// A column that says the same for all years of a row.
    pub fn repeated(&self, column: &Column) -> Column {
        column.pick(&self.rows)
    }

    /// The column of what stood in the heading.
    pub fn across(&self, across: &Across) -> Column {
        match across {
            Across::Years(years) => {
                let mut spans = YearSpans::default();
                self.across.iter().for_each(|&at| spans.push(years[at]));
                Column::Years(spans)
            }
            Across::Names(names) => {
                let mut labels = LabelsBuilder::new(&[], Arc::new([]));
                self.across.iter().for_each(|&at| labels.push(&names[at]));
                Column::Labels(labels.finish())
            }
        }
    }

    /// The values of a measure, from its columns; `reasons` are those that their missing values have.
    pub fn values(&self, mut columns: Vec<Option<Column>>, reasons: &Arc<[Missing]>) -> Column {
        // All columns one below the other, and a row without a value for the years that have no column.
        let mut starts = Vec::new();
        let mut rows = 0;
        for column in &columns {
            starts.push(column.as_ref().map(|_| rows));
            rows += column.as_ref().map_or(0, Column::len);
        }
        let all = match columns.iter().flatten().any(|column| matches!(column, Column::Labels(_))) {
            true => {
                let mut labels = LabelsBuilder::new(&[], reasons.clone());
                for column in columns.iter().flatten() {
                    if let Column::Labels(column) = column {
                        labels.add(column);
                    }
                }
                labels.push_missing(0);
                Column::Labels(labels.finish())
            }
            false => {
                let mut numbers = Numbers::default();
                for column in columns.iter_mut().flatten() {
                    if let Column::Numbers(column) = column {
                        numbers.append(column);
                    }
                }
                numbers.push_missing(Missing::NotStated);
                Column::Numbers(numbers)
            }
        };
        let place = |(&row, &at): (&usize, &usize)| starts[at].map_or(rows, |start| start + row);
        all.pick(&self.rows.iter().zip(&self.across).map(place).collect::<Vec<_>>())
    }
}
