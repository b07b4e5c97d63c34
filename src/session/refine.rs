//! A line that begins with a clause changes the last query: `where year = 2019`, `as chart`, `and Tokyo`.

use base::source::{Source, Span};
use syntax::ast::{Clause, Condition, ConditionKind, Query, StatementKind};

use super::Session;

/// The word that adds a name or a condition.
const AND: &str = "and";

impl Session {
    /// The last query with the change that a line asks for; nothing where it asks for none.
    pub fn refined(&self, line: &str) -> Option<String> {
        let line = line.trim();
        let text = self.last()?.query.clone();
        let last = query_of(&text)?;
        match rest_of(line, AND) {
            Some(more) => {
                let with_name = added_name(&text, &last, more).filter(|text| self.works(text));
                with_name.or_else(|| added_condition(&text, &last, more))
            }
            // What cannot be read is told of the whole query.
            None => clause_of(line)
                .and_then(|_| changed(&text, &last, line).or_else(|| Some(format!("{text} {line}")))),
        }
    }

    /// The last query without what a line would change, for those who complete the line.
    pub fn refining(&self, line: &str) -> Option<String> {
        let text = self.last()?.query.clone();
        let last = query_of(&text)?;
        Some(replaced(&text, &last, clause_of(line)?, ""))
    }

    fn works(&self, text: &str) -> bool {
        self.check(&Source::new("refined", text), Span::new(0, text.len())).is_ok()
    }
}

/// A query, if a text is one.
fn query_of(text: &str) -> Option<Query> {
    let statement = syntax::statement(text, Span::new(0, text.len())).ok()?;
    match statement.node {
        StatementKind::Query(query) => Some(query),
        StatementKind::Define(_)
        | StatementKind::Load(_)
        | StatementKind::Set(_)
        | StatementKind::Expect(_)
        | StatementKind::Export(_)
        | StatementKind::Cite(_)
        | StatementKind::Describe(_) => None,
    }
}

/// The clause with which a line begins.
fn clause_of(line: &str) -> Option<Clause> {
    Clause::ALL.into_iter().find(|clause| rest_of(line, clause.keyword()).is_some())
}

/// What stands behind a word with which a line begins.
fn rest_of<'l>(line: &'l str, word: &str) -> Option<&'l str> {
    let begin = line.get(..word.len()).filter(|begin| begin.eq_ignore_ascii_case(word))?;
    let rest = &line[begin.len()..];
    rest.starts_with(char::is_whitespace).then(|| rest.trim_start())
}

/// The query with the clauses of a line in place of its own.
fn changed(text: &str, last: &Query, line: &str) -> Option<String> {
    let verb = last.verb.node.name();
    // A query of nothing but these clauses.
    let on = if rest_of(line, Clause::On.keyword()).is_some() { "" } else { " on x" };
    let before = format!("{verb} x{on} ");
    let alone = format!("{before}{line}");
    let query = query_of(&alone)?;
    let clauses = query.clauses.iter().filter(|clause| clause.span.start >= before.len());
    let mut changed = text.trim().to_owned();
    let mut any = false;
    for clause in clauses {
        let before = query_of(&changed)?;
        changed = replaced(&changed, &before, clause.node, clause.span.of(&alone).trim());
        any = true;
    }
    any.then_some(changed)
}

/// A query with a clause in place of those that say the same; at its end where there are none.
fn replaced(text: &str, query: &Query, clause: Clause, with: &str) -> String {
    let same = query.clauses.iter().filter(|other| replaces(clause, other.node));
    let mut gone: Vec<Span> = same.map(|other| other.span).collect();
    gone.sort_unstable_by_key(|span| span.start);
    let (mut parts, mut end) = (Vec::new(), 0);
    for (at, span) in gone.iter().enumerate() {
        parts.push(text.get(end..span.start).unwrap_or_default());
        parts.extend((at == 0).then_some(with));
        end = span.end;
    }
    parts.push(text.get(end..).unwrap_or_default());
    parts.extend(gone.is_empty().then_some(with));
    let parts: Vec<&str> = parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

/// Whether a clause takes the place of another: the same, or one that says the same in other words.
fn replaces(clause: Clause, other: Clause) -> bool {
    let ends = [Clause::Top, Clause::Bottom, Clause::Limit];
    clause == other
        || Clause::TIME.contains(&clause) && Clause::TIME.contains(&other)
        || ends.contains(&clause) && ends.contains(&other)
}

/// The query about one more case.
fn added_name(text: &str, last: &Query, more: &str) -> Option<String> {
    let end = last.names.last()?.span.end;
    let (head, tail) = (text.get(..end)?, text.get(end..)?);
    Some(format!("{head}, {more}{tail}"))
}

/// The query with one more condition.
fn added_condition(text: &str, last: &Query, more: &str) -> Option<String> {
    let test = query_of(&format!("{} x on x where {more}", last.verb.node.name()))?.condition?;
    let more = if is_loose(&test) { format!("({more})") } else { more.to_owned() };
    let (Some(place), Some(before)) = (last.place(Clause::Where), &last.condition) else {
        return Some(format!("{} where {more}", text.trim()));
    };
    let (head, tail) = (text.get(..place.start)?, text.get(place.end..)?);
    let written = place.of(text);
    let test = written.get(Clause::Where.keyword().len()..)?.trim();
    let test = if is_loose(before) { format!("({test})") } else { test.to_owned() };
    Some(format!("{head}where {test} and {more}{tail}"))
}

/// Whether `and` would take a part out of a condition.
fn is_loose(condition: &Condition) -> bool {
    matches!(condition.node, ConditionKind::Or(_))
}
