//! `check`: can the figures be believed? A file a kind of check; each computes what the figures must be, and compares.

mod evidence;

mod finding;

mod rounding;

mod sum;

mod share;

mod order;

mod relation;

mod span;

mod count;

mod rivals;

mod unit;

mod coverage;

mod claims;

#[cfg(test)]
mod tests;

pub use claims::{Judgement, claims};

use evidence::Evidence;
use finding::{Finding, Row};
use relation::Relation;

use super::finish;
use answer::Answer;
use data::DataError;
use query::{Check, Examined, Query, Question, Rule};
use syntax::word::Verb;

/// Answers `check`.
///
/// # Errors
///
/// What keeps a topic from being read.
pub fn evaluate(query: &Query, check: &Check) -> Result<Answer, DataError> {
    let evidence = check.topics.iter().map(|examined| Evidence::new(&examined.selection));
    let evidence: Vec<Evidence> = evidence.collect::<Result<_, _>>()?;
    let mut answer = Answer::new(query.text.clone(), Verb::Check, title(check));
    let mut findings = match &check.question {
        Question::Figures => wanted(check, &evidence, figures(&check.topics, &evidence)),
        Question::Coverage(covers) => {
            covers.iter().flat_map(|cover| coverage::find(&evidence, cover)).collect()
        }
    };
    base::order::sort_by_key(&mut findings, |finding| finding.verdict);
    finding::report(&mut answer, check, &evidence, &findings, &query.finish.rows);
    finish::rows(&mut answer, &query.finish, None);
    finding::remarks(&mut answer, check, findings.is_empty());
    Ok(answer)
}

/// All that the figures say of each other.
fn figures(topics: &[Examined], evidence: &[Evidence]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, examined) in topics.iter().enumerate() {
        for rule in &examined.rules {
            findings.extend(apply(rule, evidence, at));
        }
        findings.extend(rivals::find(evidence, at));
        findings.extend(unit::find(evidence, at));
    }
    findings
}

fn apply(rule: &Rule, all: &[Evidence], at: usize) -> Vec<Finding> {
    match rule {
        Rule::PartSum { parts, total, joined, only } => sum::find(all, at, *parts, *total, joined, only),
        Rule::ShareSum { share, within } => share::sums(all, at, *share, within),
        Rule::Share { share, count, total, within } => {
            share::of_counts(all, at, *share, *count, *total, within)
        }
        Rule::Order { of, by, descending, within, only } => {
            order::find(all, at, *of, *by, *descending, within, only)
        }
        Rule::Compare { of, operator, with, joined, only, against } => {
            let (of, operator, with) = (*of, *operator, *with);
            relation::compare(all, at, &Relation { of, operator, with, joined, only, against })
        }
        Rule::Arithmetic { of, left, sign, right } => {
            relation::arithmetic(all, at, *of, *left, *sign, *right)
        }
        Rule::Within { of, joined } => span::within(all, at, *of, joined),
        Rule::Disjoint { within } => span::disjoint(all, at, within),
        Rule::Count { of, joined, only, also } => count::rows(all, at, *of, joined, only, also.as_ref()),
        Rule::SetSize { of, set } => count::members(all, at, *of, *set),
        Rule::Same { of, within } => rivals::same(all, at, *of, within),
    }
}

/// The findings on the topics and the cases that are asked for, and all that is said of the figures these test.
fn wanted(check: &Check, evidence: &[Evidence], findings: Vec<Finding>) -> Vec<Finding> {
    if check.asked.is_empty() {
        return findings;
    }
    let about = |row: &Row| {
        let code = |id| evidence[row.topic].code(id, row.row);
        check.asked.contains(&row.topic)
            && check.about.iter().all(|(id, codes)| code(*id).is_some_and(|code| codes.contains(&code)))
    };
    let direct: Vec<bool> = findings.iter().map(|finding| finding.rows.iter().any(&about)).collect();
    let fact = |row: &Row| (row.topic, evidence[row.topic].fact(row.row));
    let tested: Vec<_> = findings
        .iter()
        .zip(&direct)
        .filter(|(_, direct)| **direct)
        .filter_map(|(finding, _)| finding.stated_in.as_ref().map(fact))
        .collect();
    let related =
        |finding: &Finding| finding.stated_in.as_ref().is_some_and(|row| tested.contains(&fact(row)));
    let keep: Vec<bool> =
        findings.iter().zip(&direct).map(|(finding, &direct)| direct || related(finding)).collect();
    findings.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(finding, _)| finding).collect()
}

fn title(check: &Check) -> String {
    let names: Vec<&str> = check.asked.iter().map(|&at| &*check.topics[at].selection.topic.title).collect();
    match (&check.question, names.as_slice()) {
        (Question::Coverage(_), _) => "Questions that are answered for one case only".into(),
        (_, []) => "Figures that can be tested, in all topics".into(),
        (_, names) => format!("{}: figures that can be tested", names.join(", ")),
    }
}
