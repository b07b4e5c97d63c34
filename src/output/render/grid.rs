//! A table's cells as text, measured once: what every form for readers starts from.

use super::figure::push_cell;
use super::fit::Need;
use super::signs::Signs;
use super::width::width;
use super::wrap::widest_word;
use crate::visible::push_line;
use answer::{Cell, Head, Kind, Table};
use base::cancel::cancellable;
use data::{Missing, Value};

/// Text wider than this is a sentence; a column with sentences is aligned left.
const SHORT: usize = 16;
/// A column of words is not made narrower than this.
const LEAST: usize = 8;

/// The cells of a table that readers see.
pub struct Grid {
    /// The columns shown, in order.
    pub columns: Vec<Column>,
    /// One head a column.
    pub heads: Vec<Shown>,
    cells: Vec<Shown>,
    text: String,
}

/// A column and what its cells need.
pub struct Column {
    /// Its place in the table.
    pub index: usize,
    /// Figures stand under each other at the decimal point.
    pub right: bool,
    /// Holds names: one that is too wide is cut, not broken.
    pub label: bool,
    /// Columns after the decimal point, with units and signs.
    pub tail: usize,
    /// Columns up to the decimal point.
    lead: usize,
    /// The widest part that must stay in one piece.
    solid: usize,
    /// Every cell on one line.
    body: usize,
    /// Every cell and the head on one line.
    pub whole: usize,
}

/// A cell as text.
#[derive(Clone, Copy)]
pub struct Shown {
    start: usize,
    end: usize,
    width: u32,
    lead: Option<u32>,
    /// A figure or a year: never broken.
    solid: bool,
    /// Whether there is only a reason why nothing is there.
    pub missing: bool,
}

impl Shown {
    /// The columns it takes.
    pub fn width(&self) -> usize {
        self.width as usize
    }

    /// For figures, the columns up to the decimal point.
    pub fn lead(&self) -> Option<usize> {
        self.lead.map(|lead| lead as usize)
    }
}

/// A row whose cells wrap to more lines than this is hard to read across.
const MOST_LINES: usize = 6;

impl Grid {
    /// The first `limit` rows of a table.
    pub fn new(table: &Table, limit: usize, signs: Signs) -> Self {
        let shown =
            (0..table.columns.len()).filter(|&at| !repeats_left(table, at) && !says_nothing(table, at));
        let mut grid = Self {
            columns: shown.map(|index| Column::new(index, &table.columns[index])).collect(),
            heads: Vec::new(),
            cells: Vec::new(),
            text: String::new(),
        };
        let cells = table.rows.len().min(limit) * grid.columns.len();
        // Most cells are a word or a figure.
        grid.text.reserve((cells + grid.columns.len()) * LEAST);
        grid.heads = grid
            .columns
            .iter()
            .map(|column| push_head(&mut grid.text, &table.columns[column.index], signs))
            .collect();
        grid.cells.reserve(cells);
        for row in cancellable(table.rows.iter().take(limit)) {
            for column in &grid.columns {
                grid.cells.push(push_shown(&mut grid.text, row.get(column.index), signs));
            }
        }
        grid.measure(table);
        grid
    }

    /// The rows, each with one cell a column.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &[Shown]> {
        self.cells.chunks_exact(self.columns.len().max(1))
    }

    /// The text of a cell.
    pub fn text(&self, cell: &Shown) -> &str {
        &self.text[cell.start..cell.end]
    }

    /// Whether a table of these widths is hard to read across: words are broken, or a row takes more than a few lines.
    pub fn crowded(&self, widths: &[usize]) -> bool {
        let broken =
            || self.needs().iter().zip(widths).any(|(need, &width)| width < need.words.min(need.whole));
        let tall =
            |row: &[Shown]| row.iter().zip(widths).any(|(cell, &width)| cell.width() > width * MOST_LINES);
        // Most tables fit as they are.
        let whole = self.columns.iter().zip(widths).all(|(column, &width)| column.whole <= width);
        !whole && (self.rows().any(tall) || broken())
    }

    /// What each column would like once not everything fits: heads give way first.
    pub fn needs(&self) -> Vec<Need> {
        let mut needs = Vec::with_capacity(self.columns.len());
        for (at, column) in self.columns.iter().enumerate() {
            let head = widest_word(self.text(&self.heads[at]));
            let cells = self.rows().map(|row| &row[at]).filter(|cell| !cell.solid);
            let words = cells.map(|cell| widest_word(self.text(cell))).max().unwrap_or(0).max(head);
            let solid = column.solid.max(column.aligned());
            needs.push(Need {
                whole: column.body.max(head),
                words: words.max(solid),
                least: words.min(LEAST).max(solid),
            });
        }
        needs
    }

    /// Finds how wide and on which side the cells of each column are.
    fn measure(&mut self, table: &Table) {
        // Columns of subjects look alike: one sentence moves all of them to the left.
        let mut subjects = (false, false);
        let mut content = Vec::with_capacity(self.columns.len());
        for (at, column) in self.columns.iter_mut().enumerate() {
            let (mut figures, mut sentences) = (false, false);
            for row in cancellable(self.cells.chunks_exact(self.heads.len())) {
                let cell = row[at];
                column.body = column.body.max(cell.width());
                if cell.solid {
                    column.solid = column.solid.max(cell.width());
                }
                if let Some(lead) = cell.lead() {
                    column.lead = column.lead.max(lead);
                    column.tail = column.tail.max(cell.width() - lead);
                    figures = true;
                }
                sentences |= cell.lead.is_none() && !cell.missing && cell.width() > SHORT;
            }
            if table.columns[column.index].kind == Kind::Subject {
                subjects = (subjects.0 | figures, subjects.1 | sentences);
            }
            content.push((figures, sentences));
        }
        for ((column, head), own) in self.columns.iter_mut().zip(&self.heads).zip(content) {
            column.right = match table.columns[column.index].kind {
                Kind::Number => true,
                Kind::Time => false,
                Kind::Subject => subjects == (true, false),
                Kind::Key | Kind::Unit | Kind::Text | Kind::Source => own == (true, false),
            };
            column.body = column.body.max(column.aligned());
            column.whole = column.body.max(head.width());
        }
    }
}

impl Column {
    fn new(index: usize, head: &Head) -> Self {
        let label = matches!(head.kind, Kind::Key | Kind::Time | Kind::Unit | Kind::Source);
        Self { index, right: false, label, tail: 0, lead: 0, solid: 0, body: 0, whole: 0 }
    }

    /// The columns that figures under each other take.
    fn aligned(&self) -> usize {
        if self.right { self.lead + self.tail } else { 0 }
    }
}

/// Whether a time column says in every row what its left neighbor says: an edition named by its year.
fn repeats_left(table: &Table, column: usize) -> bool {
    let kind = |column: usize| table.columns.get(column).map(|head| head.kind);
    let Some(left) = column.checked_sub(1) else { return false };
    kind(column) == Some(Kind::Time)
        && kind(left) == Some(Kind::Time)
        && table.rows.iter().all(|row| match (row.get(left), row.get(column)) {
            (Some(left), Some(right)) => says_same(&left.value, &right.value),
            _ => false,
        })
}

/// Whether a column that no subject answers has nothing to say in any row: no leader where no end is better, no gap
/// between sentences.
fn says_nothing(table: &Table, column: usize) -> bool {
    let asked = |head: &Head| !matches!(head.kind, Kind::Number | Kind::Text | Kind::Unit);
    let nothing = |row: &Vec<Cell>| match row.get(column).map(|cell| &cell.value) {
        Some(Value::Missing(reason)) => matches!(reason, Missing::NotApplicable | Missing::Undefined),
        Some(Value::Text(text)) => text.is_empty(),
        _ => false,
    };
    !table.rows.is_empty() && !table.columns.get(column).is_none_or(asked) && table.rows.iter().all(nothing)
}

fn says_same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Years(years), Value::Text(text)) | (Value::Text(text), Value::Years(years)) => {
            years.to_string() == **text
        }
        _ => left == right,
    }
}

/// Writes `population (people) ↑`; a unit that the name already says is left out.
fn push_head(text: &mut String, head: &Head, signs: Signs) -> Shown {
    let start = text.len();
    push_line(text, &head.name);
    if !head.unit.is_empty() && !head.name.contains(&*head.unit) {
        text.push_str(" (");
        push_line(text, &head.unit);
        text.push(')');
    }
    if let Some(direction) = head.direction {
        text.push(' ');
        text.push_str(signs.direction(direction));
    }
    Shown { start, end: text.len(), width: columns(&text[start..]), lead: None, solid: false, missing: false }
}

/// Large tables have many cells, and no terminal has more columns.
fn columns(text: &str) -> u32 {
    u32::try_from(width(text)).unwrap_or(u32::MAX)
}

fn push_shown(text: &mut String, cell: Option<&Cell>, signs: Signs) -> Shown {
    let start = text.len();
    let point = cell.and_then(|cell| push_cell(text, cell, signs));
    Shown {
        start,
        end: text.len(),
        width: columns(&text[start..]),
        lead: point.map(|point| columns(&text[start..point])),
        solid: point.is_some() || cell.is_some_and(|cell| matches!(cell.value, Value::Years(_))),
        missing: cell.is_some_and(|cell| cell.value.is_missing()),
    }
}
