//! The smallest covers: all choices of as few sets as possible that together hold every element, found exactly.

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
const MOST_STEPS: usize = 400_000;

/// All covers with the fewest sets, each with its sets in order. Sets that every cover needs come first, each in order.
///
/// Essential sets are taken first (Quine 1952). Of two elements the one that is held wherever the other is needs no
/// look, and sets that hold the same elements take turns. The rest is branch and bound, one more set at a time.
///
/// # Errors
///
/// There are too many covers, or too many ways to look for them.
pub fn smallest_covers(sets: &[FixedBitSet], elements: usize) -> Result<Vec<Vec<usize>>, TooMany> {
    let holders = |element: usize| (0..sets.len()).filter(move |&set| sets[set].contains(element));
    let mut essential: Vec<usize> = Vec::new();
    let mut open = FixedBitSet::with_capacity(elements);
    open.insert_range(..);
    for element in 0..elements {
        let mut holders = holders(element);
        match (holders.next(), holders.next()) {
            (None, _) => return Ok(Vec::new()),
            (Some(only), None) => essential.push(only),
            _ => {}
        }
    }
    essential.sort_unstable();
    essential.dedup();
    essential.iter().for_each(|&set| open.difference_with(&sets[set]));
    // Sets that hold the same open elements are one kind.
    let mut kinds: Vec<Vec<usize>> = Vec::new();
    let mut known: HashMap<FixedBitSet, usize> = HashMap::new();
    for (set, held) in sets.iter().enumerate() {
        let mut held = held.clone();
        held.intersect_with(&open);
        if !held.is_clear() {
            let kind = *known.entry(held).or_insert_with(|| {
                kinds.push(Vec::new());
                kinds.len() - 1
            });
            kinds[kind].push(set);
        }
    }
    let mut held = vec![FixedBitSet::new(); kinds.len()];
    known.into_iter().for_each(|(elements, kind)| held[kind] = elements);
    let mut search = Search::new(&held, &open);
    let mut covers = Vec::new();
    for cover in search.run()? {
        let mut choices = vec![essential.clone()];
        for kind in cover {
            choices = choices
                .iter()
                .flat_map(|chosen| kinds[kind].iter().map(move |&set| [chosen.as_slice(), &[set]].concat()))
                .collect();
            if covers.len() + choices.len() > MOST_COVERS {
                return Err(TooMany::Covers(MOST_COVERS));
            }
        }
        covers.extend(choices);
    }
    covers.iter_mut().for_each(|cover: &mut Vec<usize>| cover[essential.len()..].sort_unstable());
    covers.sort();
    Ok(covers)
}

struct Search {
    /// For each element that has to be looked at, the kinds that hold it.
    holders: Vec<FixedBitSet>,
    /// For each kind, the elements it holds, counted as in `holders`.
    held: Vec<FixedBitSet>,
    steps: usize,
    found: Vec<Vec<usize>>,
}

impl Search {
    fn new(held: &[FixedBitSet], open: &FixedBitSet) -> Self {
        let holders_of = |element: usize| {
            let mut holders = FixedBitSet::with_capacity(held.len());
            (0..held.len())
                .filter(|&kind| held[kind].contains(element))
                .for_each(|kind| holders.insert(kind));
            holders
        };
        let mut all: Vec<FixedBitSet> = open.ones().map(holders_of).collect();
        all.sort_by_key(|holders| holders.count_ones(..));
        let mut holders: Vec<FixedBitSet> = Vec::new();
        for element in all {
            if !holders.iter().any(|narrower| narrower.is_subset(&element)) {
                holders.push(element);
            }
        }
        let held = (0..held.len())
            .map(|kind| {
                let mut of = FixedBitSet::with_capacity(holders.len());
                (0..holders.len()).filter(|&at| holders[at].contains(kind)).for_each(|at| of.insert(at));
                of
            })
            .collect();
        Self { holders, held, steps: 0, found: Vec::new() }
    }

    fn run(&mut self) -> Result<Vec<Vec<usize>>, TooMany> {
        let mut open = FixedBitSet::with_capacity(self.holders.len());
        open.insert_range(..);
        let mut allowed = FixedBitSet::with_capacity(self.held.len());
        allowed.insert_range(..);
        let mut size = self.least(&open, &allowed);
        while self.found.is_empty() {
            self.extend(&mut Vec::new(), &open, &allowed, size)?;
            size += 1;
        }
        Ok(std::mem::take(&mut self.found))
    }

    /// Finds every cover with at most `left` kinds more.
    fn extend(
        &mut self,
        chosen: &mut Vec<usize>,
        open: &FixedBitSet,
        allowed: &FixedBitSet,
        left: usize,
    ) -> Result<(), TooMany> {
        self.steps += 1;
        if self.steps > MOST_STEPS {
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
                covers.sort();
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
