//! How the figures of a column are written, and how they are read.

use super::footnote::Footnotes;
use data::column::Figure;

/// How the figures of a column are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// `.` or `,`
    pub decimal: char,
    /// What separates thousands, if anything does; a blank stands for every kind of blank.
    pub thousands: Option<char>,
    /// Whether nothing stands around the digits: no currency, no `%`.
    pub bare: bool,
    /// The marks that may stand behind them.
    pub footnotes: Footnotes,
}

impl Figures {
    /// `-1234.5`
    pub const PLAIN: Self = Self { decimal: '.', thousands: None, bare: true, footnotes: Footnotes::NONE };

    /// The figure in a cell; `None` when the cell holds none.
    pub fn read(self, cell: &str) -> Option<Figure> {
        if self == Self::PLAIN {
            return Figure::read(cell);
        }
        let cell = self.footnotes.without(cell);
        // Accounts write a loss in brackets.
        let loss = !self.bare && cell.starts_with('(') && cell.ends_with(')');
        let cell = if self.bare { cell } else { without_signs(cell) };
        let (negative, cell) = match cell.strip_prefix(['-', '−']) {
            Some(rest) if self.bare => (true, rest),
            Some(rest) => (true, without_signs(rest)),
            None => (false, cell),
        };
        let (whole, fraction) = cell.split_once(self.decimal).unwrap_or((cell, ""));
        // Another point than the decimal one can only stand between thousands.
        let strange = |part: &str| part.contains('.');
        if strange(fraction) || strange(whole) && self.thousands != Some('.') {
            return None;
        }
        let mut text = Buffer::default();
        text.push(if negative || loss { "-" } else { "" })?;
        match self.thousands {
            Some(mark) => grouped(whole, mark, &mut text)?,
            None => text.push(whole)?,
        }
        text.push(if fraction.is_empty() { "" } else { "." })?;
        text.push(fraction)?;
        Figure::read(text.as_str())
    }
}

/// Puts the digits of a whole number with marks of thousands into a text; `None` when the marks stand elsewhere.
fn grouped(whole: &str, mark: char, text: &mut Buffer) -> Option<()> {
    let mut groups = whole.split(|c| same_mark(mark, c)).enumerate().peekable();
    while let Some((at, digits)) = groups.next() {
        // Two digits between marks are how lakhs are written: 12,34,567.
        let fits = match (at, groups.peek()) {
            (0, None) => true,
            // 0.123 is no thousand.
            (0, Some(_)) => (1..=3).contains(&digits.len()) && !digits.starts_with('0'),
            (_, Some(_)) => (2..=3).contains(&digits.len()),
            (_, None) => digits.len() == 3,
        };
        if !fits || at > 0 && !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        text.push(digits)?;
    }
    Some(())
}

/// Whether two marks of thousands are the same, whichever blank or apostrophe is typed.
fn same_mark(mark: char, c: char) -> bool {
    let one = |c: char| match c {
        '’' => '\'',
        c if c.is_whitespace() => ' ',
        c => c,
    };
    one(mark) == one(c)
}

/// A figure without the signs of money and per cent around it.
fn without_signs(cell: &str) -> &str {
    let trim = |text| str::trim_matches(text, |c: char| c.is_whitespace() || SIGNS.contains(&c));
    let cell = trim(cell);
    let money = MONEY.iter().find_map(|money| cell.strip_prefix(money).or_else(|| cell.strip_suffix(money)));
    money.map_or(cell, trim)
}

/// What may stand around a figure that is not bare.
pub const SIGNS: [char; 17] =
    ['%', '％', '$', '€', '£', '¥', '￥', '₩', '₹', '₽', '₺', '₫', '฿', '₴', '=', '(', ')'];

/// The letters of money that may stand before or after a figure.
const MONEY: [&str; 9] = ["USD", "EUR", "GBP", "CNY", "RMB", "JPY", "KRW", "CHF", "US"];

/// What stands around the digits of a figure: signs, and letters of money.
pub fn signs(cell: &str) -> impl Iterator<Item = char> {
    let money = MONEY.iter().find(|money| cell.starts_with(**money) || cell.ends_with(**money));
    let letters = money.map_or("", |money| *money).chars();
    // The same sign may be typed in two widths.
    let one = |c: char| match c {
        '％' => '%',
        '￥' => '¥',
        c => c,
    };
    cell.chars().filter(|c| SIGNS.contains(c)).map(one).chain(letters)
}

/// Whether anything stands around the digits of a figure that is read all the same.
pub fn is_bare(cell: &str) -> bool {
    !cell.contains(SIGNS) && !MONEY.iter().any(|money| cell.starts_with(money) || cell.ends_with(money))
}

/// Room for one figure; a longer text is none.
#[derive(Default)]
struct Buffer {
    bytes: [u8; 32],
    length: usize,
}

impl Buffer {
    fn push(&mut self, text: &str) -> Option<()> {
        let end = self.length + text.len();
        self.bytes.get_mut(self.length..end)?.copy_from_slice(text.as_bytes());
        self.length = end;
        Some(())
    }

    fn as_str(&self) -> &str {
        str::from_utf8(&self.bytes[..self.length]).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(decimal: char, thousands: Option<char>, bare: bool, cell: &str) -> Option<f64> {
        Figures { decimal, thousands, bare, ..Figures::PLAIN }.read(cell).map(Figure::value)
    }

    #[test]
    fn figures_are_read_as_they_are_written() {
        assert_eq!(Figures::PLAIN.read("-12.50").map(Figure::decimals), Some(2));
        assert_eq!(Figures::PLAIN.read("1,234"), None);
        assert_eq!(Figures::PLAIN.read("inf"), None);
        assert_eq!(read('.', Some(','), true, "1,234,567.5"), Some(1_234_567.5));
        assert_eq!(read('.', Some(','), true, "12,34,567"), Some(1_234_567.0));
        assert_eq!(read(',', Some('.'), true, "1.234.567,5"), Some(1_234_567.5));
        assert_eq!(read(',', Some(' '), true, "−1\u{202f}234\u{a0}567,25"), Some(-1_234_567.25));
        assert_eq!(read('.', Some('\''), true, "1’234'567"), Some(1_234_567.0));
        assert_eq!(read('.', Some(','), true, "1,5"), None);
        assert_eq!(read('.', Some(','), true, "1,234,56"), None);
        assert_eq!(read('.', Some(','), true, "1234"), Some(1234.0));
        assert_eq!(read(',', None, false, "-12,5 %"), Some(-12.5));
        assert_eq!(read('.', Some(','), false, "$ 1,200"), Some(1200.0));
        assert_eq!(read('.', Some(','), false, "-$1,200"), Some(-1200.0));
        assert_eq!(read('.', Some(','), false, "(1,200)"), Some(-1200.0));
        assert_eq!(read('.', None, false, "USD 1200"), Some(1200.0));
        assert_eq!(read('.', None, false, "US$ 12"), Some(12.0));
        assert_eq!(read('.', None, false, "=3"), Some(3.0));
        assert_eq!(read('.', Some(','), false, "%"), None);
        assert_eq!(Figures { decimal: ',', ..Figures::PLAIN }.read("1,250").map(Figure::decimals), Some(3));
    }
}
