//! `compare Beijing, Seoul`: what each topic has to say of them, counted.

use std::sync::Arc;

use answer::schema::{CompareColumn, OverviewColumn};
use answer::{Answer, Cell, Table};
use data::{Catalog, Missing, Value};
use query::{Ask, Finish, Overview, OverviewPart, Query};
use syntax::word::Verb;

use super::{compare, packages_of, plain};

/// Answers what there is on some cases.
pub fn evaluate(store: &Catalog, query: &Query, overview: &Overview) -> Answer {
    let title = format!("What there is on {}", overview.labels.join(", "));
    let mut answer = Answer::new(query.text.clone(), Verb::Compare, title);
    let mut table = Table::new("topics", overview.columns.heads().clone());
    let (mut names, mut unclear) = (Vec::new(), Vec::new());
    for part in &overview.parts {
        let topic = &part.compare.selection.topic.name;
        let ask = Ask::Compare(part.compare.clone());
        let alone = Query { text: query.text.clone(), ask, finish: Finish::default(), notes: Vec::new() };
        match compare::evaluate(&alone, &part.compare) {
            Ok(compared) => {
                names.push(&**topic);
                let counts = Counts::new(overview, part, &compared.tables[0]);
                table.rows.push(overview.columns.columns().map(|column| counts.cell(part, column)).collect());
            }
            Err(_) => unclear.push(format!("`{topic}`")),
        }
    }
    if !unclear.is_empty() {
        let topics = unclear.join(", ");
        answer
            .notes
            .push(format!("Several rows answer one question in {topics}, which are not counted here."));
    }
    answer.tables.push(table);
    answer.data = packages_of(store, &names);
    super::finish::rows(&mut answer, &query.finish, None);
    answer
}

/// How many questions of a topic are answered for whom.
struct Counts {
    questions: usize,
    all: usize,
    some: usize,
    only: Vec<usize>,
    /// Of each case; none where it is not in the topic, or where nothing there has a better end.
    leads: Vec<Option<usize>>,
}

impl Counts {
    fn new(overview: &Overview, part: &OverviewPart, table: &Table) -> Self {
        let cases = overview.labels.len();
        let mut counts = Self {
            questions: table.rows.len(),
            all: 0,
            some: 0,
            only: vec![0; cases],
            leads: vec![None; cases],
        };
        let leader = table.place(CompareColumn::Leader).or(table.place(CompareColumn::Best));
        let directed = table.place(CompareColumn::Measure);
        for row in &table.rows {
            let answered = |&at: &usize| {
                let place = table.place(CompareColumn::Subject(at));
                place.is_some_and(|place| !matches!(row[place].value, Value::Missing(_)))
            };
            let known: Vec<usize> = (0..part.cases.len()).filter(answered).map(|at| part.cases[at]).collect();
            match known.as_slice() {
                known if known.len() == cases => counts.all += 1,
                [] => {}
                [one] => {
                    counts.only[*one] += 1;
                    counts.some += 1;
                }
                _ => counts.some += 1,
            }
            let has_end = directed.is_some_and(|place| row[place].direction.is_some());
            if let Some(place) = leader.filter(|_| has_end) {
                let name = plain(&row[place].value);
                for &case in &part.cases {
                    let leads = counts.leads[case].get_or_insert(0);
                    *leads += usize::from(*name == *overview.labels[case]);
                }
            }
        }
        counts
    }

    fn cell(&self, part: &OverviewPart, column: OverviewColumn) -> Cell {
        let count = |count: usize| Cell::new(Value::count(count));
        match column {
            OverviewColumn::Topic => Cell::text(Arc::clone(&part.compare.selection.topic.name)),
            OverviewColumn::Questions => count(self.questions),
            OverviewColumn::All => count(self.all),
            OverviewColumn::Some => count(self.some),
            OverviewColumn::Only(at) => count(self.only[at]),
            OverviewColumn::Leads(at) => self.leads[at].map_or(Cell::missing(Missing::NotApplicable), count),
            OverviewColumn::Query => Cell::text(part.query.as_str()),
        }
    }
}
