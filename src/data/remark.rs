//! What was decided on the way from a file to a topic, in words.

use base::suggest::said_of;

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
        let text = if is_group(cell) {
            format!(
                "`{field}` is read as labels: {place} holds `{cell}`, a group or a bound and no single figure"
            )
        } else {
            let more =
                if cell.starts_with(|c: char| c.is_ascii_digit()) { ", more than a figure" } else { "" };
            format!(
                "`{field}` is read as words: {place} holds `{cell}`{more}; if that stands for a missing figure, add \
                 `with {} = \"{cell}\"`",
                said_of("missing", field)
            )
        };
        Self::told(About::Columns, text)
    }
}

/// Whether a text names a group or a bound of figures: `10-14`, `65+`, `<1`, `85 and over`, `under 5`.
fn is_group(cell: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    let cell = cell.to_lowercase();
    let numbers =
        cell.split(|c: char| !digit(c) && c != '.' && c != ',').filter(|part| part.contains(digit)).count();
    let rest: String = cell.chars().filter(|c| !digit(*c) && !matches!(c, '.' | ',')).collect();
    let rest = rest
        .split_whitespace()
        .filter(|word| !matches!(*word, "years" | "year" | "yrs" | "y" | "age" | "aged" | "old"));
    let rest = rest.collect::<Vec<_>>().join(" ");
    let between = ["-", "–", "—", "~", "to", "bis", "à", "a"];
    let bound = [
        "+",
        "<",
        ">",
        "≤",
        "≥",
        "<=",
        ">=",
        "and over",
        "and older",
        "and above",
        "and more",
        "and under",
        "and younger",
        "or more",
        "or older",
        "or over",
        "or less",
        "under",
        "over",
        "below",
        "above",
        "less than",
        "more than",
        "at least",
        "up to",
        "세 이상",
        "세 미만",
        "岁以上",
        "岁及以上",
        "岁以下",
    ];
    match numbers {
        1 => bound.contains(&rest.as_str()),
        2 => between.contains(&rest.trim_end_matches(['세', '岁']).trim()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_group;

    #[test]
    fn groups_and_bounds_are_told_from_figures_and_words() {
        for cell in [
            "10-14",
            "10 – 14",
            "65+",
            "<1",
            "≥ 85",
            "85 and over",
            "85 years and over",
            "under 5",
            "15 to 64 years",
        ] {
            assert!(is_group(cell), "{cell}");
        }
        for cell in ["about 38", "51.8M", "12", "confidential", "1-2-3", "-", "", "5 km", "+"] {
            assert!(!is_group(cell), "{cell}");
        }
    }
}
