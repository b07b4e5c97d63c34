//! One object a result, on one line: the contract with other programs, which `answer.schema.json` writes down. It changes
//! only with [`VERSION`].

use std::sync::Arc;

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::delimited::disputed_columns;
use super::figure::exact;
use answer::{Answer, Cell, Finding, Head, Heads, Kind, LeftOut, SourceLine, Table};
use data::catalog::PackageInfo;
use data::{Bound, Direction, Missing, Value, Years};
use syntax::word::Verb;

/// The version of the form.
const VERSION: u8 = 1;

/// The JSON Schema of the form.
pub const SCHEMA: &str = include_str!("answer.schema.json");

/// The whole answer as one line of JSON.
pub fn render(answer: &Answer) -> String {
    // Keys are strings and numbers are finite, so nothing here can fail.
    let mut line = serde_json::to_string(&Json(answer)).unwrap_or_default();
    line.push('\n');
    line
}

/// Writes what it holds in the form of the contract.
struct Json<T>(T);

/// Writes a list of what it holds.
struct List<'a, T>(&'a [T]);

impl<'a, T> Serialize for List<'a, T>
where
    Json<&'a T>: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(Json))
    }
}

impl Serialize for Json<&Answer> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let answer = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("version", &VERSION)?;
        map.serialize_entry("query", &*answer.query)?;
        map.serialize_entry("verb", verb(answer.verb))?;
        map.serialize_entry("title", &answer.title)?;
        map.serialize_entry("tables", &List(&answer.tables))?;
        map.serialize_entry("findings", &List(&answer.findings))?;
        map.serialize_entry("left_out", &List(&answer.left_out))?;
        map.serialize_entry("notes", &answer.notes)?;
        map.serialize_entry("sources", &List(&answer.sources))?;
        match answer.data.as_slice() {
            [] => {}
            [data] => map.serialize_entry("data", &Json(&**data))?,
            several => map.serialize_entry("data", &List(several))?,
        }
        map.end()
    }
}

impl Serialize for Json<&Table> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("name", self.0.name)?;
        map.serialize_entry("columns", &List(&self.0.columns))?;
        map.serialize_entry("rows", &Rows(self.0))?;
        map.end()
    }
}

impl Serialize for Json<&Head> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("name", &*self.0.name)?;
        map.serialize_entry("kind", kind(self.0.kind))?;
        map.serialize_entry("unit", &*self.0.unit)?;
        if let Some(direction) = self.0.direction {
            map.serialize_entry("direction", word(direction))?;
        }
        map.end()
    }
}

struct Rows<'a>(&'a Table);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rows = serializer.serialize_seq(Some(self.0.rows.len()))?;
        // What is known beyond the values; a column of that name keeps its place.
        let [disputed, missing, direction] =
            ["disputed", "missing", "direction"].map(|member| self.0.columns.free(member));
        for row in &self.0.rows {
            let (disputed, missing, direction) = (&disputed, &missing, &direction);
            rows.serialize_element(&Row { table: self.0, row, disputed, missing, direction })?;
        }
        rows.end()
    }
}

struct Row<'a> {
    table: &'a Table,
    row: &'a [Cell],
    disputed: &'a str,
    missing: &'a str,
    direction: &'a str,
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { table, row, .. } = *self;
        let cells = || table.columns.iter().zip(row);
        let mut map = serializer.serialize_map(None)?;
        for (head, cell) in cells() {
            map.serialize_entry(&*head.name, &Json(&cell.value))?;
        }
        if row.iter().any(|cell| cell.disputed) {
            map.serialize_entry(self.disputed, &disputed_columns(table, row).collect::<Vec<_>>())?;
        }
        if row.iter().any(|cell| cell.value.is_missing()) {
            map.serialize_entry(self.missing, &Reasons(self))?;
        }
        if let Some(direction) = row.iter().find_map(|cell| cell.direction) {
            map.serialize_entry(self.direction, word(direction))?;
        }
        map.end()
    }
}

/// Why values of a row are missing, by column.
struct Reasons<'a>(&'a Row<'a>);

impl Serialize for Reasons<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let cells = self.0.table.columns.iter().zip(self.0.row);
        serializer.collect_map(cells.filter_map(|(head, cell)| match &cell.value {
            Value::Missing(Missing::Silent) => None,
            Value::Missing(reason) => Some((&*head.name, reason.to_string())),
            Value::Number { .. }
            | Value::Bounded { .. }
            | Value::Years(_)
            | Value::Text(_)
            | Value::Set(_) => None,
        }))
    }
}

impl Serialize for Json<&Value> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Number { value, decimals } => number(*value, *decimals, serializer),
            Value::Bounded { bound, value, decimals } => {
                let figure = |value| Value::Number { value, decimals: *decimals };
                let mut map = serializer.serialize_map(None)?;
                let sign = if let Bound::UpTo(_) = bound { "between" } else { bound.sign() };
                map.serialize_entry("bound", sign)?;
                map.serialize_entry("value", &Json(&figure(*value)))?;
                if let Bound::UpTo(high) = bound {
                    map.serialize_entry("to", &Json(&figure(*high)))?;
                }
                map.end()
            }
            Value::Years(Years { from, to }) if from == to => serializer.serialize_i32(*from),
            Value::Years(years) => serializer.collect_str(years),
            Value::Text(text) => serializer.serialize_str(text),
            Value::Set(members) => serializer.collect_seq(members.iter().map(|member| &**member)),
            Value::Missing(_) => serializer.serialize_none(),
        }
    }
}

impl Serialize for Json<&Finding> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", self.0.kind)?;
        // Names of the data may be words of the form, or stand there twice.
        let words = ["kind", "text"].map(|name| Head::new(name, Kind::Text));
        let figures = self.0.figures.iter().map(|(name, _)| Head::new(name.as_str(), Kind::Number));
        let heads = Heads::new(words.into_iter().chain(figures).collect());
        for (name, (_, value)) in heads.names().skip(2).zip(&self.0.figures) {
            map.serialize_entry(name, &Json(value))?;
        }
        map.serialize_entry("text", &*self.0.text)?;
        map.end()
    }
}

impl Serialize for Json<&LeftOut> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("item", &self.0.item)?;
        map.serialize_entry("reason", &self.0.reason)?;
        map.end()
    }
}

impl Serialize for Json<&SourceLine> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("id", &*self.0.id)?;
        map.serialize_entry("place", &*self.0.place)?;
        map.serialize_entry("text", &*self.0.text)?;
        map.end()
    }
}

impl Serialize for Json<&Arc<PackageInfo>> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Json(&**self.0).serialize(serializer)
    }
}

impl Serialize for Json<&PackageInfo> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("title", &self.0.title)?;
        map.serialize_entry("version", &self.0.version)?;
        map.serialize_entry("licenses", &self.0.licenses)?;
        map.end()
    }
}

/// A whole figure is written without a decimal point.
fn number<S: Serializer>(value: f64, decimals: u8, serializer: S) -> Result<S::Ok, S::Error> {
    let value = exact(value, decimals);
    if value.fract() == 0.0 && value.abs() < 1e15 {
        serializer.serialize_i64(value as i64)
    } else {
        serializer.serialize_f64(value)
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Key => "key",
        Kind::Time => "time",
        Kind::Unit => "unit",
        Kind::Subject => "subject",
        Kind::Number => "number",
        Kind::Text => "text",
        Kind::Source => "source",
    }
}

fn word(direction: Direction) -> &'static str {
    match direction {
        Direction::Higher => "higher",
        Direction::Lower => "lower",
    }
}

fn verb(verb: Verb) -> &'static str {
    match verb {
        Verb::Show => "show",
        Verb::Compare => "compare",
        Verb::Rank => "rank",
        Verb::Tabulate => "tabulate",
        Verb::Trend => "trend",
        Verb::Agree => "agree",
        Verb::Match => "match",
        Verb::Explain => "explain",
        Verb::Check => "check",
    }
}
