//! What of a result counts: the columns a task names, rows by their keys, figures with their units.

use answer::{Answer, Cell, Head, Kind, Table};
use base::fold::fold;
use data::Value;
use evaluate::plain;

use super::formula::Formula;
use super::lesson::{Rule, Text};

/// The part of a result that counts.
#[derive(Clone, Debug)]
pub struct Relation {
    /// The names of the columns that hold values, not keys.
    pub values: Vec<String>,
    /// The rows, in their order.
    pub rows: Vec<Row>,
    /// The figures below the table, in the order of the task.
    pub figures: Vec<(String, Value)>,
}

/// A row.
#[derive(Clone, Debug)]
pub struct Row {
    /// What the row is about; equal for rows on the same thing.
    pub key: Vec<String>,
    /// The same in words.
    pub shown: String,
    /// What is said of it.
    pub cells: Vec<Counted>,
}

/// A value and its unit.
#[derive(Clone, Debug)]
pub struct Counted {
    /// The value.
    pub value: Value,
    /// What it is counted in; empty where that is not said.
    pub unit: String,
}

/// A column that counts, as the reference has it.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What part it plays.
    pub kind: Kind,
}

/// The columns and figures that a result lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lacks {
    /// Their names.
    pub columns: Vec<String>,
    /// Names of figures.
    pub figures: Vec<String>,
}

impl Relation {
    /// The part of an answer that counts; `names` are the columns, see [`columns`].
    ///
    /// # Errors
    ///
    /// It lacks some of them.
    pub fn of(answer: &Answer, rule: &Rule, names: &[Column]) -> Result<Self, Lacks> {
        let mut lacks = Lacks { columns: Vec::new(), figures: Vec::new() };
        let mut relation = Self { values: Vec::new(), rows: Vec::new(), figures: Vec::new() };
        match table(answer, rule, names) {
            Some(table) => relation.fill(table, names, &mut lacks),
            None => lacks.columns.extend(names.iter().map(|column| column.name.clone())),
        }
        for name in &rule.figures {
            let all = answer.findings.iter().flat_map(|finding| &finding.figures);
            match all.into_iter().find(|(other, _)| fold(other) == fold(&name.node)) {
                Some((name, value)) => relation.figures.push((name.clone(), value.clone())),
                None => lacks.figures.push(name.node.clone()),
            }
        }
        if lacks.columns.is_empty() && lacks.figures.is_empty() { Ok(relation) } else { Err(lacks) }
    }

    fn fill(&mut self, table: &Table, names: &[Column], lacks: &mut Lacks) {
        let mut places = Vec::new();
        for Column { name, kind } in names {
            match place(table, name).or_else(|| stands_for(table, names, *kind)) {
                Some(at) => places.push(at),
                None => lacks.columns.push(name.clone()),
            }
        }
        let is_key = |at: &usize| {
            matches!(table.columns[*at].kind, Kind::Key | Kind::Time) || is_formula(&table.columns[*at])
        };
        let (keys, values): (Vec<usize>, Vec<usize>) = places.into_iter().partition(is_key);
        self.values = values.iter().map(|&at| table.columns[at].name.to_string()).collect();
        let unit = table.columns.iter().position(|head| head.kind == Kind::Unit);
        let pair = place(table, "left").zip(place(table, "right"));
        for cells in &table.rows {
            let mut key: Vec<String> =
                keys.iter().map(|&at| canonical(&cells[at], is_formula(&table.columns[at]))).collect();
            // A pair is the same pair from either side.
            if let Some((left, right)) = pair {
                let at = |place| keys.iter().position(|&key| key == place);
                if let (Some(left), Some(right)) = (at(left), at(right))
                    && key[left] > key[right]
                {
                    key.swap(left, right);
                }
            }
            let shown: Vec<String> = keys.iter().map(|&at| plain(&cells[at].value)).collect();
            let row_unit = unit.map(|at| plain(&cells[at].value)).unwrap_or_default();
            let counted = |&at: &usize| Counted {
                value: cells[at].value.clone(),
                unit: match (&table.columns[at], &cells[at]) {
                    (_, cell) if !cell.suffix.is_empty() => singular(&cell.suffix),
                    (head, _) if head.kind == Kind::Subject && !row_unit.is_empty() => {
                        let before = &table.columns[..at];
                        unit_of(&row_unit, before.iter().filter(|head| head.kind == Kind::Subject).count())
                    }
                    (head, _) => head.unit.to_string(),
                },
            };
            self.rows.push(Row { key, shown: shown.join(", "), cells: values.iter().map(counted).collect() });
        }
    }
}

/// The columns that a task compares: those that it names, or all that hold keys, years, figures and subjects.
pub fn columns(answer: &Answer, rule: &Rule) -> Vec<Column> {
    if !rule.columns.is_empty() {
        let heads = answer.tables.iter().flat_map(|table| &table.columns);
        let kind =
            |name: &str| heads.clone().find(|head| fold(&head.name) == fold(name)).map(|head| head.kind);
        let column =
            |name: &Text| Column { name: name.node.clone(), kind: kind(&name.node).unwrap_or(Kind::Subject) };
        return rule.columns.iter().map(column).collect();
    }
    if !rule.figures.is_empty() && rule.table.is_none() {
        return Vec::new();
    }
    let counts = |head: &&Head| matches!(head.kind, Kind::Key | Kind::Time | Kind::Subject | Kind::Number);
    let heads = table(answer, rule, &[]).into_iter().flat_map(|table| table.columns.iter().filter(counts));
    heads.map(|head| Column { name: head.name.to_string(), kind: head.kind }).collect()
}

/// The table that counts: the one that is named, or the first that has the columns.
fn table<'a>(answer: &'a Answer, rule: &Rule, names: &[Column]) -> Option<&'a Table> {
    if let Some(name) = &rule.table {
        return answer.tables.iter().find(|table| table.name == name.node);
    }
    let has_all = |table: &&Table| names.iter().all(|column| place(table, &column.name).is_some());
    answer.tables.iter().find(has_all).or(answer.tables.first())
}

/// The column that plays the part of one that is called otherwise: the only one of its kind that no other name means.
///
/// The name of a subject is what it is about; no other stands for it.
fn stands_for(table: &Table, names: &[Column], kind: Kind) -> Option<usize> {
    let free =
        |head: &Head| head.kind == kind && !names.iter().any(|other| fold(&other.name) == fold(&head.name));
    let mut columns = table.columns.iter().enumerate().filter(|(_, head)| free(head));
    let (at, _) = columns.next().filter(|_| kind != Kind::Subject)?;
    columns.next().is_none().then_some(at)
}

fn place(table: &Table, name: &str) -> Option<usize> {
    table.columns.iter().position(|head| fold(&head.name) == fold(name))
}

fn is_formula(head: &Head) -> bool {
    matches!(&*head.name, "formula" | "term")
}

fn canonical(cell: &Cell, formula: bool) -> String {
    match &cell.value {
        Value::Text(text) if formula => match Formula::read(text) {
            Some(formula) => format!("{formula:?}"),
            None => fold(text),
        },
        Value::Set(members) => {
            let mut members: Vec<String> = members.iter().map(|member| fold(member)).collect();
            members.sort_unstable();
            members.join("; ")
        }
        value @ (Value::Number { .. }
        | Value::Bounded { .. }
        | Value::Years(_)
        | Value::Text(_)
        | Value::Missing(_)) => fold(&plain(value)),
    }
}

/// The unit of a subject: those of a row that differ stand in the order of the subjects, `CNY / KRW`.
fn unit_of(row: &str, subject: usize) -> String {
    row.split(" / ").nth(subject).unwrap_or(row).to_owned()
}

/// 1 place and 7 places are counted in the same unit.
fn singular(suffix: &str) -> String {
    suffix.strip_suffix('s').unwrap_or(suffix).to_owned()
}
