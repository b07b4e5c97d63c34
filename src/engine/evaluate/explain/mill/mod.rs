//! Mill's methods: which factor survives.

use super::{Coded, difference, literal, yes};
use answer::schema::{FactorColumn, Schema};
use answer::{Answer, Cell, Finding, Table};
use base::suggest::count;
use data::{Missing, Value};
use query::{Explain, Explanation};
use stats::mill::{Differences, Factor, factors};

/// Adds the table of factors, and the findings.
pub fn tell_factors(explain: &Explain, columns: &Schema<FactorColumn>, coded: &Coded, answer: &mut Answer) {
    let of = |wanted: bool| {
        let cases = coded.values.iter().zip(&coded.outcome);
        cases
            .filter(|(_, outcome)| **outcome == wanted)
            .map(|(values, _)| values.as_slice())
            .collect::<Vec<_>>()
    };
    let (positives, negatives) = (of(true), of(false));
    let factors = factors(&positives, &negatives);
    let differences =
        (explain.by == Explanation::Difference).then(|| Differences::new(&coded.values, &coded.outcome));
    let joint = explain.by == Explanation::Joint;
    let survives = |factor: Factor| if joint { factor.agrees_jointly() } else { factor.agrees() };
    let mut table = Table::new("rows", columns.heads().clone());
    for (at, &factor) in factors.iter().enumerate() {
        let value = |constant: Option<bool>| Cell::text(constant.map_or("varies", yes));
        let [clean, sign] = match &differences {
            Some(found) => difference::verdict(found, at),
            None => [Cell::text(yes(survives(factor))), Cell::missing(Missing::NotApplicable)],
        };
        let cell = |column| match column {
            FactorColumn::Factor => Cell::text(coded.conditions[at].as_str()),
            FactorColumn::Positives => value(factor.positives),
            FactorColumn::Negatives => value(factor.negatives),
            FactorColumn::Survives => clean.clone(),
            FactorColumn::Sign => sign.clone(),
        };
        table.rows.push(columns.columns().map(cell).collect());
    }
    answer.tables.push(table);
    let sides = [
        (count(positives.len(), "case"), "with", "agreement"),
        (count(negatives.len(), "case"), "without", "negative agreement"),
    ];
    let literals = |of: fn(Factor) -> Option<bool>| {
        let constant = factors.iter().enumerate().filter_map(|(at, &factor)| Some((at, of(factor)?)));
        constant.map(|(at, value)| literal(&coded.conditions[at], value)).collect::<Vec<String>>()
    };
    if let Some(found) = &differences {
        difference::tell_differences(coded, found, answer);
        return;
    }
    let name = &coded.outcome_name;
    if joint {
        let joint = literals(|factor| factor.positives.filter(|_| factor.agrees_jointly()));
        let text = format!("Always with `{name}` and never without it: {}.", listed(&joint));
        answer.findings.push(finding("joint", joint, text));
        let note = "The joint method as textbooks have it; Mill's own asks less of the negative cases.";
        answer.notes.push(note.into());
        return;
    }
    let shared = [literals(|factor| factor.positives), literals(|factor| factor.negatives)];
    for (side, (shared, (cases, with, kind))) in shared.into_iter().zip(sides).enumerate() {
        if side == 1 && negatives.is_empty() {
            continue;
        }
        let text = format!("Shared by the {cases} {with} `{name}`: {}.", listed(&shared));
        answer.findings.push(finding(kind, shared, text));
    }
    answer.notes.extend(reservations(coded, &factors, positives.len(), negatives.len()));
}

fn finding(kind: &'static str, literals: Vec<String>, text: String) -> Finding {
    let set = Value::Set(literals.iter().map(|name| name.as_str().into()).collect());
    let figures = vec![(kind.to_owned(), set), (format!("{kind} count"), Value::count(literals.len()))];
    Finding { kind, figures, text }
}

fn listed(literals: &[String]) -> String {
    if literals.is_empty() { "nothing".into() } else { literals.join(", ") }
}

/// What agreement alone cannot show: that a factor is the same in the other cases too, and what one case has.
fn reservations(coded: &Coded, factors: &[Factor], positives: usize, negatives: usize) -> Vec<String> {
    let mut notes = Vec::new();
    let same =
        |factor: &&(usize, &Factor)| factor.1.positives.is_some() && factor.1.positives == factor.1.negatives;
    let factors: Vec<(usize, &Factor)> = factors.iter().enumerate().collect();
    let everywhere: Vec<&str> =
        factors.iter().filter(same).map(|(at, _)| coded.conditions[*at].as_str()).collect();
    if negatives > 0 && !everywhere.is_empty() {
        notes.push(format!(
            "The same in every case, with `{0}` and without: {1}. It is shared, and it tells no case with `{0}` from one \
             without.",
            coded.outcome_name,
            everywhere.join(", ")
        ));
    }
    if positives == 1 {
        notes.push(format!(
            "One case with `{}` shares everything with itself, so agreement shows nothing here.",
            coded.outcome_name
        ));
    }
    notes
}
