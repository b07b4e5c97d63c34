//! Every claim of a topic, as the checks read it: a claim fills only the cells it disagrees on.

use std::sync::Arc;

use rustc_hash::FxHashMap as HashMap;

use crate::plain;
use base::fold::fold;
use data::{Column, DataError, FieldId, Level, Role, Status, Topic, Value};
use query::{Only, Selection};
use select::select;

/// The claims of a topic.
#[derive(Debug)]
pub struct Evidence {
    /// The topic.
    pub topic: Arc<Topic>,
    columns: Vec<Column>,
    status: Vec<Status>,
    facts: Vec<usize>,
    /// For each fact, its preferred row and all its rows.
    by_fact: Vec<(Option<usize>, Vec<usize>)>,
}

impl Evidence {
    /// Selects every field of every claim.
    ///
    /// # Errors
    ///
    /// What keeps them from being read.
    pub fn new(selection: &Selection) -> Result<Self, DataError> {
        let cells = select(selection)?;
        let topic = selection.topic.clone();
        let status = topic.with_role(Role::Status).next();
        let status = |row| {
            let value = status.map(|id| cells.measures[id.0].value(row))?;
            Status::from_word(value.as_text()?)
        };
        let status: Vec<Status> =
            (0..cells.rows).map(|row| status(row).unwrap_or(Status::Preferred)).collect();
        let (mut places, mut facts) = (HashMap::default(), Vec::new());
        let mut by_fact: Vec<(Option<usize>, Vec<usize>)> = Vec::new();
        for (row, status) in status.iter().enumerate() {
            let key: Vec<u64> = topic.fact().iter().map(|id| cells.measures[id.0].group(row)).collect();
            let fact = *places.entry(key).or_insert_with(|| {
                by_fact.push((None, Vec::new()));
                by_fact.len() - 1
            });
            if *status == Status::Preferred {
                by_fact[fact].0.get_or_insert(row);
            }
            by_fact[fact].1.push(row);
            facts.push(fact);
        }
        Ok(Self { topic, columns: cells.measures, status, facts, by_fact })
    }

    /// Every claim.
    pub fn all(&self) -> std::ops::Range<usize> {
        0..self.status.len()
    }

    /// The preferred claims.
    pub fn preferred(&self) -> impl Iterator<Item = usize> {
        self.all().filter(|&row| self.status[row] == Status::Preferred)
    }

    /// How a claim stands.
    pub fn status(&self, row: usize) -> Status {
        self.status[row]
    }

    /// The fact that a claim speaks of.
    pub fn fact(&self, row: usize) -> usize {
        self.facts[row]
    }

    /// The preferred claim in whose place another one stands.
    pub fn base(&self, row: usize) -> Option<usize> {
        self.by_fact[self.facts[row]].0.filter(|&base| base != row)
    }

    /// Whether the row itself has a value.
    pub fn states(&self, id: FieldId, row: usize) -> bool {
        !self.columns[id.0].is_missing(row)
    }

    /// Whether the fact has other claims on a field.
    pub fn is_disputed(&self, id: FieldId, row: usize) -> bool {
        let column = &self.columns[id.0];
        let claims = self.by_fact[self.facts[row]].1.iter();
        claims.into_iter().any(|&other| !column.is_missing(other) && !column.same(row, other))
    }

    /// Whether two rows hold the same value.
    pub fn same(&self, id: FieldId, a: usize, b: usize) -> bool {
        self.columns[id.0].same(a, b)
    }

    /// The value of a row, or of the preferred claim where the row says nothing.
    pub fn value(&self, id: FieldId, row: usize) -> Value {
        self.columns[id.0].value(self.filled(id, row))
    }

    /// The exact figure of a row; a single year is one.
    pub fn figure(&self, id: FieldId, row: usize) -> Option<f64> {
        let value = self.value(id, row);
        value.as_year().map(f64::from).or_else(|| value.as_number())
    }

    /// The code of a row's label.
    pub fn code(&self, id: FieldId, row: usize) -> Option<u32> {
        self.columns[id.0].as_labels()?.code(self.filled(id, row))
    }

    /// The row that a row's value stands in.
    pub fn filled(&self, id: FieldId, row: usize) -> usize {
        match self.base(row) {
            Some(base) if self.columns[id.0].is_missing(row) => base,
            _ => row,
        }
    }

    /// What a figure is about: `rankings.score: Beijing, GPCI, 2020`.
    pub fn about(&self, id: FieldId, row: usize) -> String {
        self.with_path(id, &self.label(row))
    }

    /// A field as a query names it, and what it is about.
    pub fn with_path(&self, id: FieldId, label: &str) -> String {
        let path = format!("{}.{}", self.topic.name, self.topic.meta(id).name);
        if label.is_empty() { path } else { format!("{path}: {label}") }
    }

    /// The labels that name a row.
    pub fn label(&self, row: usize) -> String {
        let ids = self.names();
        // A key that some row lacks names nothing there; an edition that only repeats the year is left out.
        let mut parts: Vec<String> = Vec::new();
        for id in ids.into_iter().filter(|id| !self.columns[id.0].is_missing(self.filled(*id, row))) {
            let part = plain(&self.value(id, row));
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        parts.join(", ")
    }

    /// The labels of a row that another one beside it does not share: `Melbourne`.
    pub fn label_beside(&self, row: usize, other: usize) -> String {
        let known = self.label(other);
        let own = |part: &&str| !known.split(", ").any(|other| other == *part);
        self.label(row).split(", ").filter(own).collect::<Vec<_>>().join(", ")
    }

    /// The fields that name a row: case, keys, time. A claim on the time of a fact is a figure, not a name.
    pub fn names(&self) -> Vec<FieldId> {
        let roles = [Role::Case, Role::Key, Role::Time];
        let ids = roles.into_iter().flat_map(|role| self.topic.with_role(role));
        ids.filter(|id| self.topic.meta(*id).role != Role::Time || self.topic.fact().contains(id)).collect()
    }

    /// Source and place of a row.
    pub fn place(&self, row: usize) -> (Arc<str>, Arc<str>) {
        (self.provenance(Role::Source, row).into(), self.provenance(Role::Place, row).into())
    }

    /// `Table 3-8 (inferred)`
    pub fn place_and_status(&self, row: usize) -> String {
        let place = self.place(row).1;
        match self.status[row] {
            Status::Preferred => place.to_string(),
            status @ (Status::Alternative | Status::Inferred | Status::Rejected) => {
                format!("{place} ({})", status.word()).trim().to_owned()
            }
        }
    }

    /// The text of a provenance field.
    pub fn provenance(&self, role: Role, row: usize) -> String {
        let id = self.topic.with_role(role).next();
        let value = id.map(|id| self.columns[id.0].value(row));
        value.as_ref().and_then(Value::as_text).map(ToString::to_string).unwrap_or_default()
    }

    /// The members of a set in a row.
    pub fn members(&self, id: FieldId, row: usize) -> Option<usize> {
        let members = |text: &Arc<str>| text.split(';').filter(|member| !member.trim().is_empty()).count();
        self.value(id, row).as_text().map(members)
    }

    /// Whether a row meets a condition.
    pub fn meets(&self, only: &[Only], row: usize) -> bool {
        only.iter().all(|only| match only {
            Only::Word(id, word) => fold(&plain(&self.value(*id, row))) == *word,
            Only::From(id, from) => {
                let value = self.value(*id, row);
                let start = value.as_years().map(|years| f64::from(years.from)).or_else(|| value.as_number());
                start.is_some_and(|start| start >= f64::from(*from))
            }
        })
    }

    /// The values of fields in a row, to be held against another topic; `None` when one is missing.
    pub fn key(&self, ids: impl Iterator<Item = FieldId>, row: usize) -> Option<Vec<String>> {
        let part = |value: Value| (!value.is_missing()).then(|| fold(&plain(&value)));
        ids.map(|id| part(self.value(id, row))).collect()
    }

    /// Each reading of the rows: first the preferred claims, then each other claim on one of these fields in place of
    /// the preferred one. A reading is told with the claim that makes it.
    pub fn readings(&self, fields: &[FieldId]) -> Vec<(Option<usize>, Vec<usize>)> {
        let rows: Vec<usize> = self.preferred().collect();
        let claims = self.all().filter(|&row| {
            self.status[row] != Status::Preferred && fields.iter().any(|&id| self.states(id, row))
        });
        let reading = |claim: usize| {
            let base = self.base(claim);
            let mut rows: Vec<usize> =
                rows.iter().map(|&row| if Some(row) == base { claim } else { row }).collect();
            if base.is_none() {
                rows.push(claim);
            }
            (Some(claim), rows)
        };
        std::iter::once((None, rows.clone())).chain(claims.map(reading)).collect()
    }

    /// The rows in groups of equal fields; with a claim, only the group that it is in.
    pub fn groups(&self, within: &[FieldId], rows: &[usize], claim: Option<usize>) -> Vec<Vec<usize>> {
        let mut places: HashMap<Vec<u64>, usize> = HashMap::default();
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for &row in rows {
            let key = within.iter().map(|&id| self.columns[id.0].group(self.filled(id, row))).collect();
            let place = *places.entry(key).or_insert_with(|| {
                groups.push(Vec::new());
                groups.len() - 1
            });
            groups[place].push(row);
        }
        groups.retain(|group| claim.is_none_or(|claim| group.contains(&claim)));
        groups
    }

    /// The label behind a code of a field.
    pub fn label_of(&self, id: FieldId, code: u32) -> String {
        let labels = self.columns[id.0].as_labels();
        labels.map(|labels| labels.dictionary.label(code).to_string()).unwrap_or_default()
    }

    /// Why the list that a row is in is known not to be complete, if it is.
    pub fn incomplete(&self, row: usize) -> Option<String> {
        let meets =
            |(name, value): (&String, &serde_json::Value)| match self.topic.field(name).zip(value.as_str()) {
                Some((id, word)) if !self.topic.meta(id).role.is_provenance() => {
                    fold(&plain(&self.value(id, row))) == fold(word)
                }
                _ => true,
            };
        let remark = self.topic.incomplete.iter().find(|remark| remark.iter().all(meets))?;
        let reason = remark.get("reason").and_then(|reason| reason.as_str());
        Some(reason.unwrap_or("the list is not complete").to_owned())
    }

    /// Whether a field is counted and not measured: then nothing is rounded.
    pub fn is_count(&self, id: FieldId) -> bool {
        matches!(self.topic.meta(id).level, Level::Count | Level::Ordinal | Level::Year)
    }
}

/// The rows of another topic, every claim of them, by the rows here that they belong to.
#[derive(Debug)]
pub struct Partners<'a> {
    here: &'a Evidence,
    pairs: &'a [(FieldId, FieldId)],
    rows: HashMap<Vec<String>, Vec<usize>>,
}

impl<'a> Partners<'a> {
    /// Sorts the rows of the other topic by the fields that are to be equal.
    pub fn new(here: &'a Evidence, there: &Evidence, pairs: &'a [(FieldId, FieldId)]) -> Self {
        let mut rows: HashMap<Vec<String>, Vec<usize>> = HashMap::default();
        for row in there.all() {
            if let Some(key) = there.key(pairs.iter().map(|pair| pair.1), row) {
                rows.entry(key).or_default().push(row);
            }
        }
        Self { here, pairs, rows }
    }

    /// The rows that belong to a row here.
    pub fn of(&self, row: usize) -> &[usize] {
        let key = self.here.key(self.pairs.iter().map(|pair| pair.0), row);
        key.and_then(|key| self.rows.get(&key)).map_or(&[], Vec::as_slice)
    }
}
