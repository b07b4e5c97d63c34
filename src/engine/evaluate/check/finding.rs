//! One finding of a check, and the table that findings make.

use std::sync::Arc;

use super::evidence::Evidence;
use crate::finish::passes;
use answer::schema::CheckColumn;
use answer::{self, Answer, Cell, SourceLine, Table};
use base::suggest::count;
use data::{Status, Value};
use query::{Check, Question, RowTest};

/// What a check comes to, worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The stated figure cannot be right if the others are.
    Refuted,
    /// Two figures stand against each other, and nothing is computed that decides.
    Differs,
    /// What is needed to decide is missing, bounded, or points both ways.
    Open,
    /// Only one of the cases is asked.
    OneCaseOnly,
    /// The figure fits.
    Holds,
}

impl Verdict {
    const ALL: [Self; 5] = [Self::Refuted, Self::Differs, Self::Open, Self::OneCaseOnly, Self::Holds];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Refuted => "refuted",
            Self::Differs => "differs",
            Self::Open => "open",
            Self::OneCaseOnly => "answered for one case only",
            Self::Holds => "holds",
        }
    }

    /// What a claim comes to that does or does not fit. An inferred figure is printed nowhere and rests on another
    /// reading: it can differ, but there is nothing to refute.
    pub fn of(fits: bool, status: Status) -> Self {
        match (fits, status) {
            (true, _) => Self::Holds,
            (false, Status::Inferred) => Self::Differs,
            (false, _) => Self::Refuted,
        }
    }
}

/// A row of a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which topic.
    pub topic: usize,
    /// Which row.
    pub row: usize,
}

/// One thing a check has found.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The kind of check.
    pub check: &'static str,
    /// What it is about.
    pub about: String,
    /// The figure that is tested.
    pub stated: Value,
    /// The claim that states it; none where a whole list is tested.
    pub stated_in: Option<Row>,
    /// What it must be.
    pub computed: Value,
    /// What it comes to.
    pub verdict: Verdict,
    /// Why.
    pub reason: String,
    /// Every row that takes part.
    pub rows: Vec<Row>,
}

/// Puts the findings into an answer: a table, their number for each verdict, the sources of those that are wanted.
pub fn report(
    answer: &mut Answer,
    check: &Check,
    evidence: &[Evidence],
    findings: &[Finding],
    wanted: &[RowTest],
) {
    let mut table = Table::new("findings", check.columns.heads().clone());
    for finding in findings {
        let place = finding.stated_in.map(|row| evidence[row.topic].place_and_status(row.row));
        let cell = |column| match column {
            CheckColumn::Check => Cell::text(finding.check),
            CheckColumn::Finding => Cell::text(finding.about.as_str()),
            CheckColumn::Stated => Cell::new(finding.stated.clone()),
            CheckColumn::Place => Cell::text(place.clone().unwrap_or_default()),
            CheckColumn::Computed => Cell::new(finding.computed.clone()),
            CheckColumn::Verdict => Cell::text(finding.verdict.word()),
            CheckColumn::Reason => Cell::text(finding.reason.as_str()),
        };
        table.rows.push(check.columns.columns().map(cell).collect());
    }
    let shown = |row: &usize| wanted.iter().all(|test| passes(&table, *row, test, None) == Some(true));
    let cited = (0..findings.len()).filter(shown).filter_map(|row| findings[row].stated_in);
    answer.sources = sources(check, evidence, cited);
    answer.tables.push(table);
    answer.findings.push(counts(findings));
}

/// What the reader should know beside the findings.
pub fn remarks(answer: &mut Answer, check: &Check, nothing: bool) {
    match check.question {
        Question::Figures if nothing => answer.notes.push(
            "Nothing here can be tested: no fact has a second claim, and the package declares no `juxta:checks`.".into(),
        ),
        Question::Figures => {}
        Question::Coverage(_) => answer
            .notes
            .push("A question that is answered for one case only cannot be compared; it is not a 0.".into()),
    }
}

fn counts(findings: &[Finding]) -> answer::Finding {
    let number = |verdict| findings.iter().filter(|finding| finding.verdict == verdict).count();
    let all = Verdict::ALL.map(|verdict| (verdict, number(verdict)));
    let mut figures = vec![("findings".to_owned(), Value::count(findings.len()))];
    figures.extend(
        all.iter().map(|(verdict, number)| (verdict.word().replace(' ', "_"), Value::count(*number))),
    );
    let parts: Vec<String> = all
        .iter()
        .filter(|(_, number)| *number > 0)
        .map(|(verdict, number)| format!("{number} {}", verdict.word()))
        .collect();
    let text = match parts.is_empty() {
        true => "No findings.".to_owned(),
        false => format!("{}: {}.", count(findings.len(), "finding"), parts.join(", ")),
    };
    answer::Finding { kind: "verdicts", figures, text }
}

/// Source and place of every stated figure, each once.
fn sources(check: &Check, evidence: &[Evidence], cited: impl Iterator<Item = Row>) -> Vec<SourceLine> {
    let mut lines: Vec<SourceLine> = Vec::new();
    for row in cited {
        let (id, place): (Arc<str>, Arc<str>) = evidence[row.topic].place(row.row);
        let known = lines.iter().any(|line| line.id == id && line.place == place);
        if known || (id.is_empty() && place.is_empty()) {
            continue;
        }
        let mut credits = check.topics[row.topic].sources.iter().flat_map(|sources| sources.credits(&[&id]));
        let text = credits.find_map(|credit| credit).unwrap_or_default();
        lines.push(SourceLine { id, place, text });
    }
    lines
}
