//! The distinct labels of a column.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap as HashMap;

use base::fold::fold;

/// The distinct labels of a column. An ordered scale comes first, worst to best, so codes compare like steps.
#[derive(Debug, Default)]
pub struct Dictionary {
    labels: Vec<Arc<str>>,
    folded: OnceLock<HashMap<String, u32>>,
    /// By the alphabet, for completion.
    sorted: OnceLock<Vec<(String, u32)>>,
}

impl Dictionary {
    /// A dictionary of labels that are all different.
    pub(super) fn of(labels: Vec<Arc<str>>) -> Self {
        Self { labels, ..Self::default() }
    }

    /// The label behind a code.
    pub fn label(&self, code: u32) -> &Arc<str> {
        &self.labels[code as usize]
    }

    /// All labels, in code order.
    pub fn labels(&self) -> &[Arc<str>] {
        &self.labels
    }

    /// The codes of the labels that begin with a folded text, by the alphabet.
    pub fn starting_with<'a>(&'a self, folded: &'a str) -> impl Iterator<Item = u32> + 'a {
        let sorted = self.sorted.get_or_init(|| {
            let mut sorted: Vec<(String, u32)> =
                self.labels.iter().map(|label| fold(label)).zip(0..).collect();
            sorted.sort_unstable();
            sorted
        });
        let from = sorted.partition_point(|(label, _)| label.as_str() < folded);
        let begin = sorted.iter().skip(from).take_while(move |(label, _)| label.starts_with(folded));
        begin.map(|&(_, code)| code)
    }

    /// The code of a label, whatever its case or accents.
    pub fn find(&self, name: &str) -> Option<u32> {
        self.exact(name).or_else(|| self.find_folded(&fold(name)))
    }

    /// The code of a label of a short list, if the name is written as it is there.
    ///
    /// Most names are; folding every label costs more than looking.
    pub fn exact(&self, name: &str) -> Option<u32> {
        let mut labels = self.labels.iter().filter(|_| self.labels.len() <= FEW);
        labels.position(|label| **label == *name).map(|code| code as u32)
    }

    /// The code of a label by its folded name.
    pub fn find_folded(&self, folded: &str) -> Option<u32> {
        self.folded
            .get_or_init(|| {
                // The first of two labels that fold alike wins, so codes stay in source order.
                let codes = 0..self.labels.len() as u32;
                codes.zip(&self.labels).rev().map(|(code, label)| (fold(label), code)).collect()
            })
            .get(folded)
            .copied()
    }
}

/// Up to so many labels are looked through one by one.
const FEW: usize = 256;
