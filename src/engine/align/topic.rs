//! The frame as a topic like any other: which fields it has, and what each of them is called.

use std::sync::Arc;

use data::{ClaimIndex, Column, Columns, Field, FieldId, KnownRows, Lineage, Member, Reference, Role, Topic};
use query::Origin;
use rustc_hash::FxHashMap as HashMap;

use crate::authority::Authority;
use crate::cases::{Cases, stands_behind};
use crate::matching::sentences;
use crate::part::{Part, time};
use crate::taken::{FrameColumns, Taken};

/// The topic of the columns that are made and those that are taken.
pub fn topic(
    parts: &[Part],
    cases: &Cases,
    made: Vec<(Field, Column)>,
    taken: &[Arc<[u32]>],
    rows: usize,
) -> Topic {
    let (mut fields, mut columns): (Vec<Arc<Field>>, Vec<Taken>) =
        made.into_iter().map(|(field, column)| (Arc::new(field), Taken::Made(column))).unzip();
    let mut used: HashMap<&str, usize> = HashMap::default();
    for name in parts.iter().flat_map(|part| part.columns.iter().map(|variable| &*variable.meta.name)) {
        *used.entry(name).or_insert(0) += 1;
    }
    let own: Vec<Arc<str>> = fields.iter().map(|field| field.name.clone()).collect();
    let is_clear = |name: &str| used[name] == 1 && !own.iter().any(|own| own.eq_ignore_ascii_case(name));
    let (mut members, mut headline, mut references) = (Vec::new(), Vec::new(), Vec::new());
    for (part, rows) in parts.iter().zip(taken) {
        let first = fields.len();
        let here: HashMap<FieldId, FieldId> = part
            .columns
            .iter()
            .zip(first..)
            .filter_map(|(variable, at)| match variable.origin {
                Origin::Field(id) => Some((id, FieldId(at))),
                Origin::Years
                | Origin::Decade
                | Origin::Through { .. }
                | Origin::Formula(_)
                | Origin::Condition(_) => None,
            })
            .collect();
        let mut taken_fields = Vec::new();
        for variable in &part.columns {
            let (meta, id) = (&variable.meta, FieldId(fields.len()));
            let bare = meta.role.is_provenance() || is_clear(&meta.name);
            let name =
                if bare { meta.name.clone() } else { format!("{}.{}", part.topic.name, meta.name).into() };
            let there = |id: Option<FieldId>| id.and_then(|id| here.get(&id).copied());
            fields.push(Arc::new(Field {
                name,
                // A key that every row has one of is a property.
                role: if meta.role == Role::Key { Role::Note } else { meta.role },
                unit_from: there(meta.unit_from),
                bounded_by: there(meta.bounded_by),
                alias_of: None,
                sorted_by: None,
                ..Field::clone(meta)
            }));
            let field = match variable.origin {
                Origin::Field(id) => Some(id),
                Origin::Years
                | Origin::Decade
                | Origin::Through { .. }
                | Origin::Formula(_)
                | Origin::Condition(_) => None,
            };
            let speaks = match part.topic.headline.as_slice() {
                [] => field.is_some() && meta.role == Role::Measure,
                headline => field.is_some_and(|id| headline.contains(&id)),
            };
            headline.extend(speaks.then_some(id));
            taken_fields.push((id, field));
            let (topic, variable) = (part.topic.clone(), variable.clone());
            columns.push(Taken::From { topic, variable, rows: rows.clone() });
        }
        let with_role = |role| part.topic.with_role(role).next();
        if references.is_empty() && !stands_behind(part, cases.kind) {
            let own = part.topic.references.iter().filter(|reference| reference.field == part.topic.case());
            references.extend(own.map(|reference| Reference { field: FieldId(0), ..reference.clone() }));
        }
        members.push(Member {
            topic: part.topic.clone(),
            rows: Arc::new(KnownRows(rows.clone())),
            fields: taken_fields,
            origin: with_role(Role::Source).zip(with_role(Role::Place)),
            dated: false,
        });
    }
    let names: Vec<&str> = parts.iter().map(|part| &*part.topic.name).collect();
    let titles: Vec<&str> = parts.iter().map(|part| &*part.topic.title).collect();
    let count = fields.len();
    let columns = Columns::lazy(Arc::new(FrameColumns(columns)), count);
    let mut topic = Topic::new(&names.join(", "), fields, rows, columns, Vec::new());
    topic.title = titles.join(" beside ").into();
    topic.claims = ClaimIndex::settled();
    topic.headline = headline;
    topic.references = references;
    let who = cases.all.iter().map(|case| case.who.clone()).collect();
    topic.authority = Some(Arc::new(Authority { kind: cases.kind, who }));
    topic.lineage = Some(Arc::new(Lineage { members, matching: sentences(parts, cases) }));
    topic
}

/// What is taken from a topic as it stands: all that tells something of its cases, and where it comes from.
pub fn plain_fields(topic: &Topic) -> Vec<FieldId> {
    let (case, time) = (topic.case(), time(topic));
    let period = topic.period;
    let names_a_row = |id: FieldId| {
        id == case || Some(id) == time || period.is_some_and(|(from, to)| id == from || id == to)
    };
    let tells = |id: &FieldId| match topic.meta(*id).role {
        Role::Status | Role::Reason => false,
        Role::Case
        | Role::Key
        | Role::Time
        | Role::Measure
        | Role::Note
        | Role::Unit
        | Role::Bound
        | Role::Source
        | Role::Place => !names_a_row(*id),
    };
    (0..topic.fields.len()).map(FieldId).filter(tells).collect()
}
