//! A resolved query in words: what the engine is asked, and what the verb does with it.

use std::fmt::Write;

use data::DataError;
use query::{Aggregate, Ask, Formula, Grouping, Origin, Query, Reading, Test, TestKind, Variable};
use select::Cells;

/// The resolved query: topic, tests, keys and measures, and what happens to the finished rows.
///
/// # Errors
///
/// What keeps the names of its subjects from being read.
pub fn query(query: &Query) -> Result<String, DataError> {
    let mut text = format!("verb       {}\n", query.ask.verb().name());
    if let Ask::Check(check) = &query.ask {
        let rules = check.topics.iter().map(|examined| examined.rules.len()).sum();
        let topics = base::suggest::count(check.topics.len(), "topic");
        text += &format!("claims     every one, of {topics}\n");
        text += &format!("rules      {} that the packages declare\n", base::suggest::count(rules, "check"));
        return Ok(text);
    }
    let Some(selection) = crate::selection(query) else {
        text.push_str("catalogue  no selection is needed\n");
        return Ok(text);
    };
    let mut line = |name: &str, value: String| {
        if !value.is_empty() {
            let _ = writeln!(text, "{name:<11}{value}");
        }
    };
    line("topic", selection.topic.name.to_string());
    line("about", tests(&selection.about));
    line("where", tests(&selection.filter));
    line("keys", list(&selection.keys));
    line("measures", list(&selection.measures));
    line("aggregate", grouping(&selection.grouping));
    line(
        "reading",
        match selection.reading {
            Reading::Preferred => "the preferred claim on each fact".into(),
            Reading::Instead(status) => format!("{} claims in place of preferred ones", status.word()),
            Reading::All => "every claim".into(),
        },
    );
    if let Ask::Compare(compare) = &query.ask {
        line(
            "align",
            format!(
                "one row a question, one column each of {}",
                compare.subjects.labels(&selection.topic)?.join(", ")
            ),
        );
    }
    line("then", finish(query));
    Ok(text)
}

/// What came out of the waist: how many rows, of how many columns, and what was left aside.
pub fn cells(cells: &Cells) -> String {
    format!(
        "{} rows of {} keys and {} measures; {} rows left aside by the condition; {} places cited",
        cells.rows,
        cells.keys.len(),
        cells.measures.len(),
        cells.dropped.rows.iter().sum::<usize>(),
        cells.cited.len()
    )
}

fn finish(query: &Query) -> String {
    let finish = &query.finish;
    let mut parts = Vec::new();
    if !finish.rows.is_empty() {
        parts.push(format!("{} on computed columns", base::suggest::count(finish.rows.len(), "condition")));
    }
    for order in &finish.order {
        let name = &query.ask.heads().head(order.column).name;
        parts.push(format!("order by {name}{}", if order.descending { " desc" } else { "" }));
    }
    parts.extend(finish.limit.map(|limit| format!("limit {limit}")));
    parts.join(", ")
}

fn list(variables: &[Variable]) -> String {
    variables.iter().map(variable).collect::<Vec<_>>().join(", ")
}

fn variable(variable: &Variable) -> String {
    let name = &variable.meta.name;
    let level = variable.meta.level.word();
    match &variable.origin {
        Origin::Field(_) | Origin::Years | Origin::Decade => format!("{name} ({level})"),
        Origin::Through { topic, .. } => format!("{name} ({level}, through `{}`)", topic.name),
        Origin::Formula(inner) => format!("{name} = {}", formula(inner)),
        Origin::Condition(test) => format!("{name} = ({})", test.text),
    }
}

fn formula(inner: &Formula) -> String {
    match inner {
        Formula::Number(value) => value.to_string(),
        Formula::Variable(variable) => variable.meta.name.to_string(),
        Formula::Binary(left, sign, right) => {
            format!("({} {} {})", formula(left), sign.sign(), formula(right))
        }
        Formula::Unary(how, of) => format!("{how:?} of {}", formula(of)),
        Formula::Summary(summary) => {
            let filter = summary.filter.iter().map(|filter| format!(" where {}", test(filter)));
            let (how, of) = (summary.how.word(), formula(&summary.of));
            format!("{how}({of}{}) within ({})", filter.collect::<String>(), list(&summary.within))
        }
        Formula::Earlier(earlier) => {
            let (of, within) = (formula(&earlier.of), list(&earlier.within));
            format!("{of} {} before, within ({within})", base::suggest::count(earlier.years as usize, "year"))
        }
        Formula::Place(place) => {
            format!("the place by {} within ({})", formula(&place.of), list(&place.within))
        }
    }
}

fn tests(all: &[Test]) -> String {
    all.iter().map(test).collect::<Vec<_>>().join(" and ")
}

fn test(test: &Test) -> String {
    let join = |tests: &[Test], word: &str| {
        format!("({})", tests.iter().map(self::test).collect::<Vec<_>>().join(word))
    };
    match &test.kind {
        TestKind::And(tests) => join(tests, " and "),
        TestKind::Or(tests) => join(tests, " or "),
        TestKind::Not(test) => format!("not {}", self::test(test)),
        TestKind::Label { variable, codes } => format!("{} is label {codes:?}", variable.meta.name),
        TestKind::Word { variable, words } | TestKind::Member { variable, words } => {
            format!("{} holds {}", variable.meta.name, words.join(", "))
        }
        TestKind::Step { variable, operator, code } => {
            format!("{} {} step {code} of {}", variable.meta.name, operator.sign(), variable.meta.scale.len())
        }
        TestKind::Number { left, operator, right } => {
            format!("{} {} {}", formula(left), operator.sign(), formula(right))
        }
        TestKind::Years { variable, span } => format!("{} shares a year with {span}", variable.meta.name),
        TestKind::Contains { variable, text } => format!("{} contains \"{text}\"", variable.meta.name),
        TestKind::Missing(variable) => format!("{} is missing", variable.meta.name),
    }
}

fn grouping(grouping: &Grouping) -> String {
    let Some(aggregates) = grouping.aggregates() else { return "none: one row out for each row in".into() };
    let mut words: Vec<&str> = Vec::new();
    for how in &aggregates.how {
        let word = if *how == Aggregate::Count { "count of rows" } else { how.word() };
        if !words.contains(&word) {
            words.push(word);
        }
    }
    let weight = aggregates.weight.as_ref().map(|weight| format!(", weighted by {}", weight.meta.name));
    words.join(", ") + &weight.unwrap_or_default()
}
