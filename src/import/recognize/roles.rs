//! Which part each column plays: who is compared, which question is asked, when, and what the answer is.

use std::hash::{BuildHasher, Hasher};

use rustc_hash::{FxBuildHasher, FxHashMap as HashMap, FxHashSet as HashSet};

use super::columns::Draft;
use super::headings;
use super::hints::Hints;
use crate::dialect::Kind;
use data::field::Role;

/// A text that is longer on average is a remark, no label.
const LABEL: usize = 60;

/// The roles of the columns of a table.
pub struct Roles {
    /// The first row of the sample that answers a question which a row before it has answered.
    pub repeated: Option<usize>,
    /// One a field.
    pub roles: Vec<Role>,
    /// For each field, the one for whose labels it gives other names.
    pub alias_of: Vec<Option<usize>>,
}

/// Assigns roles; `None` when no field can be the case.
pub fn assign(drafts: &mut [Draft<'_>], hints: &Hints) -> Option<Roles> {
    let said: Vec<Option<Role>> = drafts.iter().map(|draft| hints.role(&draft.name)).collect();
    let case = case(drafts, &said)?;
    drafts[case].kind = Kind::Labels;
    // A day that each case has once tells of the case: `country, independence, gdp`. The first of several is the time.
    for at in (0..drafts.len()).rev() {
        let is_day = drafts[at].kind == Kind::Years && drafts[at].holds_days();
        if !is_day || said[at].is_some() || headings::is_time(&drafts[at].name) {
            continue;
        }
        let is_other = |&other: &usize| other == case || other != at && drafts[other].kind == Kind::Years;
        let others: Vec<usize> = (0..drafts.len()).filter(is_other).collect();
        if repeated(drafts, &others).is_none() {
            drafts[at].kind = Kind::Labels;
        }
    }
    let mut roles: Vec<Role> = drafts.iter().map(|draft| role_alone(draft)).collect();
    roles[case] = Role::Case;
    roles.iter_mut().zip(&said).for_each(|(role, said)| *role = said.unwrap_or(*role));
    let mut alias_of = vec![None; drafts.len()];
    let open = |roles: &[Role], at: usize| roles[at] == Role::Key && said[at].is_none();
    for at in 0..drafts.len() {
        if !open(&roles, at) || !drafts[at].is_code() {
            continue;
        }
        let words = |&of: &usize| of != at && matches!(roles[of], Role::Case | Role::Key);
        if let Some(of) = (0..drafts.len()).filter(words).find(|&of| one_to_one(&drafts[of], &drafts[at])) {
            roles[at] = Role::Note;
            alias_of[at] = Some(of);
        }
    }
    // What is the same in every row of a case tells of the case; what tells the rows of a case apart is a key.
    for at in 0..drafts.len() {
        if open(&roles, at) && is_of_case(&drafts[case], &drafts[at]) {
            roles[at] = Role::Measure;
        }
    }
    let fixed: Vec<usize> = (0..drafts.len())
        .filter(|&at| {
            matches!(roles[at], Role::Case | Role::Time) || roles[at] == Role::Key && said[at].is_some()
        })
        .collect();
    let mut offered: Vec<usize> = (0..drafts.len()).filter(|&at| open(&roles, at)).collect();
    offered.extend((0..drafts.len()).filter(|&at| is_part(&drafts[at]) && said[at].is_none()));
    let keys = keys(drafts, &fixed, &offered);
    let repeated = if keys.is_none() { repeated(drafts, &[&fixed[..], &offered].concat()) } else { None };
    for &at in &offered {
        match &keys {
            Some(keys) if keys.contains(&at) => {
                roles[at] = Role::Key;
                drafts[at].kind = Kind::Labels;
            }
            Some(_) => roles[at] = Role::Measure,
            None => {}
        }
    }
    Some(Roles { repeated, roles, alias_of })
}

/// The column of those that are compared: the one that is said, that is called so, or that is the first with words.
fn case(drafts: &[Draft<'_>], said: &[Option<Role>]) -> Option<usize> {
    let find = |test: &dyn Fn(&Draft<'_>) -> bool| {
        (0..drafts.len()).find(|&at| said[at].is_none() && test(&drafts[at]))
    };
    // What is the same in all rows compares nothing.
    let words = |draft: &Draft<'_>| draft.kind == Kind::Labels && !is_text(draft) && !is_constant(draft);
    let times: Vec<usize> = (0..drafts.len()).filter(|&at| drafts[at].kind == Kind::Years).collect();
    let tells_apart = |at: usize| repeated(drafts, &[times.as_slice(), &[at]].concat()).is_none();
    let named = find(&|draft| words(draft) && headings::is_case(&draft.name)).map(|named| {
        // `University, Country, Score` is about universities.
        let first = |at: &usize| words(&drafts[*at]) && !drafts[*at].is_code() && tells_apart(*at);
        if tells_apart(named) { named } else { (0..named).find(first).unwrap_or(named) }
    });
    said.iter()
        .position(|role| *role == Some(Role::Case))
        .or(named)
        .or_else(|| find(&|draft| words(draft) && !draft.is_code()))
        .or_else(|| find(&|draft| draft.kind == Kind::Labels && !draft.cells.is_empty()))
        // Cases that have numbers for names.
        .or_else(|| {
            let named = |name: &str| headings::is_case(name) || headings::is_code(name);
            find(&|draft| {
                named(&draft.name)
                    && draft.figures().is_some()
                    && draft.values().all(|(_, places)| places == 0)
            })
        })
}

/// The role of a column that nothing else is known of.
fn role_alone(draft: &Draft<'_>) -> Role {
    match draft.kind {
        Kind::Years => Role::Time,
        Kind::Numbers(_) if headings::is_code(&draft.name) => Role::Note,
        Kind::Numbers(_) => Role::Measure,
        Kind::Labels if is_text(draft) => Role::Note,
        Kind::Labels if is_constant(draft) => Role::Note,
        Kind::Labels => Role::Key,
    }
}

/// Whether all cells say the same; a table of one row has no constant column.
fn is_constant(draft: &Draft<'_>) -> bool {
    draft.cells.is_empty() || draft.texts.len() == 1 && draft.cells.len() > 1
}

fn is_text(draft: &Draft<'_>) -> bool {
    let letters: usize = draft.texts.iter().map(|cell| cell.text.len() * cell.count).sum();
    letters > LABEL * draft.cells.len()
}

fn is_part(draft: &Draft<'_>) -> bool {
    (headings::is_part(&draft.name) || headings::is_time(&draft.name))
        && matches!(draft.kind, Kind::Numbers(figures) if figures.bare)
}

/// Whether each label of one column always stands beside the same label of the other.
fn says_the_same(of: &Draft<'_>, what: &Draft<'_>) -> bool {
    let labels: HashMap<usize, usize> = of.cells.iter().copied().collect();
    let mut found = vec![None; of.texts.len()];
    what.cells.iter().all(|(row, cell)| match labels.get(row) {
        Some(&label) => found[label].get_or_insert(cell) == &cell,
        None => false,
    })
}

/// Whether a column tells of the case: the same in all of its rows, or missing in all of them.
fn is_of_case(case: &Draft<'_>, what: &Draft<'_>) -> bool {
    let labels: HashMap<usize, usize> = case.cells.iter().copied().collect();
    let mut rows = vec![0; case.texts.len()];
    for label in what.cells.iter().filter_map(|(row, _)| labels.get(row)) {
        rows[*label] += 1;
    }
    let whole = case.texts.iter().zip(&rows).all(|(label, &rows)| rows == 0 || rows == label.count);
    whole && says_the_same(case, what)
}

fn one_to_one(a: &Draft<'_>, b: &Draft<'_>) -> bool {
    !b.cells.is_empty() && says_the_same(a, b) && says_the_same(b, a)
}

/// The fewest of the offered columns that tell all rows apart, beside the fixed ones; `None` when all of them do not.
fn keys(drafts: &[Draft<'_>], fixed: &[usize], offered: &[usize]) -> Option<Vec<usize>> {
    let with = |keys: &[usize]| [fixed, keys].concat();
    if repeated(drafts, fixed).is_none() {
        return Some(Vec::new());
    }
    let mut tries =
        offered.iter().map(|&at| vec![at]).chain((2..=offered.len()).map(|n| offered[..n].to_vec()));
    tries.find(|keys| repeated(drafts, &with(keys)).is_none())
}

/// The first row that some columns do not tell apart from a row before it.
fn repeated(drafts: &[Draft<'_>], columns: &[usize]) -> Option<usize> {
    let rows = drafts.iter().flat_map(|draft| draft.cells.last()).map(|(row, _)| row + 1).max().unwrap_or(0);
    let mut hashes = vec![0u64; rows];
    for &column in columns {
        for (row, cell) in &drafts[column].cells {
            let mut hasher = FxBuildHasher.build_hasher();
            hasher.write_u64(hashes[*row]);
            // A missing cell leaves the hash as it is.
            hasher.write_usize(*cell + 1);
            hashes[*row] = hasher.finish();
        }
    }
    let mut seen = HashSet::default();
    hashes.into_iter().position(|hash| !seen.insert(hash))
}
