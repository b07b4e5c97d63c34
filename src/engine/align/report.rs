//! The report of a match: who is in one table only and why, names that differ, rows that repeat, years and units.

use std::collections::BTreeSet;
use std::sync::Arc;

use base::fold::fold;
use data::{Role, Topic};
use names::{Identity, Kind, find_group, nearest};
use query::{Mismatch, MismatchKind};

use crate::cases::{Case, Cases, stands_behind};
use crate::error::AlignError;
use crate::identity::{CaseKind, Who};
use crate::part::Part;
use crate::placed::repeated;
use crate::years::YearPlaces;

/// Of more unknown names none is sought among the known ones: each is held beside thousands.
const MOST_SOUGHT: usize = 500;

/// Everything that keeps rows of these tables apart, or that may have been meant otherwise.
///
/// # Errors
///
/// A table that cannot be read.
pub fn report(parts: &[Part], cases: &Cases) -> Result<Vec<Mismatch>, AlignError> {
    let mut found = Vec::new();
    let strangers = cases.all.iter().filter(|case| matches!(case.who, Who::Word(_))).count();
    let near = strangers <= MOST_SOUGHT;
    for (at, part) in parts.iter().enumerate() {
        if !stands_behind(part, cases.kind) {
            found.extend(unmatched(parts, cases, at, near));
        }
    }
    for case in &cases.all {
        found.extend(unclear(parts, case));
    }
    for (at, part) in parts.iter().enumerate() {
        for repeated in repeated(at, part)? {
            let when = repeated.year.map(|year| format!(" in {year}")).unwrap_or_default();
            let case = Some(part.label(repeated.code as usize));
            found.push(mismatch(MismatchKind::Repeated, part, case, format!("{} rows{when}", repeated.rows)));
        }
    }
    for case in &cases.all {
        found.extend(respelled(parts, case));
    }
    found.extend(years(parts)?);
    found.extend(units(parts));
    Ok(found)
}

fn mismatch(kind: MismatchKind, part: &Part, case: Option<Arc<str>>, detail: String) -> Mismatch {
    Mismatch { kind, topic: part.topic.name.clone(), case, detail }
}

/// The cases of a table that no other has; `near` is whether those with names like theirs are told.
fn unmatched<'a>(
    parts: &'a [Part],
    cases: &'a Cases,
    at: usize,
    near: bool,
) -> impl Iterator<Item = Mismatch> + 'a {
    let alone = move |case: &&Case| {
        let elsewhere = case.codes.iter().enumerate().any(|(other, codes)| other != at && !codes.is_empty());
        !case.codes[at].is_empty() && !elsewhere && !matches!(case.who, Who::OneOf(_))
    };
    cases.all.iter().filter(alone).map(move |case| {
        let names: Vec<String> = parts.iter().map(|part| format!("`{}`", part.topic.name)).collect();
        let others: Vec<&str> =
            (0..names.len()).filter(|other| *other != at).map(|other| &*names[other]).collect();
        let detail = why_alone(cases, case, &format!("not in {}", others.join(" or ")), near);
        mismatch(MismatchKind::Unmatched, &parts[at], Some(case.label.clone()), detail)
    })
}

/// Why nobody else is taken for a case: who it is, and who is near.
fn why_alone(cases: &Cases, case: &Case, elsewhere: &str, near: bool) -> String {
    let label_of = |identity: Identity| {
        cases.all.iter().find(|other| other.who == Who::Known(identity.line())).map(|other| &other.label)
    };
    match &case.who {
        Who::Known(identity) => {
            let followers = identity.successors().filter_map(label_of);
            let before = Identity::all(identity.kind())
                .filter(|other| other.successors().any(|after| after.line() == *identity))
                // What goes on under the same name is no other state.
                .filter(|other| other.line() != *identity)
                .filter_map(label_of);
            let near: Vec<&str> = followers.chain(before).map(|label| &**label).collect();
            let lived = match (identity.first(), identity.last()) {
                (_, Some(last)) => format!(", until {last}"),
                (Some(first), None) if !near.is_empty() => format!(", since {first}"),
                (_, None) => String::new(),
            };
            let mut said = Vec::new();
            if fold(identity.english()) != fold(&case.label) || !lived.is_empty() {
                said.push(format!("{}{lived}", identity.english()));
            }
            said.push(elsewhere.to_owned());
            if !near.is_empty() {
                said.push(format!("another state on its territory: {}", near.join(", ")));
            }
            said.join("; ")
        }
        Who::Word(_) if find_group(&case.label).is_some() => "an aggregate, no case".to_owned(),
        Who::Word(_) => {
            let near = match cases.kind {
                CaseKind::Country if near => nearest(Kind::Country, &case.label),
                CaseKind::City if near => nearest(Kind::City, &case.label),
                CaseKind::Country | CaseKind::City | CaseKind::Word => Vec::new(),
            };
            let near: Vec<&str> = near.into_iter().map(Identity::english).collect();
            match (cases.kind, near.as_slice()) {
                (CaseKind::Word, _) => elsewhere.to_owned(),
                (CaseKind::Country | CaseKind::City, []) => "nobody is known by this name".to_owned(),
                (CaseKind::Country | CaseKind::City, near) => {
                    format!("nobody is known by this name; near: {}", near.join(", "))
                }
            }
        }
        Who::OneOf(_) => elsewhere.to_owned(),
    }
}

fn unclear<'a>(parts: &'a [Part], case: &'a Case) -> Option<Mismatch> {
    let Who::OneOf(several) = &case.who else { return None };
    let at = case.codes.iter().position(|codes| !codes.is_empty())?;
    let names: Vec<&str> = several.iter().map(|identity| identity.english()).collect();
    let detail = format!("fits {}", names.join(" and "));
    Some(mismatch(MismatchKind::Unclear, &parts[at], Some(case.label.clone()), detail))
}

/// A case that is written in different ways, within a table too.
fn respelled(parts: &[Part], case: &Case) -> Option<Mismatch> {
    let mut spellings: Vec<(usize, Arc<str>)> = Vec::new();
    for (at, codes) in case.codes.iter().enumerate() {
        spellings.extend(codes.iter().map(|&code| (at, parts[at].label(code as usize))));
    }
    let ((first, label), rest) = spellings.split_first()?;
    // A city is not its country.
    let same_kind = |at: usize| parts[at].kind == parts[*first].kind;
    let others: Vec<String> = rest
        .iter()
        .filter(|(at, other)| other != label && same_kind(*at))
        .map(|(at, other)| format!("`{other}` in `{}`", parts[*at].topic.name))
        .collect();
    (!others.is_empty())
        .then(|| mismatch(MismatchKind::Respelled, &parts[*first], Some(label.clone()), others.join(", ")))
}

/// The years that only one of the tables has.
fn years(parts: &[Part]) -> Result<Vec<Mismatch>, AlignError> {
    let mut of_parts: Vec<(&Part, BTreeSet<i32>)> = Vec::new();
    for (at, part) in parts.iter().enumerate().filter(|(_, part)| part.is_timed()) {
        let places = YearPlaces::new([part].into_iter())?;
        let mut seen = vec![false; places.count()];
        part.each_row(at, &places, |_, _, place| seen[place as usize] = true)?;
        let seen = (0..seen.len()).filter(|&place| seen[place]);
        of_parts.push((part, seen.filter_map(|place| places.at(place)).map(|years| years.from).collect()));
    }
    let mut found = Vec::new();
    for (at, (part, years)) in of_parts.iter().enumerate() {
        let elsewhere = |year: &i32| {
            of_parts.iter().enumerate().any(|(other, (_, years))| other != at && years.contains(year))
        };
        let only: Vec<i32> = years.iter().copied().filter(|year| !elsewhere(year)).collect();
        if !only.is_empty() && of_parts.len() > 1 {
            let detail = format!("only here: {}", stretches(&only));
            found.push(mismatch(MismatchKind::Years, part, None, detail));
        }
    }
    Ok(found)
}

/// `1990-2004, 2021`
fn stretches(years: &[i32]) -> String {
    let parts = years.chunk_by(|a, b| a + 1 == *b).map(|stretch| match stretch {
        [first, .., last] => format!("{first}-{last}"),
        [year] => year.to_string(),
        [] => String::new(),
    });
    parts.collect::<Vec<_>>().join(", ")
}

/// Figures that are called alike and counted in different units.
fn units(parts: &[Part]) -> Vec<Mismatch> {
    let measures =
        |topic: &Topic| topic.measures().into_iter().map(|id| topic.meta(id).clone()).collect::<Vec<_>>();
    let mut found = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        for field in measures(&part.topic) {
            for other in &parts[at + 1..] {
                let alike =
                    measures(&other.topic).into_iter().find(|there| fold(&there.name) == fold(&field.name));
                let Some(there) = alike.filter(|there| there.role == Role::Measure) else { continue };
                if there.unit != field.unit && !there.unit.is_empty() && !field.unit.is_empty() {
                    let detail = format!(
                        "`{}` in {}; in `{}` in {}",
                        field.name, field.unit, other.topic.name, there.unit
                    );
                    found.push(mismatch(MismatchKind::Units, part, None, detail));
                }
            }
        }
    }
    found
}
