//! Trees written as `(verb (clause …))`, without spans: short enough to compare.

use crate::ast::*;

pub fn statement(statement: &Statement) -> String {
    match &statement.node {
        StatementKind::Query(query) => self::query(query),
        StatementKind::Define(define) => {
            let topic = define.topic.iter().map(|name| format!(" in {}", name.node)).collect::<String>();
            format!("(define {}{topic} {})", define.name.node, body(&define.body))
        }
        StatementKind::Load(load) => {
            let name = load.name.iter().map(|name| format!(" as {}", name.node)).collect::<String>();
            let role = |(role, field): &(Name, Name)| format!(" {}={}", role.node, field.node);
            format!("(load {:?}{name}{})", load.path.node, load.roles.iter().map(role).collect::<String>())
        }
        StatementKind::Set(Set { name, value }) => {
            let name = name.iter().map(|name| format!(" {}", name.node)).collect::<String>();
            let value = value.iter().map(|value| format!(" {:?}", value.node)).collect::<String>();
            format!("(set{name}{value})")
        }
        StatementKind::Expect(Expect::Rows(count)) => format!("(expect {} rows)", count.node),
        StatementKind::Expect(Expect::Holds { condition, filter }) => {
            let filter = filter.iter().map(|filter| format!(" where {}", self::condition(filter)));
            format!("(expect {}{})", self::condition(condition), filter.collect::<String>())
        }
        StatementKind::Export(Export { path, force }) => {
            format!("(export {:?}{})", path.node, if *force { " force" } else { "" })
        }
        StatementKind::Describe(name) => format!("(describe {})", name.node),
        StatementKind::Cite(Cite { of, format }) => {
            let topic = match of {
                None => String::new(),
                Some(Cited::Topic(name)) => format!(" {}", name.node),
                Some(Cited::Query(query)) => format!(" {}", self::query(&query.node)),
            };
            let form = format.iter().map(|name| format!(" as {}", name.node)).collect::<String>();
            format!("(cite{topic}{form})")
        }
    }
}

fn query(query: &Query) -> String {
    let mut text = format!("({}", query.verb.node.name());
    let mut add = |word: &str, inside: String| {
        if !inside.is_empty() {
            text += &format!(" ({word} {inside})");
        }
    };
    add("of", paths(&query.names));
    add("on", paths(&query.on));
    if let Some(outcome) = &query.outcome {
        add(
            "for",
            format!(
                "{}{}",
                if outcome.negated { "not " } else { "" },
                outcome.path.names.iter().map(|name| name.node.as_str()).collect::<Vec<_>>().join(".")
            ),
        );
    }
    add("by", names(&query.by));
    add("where", query.condition.as_ref().map(condition).unwrap_or_default());
    add("with", names(&query.extras));
    add("using", query.method.as_ref().map(|method| names(&method.node)).unwrap_or_default());
    let order = |order: &Order| {
        let key = order.name().map_or("(place)", |name| &name.node);
        match order.descending {
            Some(true) => format!("{key} desc"),
            Some(false) => format!("{key} asc"),
            None => key.to_owned(),
        }
    };
    add("order", query.order.iter().map(order).collect::<Vec<_>>().join(", "));
    add("limit", query.limit.map(|limit| limit.node.to_string()).unwrap_or_default());
    add("as", query.format.iter().map(|name| name.node.clone()).collect());
    text + ")"
}

fn body(body: &DefineBody) -> String {
    match body {
        DefineBody::Set(members) => format!("(set {})", paths(members)),
        DefineBody::Condition(condition) => format!("(condition {})", self::condition(condition)),
        DefineBody::Measure(expression) => format!("(measure {})", self::expression(expression)),
    }
}

fn names(names: &[Name]) -> String {
    names.iter().map(|name| name.node.as_str()).collect::<Vec<_>>().join(", ")
}

fn path(path: &Path) -> String {
    path.names.iter().map(|name| name.node.as_str()).collect::<Vec<_>>().join(".")
}

fn paths(paths: &[Path]) -> String {
    paths.iter().map(path).collect::<Vec<_>>().join(", ")
}

fn condition(condition: &Condition) -> String {
    let negation = |negated: &bool| if *negated { "not " } else { "" };
    match &condition.node {
        ConditionKind::And(parts) => {
            format!("(and {})", parts.iter().map(self::condition).collect::<Vec<_>>().join(" "))
        }
        ConditionKind::Or(parts) => {
            format!("(or {})", parts.iter().map(self::condition).collect::<Vec<_>>().join(" "))
        }
        ConditionKind::Not(part) => format!("(not {})", self::condition(part)),
        ConditionKind::Compare { left, operator, right } => {
            format!("({:?} {} {})", operator.node, expression(left), expression(right))
        }
        ConditionKind::InRange { left, low, high, negated } => {
            format!(
                "({}range {} {} {})",
                negation(negated),
                expression(left),
                expression(low),
                expression(high)
            )
        }
        ConditionKind::InList { left, items, negated } => {
            let items = items.iter().map(expression).collect::<Vec<_>>().join(" ");
            format!("({}in {} {items})", negation(negated), expression(left))
        }
        ConditionKind::IsMissing { left, negated } => {
            format!("({}missing {})", negation(negated), expression(left))
        }
        ConditionKind::IsLatest { left } => format!("(latest {})", expression(left)),
        ConditionKind::Contains { left, text, negated } => {
            let not = if *negated { "not-" } else { "" };
            format!("({not}contains {} {:?})", expression(left), text.node)
        }
        ConditionKind::Flag(name) => name.node.clone(),
        ConditionKind::Except(labels) => format!("(except {})", names(labels)),
    }
}

fn expression(expression: &Expression) -> String {
    match &expression.node {
        ExpressionKind::Number(number) => number.to_string(),
        ExpressionKind::Years(from, to) => format!("{from}-{to}"),
        ExpressionKind::Path(path) => self::path(path),
        ExpressionKind::Quoted(text) => format!("{text:?}"),
        ExpressionKind::Time => "(time)".to_owned(),
        ExpressionKind::Call(call) => {
            let number = call.number.iter().map(|number| format!(" {number}"));
            let filter = call.filter.iter().map(|filter| format!(" (where {})", condition(filter)));
            let of = self::expression(&call.of);
            format!("({} {of}{})", call.function.node.name(), number.chain(filter).collect::<String>())
        }
        ExpressionKind::Arithmetic { left, operator, right } => {
            format!("({:?} {} {})", operator.node, self::expression(left), self::expression(right))
        }
    }
}
