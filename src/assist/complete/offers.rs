//! What can stand in a slot. Only what there are data for is offered.

use std::sync::Arc;

use super::labels::labels;
use super::probe::{fits, understood};
use super::slot::{self, Slot};
use super::values::values;
use super::{Candidate, about, begins, files};
use base::suggest::count;
use data::{Direction, FieldId, Level, Role, Topic};
use output::render::Format;
use resolve::lists;
use session::Session;
use session::lookup::{count_filled, covered_years};
use session::settings;
use syntax::ast::{Function, Statement, StatementKind, Verb};

/// The names for a slot that begin with what is typed.
pub fn offer(
    session: &Session,
    statement: &Statement,
    before: &str,
    slot: &Slot,
    typed: &str,
) -> Vec<Candidate> {
    let plain = |words: &[&str]| words.iter().map(|word| about::candidate(word)).collect::<Vec<_>>();
    let mut candidates = match slot {
        Slot::Subject { others } => return subjects(session, before, others, typed),
        Slot::Topic => topics(session, statement, before),
        Slot::NameOrTopic => {
            let mut names = understood_names(session, statement, before);
            names.extend(functions(statement));
            names.extend(session.topics().filter_map(topic));
            names
        }
        Slot::Value { field } => values(session, statement, before, field, typed),
        Slot::Name => {
            understood_names(session, statement, before).into_iter().chain(functions(statement)).collect()
        }
        Slot::Form => Format::ALL.map(|format| about::candidate(format.word())).into(),
        Slot::Citation => plain(&["text", "bibtex", "csl"]),
        Slot::Setting => settings::list()
            .map(|(name, values)| Candidate::new(name.trim_start_matches("set "), values))
            .collect(),
        Slot::SettingValue { name } => plain(settings::values(name)),
        Slot::Column { path } => {
            files::heading(path).iter().map(|column| Candidate::new(column, "")).collect()
        }
        Slot::Role => plain(&[Role::Case, Role::Key, Role::Time, Role::Measure, Role::Note].map(Role::word)),
    };
    candidates.retain(|candidate| begins(&candidate.name, typed));
    candidates
}

/// The functions, where a figure is defined or tested.
fn functions(statement: &Statement) -> Vec<Candidate> {
    let all = || {
        let candidate =
            |function: Function| Candidate::new(format!("{}(", function.name()), function.about());
        Function::ALL.map(candidate).into()
    };
    match &statement.node {
        StatementKind::Define(define) if define.topic.is_some() => all(),
        StatementKind::Query(query) if slot::is_in_condition(query) => all(),
        StatementKind::Query(_)
        | StatementKind::Define(_)
        | StatementKind::Load(_)
        | StatementKind::Set(_)
        | StatementKind::Expect(_)
        | StatementKind::Export(_)
        | StatementKind::Describe(_)
        | StatementKind::Cite(_) => Vec::new(),
    }
}

/// Topics, fields and labels: what `describe` knows.
pub fn anything(session: &Session, typed: &str) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = session.topics().filter_map(topic).collect();
    candidates.retain(|candidate| begins(&candidate.name, typed));
    if !typed.is_empty() {
        candidates.extend(labels(session.store(), &[], typed).unwrap_or_default());
        let fields = session.topics().flat_map(|topic| topic.fields.clone());
        for field in fields.filter(|field| !field.role.is_provenance() && begins(&field.name, typed)) {
            if !candidates.iter().any(|candidate| candidate.name == *field.name) {
                candidates.push(Candidate::new(&*field.name, "field"));
            }
        }
    }
    candidates
}

/// Labels of cases and keys, and the topics that a verb takes alone.
fn subjects(session: &Session, before: &str, others: &[String], typed: &str) -> Vec<Candidate> {
    let mut candidates = labels(session.store(), others, typed).unwrap_or_default();
    // `check wdi, vdem`
    if others.iter().all(|other| session.store().entry(other).is_some()) {
        let mut topics: Vec<Candidate> = session.topics().filter_map(topic).collect();
        topics
            .retain(|topic| begins(&topic.name, typed) && fits(session, &format!("{before}{}", topic.name)));
        // Without a letter typed, the best known cases are enough.
        if typed.is_empty() {
            candidates.truncate(12);
        }
        // `compare Beijing, Seoul on …` begins with names, `show topics` does not.
        let names_first = place_verb(before).is_some_and(|verb| verb.example().contains(", "));
        let at = if names_first && !candidates.is_empty() { candidates.len() } else { 0 };
        candidates.splice(at..at, topics);
    }
    if let Some(verb) = place_verb(before).filter(|_| others.is_empty()) {
        let lists = lists(verb).iter().filter(|list| begins(list, typed));
        candidates.splice(0..0, lists.map(|list| Candidate::new(*list, "")));
    }
    // Who compares groups by a field types more of its name than the first letter.
    if others.is_empty() && candidates.is_empty() && !typed.is_empty() {
        candidates.extend(groupings(session, typed));
    }
    let sets = session.definitions().filter(|(name, _)| begins(name, typed));
    candidates.extend(sets.map(|(name, text)| Candidate::new(name, text)));
    candidates
}

/// The fields that make groups of cases: `compare continent`.
fn groupings(session: &Session, typed: &str) -> Vec<Candidate> {
    let mut names: Vec<Arc<str>> = Vec::new();
    for topic in session.topics() {
        let makes = |id: &FieldId| {
            let meta = topic.meta(*id);
            meta.role == Role::Measure && meta.level == Level::Nominal && begins(&meta.name, typed)
        };
        for id in (0..topic.fields.len()).map(FieldId).filter(makes) {
            let name = &topic.meta(id).name;
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
    }
    names.into_iter().map(|name| Candidate::new(&*name, "its labels are groups of cases")).collect()
}

fn place_verb(before: &str) -> Option<Verb> {
    Verb::of(before.split_whitespace().next()?)
}

/// The topics that can answer the statement so far, all of them when none can; but what stands after the `on` of some
/// verbs is no topic.
fn topics(session: &Session, statement: &Statement, before: &str) -> Vec<Candidate> {
    let understood = understood_names(session, statement, before);
    let all: Vec<Candidate> = session.topics().filter_map(topic).collect();
    let is_topic = |name: &Candidate| all.iter().any(|topic| topic.name == name.name);
    if !understood.is_empty() && !understood.iter().any(is_topic) {
        return understood;
    }
    let fitting = all.iter().filter(|topic| fits(session, &format!("{before}{}", topic.name)));
    let mut fitting: Vec<Candidate> = fitting.cloned().collect();
    if let StatementKind::Query(_) = statement.node {
        fitting.extend(sets_of_topics(session, before));
    }
    if fitting.is_empty() { all } else { fitting }
}

/// The defined names that stand for topics.
fn sets_of_topics(session: &Session, before: &str) -> impl Iterator<Item = Candidate> {
    let sets = session.definitions().map(|(name, text)| Candidate::new(name, text));
    sets.filter(move |set| fits(session, &format!("{before}{}", set.name)))
}

fn topic(topic: &Arc<Topic>) -> Option<Candidate> {
    // What cannot be read is not offered.
    let (rows, years) = (topic.preferred().ok()?.count(), covered_years(topic).ok()?);
    let years = years.map_or_else(String::new, |years| format!(" · {years}"));
    (rows > 0)
        .then(|| Candidate::new(&*topic.name, format!("{} · {}{years}", topic.title, count(rows, "row"))))
}

/// What the resolver would have understood in place of the placeholder.
pub fn understood_names(session: &Session, statement: &Statement, before: &str) -> Vec<Candidate> {
    let topic = topic_of(session, statement);
    let names = understood(session, before);
    let about = |name: &String| match topic.as_ref().and_then(|topic| Some((topic, topic.field(name)?))) {
        Some((topic, id)) => {
            let (filled, all) = (count_filled(topic, id).ok()?, topic.preferred().ok()?.count());
            (filled > 0).then(|| Candidate::new(name, field_about(topic, id, filled, all)))
        }
        None => Some(about::candidate(name)),
    };
    names.iter().filter_map(about).collect()
}

fn field_about(topic: &Topic, id: FieldId, filled: usize, all: usize) -> String {
    let meta = topic.meta(id);
    let direction = match meta.direction {
        Some(Direction::Higher) => ", higher is better",
        Some(Direction::Lower) => ", lower is better",
        None => "",
    };
    format!("{}{direction} · {filled} of {}", meta.level.word(), count(all, "row"))
}

/// The topic that a statement is on, or that stands alone behind its verb.
pub fn topic_of(session: &Session, statement: &Statement) -> Option<Arc<Topic>> {
    let names: Vec<&str> = match &statement.node {
        StatementKind::Query(query) => {
            let paths = query.on.iter().chain(&query.names);
            paths.filter_map(|path| path.names.first()).map(|name| name.node.as_str()).collect()
        }
        StatementKind::Define(define) => define.topic.iter().map(|name| name.node.as_str()).collect(),
        StatementKind::Load(_)
        | StatementKind::Set(_)
        | StatementKind::Expect(_)
        | StatementKind::Export(_)
        | StatementKind::Describe(_)
        | StatementKind::Cite(_) => Vec::new(),
    };
    names.into_iter().find_map(|name| session.store().topic(name)?.ok().cloned())
}
