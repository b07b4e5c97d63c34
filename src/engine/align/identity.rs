//! Who the cases of a table are.

use std::sync::Arc;

use base::fold::fold;
use names::{Case, Identity, Kind, find, is_mostly_unknown, match_column};
use rustc_hash::FxHashMap as HashMap;

/// What sort of cases a table has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseKind {
    /// Countries and territories.
    Country,
    /// Cities.
    City,
    /// Others, which are known by their words alone: parties, universities, questions.
    Word,
}

/// Who a case is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    /// Somebody known by any name. States that are one line over the years are one.
    Known(Identity),
    /// Nobody known: whoever is written so.
    Word(String),
    /// One of several, and nothing says which: nobody else is taken for it.
    OneOf(Vec<Identity>),
}

/// Who each label of a table is, and what sort of cases they are. `stated` says of labels who is meant, in any words.
pub fn identify(labels: &[Arc<str>], stated: &HashMap<String, String>) -> (CaseKind, Vec<Who>) {
    let texts: Vec<&str> = labels.iter().map(|label| &**label).collect();
    for (kind, of) in [(CaseKind::Country, Kind::Country), (CaseKind::City, Kind::City)] {
        // Most tables that are of neither kind are told at a glance.
        if is_mostly_unknown(of, &texts) {
            continue;
        }
        let cases = match_column(of, &texts, None).cases;
        if is_mostly_known(&cases) {
            return (kind, who(kind, &cases, labels, stated));
        }
    }
    (CaseKind::Word, who(CaseKind::Word, &[], labels, stated))
}

/// Who each label of a table is that stands beside tables of a kind, however few of them are known.
pub fn identify_as(kind: CaseKind, labels: &[Arc<str>], stated: &HashMap<String, String>) -> Vec<Who> {
    let texts: Vec<&str> = labels.iter().map(|label| &**label).collect();
    let cases = match kind {
        CaseKind::Country => match_column(Kind::Country, &texts, None).cases,
        CaseKind::City => match_column(Kind::City, &texts, None).cases,
        CaseKind::Word => Vec::new(),
    };
    who(kind, &cases, labels, stated)
}

fn who(kind: CaseKind, cases: &[Case], labels: &[Arc<str>], stated: &HashMap<String, String>) -> Vec<Who> {
    let who = |(at, label): (usize, &Arc<str>)| match (stated.get(&**label), cases.get(at)) {
        (Some(meant), _) => stated_as(kind, meant),
        (None, Some(case)) => of_case(case, label),
        (None, None) => Who::Word(fold(label)),
    };
    labels.iter().enumerate().map(who).collect()
}

/// Who a statement means. The usual name of one means that one, though others have been called so.
fn stated_as(kind: CaseKind, name: &str) -> Who {
    match called(kind, name) {
        Who::OneOf(several) => match several.iter().find(|one| fold(one.english()) == fold(name)) {
            Some(one) => Who::Known(one.line()),
            None => Who::OneOf(several),
        },
        found @ (Who::Known(_) | Who::Word(_)) => found,
    }
}

/// Who is meant by a name, among cases of a kind.
pub fn called(kind: CaseKind, name: &str) -> Who {
    let kind = match kind {
        CaseKind::Country => Kind::Country,
        CaseKind::City => Kind::City,
        CaseKind::Word => return Who::Word(fold(name)),
    };
    let found = find(kind, name);
    match (found.line(), found.all()) {
        (Some(line), _) => Who::Known(line),
        (None, []) => Who::Word(fold(name)),
        (None, several) => Who::OneOf(several.to_vec()),
    }
}

fn of_case(case: &Case, label: &str) -> Who {
    match case {
        Case::Is(identity) => Who::Known(identity.line()),
        Case::Line { line, .. } => Who::Known(*line),
        Case::Several(several) => Who::OneOf(several.clone()),
        // An aggregate of one publisher is nobody, but the same words are the same aggregate.
        Case::Group(_) | Case::Unknown | Case::Missing => Who::Word(fold(label)),
    }
}

/// Whether at least half of the cases are known; aggregates beside them do not count.
fn is_mostly_known(cases: &[Case]) -> bool {
    let (mut known, mut of) = (0, 0);
    for case in cases {
        match case {
            Case::Is(_) | Case::Line { .. } | Case::Several(_) => (known, of) = (known + 1, of + 1),
            Case::Unknown => of += 1,
            Case::Group(_) | Case::Missing => {}
        }
    }
    known > 0 && known * 2 >= of
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_told_at_a_glance_is_what_all_labels_tell(
            labels in prop::collection::vec(
                "[A-Z]{2,3}|[a-z]{2}|0?[0-9]{1,3}|Congo|Korea, Rep\\.|Japan|Seoul|Paris|World|Nobody[0-9]{2}|",
                0..30,
            ),
        ) {
            let texts: Vec<&str> = labels.iter().map(String::as_str).collect();
            for kind in [Kind::Country, Kind::City] {
                if is_mostly_unknown(kind, &texts) {
                    prop_assert!(!is_mostly_known(&match_column(kind, &texts, None).cases));
                }
            }
        }
    }
}
