//! From known names to queries.

use std::sync::Arc;

use base::suggest::plural;
use data::{Catalog, Role, Topic};
use resolve::quoted;
use syntax::word::Verb;

/// What is known of a text.
#[derive(Debug, Default)]
pub struct Asked {
    /// The verb, or a word that people use for it.
    pub verb: Option<Verb>,
    /// Whether a drawing is wanted.
    pub chart: bool,
    /// Topics, in the order of the text.
    pub topics: Vec<Arc<Topic>>,
    /// Measures, each with a topic that has it.
    pub measures: Vec<(Arc<Topic>, Arc<str>)>,
    /// Labels of cases and keys.
    pub subjects: Vec<Subject>,
    /// A year.
    pub year: Option<String>,
    /// Another number.
    pub number: Option<String>,
}

/// A label, and where it is one.
#[derive(Debug)]
pub struct Subject {
    /// Its main name.
    pub name: Arc<str>,
    /// The fields that hold it.
    pub places: Vec<Place>,
}

/// A field that holds a label.
#[derive(Debug)]
pub struct Place {
    /// The field's topic.
    pub topic: Arc<str>,
    /// The field's role.
    pub role: Role,
}

impl Subject {
    fn role(&self, topic: &Topic) -> Option<Role> {
        self.places.iter().find(|place| place.topic == topic.name).map(|place| place.role)
    }
}

/// Whether a topic is about the cases that another one lists.
fn of_each(topic: &Topic, cases: &Topic) -> bool {
    topic.references.iter().any(|reference| reference.field == topic.case() && reference.topic == cases.name)
}

impl Asked {
    /// The queries that hold these names, the likeliest first.
    pub fn queries(&self, store: &Catalog) -> Vec<String> {
        let topics = self.likely_topics(store);
        let mut queries: Vec<String> = topics.iter().filter_map(|topic| self.on(topic)).collect();
        // What no year has may be there without one.
        if self.year.is_some() {
            let timeless = |query: &String| Some(query.split_once(" where year")?.0.to_owned());
            let more: Vec<String> = queries.iter().filter_map(timeless).collect();
            queries.extend(more);
        }
        queries.extend(self.without_topic().filter(|_| topics.is_empty()));
        queries
    }

    /// The topics that are named, else those that hold all that is.
    fn likely_topics(&self, store: &Catalog) -> Vec<Arc<Topic>> {
        const TRIED: usize = 4;
        let all = || store.entries().filter_map(|entry| entry.topic().ok());
        let holds_all = |topic: &Topic| self.subjects.iter().all(|subject| subject.role(topic).is_some());
        let measured = || self.measures.iter().map(|(topic, _)| topic);
        // `rank cities on rankings`: the first is no topic here, but all cases of one.
        let lists_cases =
            |cases: &Topic| cases.headline.is_empty() && all().any(|topic| of_each(topic, cases));
        let means_all = |cases: &Topic| {
            let others = self.topics.iter().chain(measured());
            self.verb == Some(Verb::Rank) || others.into_iter().any(|topic| of_each(topic, cases))
        };
        let named = self.topics.iter().filter(|topic| !(lists_cases(topic) && means_all(topic)));
        let mut topics: Vec<Arc<Topic>> = named.cloned().collect();
        if topics.is_empty() {
            topics.extend(measured().filter(|topic| holds_all(topic)).cloned());
            topics.extend(measured().cloned());
        }
        if topics.is_empty() {
            let with_key = |topic: &Arc<Topic>| {
                holds_all(topic) && self.subjects.iter().any(|subject| subject.role(topic) == Some(Role::Key))
            };
            topics.extend(all().filter(|topic| with_key(topic)).cloned());
        }
        if topics.is_empty() && self.verb == Some(Verb::Rank) {
            let ranked = |topic: &Arc<Topic>| {
                !topic.headline.is_empty() && self.topics.iter().any(|cases| of_each(topic, cases))
            };
            topics.extend(all().filter(|topic| ranked(topic)).cloned());
        }
        if topics.is_empty() {
            topics.clone_from(&self.topics);
        }
        topics.dedup_by(|a, b| a.name == b.name);
        topics.truncate(TRIED);
        topics
    }

    fn on(&self, topic: &Arc<Topic>) -> Option<String> {
        let with = |role: Role| self.subjects.iter().filter(move |subject| subject.role(topic) == Some(role));
        let list = |role: Role| {
            let names: Vec<String> = with(role).map(|subject| quoted(&subject.name)).collect();
            names.join(", ")
        };
        let (cases, keys) = (list(Role::Case), list(Role::Key));
        let verb = match self.verb {
            None if self.chart => Verb::Trend,
            None if with(Role::Case).count() > 1 => Verb::Compare,
            None => Verb::Show,
            Some(Verb::Compare) if cases.is_empty() => Verb::Show,
            Some(verb) => verb,
        };
        let mut target = topic.name.to_string();
        if let Some(key) = with(Role::Key).next().filter(|_| verb != Verb::Agree) {
            target = format!("{target}.{}", quoted(&key.name));
        }
        if let Some((_, measure)) = self.measures.iter().find(|(other, _)| other.name == topic.name) {
            target = format!("{target}.{measure}");
        }
        let query = match verb {
            Verb::Show | Verb::Trend | Verb::Tabulate | Verb::Compare if cases.is_empty() => {
                format!("{} {target}", verb.name())
            }
            Verb::Show | Verb::Trend | Verb::Tabulate | Verb::Compare => {
                format!("{} {cases} on {target}", verb.name())
            }
            Verb::Rank if cases.is_empty() => {
                format!("rank {} on {target}", plural(&topic.meta(topic.case()).name))
            }
            Verb::Rank => format!("rank {cases} on {target}"),
            Verb::Agree if !keys.is_empty() => format!("agree {keys} on {}", topic.name),
            Verb::Check => format!("check {}", topic.name),
            Verb::Agree | Verb::Match | Verb::Explain => return None,
        };
        let year =
            self.year.iter().filter(|_| verb != Verb::Check).map(|year| format!("where year = {year}"));
        let limit = self.number.iter().filter(|_| verb == Verb::Rank);
        let chart = self.chart.then(|| "as chart".to_owned());
        let clauses = year.chain(limit.map(|number| format!("limit {number}"))).chain(chart);
        Some(clauses.fold(query, |query, clause| format!("{query} {clause}")))
    }

    /// Names alone: the session knows a topic that answers for them.
    fn without_topic(&self) -> Option<String> {
        let names: Vec<String> = self.subjects.iter().map(|subject| quoted(&subject.name)).collect();
        let first = names.first()?;
        Some(match self.verb {
            Some(Verb::Show) => format!("show {first}"),
            None if names.len() == 1 => format!("show {first}"),
            None => format!("compare {}", names.join(", ")),
            Some(verb) => format!("{} {}", verb.name(), names.join(", ")),
        })
    }
}
