//! What a name at the cursor would be: a placeholder is put there, and the tree shows where it stands.

use base::source::Span;
use syntax::ast::{
    Cited, Condition, ConditionKind, DefineBody, Expression, ExpressionKind, Name, Path, Query, Statement,
    StatementKind,
};
use syntax::{self, tokens};

/// A name that nothing is called by: the resolver says what it would have understood instead.
pub const PLACEHOLDER: &str = "ⵣⵣ";

/// What a name is wanted for.
#[derive(Clone, Debug, PartialEq)]
pub enum Slot {
    /// A subject, beside those that are named already.
    Subject {
        /// The subjects that are named already.
        others: Vec<String>,
    },
    /// A topic.
    Topic,
    /// A name that the resolver can look up, or another topic.
    NameOrTopic,
    /// A value of the field on the left side.
    Value {
        /// The field.
        field: String,
    },
    /// Any other name that the resolver can look up: a field, an extra, a method, a column.
    Name,
    /// The form of a result.
    Form,
    /// The form of a citation.
    Citation,
    /// A setting.
    Setting,
    /// A value of a setting.
    SettingValue {
        /// The setting.
        name: String,
    },
    /// The part that a column plays.
    Role,
    /// A column of a file.
    Column {
        /// The file.
        path: String,
    },
}

/// The slot after the beginning of a statement, and the statement with the placeholder in it; `None` when no known name
/// can stand there.
pub fn find(before: &str) -> Option<(Statement, Slot)> {
    let open = tokens(before).fold(0, |open, token| token.kind.depth_after(open));
    let close = ")".repeat(open);
    // What a statement may still need behind the name, in brackets and behind them, before it can be read.
    let tails =
        [("", ""), (", 1", ""), (" on x", ""), (" as x", ""), (" = x", ""), ("", " = 1"), (", 1", " = 1")];
    tails.into_iter().find_map(|(inside, behind)| {
        let text = format!("{before}{PLACEHOLDER}{inside}{close}{behind}");
        let statement = syntax::statement(&text, Span::new(0, text.len())).ok()?;
        let slot = slot(&statement.node)?;
        Some((statement, slot))
    })
}

/// Whether a value can follow after a sign of comparison: the text ends with a field that is not compared yet.
pub fn wants_value(before: &str) -> bool {
    matches!(find(&format!("{before} = ")), Some((_, Slot::Value { .. })))
}

/// Whether a path holds the placeholder, and at which of its names.
fn placeholder_at(path: &Path) -> Option<usize> {
    path.names.iter().position(is)
}

/// Whether a name is the placeholder.
pub fn is(name: &Name) -> bool {
    name.node == PLACEHOLDER
}

fn slot(statement: &StatementKind) -> Option<Slot> {
    match statement {
        StatementKind::Query(query) => of_query(query),
        StatementKind::Define(define) => {
            if define.topic.as_ref().is_some_and(is) {
                return Some(Slot::Topic);
            }
            match &define.body {
                DefineBody::Set(_) if define.topic.is_some() => Some(Slot::Name),
                DefineBody::Set(paths) => subject(paths),
                DefineBody::Condition(condition) => of_condition(condition),
                DefineBody::Measure(expression) if begins_a_path(expression) => Some(Slot::NameOrTopic),
                DefineBody::Measure(expression) => match of_expression(expression) {
                    true => Some(Slot::Name),
                    false => of_filter(expression),
                },
            }
        }
        StatementKind::Load(load) => {
            if load.roles.iter().any(|(role, _)| is(role)) {
                return Some(Slot::Role);
            }
            let column = load.roles.iter().any(|(_, column)| is(column));
            column.then(|| Slot::Column { path: load.path.node.clone() })
        }
        StatementKind::Set(set) => {
            let name = set.name.as_ref()?;
            if is(name) {
                return Some(Slot::Setting);
            }
            let value = set.value.as_ref().is_some_and(|value| value.node == PLACEHOLDER);
            value.then(|| Slot::SettingValue { name: name.node.clone() })
        }
        StatementKind::Expect(syntax::ast::Expect::Holds { condition, filter }) => {
            of_condition(condition).or_else(|| of_condition(filter.as_ref()?))
        }
        StatementKind::Cite(cite) => {
            if cite.format.as_ref().is_some_and(is) {
                return Some(Slot::Citation);
            }
            match cite.of.as_ref()? {
                Cited::Topic(name) => is(name).then_some(Slot::Topic),
                Cited::Query(query) => of_query(&query.node),
            }
        }
        StatementKind::Expect(_) | StatementKind::Export(_) | StatementKind::Describe(_) => None,
    }
}

fn of_query(query: &Query) -> Option<Slot> {
    if let Some(slot) = subject(&query.names) {
        return Some(slot);
    }
    if let Some(place) = query.on.iter().find_map(placeholder_at) {
        // `on rankings.rank, score`: the first target begins with a topic, and others may.
        let first = query.on.first().and_then(placeholder_at) == Some(0);
        return Some(match place {
            0 if first => Slot::Topic,
            0 => Slot::NameOrTopic,
            _ => Slot::Name,
        });
    }
    if query.format.as_ref().is_some_and(is) {
        return Some(Slot::Form);
    }
    let method = query.method.iter().flat_map(|method| &method.node);
    let outcome = query.outcome.iter().filter_map(|outcome| outcome.path.names.last());
    let order = query.order.iter().filter_map(|order| order.name());
    let mut names = query.by.iter().chain(&query.extras).chain(method).chain(outcome).chain(order);
    if names.any(is) || query.weight.as_ref().is_some_and(is) {
        return Some(Slot::Name);
    }
    of_condition(query.condition.as_ref()?)
}

fn subject(paths: &[Path]) -> Option<Slot> {
    let place = paths.iter().find_map(placeholder_at)?;
    if place > 0 {
        return Some(Slot::Name);
    }
    let others = paths.iter().filter(|path| placeholder_at(path).is_none());
    let others = others.filter_map(|path| path.names.first()).map(|name| name.node.clone());
    Some(Slot::Subject { others: others.collect() })
}

/// Whether the placeholder stands in the condition of a query.
pub fn is_in_condition(query: &Query) -> bool {
    query.condition.as_ref().and_then(of_condition).is_some()
}

fn of_condition(condition: &Condition) -> Option<Slot> {
    let value = |left: &Expression| Some(Slot::Value { field: name_of(left)? });
    match &condition.node {
        ConditionKind::And(parts) | ConditionKind::Or(parts) => parts.iter().find_map(of_condition),
        ConditionKind::Not(part) => of_condition(part),
        ConditionKind::Compare { left, right, .. } => match of_expression(left) {
            true => Some(Slot::Name),
            false => of_expression(right).then(|| value(left)).flatten(),
        },
        ConditionKind::InRange { left, low, high, .. } => match of_expression(left) {
            true => Some(Slot::Name),
            false => (of_expression(low) || of_expression(high)).then(|| value(left)).flatten(),
        },
        ConditionKind::InList { left, items, .. } => match of_expression(left) {
            true => Some(Slot::Name),
            false => items.iter().any(of_expression).then(|| value(left)).flatten(),
        },
        ConditionKind::Contains { left, text, .. } => match of_expression(left) {
            true => Some(Slot::Name),
            false => (text.node == PLACEHOLDER).then(|| value(left)).flatten(),
        },
        ConditionKind::IsMissing { left, .. } | ConditionKind::IsLatest { left } => {
            of_expression(left).then_some(Slot::Name)
        }
        ConditionKind::Flag(name) => is(name).then_some(Slot::Name),
        ConditionKind::Except(labels) => labels.iter().any(is).then_some(Slot::Name),
    }
}

fn of_expression(expression: &Expression) -> bool {
    match &expression.node {
        ExpressionKind::Path(path) => placeholder_at(path).is_some(),
        ExpressionKind::Arithmetic { left, right, .. } => of_expression(left) || of_expression(right),
        ExpressionKind::Call(call) => of_expression(&call.of),
        ExpressionKind::Number(_)
        | ExpressionKind::Years(..)
        | ExpressionKind::Quoted(_)
        | ExpressionKind::Time => false,
    }
}

/// Whether the placeholder is the first name of a path, where a topic may stand.
fn begins_a_path(expression: &Expression) -> bool {
    match &expression.node {
        ExpressionKind::Path(path) => placeholder_at(path) == Some(0),
        ExpressionKind::Arithmetic { left, right, .. } => begins_a_path(left) || begins_a_path(right),
        ExpressionKind::Call(call) => begins_a_path(&call.of),
        ExpressionKind::Number(_)
        | ExpressionKind::Years(..)
        | ExpressionKind::Quoted(_)
        | ExpressionKind::Time => false,
    }
}

/// The slot in the `where` of a function.
fn of_filter(expression: &Expression) -> Option<Slot> {
    match &expression.node {
        ExpressionKind::Call(call) => {
            call.filter.as_ref().and_then(of_condition).or_else(|| of_filter(&call.of))
        }
        ExpressionKind::Arithmetic { left, right, .. } => of_filter(left).or_else(|| of_filter(right)),
        ExpressionKind::Number(_)
        | ExpressionKind::Years(..)
        | ExpressionKind::Path(_)
        | ExpressionKind::Quoted(_)
        | ExpressionKind::Time => None,
    }
}

fn name_of(expression: &Expression) -> Option<String> {
    match &expression.node {
        ExpressionKind::Path(path) => path.names.last().map(|name| name.node.clone()),
        ExpressionKind::Quoted(name) => Some(name.clone()),
        ExpressionKind::Number(_)
        | ExpressionKind::Years(..)
        | ExpressionKind::Time
        | ExpressionKind::Call(_)
        | ExpressionKind::Arithmetic { .. } => None,
    }
}
