//! What was decided on the way from a file to a topic, in words.

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What it is about.
    pub about: About,
    /// What was decided.
    pub text: String,
    /// Whether it is said when the table is loaded, and not only when it is described.
    pub told: bool,
}

/// What a decision is about, in the order in which they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// The file.
    File,
    /// How bytes stand for letters.
    Encoding,
    /// What separates cells.
    Separator,
    /// Lines and columns that are no part of the table.
    LeftOut,
    /// Names of columns.
    Names,
    /// Years that became rows.
    Years,
    /// How figures are written.
    Figures,
    /// What a column holds.
    Columns,
    /// Texts for what is missing.
    Missing,
    /// Names of cases that are known from elsewhere.
    Known,
}

impl About {
    /// As a table shows it.
    pub fn word(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Encoding => "encoding",
            Self::Separator => "separator",
            Self::LeftOut => "left out",
            Self::Names => "names",
            Self::Years => "years",
            Self::Figures => "figures",
            Self::Columns => "columns",
            Self::Missing => "missing",
            Self::Known => "known names",
        }
    }
}

impl Remark {
    /// A decision that `describe` shows.
    pub fn new(about: About, text: String) -> Self {
        Self { about, text, told: false }
    }

    /// A decision that is said at once.
    pub fn told(about: About, text: String) -> Self {
        Self { about, text, told: true }
    }

    /// That a column of figures is read as words, because of a cell somewhere.
    pub fn words(field: &str, place: &str, cell: &str) -> Self {
        let more = if cell.starts_with(|c: char| c.is_ascii_digit()) { ", more than a figure" } else { "" };
        let text = format!(
            "`{field}` is read as words: {place} holds `{cell}`{more}; if that stands for a missing figure, add \
             `with missing = \"{cell}\"`"
        );
        Self::told(About::Columns, text)
    }
}
