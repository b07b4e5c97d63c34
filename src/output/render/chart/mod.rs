//! Charts: an answer becomes one model, and two back ends draw it: characters for the terminal, SVG for pages.

mod fields;
mod items;
mod lines;
mod pairs;
mod truth;

pub mod svg;
pub mod text;

use super::figure::push_cell;
use super::signs::Signs;
use answer::{Answer, Cell, Kind, Table};
use data::Value;
use syntax::word::Verb;

/// What is drawn of an answer; its form follows from the verb.
pub struct Chart {
    /// What is compared, in the order of its columns.
    pub series: Vec<String>,
    pub body: Body,
    /// How its scales are to be read.
    pub legend: String,
}

/// The form of a chart.
pub enum Body {
    /// Bars or dots, a line each.
    Items(Vec<Item>),
    /// Figures over time.
    Lines(Lines),
    /// Fields in rows and columns.
    Matrix(Matrix),
}

/// One question: a figure for each series, on a scale of its own.
pub struct Item {
    pub label: String,
    /// What is measured, and which end is better.
    pub about: String,
    /// Whether the length says how much; ranks have a place on a line, and no length.
    pub bars: bool,
    pub points: Vec<Point>,
}

/// One figure of an item.
pub struct Point {
    pub text: String,
    /// Its place from 0 to 1, the better end at 1; none when there is no figure.
    pub at: Option<f64>,
    pub best: bool,
}

/// Figures of several series over the same times.
pub struct Lines {
    /// Every year from the first to the last, or every time that has a figure.
    pub times: Vec<String>,
    /// For each series, a figure or a gap for each time.
    pub values: Vec<Vec<Option<f64>>>,
    /// The figures as text, where there are some.
    pub texts: Vec<Vec<String>>,
    /// The least and the greatest figure.
    pub ends: (f64, f64),
    /// Both as text.
    pub end_texts: (String, String),
    /// Whether the lower figure is the better one; it is drawn above.
    pub turned: bool,
    /// The times at which one series overtakes another, or meets it.
    pub crossings: Vec<usize>,
}

/// Fields under heads: how alike judges are, how many fall together, what each case has.
pub struct Matrix {
    pub columns: Vec<String>,
    pub rows: Vec<Row>,
}

/// A row of fields.
pub struct Row {
    pub label: String,
    pub fields: Vec<Field>,
    /// What else is said of the row, behind its fields.
    pub aside: String,
}

/// One field.
#[derive(Clone, Debug, PartialEq)]
pub enum Field {
    /// There is nothing to say.
    Empty,
    /// A figure or a word on a ground that is the darker the more it says, from 0 to 1.
    Ground(String, f64),
    /// Whether a case has it.
    Has(Has),
}

/// Whether a case has what its column names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Has {
    Yes,
    No,
    /// Some of the cases have it, and some have not.
    Mixed,
}

impl Has {
    fn of(word: &str) -> Option<Self> {
        match word {
            "yes" => Some(Self::Yes),
            "no" => Some(Self::No),
            _ => None,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Mixed => "differs",
        }
    }
}

impl Matrix {
    /// The same with rows and columns changed where heads would be many and rows few.
    fn upright(self) -> Self {
        const MOST: usize = 8;
        if self.columns.len() > MOST && self.rows.len() < self.columns.len() { self.turned() } else { self }
    }

    /// The same with rows and columns changed.
    fn turned(&self) -> Self {
        let field = |row: &Row, at: usize| row.fields.get(at).cloned().unwrap_or(Field::Empty);
        let rows = self.columns.iter().enumerate().map(|(at, label)| Row {
            label: label.clone(),
            fields: self.rows.iter().map(|row| field(row, at)).collect(),
            aside: String::new(),
        });
        let name = |row: &Row| match row.aside.as_str() {
            "" => row.label.clone(),
            aside => format!("{}: {aside}", row.label),
        };
        Self { columns: self.rows.iter().map(name).collect(), rows: rows.collect() }
    }
}

impl Lines {
    /// How high a figure stands: 0 at the bottom, 1 at the top.
    pub fn height(&self, value: f64) -> f64 {
        let (least, greatest) = self.ends;
        let height = if greatest > least { (value - least) / (greatest - least) } else { 0.5 };
        if self.turned { 1.0 - height } else { height }
    }
}

/// The chart of an answer; none where there are no figures to draw.
pub fn chart(answer: &Answer, signs: Signs) -> Option<Chart> {
    let table = answer.tables.first()?;
    match answer.verb {
        Verb::Compare => items::compared(table, signs).or_else(|| fields::answers(table, signs)),
        Verb::Rank => items::ranked(table, signs),
        Verb::Tabulate => items::tabulated(table, signs).or_else(|| fields::crossed(table, signs)),
        Verb::Trend => lines::trend(table, &answer.findings, signs),
        Verb::Agree => fields::agreement(table, signs),
        Verb::Match => pairs::matched(table, answer.cases.as_ref()?, signs),
        Verb::Explain => truth::rows(table).or_else(|| truth::cases(table, answer.cases.as_ref()?)),
        Verb::Show | Verb::Check => None,
    }
}

/// The chart in sentences, for readers who do not see it.
pub fn description(chart: &Chart) -> String {
    match &chart.body {
        Body::Items(items) => {
            let sentences: Vec<String> = items.iter().map(|item| sentence(chart, item)).collect();
            format!("{} {}", sentences.join(" "), chart.legend)
        }
        Body::Lines(lines) => {
            let mut text = String::new();
            for (series, texts) in chart.series.iter().zip(&lines.texts) {
                let figures = lines.times.iter().zip(texts).filter(|(_, text)| !text.is_empty());
                let figures: Vec<String> = figures.map(|(time, text)| format!("{time} {text}")).collect();
                text += &format!("{series}: {}. ", figures.join(", "));
            }
            text + &chart.legend
        }
        Body::Matrix(matrix) => {
            let rows: Vec<String> = matrix.rows.iter().map(|row| spoken(matrix, row)).collect();
            format!("{} {}", rows.join(" "), chart.legend)
        }
    }
}

fn spoken(matrix: &Matrix, row: &Row) -> String {
    let said = matrix.columns.iter().zip(&row.fields).filter_map(|(column, field)| match field {
        Field::Empty => None,
        Field::Ground(text, _) => Some(format!("{column} {text}")),
        Field::Has(has) => Some(format!("{column} {}", has.word())),
    });
    let said: Vec<String> = said.collect();
    let aside = if row.aside.is_empty() { String::new() } else { format!(" ({})", row.aside) };
    format!("{}: {}{aside}.", row.label, said.join(", "))
}

fn sentence(chart: &Chart, item: &Item) -> String {
    let about = if item.about.is_empty() { String::new() } else { format!(" {}", item.about) };
    let points = item.points.iter().enumerate().map(|(at, point)| {
        let name = chart.series.get(at).filter(|_| chart.series.len() > 1);
        let name = name.map(|name| format!("{name} ")).unwrap_or_default();
        format!("{name}{}{}", point.text, if point.best { " (best)" } else { "" })
    });
    format!("{}{about}: {}.", item.label, points.collect::<Vec<_>>().join(", "))
}

fn shown(cell: &Cell, signs: Signs) -> String {
    let mut text = String::new();
    push_cell(&mut text, cell, signs);
    text
}

/// The figure of a cell; a bound stands where it is.
fn figure(cell: &Cell) -> Option<f64> {
    match cell.value {
        Value::Number { value, .. } | Value::Bounded { value, .. } => Some(value),
        Value::Years(_) | Value::Text(_) | Value::Set(_) | Value::Missing(_) => None,
    }
}

fn columns(table: &Table, kind: Kind) -> Vec<usize> {
    (0..table.columns.len()).filter(|&at| table.columns[at].kind == kind).collect()
}
