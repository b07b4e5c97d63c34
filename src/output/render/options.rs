//! What a reader may choose: the format, the width, how many rows, color, borders.

/// The form of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// `table`: a frame that fits the terminal.
    Table,
    /// `plain`: sentences, without box characters.
    Plain,
    /// `csv`: comma-separated values of the first table.
    Csv,
    /// `tsv`: the same, separated by tabs.
    Tsv,
    /// `json`: one object on one line.
    Json,
    /// `markdown`: tables and lists for a page.
    Markdown,
    /// `html`: a page of its own.
    Html,
    /// `latex`: tables for a paper, with the package booktabs.
    Latex,
    /// `chart`: bars or lines made of characters.
    Chart,
    /// `svg`: a chart as a file.
    Svg,
}

impl Format {
    /// Every format, in the order help lists them.
    pub const ALL: [Self; 10] = [
        Self::Table,
        Self::Plain,
        Self::Csv,
        Self::Tsv,
        Self::Json,
        Self::Markdown,
        Self::Html,
        Self::Latex,
        Self::Chart,
        Self::Svg,
    ];

    /// The word for each, in the same order.
    pub const WORDS: [&'static str; Self::ALL.len()] = {
        let mut words = [""; Self::ALL.len()];
        let mut at = 0;
        while at < words.len() {
            words[at] = Self::ALL[at].word();
            at += 1;
        }
        words
    };

    /// Reads the word a query or a flag uses, whatever its case; the ending of a file stands for its form.
    pub fn from_word(word: &str) -> Option<Self> {
        let named = Self::ALL.into_iter().find(|format| format.word().eq_ignore_ascii_case(word));
        named.or_else(|| Self::from_ending(word))
    }

    /// The form that the ending of a file stands for, whatever its case: `md`.
    pub fn from_ending(ending: &str) -> Option<Self> {
        let ends = |format: &Self| format.endings().iter().any(|known| known.eq_ignore_ascii_case(ending));
        Self::ALL.into_iter().find(ends)
    }

    /// The endings of files in this form; none where it is for reading at a prompt.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Table | Self::Chart => &[],
            Self::Plain => &["txt"],
            Self::Csv => &["csv"],
            Self::Tsv => &["tsv"],
            Self::Json => &["json"],
            Self::Markdown => &["md", "markdown"],
            Self::Html => &["html", "htm"],
            Self::Latex => &["tex"],
            Self::Svg => &["svg"],
        }
    }

    /// What it is good for, in a few words.
    pub fn about(self) -> &'static str {
        match self {
            Self::Table => "for reading here",
            Self::Plain => "sentences, for screen readers",
            Self::Csv => "for spreadsheets",
            Self::Tsv => "columns with tabs between them",
            Self::Json => "for programs",
            Self::Markdown => "for notes and web pages",
            Self::Html => "a table of a web page",
            Self::Latex => "a table of a paper",
            Self::Chart => "drawn in the terminal",
            Self::Svg => "a drawing for a file",
        }
    }

    /// Whether people read it as it is; the other forms are for programs.
    pub fn is_for_people(self) -> bool {
        match self {
            Self::Table | Self::Plain | Self::Chart => true,
            Self::Csv | Self::Tsv | Self::Json | Self::Markdown | Self::Html | Self::Latex | Self::Svg => {
                false
            }
        }
    }

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Plain => "plain",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Json => "json",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Latex => "latex",
            Self::Chart => "chart",
            Self::Svg => "svg",
        }
    }
}

/// What a table is framed with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Border {
    /// `╭─┬─╮`
    #[default]
    Unicode,
    /// `+-+-+`, and no sign outside ASCII: for consoles that draw `…` and `│` two columns wide.
    Ascii,
    /// Blanks only.
    None,
}

impl Border {
    /// Reads `unicode`, `ascii` or `none`.
    pub fn from_word(word: &str) -> Option<Self> {
        match word.to_ascii_lowercase().as_str() {
            "unicode" => Some(Self::Unicode),
            "ascii" => Some(Self::Ascii),
            "none" => Some(Self::None),
            _ => None,
        }
    }
}

/// How a result is laid out for a reader; formats for other programs do not look at it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Columns of the terminal; `None` for no limit.
    pub width: Option<usize>,
    /// The most rows of a table that are shown; `None` for all.
    pub rows: Option<usize>,
    /// What is typed to see the others.
    pub all: AllRows,
    /// Bold heads and dim notes. Nothing is said by color alone.
    pub color: bool,
    /// What a table is framed with.
    pub border: Border,
    /// Whether a page shows the chart above the tables, where there is one.
    pub picture: bool,
    /// Whether CSV and TSV keep spreadsheets from taking labels for formulas.
    pub guard: bool,
}

/// How the rows that are not shown can be seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AllRows {
    /// `set rows all`, and the query once more.
    #[default]
    Setting,
    /// `last`, which only a prompt knows.
    Last,
}

impl AllRows {
    /// What is typed.
    pub fn typed(self) -> &'static str {
        match self {
            Self::Setting => "set rows all",
            Self::Last => "last",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn every_format_reads_its_own_word() {
        for format in Format::ALL {
            assert_eq!(Format::from_word(&format.word().to_uppercase()), Some(format));
        }
        assert_eq!(Format::from_word("md"), Some(Format::Markdown));
        assert_eq!(Format::from_word("excel"), None);
    }
}
