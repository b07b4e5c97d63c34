//! What a package declares of its figures becomes rules: names of topics and fields are looked up.

use std::collections::BTreeMap;
use std::sync::Arc;

use base::fold::fold;
use base::suggest::one_of;
use data::check::{Operation, Sign};
use data::{DataError, Declared, FieldId, Role, Topic};
use data::{DeclaredError, RowSelector};
use query::{Joined, Only, Rule};
use syntax::word::{Arithmetic, Operator};

/// The rules of a topic.
///
/// # Errors
///
/// A declaration that names a topic or a field that is not there.
pub fn rules(topics: &[Arc<Topic>], topic: &Arc<Topic>) -> Result<Vec<Rule>, DataError> {
    topic.checks.iter().filter_map(|declared| rule(topics, topic, declared).transpose()).collect()
}

/// A field by the name that a declaration gives it.
///
/// # Errors
///
/// There is no such field.
pub fn field(topic: &Topic, name: &str) -> Result<FieldId, DataError> {
    topic.field(name).ok_or_else(|| unknown(topic, name, topic.fields.iter().map(|field| &*field.name)))
}

fn rule(topics: &[Arc<Topic>], topic: &Arc<Topic>, declared: &Declared) -> Result<Option<Rule>, DataError> {
    let id = |name: &String| field(topic, name);
    let ids = |names: &[String]| names.iter().map(id).collect::<Result<Vec<_>, _>>();
    let maybe = |name: &Option<String>| name.as_ref().map(id).transpose();
    Ok(Some(match declared {
        Declared::PartSum { parts, total, only: which } => {
            let (there, total) = other_field(topics, topic, total)?;
            Rule::PartSum {
                parts: id(parts)?,
                total,
                joined: joined(topics, topic, there, &BTreeMap::new())?,
                only: only(&topics[there], which)?,
            }
        }
        Declared::ShareSum { share, within } => Rule::ShareSum { share: id(share)?, within: ids(within)? },
        Declared::Share { share, count, total, within } => {
            Rule::Share { share: id(share)?, count: id(count)?, total: maybe(total)?, within: ids(within)? }
        }
        Declared::Order { of, by, descending, within, only: which } => Rule::Order {
            of: id(of)?,
            by: maybe(by)?,
            descending: *descending,
            within: ids(within)?,
            only: only(topic, which)?,
        },
        Declared::Compare { of, sign, with, pairs, only: which, against } => {
            let (there, with) = other_field(topics, topic, with)?;
            Rule::Compare {
                of: id(of)?,
                operator: operator(*sign),
                with,
                joined: joined(topics, topic, there, pairs)?,
                only: only(topic, which)?,
                against: only(&topics[there], against)?,
            }
        }
        Declared::Arithmetic { of, left, sign, right } => {
            Rule::Arithmetic { of: id(of)?, left: id(left)?, sign: arithmetic(*sign), right: id(right)? }
        }
        Declared::Within { of, span, pairs } => {
            Rule::Within { of: id(of)?, joined: joined(topics, topic, other(topics, topic, span)?, pairs)? }
        }
        Declared::Disjoint { within } => Rule::Disjoint { within: ids(within)? },
        Declared::Count { of, rows, only: which, also, each } => {
            let there = other(topics, topic, rows)?;
            let also = match each {
                Some(each) => Some((field(&topics[there], each)?, only(&topics[there], also)?)),
                None => None,
            };
            Rule::Count {
                of: id(of)?,
                joined: joined(topics, topic, there, &BTreeMap::new())?,
                only: only(&topics[there], which)?,
                also,
            }
        }
        Declared::SetSize { of, set } => Rule::SetSize { of: id(of)?, set: id(set)? },
        Declared::Same { of, within } => Rule::Same { of: id(of)?, within: ids(within)? },
        // Which questions there are is no rule; see `check::resolve`.
        Declared::Coverage { .. } => return Ok(None),
    }))
}

fn unknown<'a>(topic: &Topic, name: &str, known: impl Iterator<Item = &'a str>) -> DataError {
    DeclaredError::UnknownField {
        topic: topic.name.to_string(),
        property: "juxta:checks",
        field: name.into(),
        fields: one_of(&known.collect::<Vec<_>>()),
    }
    .into()
}

/// The topic of a name.
fn other(topics: &[Arc<Topic>], topic: &Topic, name: &str) -> Result<usize, DataError> {
    let found = topics.iter().position(|other| other.name.eq_ignore_ascii_case(name));
    found.ok_or_else(|| unknown(topic, name, topics.iter().map(|topic| &*topic.name)))
}

/// `rankings.score`
fn other_field(topics: &[Arc<Topic>], topic: &Topic, path: &str) -> Result<(usize, FieldId), DataError> {
    let (name, of) = path.split_once('.').unwrap_or((&topic.name, path));
    let there = other(topics, topic, name)?;
    Ok((there, field(&topics[there], of)?))
}

/// The fields that name a row in both topics, and the pairs that are declared.
fn joined(
    topics: &[Arc<Topic>],
    topic: &Topic,
    there: usize,
    declared: &BTreeMap<String, String>,
) -> Result<Joined, DataError> {
    let other = &topics[there];
    let names = |topic: &Topic| -> Vec<FieldId> {
        [Role::Case, Role::Key, Role::Time].into_iter().flat_map(|role| topic.with_role(role)).collect()
    };
    let mut pairs = Vec::new();
    for (here, at) in declared {
        pairs.push((field(topic, here)?, field(other, at)?));
    }
    for id in names(topic).into_iter().filter(|id| !declared.contains_key(&*topic.meta(*id).name)) {
        let same = |other_id: &FieldId| other.meta(*other_id).name == topic.meta(id).name;
        pairs.extend(names(other).into_iter().find(same).map(|other_id| (id, other_id)));
    }
    Ok(Joined { topic: there, pairs })
}

fn only(topic: &Topic, which: &RowSelector) -> Result<Vec<Only>, DataError> {
    let one = |(name, value): (&String, &serde_json::Value)| {
        let id = field(topic, name)?;
        let from = value.get("from").and_then(serde_json::Value::as_i64);
        Ok(match (from, value.as_str()) {
            (Some(from), _) => Only::From(id, i32::try_from(from).unwrap_or(i32::MAX)),
            (None, Some(word)) => Only::Word(id, fold(word)),
            (None, None) => Only::Word(id, fold(&value.to_string())),
        })
    };
    which.iter().map(one).collect()
}

fn operator(sign: Sign) -> Operator {
    match sign {
        Sign::Less => Operator::Less,
        Sign::LessOrEqual => Operator::LessOrEqual,
        Sign::Equal => Operator::Equal,
        Sign::GreaterOrEqual => Operator::GreaterOrEqual,
        Sign::Greater => Operator::Greater,
    }
}

fn arithmetic(sign: Operation) -> Arithmetic {
    match sign {
        Operation::Add => Arithmetic::Add,
        Operation::Subtract => Arithmetic::Subtract,
        Operation::Multiply => Arithmetic::Multiply,
        Operation::Divide => Arithmetic::Divide,
    }
}
