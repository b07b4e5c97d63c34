//! Where the table stands in a text, and what separates its cells.

/// So many rows, and so many bytes, decide.
const ROWS: usize = 300;
const BYTES: usize = 256 * 1024;

/// Where a table stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// What separates cells.
    pub delimiter: u8,
    /// What stands around texts.
    pub quote: u8,
    /// Whether blanks stand before these quotes.
    pub blanks_before_quotes: bool,
    /// Lines before the heading.
    pub preamble: usize,
    /// Lines after the last row, blank ones not counted.
    pub footer: usize,
}

impl Shape {
    /// A table and nothing else, its cells separated by commas.
    pub const PLAIN: Self =
        Self { delimiter: b',', quote: b'"', blanks_before_quotes: false, preamble: 0, footer: 0 };
}

/// What separates cells, likeliest last.
const DELIMITERS: [u8; 4] = [b'|', b';', b'\t', b','];

/// Finds the table in a text.
pub fn shape(text: &str) -> Shape {
    // Excel writes and reads a first line that says what separates the cells.
    let said = text.strip_prefix("sep=").and_then(|rest| rest.bytes().next()).filter(u8::is_ascii);
    let skipped = usize::from(said.is_some());
    let rest = if skipped == 1 { text.split_once('\n').map_or("", |(_, rest)| rest) } else { text };
    let candidates = || DELIMITERS.into_iter().filter(|&delimiter| said.is_none_or(|said| said == delimiter));
    let single = Quote { sign: b'\'', after_blanks: false };
    let quote = match candidates().any(|delimiter| single.is_used(rest, delimiter)) {
        true => single,
        false => Quote::DOUBLE,
    };
    let of = |delimiter: u8| (delimiter, Rows::of(rest, delimiter, quote));
    // On a tie the last one wins, and that is the comma.
    let chosen = candidates().map(of).max_by_key(|(_, rows)| rows.regular());
    let (mut delimiter, mut rows) = chosen.unwrap_or_else(|| of(said.unwrap_or(b',')));
    // Blanks part cells where nothing else does and every row has as many; R writes texts in quotes then.
    if said.is_none() && rows.width < 2 && rest.contains('"') {
        let (blank, by_blanks) = of(b' ');
        if by_blanks.regular() == 1001 && by_blanks.rows.len() > 1 {
            (delimiter, rows) = (blank, by_blanks);
        }
    }
    let after_blanks = Quote { after_blanks: true, ..quote };
    let quote = if after_blanks.is_after_blanks(rest, delimiter, &rows) { after_blanks } else { quote };
    if quote.after_blanks {
        rows = Rows::of(rest, delimiter, quote);
    }
    let footer = footer(rest, delimiter, quote, rows.width);
    Shape {
        delimiter,
        quote: quote.sign,
        blanks_before_quotes: quote.after_blanks,
        preamble: skipped + rows.preamble(),
        footer,
    }
}

/// What stands around texts.
#[derive(Clone, Copy)]
struct Quote {
    sign: u8,
    /// Whether blanks may stand before one that opens a cell.
    after_blanks: bool,
}

impl Quote {
    const DOUBLE: Self = Self { sign: b'"', after_blanks: false };

    /// Whether cells are opened by such quotes behind blanks, `a, "b"`, and no row is cut otherwise than `rows`, or
    /// rows are cut more alike.
    fn is_after_blanks(self, text: &str, delimiter: u8, rows: &Rows) -> bool {
        let beginning = &text[..text.floor_char_boundary(BYTES)];
        let opening = [delimiter, b' ', self.sign];
        delimiter != b' '
            && memchr::memmem::find(beginning.as_bytes(), &opening).is_some()
            && Rows::of(text, delimiter, self).regular() >= rows.regular()
    }

    /// Whether texts stand in these quotes: wherever one opens a cell it closes it, no other quotes are there, and no
    /// row is cut otherwise than those without.
    fn is_used(self, text: &str, delimiter: u8) -> bool {
        let text = &text[..text.floor_char_boundary(BYTES)];
        if text.contains('"') || !text.contains(self.sign as char) {
            return false;
        }
        let rows = Rows::of(text, delimiter, self);
        let opened = rows.rows.iter().map(|row| row.opened).sum::<usize>();
        let regular = || Rows::of(text, delimiter, Quote::DOUBLE).regular() == 1001;
        (opened > 1 || opened == 1 && !regular())
            && rows.rows.iter().all(|row| row.opened == row.closed)
            && rows.regular() == 1001
    }
}

/// A row as far as its form goes.
#[derive(Clone, Copy, Debug, Default)]
struct Row {
    /// The line it begins in, counted from 0.
    line: usize,
    cells: usize,
    filled: usize,
    /// Cells that a quote opens, and those that one closes again.
    opened: usize,
    closed: usize,
}

impl Row {
    /// Whether it can be a title, a date or a note beside a table of `width` columns.
    fn is_remark(&self, width: usize) -> bool {
        let short = self.cells < width && self.filled <= 2;
        // A spreadsheet writes as many cells in every row.
        let padded = self.cells >= width && self.filled <= 1 && width >= 3;
        short || padded || self.is_empty()
    }

    fn is_empty(&self) -> bool {
        self.filled == 0
    }
}

/// The first rows of a text, cut by one delimiter.
struct Rows {
    rows: Vec<Row>,
    /// As many cells most of them have.
    width: usize,
}

impl Rows {
    fn of(text: &str, delimiter: u8, quote: Quote) -> Self {
        let text = &text[..text.floor_char_boundary(BYTES)];
        let mut rows = Vec::new();
        let (mut at, mut line) = (0, 0);
        while at < text.len() && rows.len() < ROWS {
            let (row, end) = row(&text[at..], delimiter, quote);
            rows.push(Row { line, ..row });
            line += text[at..at + end].bytes().filter(|&byte| byte == b'\n').count();
            at += end;
        }
        // The last row may go on after the part that is looked at.
        if at >= text.len() && text.len() == BYTES && rows.len() > 1 {
            rows.pop();
        }
        let often = |width: usize| rows.iter().filter(|row| row.cells == width && row.filled > 0).count();
        let width = rows.iter().map(|row| row.cells).max_by_key(|&width| (often(width), width)).unwrap_or(1);
        Self { rows, width }
    }

    /// How regular the rows are, in thousandths; nothing at all when they have one cell each.
    fn regular(&self) -> usize {
        let rows = self.rows.iter().filter(|row| row.filled > 0);
        let fit = rows.clone().filter(|row| row.cells == self.width).count();
        if self.width < 2 { 0 } else { 1 + 1000 * fit / rows.count().max(1) }
    }

    /// How many lines stand before the heading.
    fn preamble(&self) -> usize {
        let is_heading = |row: &&Row| row.cells == self.width && !row.is_remark(self.width);
        let Some(heading) = self.rows.iter().find(is_heading) else { return 0 };
        let before = self.rows.iter().take_while(|row| row.line < heading.line);
        if before.clone().all(|row| row.is_remark(self.width)) { heading.line } else { 0 }
    }
}

/// Cuts one row off the beginning of a text; its form, and where the next one begins.
fn row(text: &str, delimiter: u8, Quote { sign: quote, after_blanks }: Quote) -> (Row, usize) {
    let bytes = text.as_bytes();
    let mut row = Row::default();
    let (mut at, mut start) = (0, 0);
    let mut quoted = false;
    let mut fill = |from: usize, to: usize| {
        row.cells += 1;
        let cell = text[from..to].trim_end_matches([' ', '\r']);
        let is_quote = |byte: Option<u8>| byte == Some(quote);
        row.opened += usize::from(is_quote(cell.bytes().next()));
        row.closed += usize::from(
            cell.len() > 1 && is_quote(cell.bytes().next_back()) && is_quote(cell.bytes().next()),
        );
        row.filled += usize::from(!cell.trim_matches([quote as char, ' ', '\u{a0}']).is_empty());
    };
    while at < bytes.len() {
        let byte = bytes[at];
        match byte {
            _ if byte == quote
                && (quoted
                    || at == start
                    || after_blanks && bytes[start..at].iter().all(|&byte| byte == b' ')) =>
            {
                quoted = !quoted;
            }
            b'\n' if !quoted => break,
            _ if byte == delimiter && !quoted => {
                fill(start, at);
                start = at + 1;
            }
            _ => {}
        }
        at += 1;
        // A quote inside quotes is written twice: the second one opens them again.
        if byte == quote && !quoted && bytes.get(at) == Some(&quote) {
            quoted = true;
            at += 1;
        }
    }
    fill(start, at);
    (row, (at + 1).min(bytes.len()))
}

/// How many lines after the last row are no rows: notes that stand after an empty line, or that begin like a note.
fn footer(text: &str, delimiter: u8, quote: Quote, width: usize) -> usize {
    let mut lines: Vec<&str> = text.trim_end().rsplit('\n').take(40).collect();
    // The first line of a text is a heading, whatever it looks like.
    if lines.len() < 40 {
        lines.pop();
    }
    let form = |line: &str| row(line, delimiter, quote).0;
    let whole =
        |line: &&&str| quote.sign != b'"' || line.bytes().filter(|&byte| byte == b'"').count() % 2 == 0;
    let mut after: Vec<&str> =
        lines.iter().take_while(whole).take_while(|line| form(line).is_remark(width)).copied().collect();
    after.reverse();
    let is_note = |line: &&str| {
        let line = line.trim_matches(['"', ' ']);
        let first = line.trim_start_matches(['*', '(', ' ']).to_lowercase();
        NOTES.iter().any(|note| first.starts_with(note)) || explains_a_mark(line)
    };
    let begins = after.iter().position(|line| form(line).is_empty() || is_note(line)).unwrap_or(after.len());
    after[begins..].iter().filter(|line| !line.trim().is_empty()).count()
}

/// Whether a line begins with a mark and goes on in words: `a Break in series`, `* estimate`, `(e) estimated`, `r: revised`.
fn explains_a_mark(line: &str) -> bool {
    if line.starts_with(['*', '†', '‡', '§', '¹', '²', '³']) {
        return true;
    }
    let (mark, words) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let mark = mark.trim_matches(['(', ')', '[', ']', ':', '.', '=']);
    let is_mark = matches!(mark.as_bytes(), [b'a'..=b'z' | b'0'..=b'9'] | [b'0'..=b'9', b'0'..=b'9']);
    is_mark && words.contains(|c: char| c.is_alphabetic())
}

/// How notes under a table begin.
const NOTES: [&str; 14] = [
    "source",
    "note",
    "data from",
    "data source",
    "last updated",
    "quelle",
    "fuente",
    "fonte",
    "来源",
    "资料来源",
    "注",
    "자료",
    "출처",
    "©",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> (char, usize, usize) {
        let Shape { delimiter, preamble, footer, .. } = shape(text);
        (delimiter as char, preamble, footer)
    }

    #[test]
    fn the_delimiter_is_the_one_that_cuts_rows_alike() {
        assert_eq!(found("name,n\na,1\n"), (',', 0, 0));
        assert_eq!(found("Land;Lohn\nA;1,5\nB;2,5\n"), (';', 0, 0));
        assert_eq!(found("a\tb, c\n1\tx\n2\ty, z\n"), ('\t', 0, 0));
        assert_eq!(found("a|b\n1|x\n"), ('|', 0, 0));
        assert_eq!(found("name\na\nb\n"), (',', 0, 0));
        assert_eq!(found("sep=;\na;b\n1;2\n"), (';', 1, 0));
        assert_eq!(found("name,text\na,\"x; y\nz, w\"\nb,\"u; v\"\n"), (',', 0, 0));
        assert_eq!(found("name,text\na,\"he said \"\"no, never\"\"\"\nb,c\n"), (',', 0, 0));
    }

    #[test]
    fn titles_and_notes_are_no_rows() {
        let bank =
            "\"Data Source\",\"WDI\",\n\n\"Last Updated\",\"2024\",\n\nCountry,Code,1990,1991,\nA,AA,1,2,\n";
        assert_eq!(found(bank), (',', 4, 0));
        let sheet =
            "Wages by country,,,\n,,,\nland,year,wage,n\nA,2000,1,2\nB,2000,3,4\n,,,\nSource: ILO,,,\n";
        assert_eq!(found(sheet), (',', 2, 2));
        let export = "a,b,c\n1,2,3\n4,5,6\n\n\nData from database: X\nLast Updated: 2020\n";
        assert_eq!(found(export), (',', 0, 2));
        // A row with nothing but its name is a row.
        assert_eq!(found("a,b,c\nx,1,2\ny,,\n"), (',', 0, 0));
        assert_eq!(found("name,n\na,1\nb\n"), (',', 0, 0));
        assert_eq!(found("name,n\na,1\nb,2,3\n"), (',', 0, 0));
        assert_eq!(found(""), (',', 0, 0));
        assert_eq!(found("\n\n"), (',', 0, 0));
        assert_eq!(found("name,n\n"), (',', 0, 0));
    }
}
