//! The Frictionless Data Package v2 as it is written: descriptor and table schemas.
//!
//! <https://datapackage.org/standard/data-package/>; Juxta's own properties carry the prefix `juxta:`.

mod either;

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use data::{Declared, RowSelector};

/// A `datapackage.json`.
#[derive(Debug, Deserialize)]
pub struct Package {
    /// Its short name.
    #[serde(default)]
    pub name: String,
    /// Its name for people.
    #[serde(default)]
    pub title: String,
    /// Its version.
    #[serde(default)]
    pub version: String,
    /// What may be done with it.
    #[serde(default)]
    pub licenses: Vec<License>,
    /// Its tables, in reading order.
    pub resources: Vec<Resource>,
}

/// A license of a package.
#[derive(Debug, Deserialize)]
pub struct License {
    /// The SPDX name.
    #[serde(default)]
    pub name: String,
}

/// One table of a package.
#[derive(Clone, Debug, Deserialize)]
pub struct Resource {
    /// The topic's name.
    pub name: String,
    /// The topic's name for people.
    #[serde(default)]
    pub title: String,
    /// What the topic holds.
    #[serde(default)]
    pub description: String,
    /// The data file, relative to the descriptor.
    pub path: Names,
    /// The schema, or the path of its file.
    pub schema: Option<SchemaRef>,
    /// How bytes stand for letters, when that is not UTF-8.
    pub encoding: Option<String>,
    /// How the file is written.
    pub dialect: Option<Dialect>,
    /// One in how many cases of a table from elsewhere has to be known here for that table to be about cases of this one;
    /// none where nobody looks for names here.
    #[serde(default, rename = "juxta:names_cases")]
    pub names_cases: Option<usize>,
}

impl Resource {
    /// The same with words in a field that was taken to hold something else; `None` when it holds words already.
    pub fn with_words(mut self, field: &str) -> Option<Self> {
        let Some(SchemaRef::Inline(schema)) = &mut self.schema else { return None };
        let field = schema.fields.iter_mut().find(|other| other.name == field)?;
        (field.kind != "string").then(|| field.kind = "string".into())?;
        field.level.clear();
        Some(self)
    }
}

/// A schema inside the descriptor, or beside it.
#[derive(Clone, Debug)]
pub enum SchemaRef {
    /// `"schema": "schemas/rankings.json"`
    File(String),
    /// `"schema": {…}`
    Inline(Box<Schema>),
}

/// How the text of a table is written, as far as that changes how it is read.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Dialect {
    /// The separator.
    #[serde(default = "comma", deserialize_with = "byte")]
    pub delimiter: u8,
    /// What stands around texts.
    #[serde(default)]
    pub quote_char: Option<String>,
    /// Whether a line holds the names of the columns.
    #[serde(default)]
    pub header: Option<bool>,
    /// The lines that do.
    #[serde(default)]
    pub header_rows: Option<Vec<usize>>,
    /// Whether blanks behind a separator are left out.
    #[serde(default)]
    pub skip_initial_space: bool,
    /// A text that stands for a missing value.
    #[serde(default)]
    pub null_sequence: Option<String>,
    /// Whether a quote inside quotes is written twice.
    #[serde(default)]
    pub double_quote: Option<bool>,
    /// What is written before a quote inside quotes.
    #[serde(default)]
    pub escape_char: Option<String>,
    /// What begins a line that is no row.
    #[serde(default)]
    pub comment_char: Option<String>,
    /// Lines that are no rows.
    #[serde(default)]
    pub comment_rows: Vec<usize>,
    /// What ends a line.
    #[serde(default)]
    pub line_terminator: Option<String>,
}

fn comma() -> u8 {
    b','
}

/// A sign of one byte.
fn byte<'de, D: Deserializer<'de>>(from: D) -> Result<u8, D::Error> {
    let sign = char::deserialize(from)?;
    u8::try_from(sign).ok().filter(u8::is_ascii).ok_or_else(|| {
        serde::de::Error::custom(format!("a delimiter is one of `,`, `;`, `|` and a tab, not `{sign}`"))
    })
}

/// A Table Schema.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Schema {
    /// The columns, in order.
    pub fields: Vec<SchemaField>,
    /// The fields that tell every row from all others.
    #[serde(default)]
    pub primary_key: Option<Names>,
    /// References to other tables.
    #[serde(default)]
    pub foreign_keys: Vec<ForeignKey>,
    /// Texts that stand for a missing value.
    #[serde(default = "empty_is_missing")]
    pub missing_values: Vec<Labelled>,
    /// Measures that stand for a row where one figure is wanted, in order.
    #[serde(default, rename = "juxta:headline")]
    pub headline: Vec<String>,
    /// The figure that says how many things a row stands for.
    #[serde(default, rename = "juxta:counts")]
    pub counts: String,
    /// Two fields that make the span of a row.
    #[serde(rename = "juxta:period")]
    pub period: Option<Period>,
    /// Fields whose equal values mean: the same fact.
    #[serde(default, rename = "juxta:fact")]
    pub fact: Vec<String>,
    /// Sets that are known not to be complete.
    #[serde(default, rename = "juxta:incomplete")]
    pub incomplete: Vec<RowSelector>,
    /// Lists that are cut off.
    #[serde(default, rename = "juxta:truncated")]
    pub truncated: Vec<RowSelector>,
    /// How its figures hang together.
    #[serde(default, rename = "juxta:checks")]
    pub checks: Vec<Declared>,
    /// The fields that hold statements of an author with the queries that test them, each by its part.
    #[serde(default, rename = "juxta:statements")]
    pub statements: StatementNames,
    /// Conditions that come with the table, by name: what `define STB in lipset as cabinets < 10` would say.
    #[serde(default, rename = "juxta:conditions", deserialize_with = "in_order")]
    pub conditions: Vec<(String, String)>,
}

/// The names of the fields that hold statements of an author; what is not said is called by the name of its part.
#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
pub struct StatementNames {
    /// The query that tests the statement.
    pub query: String,
    /// What its result must hold.
    pub expects: String,
    /// The statement itself.
    pub statement: String,
    /// Why there is no query.
    pub why_not: String,
    /// How far the query tests the statement.
    pub note: String,
    /// In which reading it does.
    pub reading: String,
}

impl Default for StatementNames {
    fn default() -> Self {
        let [query, expects, statement, why_not, note, reading] =
            ["query", "expects", "statement", "why_not", "note", "reading"].map(str::to_owned);
        Self { query, expects, statement, why_not, note, reading }
    }
}

/// A map of texts, in the order in which it is written.
fn in_order<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<(String, String)>, D::Error> {
    struct Entries;

    impl<'de> Visitor<'de> for Entries {
        type Value = Vec<(String, String)>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("names and conditions")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut entries = Vec::new();
            while let Some(entry) = map.next_entry()? {
                entries.push(entry);
            }
            Ok(entries)
        }
    }

    from.deserialize_map(Entries)
}

fn empty_is_missing() -> Vec<Labelled> {
    vec![Labelled::bare("")]
}

/// A column of a Table Schema.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct SchemaField {
    /// The name in the heading.
    pub name: String,
    /// The physical type.
    #[serde(default, rename = "type")]
    pub kind: String,
    /// The name for people.
    #[serde(default)]
    pub title: String,
    /// What it holds.
    #[serde(default)]
    pub description: String,
    /// The steps of a scale.
    #[serde(default)]
    pub categories: Vec<Labelled>,
    /// Whether the steps are in order, worst first.
    #[serde(default, rename = "categoriesOrdered")]
    pub ordered: bool,
    /// See [`Role`](data::Role).
    #[serde(default, rename = "juxta:role")]
    pub role: String,
    /// See [`Level`](data::Level).
    #[serde(default, rename = "juxta:level")]
    pub level: String,
    /// See [`Direction`](data::Direction).
    #[serde(default, rename = "juxta:direction")]
    pub direction: String,
    /// Whether it counts what happens within a time, so that times can be added.
    #[serde(default, rename = "juxta:flow")]
    pub flow: bool,
    /// The unit, in the singular.
    #[serde(default, rename = "juxta:unit")]
    pub unit: String,
    /// The field that names the unit row by row.
    #[serde(default, rename = "juxta:unit_from")]
    pub unit_from: String,
    /// The field that names the bound row by row.
    #[serde(default, rename = "juxta:bounded_by")]
    pub bounded_by: String,
    /// The mark before decimals; a point when it is not said.
    #[serde(default, rename = "decimalChar")]
    pub decimal: Option<char>,
    /// The mark between thousands.
    #[serde(default, rename = "groupChar")]
    pub thousands: Option<char>,
    /// Whether nothing stands around the digits.
    #[serde(default, rename = "bareNumber")]
    pub bare: Option<bool>,
    /// The texts that mean yes.
    #[serde(default, rename = "trueValues")]
    pub true_values: Vec<Labelled>,
    /// The texts that mean no.
    #[serde(default, rename = "falseValues")]
    pub false_values: Vec<Labelled>,
    /// What every value has to be; not checked.
    #[serde(default)]
    pub constraints: BTreeMap<String, serde::de::IgnoredAny>,
    /// Texts that stand for a missing value here, in place of those of the table.
    #[serde(default, rename = "missingValues")]
    pub missing_values: Option<Vec<Labelled>>,
    /// The universe.
    #[serde(default, rename = "juxta:scope")]
    pub scope: String,
    /// The question it answers.
    #[serde(default, rename = "juxta:question")]
    pub question: String,
    /// `topic.field`: the topic that knows its labels by all their names, which may be one of another package.
    #[serde(default, rename = "juxta:named_in")]
    pub named_in: String,
    /// The field for whose labels it gives other names.
    #[serde(default, rename = "juxta:alias_of")]
    pub alias_of: String,
    /// The field each of whose labels is sorted by words of its own.
    #[serde(default, rename = "juxta:sorted_by")]
    pub sorted_by: String,
}

/// A value of the data, bare or with what it means: `"NA"`, `{"value": "n/a", "label": "not applicable"}`.
#[derive(Clone, Debug)]
pub struct Labelled {
    /// What stands in the data.
    pub value: String,
    /// What it means; empty when that is not said.
    pub label: String,
}

impl Labelled {
    /// A bare value.
    pub fn bare(value: impl Into<String>) -> Self {
        Self { value: value.into(), label: String::new() }
    }
}

/// Two fields that make a span.
#[derive(Clone, Debug, Deserialize)]
pub struct Period {
    /// The field with the first year.
    pub from: String,
    /// The field with the last year; empty means: still going on.
    pub to: String,
}

/// A reference to another table.
#[derive(Clone, Debug, Deserialize)]
pub struct ForeignKey {
    /// The referring fields.
    pub fields: Names,
    /// Where they refer to.
    pub reference: Reference,
}

/// The target of a foreign key.
#[derive(Clone, Debug, Deserialize)]
pub struct Reference {
    /// The other table; empty for the same one.
    #[serde(default)]
    pub resource: String,
    /// The fields there.
    pub fields: Names,
}

/// One name, or several: `"city"`, `["city", "year"]`.
#[derive(Clone, Debug)]
pub struct Names(pub Vec<String>);

impl Names {
    /// The name, when there is exactly one.
    pub fn single(&self) -> Option<&str> {
        match self.0.as_slice() {
            [name] => Some(name),
            _ => None,
        }
    }
}
