//! `agree`: one row a pair of judges, what they share, and how far all of them agree.

mod extremes;
mod lists;
mod members;
use self::lists::Lists;
use super::dates;
use super::error::EvalError;
use super::left_out;
use super::sources;
use super::truncation;
use answer::schema::AgreeColumn;
use answer::{Answer, Cell, Finding, LeftOut, Table};
use base::order;
use base::suggest::count;
use data::{Direction, Missing, Value};
use query::{Agree, Coefficient, Judges, Query, Variable};
use select::{Cells, select};
use stats::overlap::{Shared, average_overlap};
use stats::rank_agreement::{Concordance, concordance, rho, tau};
use syntax::word::Verb;

/// Answers `agree`.
///
/// # Errors
///
/// A judge says two things of one object.
pub fn evaluate(query: &Query, agree: &Agree) -> Result<Answer, EvalError> {
    let cells = select(&agree.selection)?;
    let lists = Lists::new(agree, &cells)?;
    let title = format!("{}: {}", agree.selection.topic.title, lists.names.join(", "));
    let mut answer = Answer::new(query.text.clone(), Verb::Agree, title);
    let pairs = pairs(agree, &lists);
    let together = together(agree, &lists);
    answer.tables.push(match agree.coefficients.as_slice() {
        [Coefficient::W] => all(agree, &lists, together.as_ref()),
        _ => table(agree, &lists, &pairs),
    });
    members::tell_members(agree, &cells, &lists, &mut answer);
    extremes::tell_extremes(agree, &lists, &pairs, &mut answer);
    let undefined = together.is_none() && agree.coefficients.contains(&Coefficient::W);
    answer.findings.extend(together.map(Together::finding));
    notes(agree, &cells, &lists, &mut answer);
    answer.notes.extend(dates::note_of_conditions(&agree.selection, &cells));
    answer.notes.extend(extremes::notes(agree, &lists, &pairs));
    if undefined {
        answer.notes.push(
            "Kendall's W cannot be computed: all lists together share fewer than two objects, or every judge puts all of \
             them in one place."
                .into(),
        );
    }
    answer.left_out.extend(left_out::unknown(&agree.selection, &cells));
    answer.sources = sources::lines(&agree.selection, &cells);
    super::finish::rows(&mut answer, &query.finish, None);
    Ok(answer)
}

/// What there is to say of two judges.
struct Pair {
    left: usize,
    right: usize,
    shared: Shared,
    rho: Option<f64>,
    tau: Option<f64>,
    overlap: Option<f64>,
    /// Whether the left and the right judge put all objects of both lists in one place.
    constant: [bool; 2],
}

impl Pair {
    /// A coefficient; W is one of all judges.
    fn figure(&self, coefficient: Coefficient) -> Option<f64> {
        match coefficient {
            Coefficient::Rho => self.rho,
            Coefficient::Tau => self.tau,
            Coefficient::Jaccard => self.shared.jaccard(),
            Coefficient::Overlap => self.overlap,
            Coefficient::W => None,
        }
    }

    fn names(&self, lists: &Lists) -> String {
        format!("{} and {}", lists.names[self.left], lists.names[self.right])
    }
}

fn pairs(agree: &Agree, lists: &Lists) -> Vec<Pair> {
    let depth = depth(lists);
    let places: Vec<Vec<Option<usize>>> = lists.scores.iter().map(|scores| places(scores)).collect();
    let mut pairs = Vec::new();
    for left in 0..lists.names.len() {
        for right in left + 1..lists.names.len() {
            let (a, b) = (&lists.scores[left], &lists.scores[right]);
            let both: Vec<(f64, f64)> = a.iter().zip(b).filter_map(|(a, b)| Some(((*a)?, (*b)?))).collect();
            let only = |judge: usize| lists.length(judge) - both.len();
            let beside: Vec<_> = places[left].iter().copied().zip(places[right].iter().copied()).collect();
            let wanted = |coefficient| agree.coefficients.contains(&coefficient);
            let constant =
                [both.windows(2).all(|w| w[0].0 == w[1].0), both.windows(2).all(|w| w[0].1 == w[1].1)];
            pairs.push(Pair {
                constant,
                left,
                right,
                shared: Shared { both: both.len(), left: only(left), right: only(right) },
                rho: if wanted(Coefficient::Rho) { rho(&both) } else { None },
                tau: if wanted(Coefficient::Tau) { tau(&both) } else { None },
                overlap: if wanted(Coefficient::Overlap) { average_overlap(&beside, depth) } else { None },
            });
        }
    }
    pairs
}

/// The length of the shortest list: as deep as all of them go.
fn depth(lists: &Lists) -> usize {
    (0..lists.names.len()).map(|judge| lists.length(judge)).min().unwrap_or(0)
}

/// The place of each object on a list, best first; equal ones share the first place of theirs.
fn places(scores: &[Option<f64>]) -> Vec<Option<usize>> {
    let mut order: Vec<(usize, f64)> =
        scores.iter().enumerate().filter_map(|(object, score)| Some((object, (*score)?))).collect();
    order::sort_by(&mut order, |a, b| b.1.total_cmp(&a.1));
    let mut places = vec![None; scores.len()];
    let mut before = 0;
    for tie in order.chunk_by(|a, b| a.1 == b.1) {
        tie.iter().for_each(|&(object, _)| places[object] = Some(before + 1));
        before += tie.len();
    }
    places
}

fn table(agree: &Agree, lists: &Lists, pairs: &[Pair]) -> Table {
    let mut table = Table::new("rows", agree.columns.heads().clone());
    for pair in pairs {
        let cell = |column| match column {
            AgreeColumn::Left => Cell::text(lists.names[pair.left].clone()),
            AgreeColumn::Right => Cell::text(lists.names[pair.right].clone()),
            AgreeColumn::Judges => Cell::new(Value::count(2)),
            AgreeColumn::Objects => Cell::new(Value::count(pair.shared.both)),
            AgreeColumn::Coefficient(coefficient) => figure(pair.figure(coefficient)),
        };
        table.rows.push(agree.columns.columns().map(cell).collect());
    }
    table
}

/// A coefficient, or the mark that it cannot be computed.
fn figure(value: Option<f64>) -> Cell {
    value.map_or(Cell::missing(Missing::Undefined), |value| Cell::new(Value::number(value, 3)))
}

/// How far all judges agree on the objects that all of them list.
struct Together {
    judges: usize,
    objects: usize,
    noun: String,
    found: Concordance,
}

fn together(agree: &Agree, lists: &Lists) -> Option<Together> {
    let asked = agree.coefficients.contains(&Coefficient::W);
    if agree.selection.measures.is_empty() || lists.names.len() < 3 && !asked {
        return None;
    }
    let common = lists.members(|listed| listed.iter().all(|&listed| listed));
    let scores = |scores: &Vec<Option<f64>>| common.iter().filter_map(|&object| scores[object]).collect();
    let judges: Vec<Vec<f64>> = lists.scores.iter().map(scores).collect();
    let found = concordance(&judges)?;
    Some(Together { judges: judges.len(), objects: common.len(), noun: members::noun(agree), found })
}

/// `using w` alone: the answer is one row.
fn all(agree: &Agree, lists: &Lists, together: Option<&Together>) -> Table {
    let mut table = Table::new("rows", agree.columns.heads().clone());
    let cell = |column| match column {
        AgreeColumn::Judges => Cell::new(Value::count(lists.names.len())),
        AgreeColumn::Objects => {
            Cell::new(Value::count(lists.members(|listed| listed.iter().all(|&listed| listed)).len()))
        }
        AgreeColumn::Coefficient(_) => figure(together.map(|together| together.found.w)),
        AgreeColumn::Left | AgreeColumn::Right => Cell::missing(Missing::NotApplicable),
    };
    table.rows.push(agree.columns.columns().map(cell).collect());
    table
}

impl Together {
    fn finding(self) -> Finding {
        let Concordance { w, uncorrected } = self.found;
        let mut figures = vec![
            ("judges".to_owned(), Value::count(self.judges)),
            ("objects".to_owned(), Value::count(self.objects)),
            ("w".to_owned(), Value::number(w, 3)),
        ];
        let mut text = format!(
            "Kendall's W of all {} is {w:.3}, on the {} that all of them list",
            self.judges,
            count(self.objects, &self.noun)
        );
        if w != uncorrected {
            figures.push(("w_uncorrected".to_owned(), Value::number(uncorrected, 3)));
            text = format!("{text} (corrected for ties; {uncorrected:.3} without)");
        }
        Finding { kind: "concordance", figures, text: text + "." }
    }
}

fn notes(agree: &Agree, cells: &Cells, lists: &Lists, answer: &mut Answer) {
    if !lists.latest.is_empty() {
        answer.notes.push(format!("The latest of each: {}.", lists.latest.join(", ")));
    }
    if agree.selection.measures.is_empty() {
        return;
    }
    let noun = members::noun(agree);
    if let Some(ordered) = ordered(agree, lists) {
        answer.notes.push(ordered);
    }
    answer.notes.extend(turned(agree, lists));
    let cut = |judge: usize| {
        let remarks = agree.selection.topic.truncated.iter();
        let mut remarks = remarks.filter(|remark| lists.remarked(agree, cells, judge, remark) > 0);
        Some(format!("{} after {}", lists.names[judge], remarks.find_map(|remark| remark.get("top"))?))
    };
    let cut: Vec<String> = (0..lists.names.len()).filter_map(cut).collect();
    answer.notes.extend(truncation::note(&cut, &noun));
    let depth = depth(lists);
    if agree.coefficients.contains(&Coefficient::Overlap) && depth > 0 {
        answer
            .notes
            .push(format!("`overlap` is the average overlap of the first {depth}, as far as all lists go."));
    }
    let undirected = agree.selection.measures.iter().any(|measure| measure.meta.direction.is_none());
    if undirected {
        answer.notes.push("Where no end is better, the highest figure counts as the first.".into());
    }
    if lists.without > 0 {
        let reason = "without an exact figure".into();
        answer.left_out.push(LeftOut { item: count(lists.without, "row"), reason });
    }
}

/// Which measure orders which list, where more than one could.
fn ordered(agree: &Agree, lists: &Lists) -> Option<String> {
    if matches!(agree.judges, Judges::Measures) || agree.selection.measures.len() < 2 {
        return None;
    }
    let by = |(at, measure): (usize, &Variable)| {
        let ordered = |judge: &usize| lists.measures[*judge] == Some(at);
        let names: Vec<&str> =
            (0..lists.names.len()).filter(ordered).map(|judge| &*lists.names[judge]).collect();
        (!names.is_empty()).then(|| format!("{} by `{}`", names.join(", "), measure.meta.name))
    };
    let parts: Vec<String> = agree.selection.measures.iter().enumerate().filter_map(by).collect();
    Some(format!("Ordered: {}.", parts.join("; ")))
}

/// That lists are read from different ends, so that a coefficient speaks of what is good and not of what is high.
fn turned(agree: &Agree, lists: &Lists) -> Option<String> {
    let measure = |judge: usize| lists.measures[judge].map(|at| &agree.selection.measures[at].meta);
    let lowest =
        |judge: &usize| measure(*judge).is_some_and(|measure| measure.direction == Some(Direction::Lower));
    let (low, high): (Vec<usize>, Vec<usize>) = (0..lists.names.len()).partition(lowest);
    let ordered = agree.coefficients.iter().any(|coefficient| coefficient.needs_order());
    if low.is_empty() || high.is_empty() || !ordered {
        return None;
    }
    let names =
        |judges: &[usize]| judges.iter().map(|&judge| &*lists.names[judge]).collect::<Vec<&str>>().join(", ");
    Some(format!(
        "Each list is read from its better end, best first: {} from the highest, {} from the lowest. So 1 says that \
         who is good in one is good in the other, not that both figures are high.",
        names(&high),
        names(&low)
    ))
}
