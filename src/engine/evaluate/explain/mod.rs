//! `explain`: what goes with the outcome, and how little that may mean.

mod difference;
mod diversity;
mod mill;
mod qca;
use super::case_matrix::Cases;
use super::dates;
use super::error::EvalError;
use super::left_out;
use super::sources;
use answer::{Answer, Cell, Head, Kind, Table};
use base::suggest::typed;
use query::{Explain, Explained, Explanation, Query};
use select::select;
use stats::truth_table::configuration;
use syntax::word::Verb;

/// The most cases that a chart draws one by one.
const MOST_DRAWN: usize = 200;

/// Answers `explain`.
///
/// # Errors
///
/// The outcome does not vary, or there is no exact formula in reasonable time.
pub fn evaluate(query: &Query, explain: &Explain) -> Result<Answer, EvalError> {
    let cells = select(&explain.selection)?;
    let mut cases = Cases::new(&explain.selection, &cells)?;
    let mut left_out = cases.complete();
    if cases.names.is_empty() && !left_out.is_empty() {
        let topic = typed(&explain.selection.topic.name);
        return Err(EvalError::NoneKnown { topic, cases: left_out.len() });
    }
    left_out.extend(left_out::unknown(&explain.selection, &cells));
    if explain.by == Explanation::Difference {
        cases.check_pairs()?;
    }
    let coded = Coded::new(explain, &cases);
    coded.check(explain)?;
    let title = format!("{}: what goes with {}", explain.selection.topic.title, coded.outcome_name);
    let mut answer = Answer::new(query.text.clone(), Verb::Explain, title);
    answer.left_out = left_out;
    match &explain.columns {
        Explained::Truth(columns) => qca::tell_truth_table(explain, columns, &coded, &mut answer)?,
        Explained::Factors(columns) => mill::tell_factors(explain, columns, &coded, &mut answer),
    }
    if explain.cases {
        answer.tables.push(coded.table());
    }
    // A truth table has its cases; of more than these no picture could be read.
    let factors = matches!(explain.columns, Explained::Factors(_));
    answer.cases = (factors && coded.names.len() <= MOST_DRAWN).then(|| coded.table());
    diversity::tell_diversity(&coded, &mut answer);
    answer.notes.extend(dates::note_of_conditions(&explain.selection, &cells));
    answer.sources = sources::lines(&explain.selection, &cells);
    super::finish::rows(&mut answer, &query.finish, None);
    Ok(answer)
}

/// The cases as yes and no.
struct Coded {
    names: Vec<String>,
    conditions: Vec<String>,
    values: Vec<Vec<bool>>,
    /// Whether each case has what is to be explained.
    outcome: Vec<bool>,
    /// `SURV`, `~SURV`
    outcome_name: String,
}

impl Coded {
    fn new(explain: &Explain, cases: &Cases) -> Self {
        let mut values = cases.yes_or_no();
        let outcome = values.iter_mut().map(|values| values.pop() == Some(!explain.negated)).collect();
        let mut conditions: Vec<String> =
            explain.selection.measures.iter().map(|measure| measure.meta.name.to_string()).collect();
        let outcome_name = conditions.pop().unwrap_or_default();
        Self {
            names: cases.names.clone(),
            conditions,
            values,
            outcome,
            outcome_name: literal(&outcome_name, !explain.negated),
        }
    }

    /// Refuses an outcome that does not vary; agreement alone can do without cases that lack it.
    fn check(&self, explain: &Explain) -> Result<(), EvalError> {
        let with = self.outcome.iter().filter(|&&outcome| outcome).count();
        let all = self.names.len();
        let alone = explain.by == Explanation::Agreement && with > 0;
        let (cases, have) = match with {
            0 => ("no case".to_owned(), "has"),
            _ if with == all && !alone => (format!("all {all} cases"), "have"),
            _ => return Ok(()),
        };
        Err(EvalError::OneSided { cases, have, outcome: self.outcome_name.clone() })
    }

    /// Each case as a row of the truth table.
    fn configurations(&self) -> Vec<(u32, bool)> {
        let rows = self.values.iter().map(|values| configuration(values));
        rows.zip(self.outcome.iter().copied()).collect()
    }

    /// The names of some cases.
    fn named(&self, cases: impl IntoIterator<Item = usize>) -> Vec<std::sync::Arc<str>> {
        cases.into_iter().map(|case| self.names[case].as_str().into()).collect()
    }

    /// `with cases`: every case as it was coded.
    fn table(&self) -> Table {
        let mut heads = vec![Head::computed("case", Kind::Key)];
        heads.extend(self.conditions.iter().map(|name| Head::new(name.as_str(), Kind::Text)));
        heads.push(Head::new(self.outcome_name.as_str(), Kind::Text));
        let mut table = Table::new("cases", heads);
        for ((name, values), outcome) in self.names.iter().zip(&self.values).zip(&self.outcome) {
            let mut row = vec![Cell::text(name.as_str())];
            row.extend(values.iter().chain([outcome]).map(|&value| Cell::text(yes(value))));
            table.rows.push(row);
        }
        table
    }
}

/// `STB`, `~STB`
fn literal(name: &str, present: bool) -> String {
    if present { name.to_owned() } else { format!("~{name}") }
}

fn yes(value: bool) -> &'static str {
    if value { "yes" } else { "no" }
}
