//! What can be said of wholes and their parts: total, concentration, dissimilarity; and what cannot, with the reason.

use std::sync::Arc;

use super::amounts::{Amounts, Gap};
use crate::plain;
use answer::{Answer, Finding};
use base::suggest::plural;
use data::{Missing, Value};
use query::{Amount, Tabulate};
use stats::composition::dissimilarity;

/// Beyond this many, parts are counted and not named.
const MOST_NAMED: usize = 4;

/// One whole, and what its parts are called.
pub struct Whole<'a> {
    /// Whose it is; `None` where everything is taken together.
    pub label: Option<Arc<str>>,
    pub amounts: &'a Amounts,
    pub parts: &'a [String],
    pub unit: &'a str,
    /// The parts that may belong to others.
    pub spans: &'a [bool],
}

/// Says of each whole what it amounts to and how concentrated it is, and of two how different they are.
pub fn findings(tabulate: &Tabulate, wholes: &[Whole<'_>], answer: &mut Answer) {
    answer.findings.extend(wholes.iter().map(|whole| whole.finding(tabulate.amount)));
    let [a, b] = wholes else { return };
    let (Some(first), Some(second)) = (&a.label, &b.label) else { return };
    let by = &tabulate.selection.keys[0].meta.name;
    if tabulate.sorted_apart {
        let of = &tabulate.subjects.as_ref().map_or("subject", |subjects| &subjects.variable.meta.name);
        answer.notes.push(format!(
            "No dissimilarity: `{by}` sorts each {of} by words of its own, so the parts of {first} are not those of {second}."
        ));
        return;
    }
    let open: Vec<&str> = wholes
        .iter()
        .filter(|whole| whole.why_not().is_some())
        .filter_map(|whole| whole.label.as_deref())
        .collect();
    if !open.is_empty() {
        answer.notes.push(format!(
            "No dissimilarity: the parts of {} are not known well enough.",
            open.join(" and ")
        ));
        return;
    }
    let (Some(left), Some(right)) = (a.amounts.known(), b.amounts.known()) else { return };
    let Some(index) = dissimilarity(&left, &right) else { return };
    let text = format!(
        "Dissimilarity of {first} and {second}: {index:.4}; {:.1} % of one would have to move to match the other.",
        100.0 * index
    );
    let figures = vec![("dissimilarity".to_owned(), Value::number(index, 4))];
    answer.findings.push(Finding { kind: "dissimilarity", figures, text });
}

impl Whole<'_> {
    fn finding(&self, amount: Amount) -> Finding {
        let total = self.amounts.total();
        let hhi = self.amounts.concentration().filter(|_| self.why_not().is_none());
        let name = |what: &str| match &self.label {
            Some(label) => format!("{what} {label}"),
            None => what.to_owned(),
        };
        let figure = |value: Option<f64>, decimals| match value {
            Some(value) => Value::number(value, decimals),
            None => Value::Missing(Missing::Undefined),
        };
        let figures = vec![
            (name("total"), total.clone()),
            (name("HHI"), figure(hhi, 4)),
            (name("effective number"), figure(hhi.map(|hhi| 1.0 / hhi), 2)),
        ];
        let label = self.label.as_deref().unwrap_or("Total");
        let unit = if total.as_number() == Some(1.0) { self.unit.to_owned() } else { plural(self.unit) };
        let all = match (&total, amount) {
            (Value::Missing(_), _) => "not known".to_owned(),
            (total, _) => format!("{} {unit}", plain(total)),
        };
        let said = match (hhi, self.why_not()) {
            (Some(hhi), _) => {
                format!("concentration (HHI) {hhi:.4}, as even as {:.2} equal parts", 1.0 / hhi)
            }
            (None, Some(why)) => format!("no concentration (HHI), since {why}"),
            (None, None) => {
                return Finding { kind: "composition", figures, text: format!("{label}: {}.", all.trim()) };
            }
        };
        Finding { kind: "composition", figures, text: format!("{label}: {}; {said}.", all.trim()) }
    }

    /// Why concentration and dissimilarity cannot be told, if they cannot.
    fn why_not(&self) -> Option<String> {
        let named = |wanted: &dyn Fn(usize) -> bool| {
            let parts =
                self.parts.iter().enumerate().filter(|(at, _)| wanted(*at)).map(|(_, part)| part.as_str());
            listed(&parts.collect::<Vec<_>>())
        };
        let value = |at: usize| &self.amounts.values[at];
        match self.amounts.gap() {
            Some(Gap::Unknown) => {
                let missing = named(&|at| value(at).is_missing());
                let bounded = named(&|at| matches!(value(at), Value::Bounded { .. }));
                let missing = missing.map(|parts| format!("{parts} has no figure here"));
                let bounded = bounded.map(|parts| format!("{parts} is known only as a bound"));
                return Some([missing, bounded].into_iter().flatten().collect::<Vec<_>>().join(", and "));
            }
            Some(Gap::Negative) => return Some("a figure below zero is no part of a whole".into()),
            Some(Gap::Less) => return Some("the shares that are known do not add up to 100 %".into()),
            Some(Gap::More) => {
                return Some("shares that add up to more than 100 % are not those of one whole".into());
            }
            Some(Gap::Nothing) | None => {}
        }
        let holds = |at: usize| value(at).as_number().is_some_and(|figure| figure > 0.0);
        let spans = named(&|at| self.spans[at] && holds(at))?;
        Some(format!("nobody knows into which part {spans} belongs"))
    }
}

/// `a`, `b` and 3 others
fn listed(parts: &[&str]) -> Option<String> {
    let ticked: Vec<String> = parts.iter().take(MOST_NAMED).map(|part| format!("`{part}`")).collect();
    let more = parts.len().saturating_sub(MOST_NAMED);
    match (more, ticked.split_last()) {
        (_, None) => None,
        (0, Some((last, []))) => Some(last.clone()),
        (0, Some((last, others))) => Some(format!("each of {} and {last}", others.join(", "))),
        (more, _) => Some(format!("each of {} and {more} more", ticked.join(", "))),
    }
}
