//! How wide each column of a table gets.

/// What one column would like.
#[derive(Clone, Copy, Debug)]
pub struct Need {
    /// Everything on one line.
    pub whole: usize,
    /// No word broken.
    pub words: usize,
    /// The least that can still be read, with words broken or cut.
    pub least: usize,
}

/// The widths of the columns within `room`: first text is wrapped, then words are broken; `None` when
/// even that is too wide.
pub fn fit(needs: &[Need], room: usize) -> Option<Vec<usize>> {
    let words = needs.iter().map(|need| need.words).sum::<usize>();
    let least = needs.iter().map(|need| need.least).sum::<usize>();
    if words <= room {
        Some(share(needs, room, |need| need.words))
    } else if least <= room {
        // Words are broken only as far as it takes: no column gets wider than its widest word.
        let needs: Vec<Need> = needs.iter().map(|need| Need { whole: need.words, ..*need }).collect();
        Some(share(&needs, room, |need| need.least))
    } else {
        None
    }
}

/// Gives every column its floor and takes the rest from the widest ones first.
fn share(needs: &[Need], room: usize, floor: impl Fn(&Need) -> usize) -> Vec<usize> {
    let at = |cap: usize| move |need: &Need| need.whole.min(cap);
    let total = |cap: usize| needs.iter().map(|need| at(cap)(need).max(floor(need))).sum::<usize>();
    let widest = needs.iter().map(|need| need.whole).max().unwrap_or(0);
    // The largest cap that fits; `total` grows with it.
    let (mut low, mut high) = (0, widest);
    while low < high {
        let middle = (low + high).div_ceil(2);
        if total(middle) <= room { low = middle } else { high = middle - 1 }
    }
    let mut spare = room.saturating_sub(total(low));
    let mut widths = Vec::with_capacity(needs.len());
    for need in needs {
        let width = at(low)(need).max(floor(need));
        let extra = usize::from(spare > 0 && width < need.whole);
        spare -= extra;
        widths.push(width + extra);
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIGURE: Need = Need { whole: 5, words: 5, least: 5 };
    const TEXT: Need = Need { whole: 60, words: 9, least: 6 };

    #[test]
    fn text_gives_way_before_figures() {
        assert_eq!(fit(&[FIGURE, TEXT, FIGURE], 80), Some(vec![5, 60, 5]));
        assert_eq!(fit(&[FIGURE, TEXT, FIGURE], 40), Some(vec![5, 30, 5]));
        assert_eq!(fit(&[FIGURE, TEXT, FIGURE], 19), Some(vec![5, 9, 5]));
        assert_eq!(fit(&[FIGURE, TEXT, FIGURE], 17), Some(vec![5, 7, 5]));
        assert_eq!(fit(&[FIGURE, TEXT, FIGURE], 15), None);
    }

    #[test]
    fn texts_share_what_is_left() {
        assert_eq!(fit(&[TEXT, TEXT], 41), Some(vec![21, 20]));
    }
}
