//! How the figures of a table are written: which mark stands before decimals, and which between thousands.

use crate::dialect::{Figures, is_bare};
use crate::footnote::Footnotes;
use data::column::Figure;

/// Every way of writing figures that is tried, the commonest first.
const WAYS: [(char, Option<char>); 8] = [
    ('.', None),
    ('.', Some(',')),
    ('.', Some(' ')),
    ('.', Some('\'')),
    (',', None),
    (',', Some('.')),
    (',', Some(' ')),
    (',', Some('\'')),
];

/// A longer text, in bytes, is no figure.
const LONGEST: usize = 64;

/// The ways in which all cells of a column can be read as figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ways {
    fits: [bool; WAYS.len()],
    bare: bool,
    /// Whether no cell holds a mark, so that every way says the same.
    unmarked: bool,
    footnotes: Footnotes,
}

impl Ways {
    /// The ways that fit every cell; `None` when there is none, or no cell.
    pub fn of<'c>(cells: impl Iterator<Item = &'c str> + Clone) -> Option<Self> {
        if cells.clone().any(|cell| cell.len() > LONGEST) {
            return None;
        }
        let bare = cells.clone().all(is_bare);
        let mut ways = Self { fits: [true; WAYS.len()], bare, unmarked: true, footnotes: Footnotes::NONE };
        let mut any = false;
        for cell in cells {
            any = true;
            ways.unmarked &= is_whole(cell);
            if ways.unmarked {
                continue;
            }
            for (fits, way) in ways.fits.iter_mut().zip(WAYS) {
                *fits = *fits && figures(way, bare).read(cell).is_some();
            }
            if !ways.fits.contains(&true) {
                return None;
            }
        }
        any.then_some(ways)
    }

    /// The same, with marks behind some cells left out where it takes that.
    pub fn any<'c>(cells: impl Iterator<Item = &'c str> + Clone) -> Option<Self> {
        Self::of(cells.clone()).or_else(|| Self::with_footnotes(cells))
    }

    /// The way in which programs write figures, alone.
    pub fn plain(self) -> Self {
        let mut fits = [false; WAYS.len()];
        fits[0] = true;
        Self { fits, bare: true, ..self }
    }

    /// The ways that fit every cell once the marks behind some of them are left out; none of them may be part of a figure.
    pub fn with_footnotes<'c>(cells: impl Iterator<Item = &'c str> + Clone) -> Option<Self> {
        let footnotes = Footnotes::of(cells.clone().filter_map(|cell| Some(Footnotes::split(cell)?.1)))?;
        let ways = Self::of(cells.map(|cell| footnotes.without(cell)))?;
        Some(Self { footnotes, ..ways })
    }

    /// The mark before decimals, if the column can only be read with one.
    pub fn decimal(&self) -> Option<char> {
        let mut marks =
            WAYS.iter().zip(self.fits).filter(|(_, fits)| *fits).map(|((decimal, _), _)| *decimal);
        let first = marks.next().filter(|_| !self.unmarked)?;
        marks.all(|mark| mark == first).then_some(first)
    }

    /// The simplest way that fits, those with the decimal mark of the table first.
    pub fn choose(&self, decimal: char) -> Figures {
        if self.unmarked {
            return self.figures(WAYS[0]);
        }
        let decimal = self.decimal().unwrap_or(decimal);
        let fitting = || WAYS.iter().zip(self.fits).filter(|(_, fits)| *fits).map(|(way, _)| *way);
        let way = fitting().find(|(mark, _)| *mark == decimal).or_else(|| fitting().next());
        self.figures(way.unwrap_or(WAYS[0]))
    }

    fn figures(&self, way: (char, Option<char>)) -> Figures {
        Figures { footnotes: self.footnotes, ..figures(way, self.bare) }
    }

    /// The first cell that would be another figure if it were read in another way that fits.
    pub fn doubtful<'c>(&self, chosen: Figures, mut cells: impl Iterator<Item = &'c str>) -> Option<&'c str> {
        // Where the mark before decimals is certain, marks of thousands change no figure that several ways can read.
        if self.unmarked || self.decimal().is_some() {
            return None;
        }
        let others =
            || WAYS.iter().zip(self.fits).filter(|(_, fits)| *fits).map(|(way, _)| self.figures(*way));
        let value = |way: Figures, cell: &str| way.read(cell).map(Figure::value);
        cells.find(|cell| {
            let value_chosen = value(chosen, cell);
            others().any(|other| value(other, cell) != value_chosen)
        })
    }
}

/// Whether a cell is digits alone, or a minus before them; `10-14` and `02-123` are none.
fn is_whole(cell: &str) -> bool {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a cell alone can be read as a figure in any way.
pub fn is_figure(cell: &str) -> bool {
    !cell.is_empty() && Ways::of(std::iter::once(cell)).is_some()
}

fn figures((decimal, thousands): (char, Option<char>), bare: bool) -> Figures {
    Figures { decimal, thousands, bare, footnotes: Footnotes::NONE }
}

/// The first cell with a decimal point and the first one with a decimal comma, when no one way reads both.
pub fn mixed<'c>(cells: impl Iterator<Item = &'c str> + Clone) -> Option<(usize, usize)> {
    if cells.clone().any(|cell| cell.len() > LONGEST) {
        return None;
    }
    let bare = cells.clone().all(is_bare);
    let read =
        |decimal, thousands, cell: &str| figures((decimal, Some(thousands)), bare).read(cell).is_some();
    let point = |cell: &str| read('.', ',', cell);
    let comma = |cell: &str| read(',', '.', cell);
    let all = cells.clone().all(|cell| point(cell) || comma(cell));
    let only_point = cells.clone().position(|cell| !comma(cell))?;
    let only_comma = cells.clone().position(|cell| !point(cell))?;
    all.then_some((only_point, only_comma))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(cells: &[&str], decimal: char) -> Option<(char, Option<char>, bool)> {
        let Figures { decimal, thousands, bare, .. } = Ways::of(cells.iter().copied())?.choose(decimal);
        Some((decimal, thousands, bare))
    }

    #[test]
    fn the_way_is_told_by_the_cells_where_it_can_be() {
        assert_eq!(written(&["1", "22"], ','), Some(('.', None, true)));
        assert_eq!(written(&["1.5", "22"], ','), Some(('.', None, true)));
        assert_eq!(written(&["1,5", "22"], '.'), Some((',', None, true)));
        assert_eq!(written(&["1,234,567"], ','), Some(('.', Some(','), true)));
        assert_eq!(written(&["1.234,5", "12"], '.'), Some((',', Some('.'), true)));
        assert_eq!(written(&["1 234", "1\u{202f}234,5"], '.'), Some((',', Some(' '), true)));
        assert_eq!(written(&["12 %", "3 %"], '.'), Some(('.', None, false)));
        assert_eq!(written(&["$1,200"], '.'), Some(('.', Some(','), false)));
        assert_eq!(written(&["1", "two"], '.'), None);
        assert_eq!(written(&[], '.'), None);
    }

    #[test]
    fn where_two_ways_fit_the_table_decides_and_it_is_told() {
        let cells = ["1,234", "5,678"];
        assert_eq!(written(&cells, '.'), Some(('.', Some(','), true)));
        assert_eq!(written(&cells, ','), Some((',', None, true)));
        let ways = Ways::of(cells.iter().copied()).unwrap();
        assert_eq!(ways.decimal(), None);
        assert_eq!(ways.doubtful(ways.choose('.'), cells.iter().copied()), Some("1,234"));
        let plain = Ways::of(["0.123"].into_iter()).unwrap();
        assert_eq!(plain.decimal(), Some('.'));
        assert_eq!(plain.doubtful(plain.choose(','), ["0.123"].into_iter()), None);
    }

    #[test]
    fn two_decimal_marks_in_one_column_are_found() {
        assert_eq!(mixed(["1,5", "7", "2.5"].into_iter()), Some((2, 0)));
        assert_eq!(mixed(["1,500", "2.5"].into_iter()), None);
        assert_eq!(mixed(["1,5", "x"].into_iter()), None);
    }
}
