//! The smallest covers: all choices of as few sets as possible that together hold every element, found exactly.

use base::cancel::check_cancelled;
use base::order;
use std::collections::HashMap;

use fixedbitset::FixedBitSet;

/// Why no exact answer is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TooMany {
    /// More covers than this are equally small.
    Covers(usize),
    /// The search takes too long.
    Steps,
}

/// More answers than this tell nobody anything.
const MOST_COVERS: usize = 1_000;
/// About a second of search.
const MOST_STEPS: usize = 60_000_000;

/// All covers with the fewest sets, each with its sets in order; those that every cover needs come first.
///
/// Essential sets are taken first (Quine 1952). Sets that hold the same of what is left take turns, and parts that have
/// no set in common are looked at one by one. The rest is branch and bound.
///
/// # Errors
///
/// There are too many covers, or too many ways to look for them.
pub fn smallest_covers(sets: &[FixedBitSet], elements: usize) -> Result<Vec<Vec<usize>>, TooMany> {
    let mut essential: Vec<usize> = Vec::new();
    for element in 0..elements {
        let mut holders = (0..sets.len()).filter(|&set| sets[set].contains(element));
        match (holders.next(), holders.next()) {
            (None, _) => return Ok(Vec::new()),
            (Some(only), None) => essential.push(only),
            _ => {}
        }
    }
    essential.sort_unstable();
    essential.dedup();
    let mut open = full(elements);
    essential.iter().for_each(|&set| open.difference_with(&sets[set]));
    let kinds = kinds(sets, &open);
    let mut covers = vec![essential.clone()];
    let mut steps = 0;
    for part in parts(narrowest(&kinds, &open)) {
        let found = Search::new(part, kinds.len(), &mut steps).run()?;
        let mut choices = Vec::new();
        for cover in found {
            choices
                .extend(with_each(vec![Vec::new()], cover.iter().map(|&kind| kinds[kind].sets.as_slice()))?);
        }
        let choices: Vec<&[usize]> = choices.iter().map(Vec::as_slice).collect();
        covers = product(&covers, &choices)?;
    }
    covers.iter_mut().for_each(|cover| cover[essential.len()..].sort_unstable());
    covers.sort_unstable();
    Ok(covers)
}

/// Sets that hold the same open elements.
struct Kind {
    sets: Vec<usize>,
    held: FixedBitSet,
}

fn kinds(sets: &[FixedBitSet], open: &FixedBitSet) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = Vec::new();
    let mut known: HashMap<FixedBitSet, usize> = HashMap::new();
    for (set, held) in sets.iter().enumerate() {
        let mut held = held.clone();
        held.intersect_with(open);
        if held.is_clear() {
            continue;
        }
        let kind = *known.entry(held).or_insert_with_key(|held| {
            kinds.push(Kind { sets: Vec::new(), held: held.clone() });
            kinds.len() - 1
        });
        kinds[kind].sets.push(set);
    }
    kinds
}

/// The kinds that hold each open element; an element that is held wherever another one is needs no look.
fn narrowest(kinds: &[Kind], open: &FixedBitSet) -> Vec<FixedBitSet> {
    let holders = |element: usize| {
        let mut holders = FixedBitSet::with_capacity(kinds.len());
        (0..kinds.len())
            .filter(|&kind| kinds[kind].held.contains(element))
            .for_each(|kind| holders.insert(kind));
        holders
    };
    let mut all: Vec<FixedBitSet> = open.ones().map(holders).collect();
    order::sort_by_key(&mut all, |holders| holders.count_ones(..));
    let mut narrowest: Vec<FixedBitSet> = Vec::new();
    for element in all {
        if !narrowest.iter().any(|other| other.is_subset(&element)) {
            narrowest.push(element);
        }
    }
    narrowest
}

/// Elements that share kinds, directly or through others, belong together.
fn parts(elements: Vec<FixedBitSet>) -> Vec<Vec<FixedBitSet>> {
    let mut parts: Vec<(FixedBitSet, Vec<FixedBitSet>)> = Vec::new();
    for holders in elements {
        let (apart, together): (Vec<_>, Vec<_>) =
            parts.into_iter().partition(|(used, _)| used.is_disjoint(&holders));
        let mut joined = (holders.clone(), vec![holders]);
        for (used, elements) in together {
            joined.0.union_with(&used);
            joined.1.extend(elements);
        }
        parts = apart;
        parts.push(joined);
    }
    parts.into_iter().map(|(_, elements)| elements).collect()
}

/// Every cover followed by every choice.
fn product(covers: &[Vec<usize>], choices: &[&[usize]]) -> Result<Vec<Vec<usize>>, TooMany> {
    if covers.len() * choices.len() > MOST_COVERS {
        return Err(TooMany::Covers(MOST_COVERS));
    }
    Ok(covers
        .iter()
        .flat_map(|cover| choices.iter().map(move |choice| [cover.as_slice(), choice].concat()))
        .collect())
}

/// Every cover with one of each kind's sets: each does as well as the others of its kind.
fn with_each<'a>(
    covers: Vec<Vec<usize>>,
    mut kinds: impl Iterator<Item = &'a [usize]>,
) -> Result<Vec<Vec<usize>>, TooMany> {
    kinds.try_fold(covers, |covers, sets| product(&covers, &sets.chunks(1).collect::<Vec<_>>()))
}

struct Search<'a> {
    /// For each element, the kinds that hold it.
    holders: Vec<FixedBitSet>,
    /// For each kind, the elements it holds.
    held: Vec<FixedBitSet>,
    steps: &'a mut usize,
    found: Vec<Vec<usize>>,
}

impl<'a> Search<'a> {
    fn new(holders: Vec<FixedBitSet>, kinds: usize, steps: &'a mut usize) -> Self {
        let held = (0..kinds).map(|kind| {
            let mut held = FixedBitSet::with_capacity(holders.len());
            (0..holders.len()).filter(|&at| holders[at].contains(kind)).for_each(|at| held.insert(at));
            held
        });
        Self { held: held.collect(), holders, steps, found: Vec::new() }
    }

    fn run(mut self) -> Result<Vec<Vec<usize>>, TooMany> {
        let (open, allowed) = (full(self.holders.len()), full(self.held.len()));
        let mut size = self.least(&open, &allowed);
        while self.found.is_empty() {
            self.extend(&mut Vec::new(), &open, &allowed, size)?;
            size += 1;
        }
        Ok(self.found)
    }

    /// Finds every cover with at most `left` kinds more.
    fn extend(
        &mut self,
        chosen: &mut Vec<usize>,
        open: &FixedBitSet,
        allowed: &FixedBitSet,
        left: usize,
    ) -> Result<(), TooMany> {
        check_cancelled();
        // A look at an element takes as long as it has words of kinds.
        *self.steps += (1 + open.count_ones(..)) * (1 + self.held.len() / 64);
        if *self.steps > MOST_STEPS {
            return Err(TooMany::Steps);
        }
        // The element with the fewest kinds left leaves the fewest ways to go on.
        let narrowest = open.ones().min_by_key(|&at| self.holders[at].intersection_count(allowed));
        let Some(element) = narrowest else {
            if self.found.len() == MOST_COVERS {
                return Err(TooMany::Covers(MOST_COVERS));
            }
            self.found.push(chosen.clone());
            return Ok(());
        };
        if self.least(open, allowed) > left {
            return Ok(());
        }
        let mut allowed = allowed.clone();
        let kinds: Vec<usize> = self.holders[element].intersection(&allowed).collect();
        for kind in kinds {
            // Later branches do without it, so that no cover is found twice.
            allowed.set(kind, false);
            let mut open = open.clone();
            open.difference_with(&self.held[kind]);
            chosen.push(kind);
            self.extend(chosen, &open, &allowed, left - 1)?;
            chosen.pop();
        }
        Ok(())
    }

    /// At least so many kinds are needed: elements that no kind holds together need one each.
    fn least(&self, open: &FixedBitSet, allowed: &FixedBitSet) -> usize {
        let mut used = FixedBitSet::with_capacity(self.held.len());
        let mut count = 0;
        for at in open.ones() {
            let mut holders = self.holders[at].clone();
            holders.intersect_with(allowed);
            if holders.is_clear() {
                return usize::MAX;
            }
            if holders.is_disjoint(&used) {
                used.union_with(&holders);
                count += 1;
            }
        }
        count
    }
}

fn full(length: usize) -> FixedBitSet {
    let mut all = FixedBitSet::with_capacity(length);
    all.insert_range(..);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every choice of sets, smallest first.
    fn by_trying(sets: &[FixedBitSet], elements: usize) -> Vec<Vec<usize>> {
        let choice = |bits: u32| (0..sets.len()).filter(|at| bits >> at & 1 == 1).collect::<Vec<_>>();
        let covers =
            |choice: &Vec<usize>| (0..elements).all(|e| choice.iter().any(|&set| sets[set].contains(e)));
        let mut found: Vec<Vec<usize>> = (0..1u32 << sets.len()).map(choice).filter(covers).collect();
        let least = found.iter().map(Vec::len).min();
        found.retain(|choice| Some(choice.len()) == least);
        found
    }

    fn set(elements: usize, bits: u16) -> FixedBitSet {
        let mut set = FixedBitSet::with_capacity(elements);
        (0..elements).filter(|at| bits >> at & 1 == 1).for_each(|at| set.insert(at));
        set
    }

    proptest! {
        #[test]
        fn all_of_them_are_found_and_nothing_else(elements in 0usize..9, bits in prop::collection::vec(any::<u16>(), 0..10)) {
            let sets: Vec<FixedBitSet> = bits.into_iter().map(|bits| set(elements, bits)).collect();
            let sorted = |covers: Vec<Vec<usize>>| {
                let mut covers: Vec<Vec<usize>> = covers;
                covers.iter_mut().for_each(|cover| cover.sort_unstable());
                covers.sort_unstable();
                covers
            };
            prop_assert_eq!(sorted(smallest_covers(&sets, elements).unwrap()), sorted(by_trying(&sets, elements)));
        }
    }

    #[test]
    fn too_many_answers_are_refused() {
        // Ten elements, each held by two sets of its own: 1,024 covers of ten.
        let sets: Vec<FixedBitSet> = (0..20).map(|at| set(10, 1 << (at / 2))).collect();
        assert_eq!(smallest_covers(&sets, 10), Err(TooMany::Covers(MOST_COVERS)));
    }
}
