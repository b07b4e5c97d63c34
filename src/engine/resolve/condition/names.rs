//! The names that a condition speaks of, before anything is looked up.

use crate::scope::path_text;
use base::fold::alike;
use syntax::ast::{self, Clause, Condition, ConditionKind, Expression, ExpressionKind, Name, Operator, Path};

/// The names that decide whether a condition is about facts or about rows.
pub(super) fn left_names<'a>(condition: &'a Condition, names: &mut Vec<&'a Name>) {
    match &condition.node {
        ConditionKind::And(parts) | ConditionKind::Or(parts) => {
            parts.iter().for_each(|part| left_names(part, names));
        }
        ConditionKind::Not(part) => left_names(part, names),
        ConditionKind::Compare { left, .. }
        | ConditionKind::InRange { left, .. }
        | ConditionKind::InList { left, .. }
        | ConditionKind::Contains { left, .. }
        | ConditionKind::IsMissing { left, .. }
        | ConditionKind::IsLatest { left } => operands(left, names),
        ConditionKind::Flag(name) => names.push(name),
        // The labels stand on its right side, as it were.
        ConditionKind::Except(_) => {}
    }
}

/// As [`left_names`], with the topics before them: `gdp`, `wdi.gdp`.
pub fn left_paths(condition: &Condition) -> Vec<Path> {
    fn of_side(expression: &Expression, paths: &mut Vec<Path>) {
        match &expression.node {
            ExpressionKind::Arithmetic { left, right, .. } => {
                of_side(left, paths);
                of_side(right, paths);
            }
            ExpressionKind::Call(call) => {
                of_side(&call.of, paths);
                call.filter.iter().for_each(|filter| add(filter, paths));
            }
            ExpressionKind::Path(path) => paths.push(path.clone()),
            ExpressionKind::Number(_)
            | ExpressionKind::Years(..)
            | ExpressionKind::Quoted(_)
            | ExpressionKind::Time => {}
        }
    }
    fn add(condition: &Condition, paths: &mut Vec<Path>) {
        match &condition.node {
            ConditionKind::And(parts) | ConditionKind::Or(parts) => {
                parts.iter().for_each(|part| add(part, paths));
            }
            ConditionKind::Not(part) => add(part, paths),
            ConditionKind::Compare { left, .. }
            | ConditionKind::InRange { left, .. }
            | ConditionKind::InList { left, .. }
            | ConditionKind::Contains { left, .. }
            | ConditionKind::IsMissing { left, .. }
            | ConditionKind::IsLatest { left } => of_side(left, paths),
            ConditionKind::Flag(name) => paths.push(Path { names: vec![name.clone()], span: name.span }),
            ConditionKind::Except(_) => {}
        }
    }
    let mut paths = Vec::new();
    add(condition, &mut paths);
    paths
}

/// The bare names in a formula.
pub(super) fn operands<'a>(expression: &'a Expression, names: &mut Vec<&'a Name>) {
    match &expression.node {
        ExpressionKind::Arithmetic { left, right, .. } => {
            operands(left, names);
            operands(right, names);
        }
        ExpressionKind::Call(call) => {
            operands(&call.of, names);
            call.filter.iter().for_each(|filter| left_names(filter, names));
        }
        ExpressionKind::Path(_)
        | ExpressionKind::Number(_)
        | ExpressionKind::Years(..)
        | ExpressionKind::Quoted(_)
        | ExpressionKind::Time => names.extend(single(expression)),
    }
}

/// A side that is one bare name.
pub fn single(expression: &Expression) -> Option<&Name> {
    let ExpressionKind::Path(path) = &expression.node else { return None };
    if let [name] = path.names.as_slice() { Some(name) } else { None }
}

/// A side that is a word, bare or quoted.
pub fn word(expression: &Expression) -> Option<String> {
    match &expression.node {
        ExpressionKind::Path(path) => Some(path_text(path)),
        ExpressionKind::Quoted(word) => Some(word.clone()),
        ExpressionKind::Number(_)
        | ExpressionKind::Years(..)
        | ExpressionKind::Time
        | ExpressionKind::Call(_)
        | ExpressionKind::Arithmetic { .. } => None,
    }
}

/// Whether a condition fixes a field to one value, or to none: rows without a label are of one kind, as totals are.
pub fn fixes(condition: &Condition, field: &str) -> bool {
    match &condition.node {
        ConditionKind::And(parts) => parts.iter().any(|part| fixes(part, field)),
        ConditionKind::Compare { left, operator, .. } => {
            operator.node == Operator::Equal && word(left).is_some_and(|name| alike(&name, field))
        }
        ConditionKind::IsMissing { left, negated: false } => {
            word(left).is_some_and(|name| alike(&name, field))
        }
        ConditionKind::InList { left, items, negated: false } => {
            items.len() == 1 && word(left).is_some_and(|name| alike(&name, field))
        }
        ConditionKind::Or(_)
        | ConditionKind::Not(_)
        | ConditionKind::InRange { .. }
        | ConditionKind::InList { .. }
        | ConditionKind::Contains { .. }
        | ConditionKind::IsMissing { .. }
        | ConditionKind::IsLatest { .. }
        | ConditionKind::Except(_)
        | ConditionKind::Flag(_) => false,
    }
}

/// Whether a query chooses among times, by the name of one or by words such as `since 2015`.
pub fn chooses_time<'a>(query: &ast::Query, mut times: impl Iterator<Item = &'a str>) -> bool {
    let Some(condition) = &query.condition else { return false };
    Clause::TIME.iter().any(|&clause| query.place(clause).is_some())
        || mentions(condition, "year")
        || times.any(|time| mentions(condition, time))
}

/// Whether a condition speaks of a field at all.
pub fn mentions(condition: &Condition, field: &str) -> bool {
    let mut names = Vec::new();
    left_names(condition, &mut names);
    names.iter().any(|name| alike(&name.node, field))
}
