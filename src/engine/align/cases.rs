//! The cases of all parts, each once.

use std::borrow::Cow;
use std::sync::Arc;

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::identity::{CaseKind, Who};
use crate::part::Part;

/// One case of the frame.
#[derive(Clone, Debug)]
pub struct Case {
    /// As the first part writes it that has it.
    pub label: Arc<str>,
    /// Who it is.
    pub who: Who,
    /// For each part the code of its label there; several where a part writes one case in two ways.
    pub codes: Vec<Vec<u32>>,
}

/// The cases of a frame.
#[derive(Debug)]
pub struct Cases {
    /// What they are.
    pub kind: CaseKind,
    /// In the order of the first part, then what others have more.
    pub all: Vec<Case>,
    /// For each part and each of its labels, the cases that it stands for: one, or those whose country it is.
    pub of_labels: Vec<Vec<Vec<u32>>>,
}

impl Cases {
    /// Puts the cases of the parts together. Where some are cities and others countries, each city has its country's rows.
    pub fn new(parts: &[Part]) -> Self {
        let kind = kind(parts);
        let who: Vec<Cow<'_, [Who]>> = parts.iter().map(|part| part.who_beside(kind)).collect();
        let mut cases = Self {
            kind,
            all: Vec::new(),
            of_labels: parts.iter().map(|part| vec![Vec::new(); part.who.len()]).collect(),
        };
        let mut known: HashMap<&Who, u32> = HashMap::default();
        let mut taken: HashSet<Arc<str>> = HashSet::default();
        for (at, part) in parts.iter().enumerate().filter(|(_, part)| !stands_behind(part, kind)) {
            for (code, who) in who[at].iter().enumerate() {
                let new = cases.all.len() as u32;
                let case = match who {
                    Who::OneOf(_) => new,
                    Who::Known(_) | Who::Word(_) => *known.entry(who).or_insert(new),
                };
                if case == new {
                    let codes = vec![Vec::new(); parts.len()];
                    let mut label = part.label(code);
                    // Two that nothing tells are one stay two, and so are their labels.
                    if !taken.insert(label.clone()) {
                        label = format!("{label} ({})", part.topic.name).into();
                    }
                    cases.all.push(Case { label, who: who.clone(), codes });
                }
                cases.all[case as usize].codes[at].push(code as u32);
                cases.of_labels[at][code].push(case);
            }
        }
        for (at, part) in parts.iter().enumerate().filter(|(_, part)| stands_behind(part, kind)) {
            let of_country: HashMap<&Who, u32> = part.who.iter().zip(0..).collect();
            for (case, number) in cases.all.iter_mut().zip(0..) {
                let Who::Known(city) = case.who else { continue };
                let Some(country) = city.country() else { continue };
                if let Some(&code) = of_country.get(&Who::Known(country.line())) {
                    case.codes[at].push(code);
                    cases.of_labels[at][code as usize].push(number);
                }
            }
        }
        cases
    }
}

/// What the cases of tables are together: cities where some are, else countries where some are.
fn kind(parts: &[Part]) -> CaseKind {
    let kinds = [CaseKind::City, CaseKind::Country];
    let is_there = |kind: &CaseKind| parts.iter().any(|part| part.kind == *kind);
    kinds.into_iter().find(is_there).unwrap_or(CaseKind::Word)
}

/// Whether the cases of a part are no cases of the frame, but the countries behind them.
pub fn stands_behind(part: &Part, kind: CaseKind) -> bool {
    kind == CaseKind::City && part.kind == CaseKind::Country
}
