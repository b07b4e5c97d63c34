//! Crisp-set QCA: the truth table, every minimal model, how well its terms fit, and what is necessary.

use super::{Coded, literal};
use crate::error::EvalError;
use answer::schema::{Schema, TruthColumn};
use answer::{Answer, Cell, Finding, Head, Kind, Table};
use base::order;
use base::suggest::count;
use data::{Missing, Value};
use query::{Explain, Explanation};
use stats::coverage::{Fit, necessity, sufficiency, unique_coverage};
use stats::covers::TooMany;
use stats::minimize::{Model, minimize};
use stats::prime_implicants::{Remainders, Term};
use stats::truth_table::{Outcome, Row, truth_table};

/// Adds the truth table, the models and the findings.
///
/// # Errors
///
/// There is no exact formula in reasonable time, or there are too many.
pub fn tell_truth_table(
    explain: &Explain,
    columns: &Schema<TruthColumn>,
    coded: &Coded,
    answer: &mut Answer,
) -> Result<(), EvalError> {
    let cases = coded.configurations();
    let rows = truth_table(&cases);
    answer.tables.push(table(columns, coded, &rows));
    contradictions(coded, &rows, answer);
    // Two cases cannot choose between formulas, so none is offered.
    if cases.len() > 2 {
        let remainders =
            if explain.by == Explanation::Parsimonious { Remainders::Free } else { Remainders::Absent };
        let (conditions, all) = (coded.conditions.len(), cases.len());
        let models = minimize(conditions, &rows, remainders).map_err(|too_many| match too_many {
            TooMany::Covers(most) => EvalError::TooManyModels { most, cases: all, conditions },
            TooMany::Steps => {
                let what = format!("the exact formula of {conditions} conditions and {all} cases");
                EvalError::TooLong { what, fewer: "conditions" }
            }
        })?;
        tell_models(coded, &cases, &models, answer);
        tell_necessity(coded, &cases, answer);
        answer.notes.push(match remainders {
            Remainders::Absent => "Conservative: a combination that no case shows counts as without the outcome.".into(),
            Remainders::Free => {
                "Parsimonious: a combination that no case shows is assumed either way, whatever makes the formula shorter."
                    .to_owned()
            }
        });
    }
    answer.notes.push("`*` is and, `+` is or, `~` is not.".into());
    Ok(())
}

fn table(columns: &Schema<TruthColumn>, coded: &Coded, rows: &[Row]) -> Table {
    let mut table = Table::new("rows", columns.heads().clone());
    let mut rows: Vec<&Row> = rows.iter().collect();
    order::sort_by_key(&mut rows, |row| (row.outcome(), row.configuration));
    let last = coded.conditions.len().saturating_sub(1);
    for row in rows {
        let cell = |column| match column {
            TruthColumn::Row => Cell::new(Value::count(row.configuration as usize + 1)),
            TruthColumn::Condition(at) => {
                Cell::new(Value::count((row.configuration >> (last - at) & 1) as usize))
            }
            TruthColumn::Outcome => Cell::text(match row.outcome() {
                Outcome::Present => "1",
                Outcome::Contradiction => "C",
                Outcome::Absent => "0",
            }),
            TruthColumn::Count => Cell::new(Value::count(row.positives.len() + row.negatives.len())),
            TruthColumn::Cases => {
                let mut cases = [row.positives.as_slice(), &row.negatives].concat();
                cases.sort_unstable();
                Cell::new(Value::Set(coded.named(cases)))
            }
        };
        table.rows.push(columns.columns().map(cell).collect());
    }
    table
}

fn contradictions(coded: &Coded, rows: &[Row], answer: &mut Answer) {
    for row in rows.iter().filter(|row| row.outcome() == Outcome::Contradiction) {
        let number = row.configuration as usize + 1;
        let (with, without) = (&row.positives, &row.negatives);
        let named = |cases: &[usize]| coded.named(cases.iter().copied()).join(", ");
        answer.findings.push(Finding {
            kind: "contradiction",
            figures: vec![("contradiction".to_owned(), Value::count(number))],
            text: format!(
                "Row {number} contradicts itself: {} with `{}`, {} without; it is not used.",
                named(with),
                coded.outcome_name,
                named(without)
            ),
        });
    }
}

fn tell_models(coded: &Coded, cases: &[(u32, bool)], models: &[Model], answer: &mut Answer) {
    if models.is_empty() {
        let text = format!("No row is clearly with `{}`, so there is no formula.", coded.outcome_name);
        answer.findings.push(Finding {
            kind: "models",
            figures: vec![("models".into(), Value::count(0))],
            text,
        });
        return;
    }
    let mut formulas = Table::new(
        "models",
        heads(&["model", "formula"], &["terms", "consistency", "coverage", "assumptions"]),
    );
    let fits = heads(&["model", "term"], &["consistency", "raw_coverage", "unique_coverage"]);
    let fits = fits.into_iter().chain([Head::computed("cases", Kind::Text)]);
    let mut terms = Table::new("terms", fits.collect::<Vec<Head>>());
    for (at, model) in models.iter().enumerate() {
        let name = format!("M{}", at + 1);
        let formula: Vec<String> = model.terms.iter().map(|&term| text(coded, term)).collect();
        let formula = formula.join(" + ");
        let fit = sufficiency(&model.terms, cases);
        formulas.rows.push(vec![
            Cell::text(name.as_str()),
            Cell::text(formula.as_str()),
            Cell::new(Value::count(model.terms.len())),
            share(fit.consistency),
            share(fit.coverage),
            Cell::new(Value::count(model.assumptions.len())),
        ]);
        for (at, &term) in model.terms.iter().enumerate() {
            let Fit { consistency, coverage } = sufficiency(&[term], cases);
            let covered = (0..cases.len()).filter(|&case| cases[case].1 && term.covers(cases[case].0));
            terms.rows.push(vec![
                Cell::text(name.as_str()),
                Cell::text(text(coded, term)),
                share(consistency),
                share(coverage),
                share(unique_coverage(&model.terms, at, cases)),
                Cell::new(Value::Set(coded.named(covered))),
            ]);
        }
        answer.findings.push(model_finding(coded, &name, &formula, fit, model));
    }
    if models.len() > 1 {
        let text =
            format!("{} formulas are equally short; the cases cannot choose among them.", models.len());
        answer.findings.push(Finding {
            kind: "models",
            figures: vec![("models".into(), Value::count(models.len()))],
            text,
        });
    }
    answer.tables.extend([formulas, terms]);
}

fn model_finding(coded: &Coded, name: &str, formula: &str, fit: Fit, model: &Model) -> Finding {
    let assumed = model.assumptions.len();
    // A formula that covers every case with the outcome goes both ways.
    let arrow = if fit.coverage == Some(1.0) { "<->" } else { "->" };
    let mut text = format!("{name}: {formula} {arrow} {}", coded.outcome_name);
    if assumed > 0 {
        let rows: Vec<String> = model.assumptions.iter().map(|row| (row + 1).to_string()).collect();
        let rows = if assumed <= 8 { format!(": rows {}", rows.join(", ")) } else { String::new() };
        text = format!("{text} ({}{rows})", count(assumed, "simplifying assumption"));
    }
    let figures = vec![
        ("model".to_owned(), Value::text(formula)),
        (name.to_owned(), Value::text(formula)),
        ("terms".to_owned(), Value::count(model.terms.len())),
        (
            "consistency".to_owned(),
            fit.consistency.map_or(Value::Missing(Missing::Undefined), |x| Value::number(x, 3)),
        ),
        (
            "coverage".to_owned(),
            fit.coverage.map_or(Value::Missing(Missing::Undefined), |x| Value::number(x, 3)),
        ),
        ("assumptions".to_owned(), Value::count(assumed)),
    ];
    Finding { kind: "model", figures, text: text + "." }
}

/// The conditions, or their absence, that every case with the outcome has.
fn tell_necessity(coded: &Coded, cases: &[(u32, bool)], answer: &mut Answer) {
    let conditions = coded.conditions.len();
    let mut table = Table::new("necessity", heads(&["condition"], &["consistency", "coverage"]));
    for at in 0..conditions {
        let bit = 1 << (conditions - 1 - at);
        for present in [true, false] {
            let term = Term { speaks: bit, present: if present { bit } else { 0 } };
            let Fit { consistency, coverage } = necessity(&[term], cases);
            if consistency == Some(1.0) {
                let name = literal(&coded.conditions[at], present);
                table.rows.push(vec![Cell::text(name), share(consistency), share(coverage)]);
            }
        }
    }
    let names: Vec<std::sync::Arc<str>> =
        table.rows.iter().filter_map(|row| row[0].value.as_text().cloned()).collect();
    let text = match names.is_empty() {
        true => format!("No single condition is shared by all cases with `{}`.", coded.outcome_name),
        false => format!(
            "Necessary in these cases: {}, shared by all cases with `{}`.",
            names.join(", "),
            coded.outcome_name
        ),
    };
    answer.findings.push(Finding {
        kind: "necessity",
        figures: vec![("necessary".to_owned(), Value::Set(names))],
        text,
    });
    if !table.rows.is_empty() {
        answer.tables.push(table);
    }
}

fn heads(words: &[&str], figures: &[&str]) -> Vec<Head> {
    let words = words.iter().map(|&name| Head::computed(name, Kind::Key));
    words.chain(figures.iter().map(|&name| Head::computed(name, Kind::Number))).collect()
}

fn share(value: Option<f64>) -> Cell {
    value.map_or(Cell::missing(Missing::Undefined), |value| Cell::new(Value::number(value, 3)))
}

/// `DEV*~URB`, the conditions in their order; a term that speaks of none always holds.
fn text(coded: &Coded, term: Term) -> String {
    let conditions = coded.conditions.len();
    let literals: Vec<String> = (0..conditions)
        .map(|at| (at, 1 << (conditions - 1 - at)))
        .filter(|(_, bit)| term.speaks & bit != 0)
        .map(|(at, bit)| literal(&coded.conditions[at], term.present & bit != 0))
        .collect();
    if literals.is_empty() { "1".into() } else { literals.join("*") }
}
