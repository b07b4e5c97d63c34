//! Marks that tables put behind figures, to be explained in a note: `4.0*`, `3.1 r`, `12.3 (e)`.

/// The marks that may stand behind the figures of a column. None, unless some were found there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Footnotes(u32);

/// Signs that mean nothing else behind a figure.
const SIGNS: [char; 20] =
    ['*', '†', '‡', '§', '¶', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁰', 'ª', 'ᵃ', 'ᵇ', 'ᶜ', 'ᵈ'];

/// Letters that mark a break, an estimate, a forecast and the like. Those that stand for thousands and millions, or for a
/// unit, may be part of the figure; `b` is such a letter, unless there is an `a` too.
const LETTERS: &str = "abcdefnpqrsuz";

impl Footnotes {
    /// No mark.
    pub const NONE: Self = Self(0);

    /// The bit of signs and brackets; those below are the letters.
    const SIGN: u32 = 1 << 31;

    /// A figure, and the mark behind it.
    pub fn split(cell: &str) -> Option<(&str, &str)> {
        let mut figure = cell;
        while let Some(shorter) = without_mark(figure) {
            figure = shorter;
        }
        let mark = cell[figure.len()..].trim();
        // 10³ is a thousand.
        let power = figure == "10" && mark.ends_with(['²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹']);
        let is_figure = figure.ends_with(|c: char| c.is_ascii_digit() || c == '%');
        (!mark.is_empty() && is_figure && !power).then_some((figure, mark))
    }

    /// The marks of a column; `None` when there are none, or one of them may be part of the figure.
    pub fn of<'m>(marks: impl Iterator<Item = &'m str>) -> Option<Self> {
        let all = marks.fold(0, |all, mark| all | bits(mark));
        let (a, b) = (bits("a"), bits("b"));
        (all > 0 && (all & b == 0 || all & a > 0)).then_some(Self(all))
    }

    /// The figure alone, where one of these marks stands behind it.
    pub fn without(self, cell: &str) -> &str {
        match Self::split(cell).filter(|_| self != Self::NONE) {
            Some((figure, mark)) if bits(mark) & !self.0 == 0 => figure,
            _ => cell,
        }
    }
}

/// The bits of a mark: its letter, or that it is a sign.
fn bits(mark: &str) -> u32 {
    match mark.as_bytes() {
        [letter @ b'a'..=b'z'] => 1 << (letter - b'a'),
        _ => Footnotes::SIGN,
    }
}

/// A text without the last mark behind it.
fn without_mark(cell: &str) -> Option<&str> {
    if let Some(rest) = cell.strip_suffix(SIGNS) {
        return Some(rest.trim_end());
    }
    let letter = |text: &str| matches!(text.as_bytes(), [_]) && LETTERS.contains(text);
    let number = |text: &str| text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    let bracketed = |open: char, close: char| cell.strip_suffix(close)?.rsplit_once(open);
    // A number in round brackets may be a figure of its own.
    let round = bracketed('(', ')').filter(|(_, inside)| letter(inside));
    let square = || bracketed('[', ']').filter(|(_, inside)| letter(inside) || number(inside));
    if let Some((rest, _)) = round.or_else(square) {
        return Some(rest.trim_end());
    }
    let last = cell.len().checked_sub(1)?;
    let (rest, alone) = (cell.get(..last)?, cell.get(last..).is_some_and(letter));
    let rest = rest.trim_end();
    (alone && rest.ends_with(|c: char| c.is_ascii_digit() || c == '%')).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_from_what_may_be_part_of_a_figure() {
        for (cell, figure, mark) in [
            ("4.0*", "4.0", "*"),
            ("4.0 **", "4.0", "**"),
            ("1,234 †", "1,234", "†"),
            ("12.3a", "12.3", "a"),
            ("3.1 r", "3.1", "r"),
            ("5.1 (e)", "5.1", "(e)"),
            ("5.1[12]", "5.1", "[12]"),
            ("5.1* (e)", "5.1", "* (e)"),
            ("7²", "7", "²"),
            ("12 %*", "12 %", "*"),
        ] {
            assert_eq!(Footnotes::split(cell), Some((figure, mark)), "{cell}");
        }
        for cell in
            ["5k", "5 m", "3M", "1e5", "(e)", "*", "", "r", "word*", "5 km", "5 (3)", "5 ab", "10³", "é"]
        {
            assert_eq!(Footnotes::split(cell), None, "{cell}");
        }
    }

    #[test]
    fn billions_are_no_marks() {
        assert_eq!(Footnotes::of(["b"].into_iter()), None);
        assert_eq!(Footnotes::of(std::iter::empty()), None);
        let some = Footnotes::of(["a", "b"].into_iter()).unwrap();
        assert_eq!(
            (some.without("10.3b"), some.without("10.3*"), some.without("10")),
            ("10.3", "10.3*", "10")
        );
        assert_eq!(Footnotes::NONE.without("4.0*"), "4.0*");
    }
}
