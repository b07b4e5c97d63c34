//! Which texts of a column stand for no value.

use super::columns::{CellText, Draft};
use super::figures::Ways;
use super::hints::{Hint, Hints};
use crate::dialect::Marks;
use crate::package::Labelled;
use base::suggest::{count, said_of, typed};
use data::field::{Level, Role};
use data::remark::{About, Remark};

/// Texts that stand for no value in any column, be it of words or of figures.
const USUAL: [&str; 41] = [
    "",
    "..",
    "...",
    "....",
    ".",
    "-",
    "--",
    "---",
    "–",
    "—",
    "−",
    "…",
    ":",
    "NA",
    "N/A",
    "n/a",
    "N.A.",
    "n.a.",
    "N/A.",
    "<NA>",
    "NULL",
    "null",
    "NaN",
    "nan",
    "NAN",
    "(null)",
    "#N/A",
    "#NA",
    "#N/A N/A",
    "#DIV/0!",
    "#VALUE!",
    "#REF!",
    "#NAME?",
    "#NUM!",
    "#NULL!",
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
    "#BLOCKED!",
    "#CONNECT!",
    "#GETTING_DATA",
];

/// Words that stand for no value beside figures.
const BESIDE_FIGURES: [&str; 20] = [
    "none",
    "na",
    "nd",
    "n/d",
    "n.d.",
    "n.d",
    "n.s.",
    "n.r.",
    "nr",
    "s.d.",
    "k.a.",
    "inf",
    "-inf",
    "+inf",
    "infinity",
    "missing",
    "unknown",
    "no data",
    "not available",
    "not stated",
];

/// The texts of one column that stand for no value.
#[derive(Debug)]
pub struct Absent {
    /// All of them, also those that the sample does not hold.
    pub marks: Marks,
    /// Those that do so only because the other cells are figures.
    pub beside_figures: Vec<String>,
}

/// The texts that stand for no value wherever nothing else is known.
pub fn usual(hints: &Hints) -> Vec<Labelled> {
    let said = hints.missing.iter().filter(|(field, _)| field.is_none()).map(|(_, text)| text.as_str());
    USUAL.into_iter().chain(said).map(Labelled::bare).collect()
}

/// Decides it for a column by its different texts: what is missing beside figures may be a label among labels.
pub fn absent(name: &str, texts: &[CellText<'_>], hints: &Hints) -> Absent {
    let said = hints
        .missing
        .iter()
        .filter(|(field, _)| field.as_ref().is_none_or(|field| field.eq_ignore_ascii_case(name)));
    let said: Vec<&str> = said.map(|(_, text)| text.as_str()).collect();
    let kept = |text: &str| {
        hints.labels.iter().any(|(field, label)| field.eq_ignore_ascii_case(name) && label == text)
    };
    let is_other = |cell: &&CellText<'_>| !USUAL.contains(&&*cell.text) && !said.contains(&&*cell.text);
    // A column has many texts, and they are gone through several times.
    let others: Vec<&CellText<'_>> = texts.iter().filter(is_other).collect();
    let is_label = |text: &str| kept(text) || is_one_of_them(text, || others.iter().map(|cell| &*cell.text));
    let mut marks: Vec<&str> = USUAL.into_iter().filter(|text| !is_label(text)).collect();
    marks.extend(&said);
    let is_words = hints.of(name).any(|hint| {
        matches!(
            hint,
            Hint::Role(Role::Case | Role::Key) | Hint::Level(Level::Nominal | Level::Set | Level::Text)
        )
    });
    let mut beside_figures = Vec::new();
    if !is_words && Ways::any(others.iter().map(|cell| &*cell.text)).is_none() {
        let (strange, figures): (Vec<_>, Vec<_>) =
            others.into_iter().partition(|cell| is_mark(&cell.text) && !kept(&cell.text));
        let count = |cells: &[&CellText<'_>]| -> usize { cells.iter().map(|cell| cell.count).sum() };
        if count(&strange) <= count(&figures) && Ways::any(figures.iter().map(|cell| &*cell.text)).is_some() {
            beside_figures = strange.iter().map(|cell| cell.text.to_string()).collect();
        }
    }
    let all = marks.into_iter().chain(beside_figures.iter().map(String::as_str));
    Absent { marks: Marks::new(&all.map(Labelled::bare).collect::<Vec<_>>()), beside_figures }
}

/// Whether a text that usually means nothing is a label beside these others: `NA` among the two capitals of countries,
/// states or continents, `-` beside `+`.
fn is_one_of_them<'t, T: Iterator<Item = &'t str>>(text: &str, others: impl Fn() -> T) -> bool {
    let is_code = |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_sign = |text: &str| !text.is_empty() && text.chars().all(|c| matches!(c, '-' | '–' | '−'));
    let is_plus = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte == b'+');
    match text {
        "NA" => others().next().is_some() && others().all(is_code),
        text if is_sign(text) => others().any(is_plus),
        _ => false,
    }
}

/// Whether a text beside figures can only mean that there is none: a few signs, one letter, a word that says so.
fn is_mark(text: &str) -> bool {
    let inside = text.trim_matches(['(', ')', '[', ']']).trim();
    // Eurostat puts a flag behind the colon: `: c`.
    let inside = inside.strip_prefix(':').map_or(inside, str::trim);
    let signs = inside.chars().count() <= 5 && !inside.contains(char::is_alphanumeric);
    let letter = matches!(inside.as_bytes(), [byte] if byte.is_ascii_alphabetic());
    let flag = inside.len() < text.len() && text.starts_with(':') && inside.len() <= 2 && inside.is_ascii();
    signs || letter || flag || BESIDE_FIGURES.contains(&&*inside.to_lowercase())
}

/// What is said of the texts that stand for no value: in which columns, in how many cells, and how to say otherwise.
pub fn left_without(drafts: &[Draft<'_>], hints: &Hints, whole: bool) -> Vec<Remark> {
    let mut remarks: Vec<Remark> = Vec::new();
    let mut groups: Vec<(Vec<usize>, Vec<&CellText<'_>>)> = Vec::new();
    let absent = drafts.iter().flat_map(|draft| &draft.absent).filter(|cell| !cell.text.is_empty());
    let holds = |draft: &Draft<'_>, text: &str| draft.absent.iter().any(|cell| cell.text == text);
    for cell in absent {
        if groups.iter().any(|(_, texts)| texts.iter().any(|other| other.text == cell.text)) {
            continue;
        }
        let columns: Vec<usize> = (0..drafts.len()).filter(|&at| holds(&drafts[at], &cell.text)).collect();
        match groups.iter_mut().find(|(others, _)| *others == columns) {
            Some((_, texts)) => texts.push(cell),
            None => groups.push((columns, vec![cell])),
        }
    }
    for (columns, texts) in &groups {
        let columns: Vec<&Draft<'_>> = columns.iter().map(|&at| &drafts[at]).collect();
        remarks.push(Remark::told(About::Missing, stand_for_nothing(&columns, texts, whole)));
    }
    let of_field = |field: &Option<String>, draft: &Draft<'_>| {
        field.as_ref().is_none_or(|field| field.eq_ignore_ascii_case(&draft.name))
    };
    let in_vain = hints.missing.iter().filter(|(field, text)| {
        whole && !drafts.iter().any(|draft| of_field(field, draft) && holds(draft, text))
    });
    remarks.extend(in_vain.map(|(_, text)| {
        Remark::told(About::Missing, format!("`{text}` is to stand for no value, and no cell holds it"))
    }));
    let labels = drafts.iter().flat_map(|draft| draft.texts.iter().map(move |cell| (draft, cell)));
    remarks.extend(labels.filter(|(_, cell)| USUAL.contains(&&*cell.text)).map(|(draft, cell)| {
        let text = format!(
            "`{}` is a label of `{}`, as the other labels are of its kind; `with {} = \"{}\"` makes it stand for no value",
            cell.text,
            draft.name,
            said_of("missing", &draft.name),
            cell.text,
        );
        Remark::told(About::Missing, text)
    }));
    remarks
}

/// So many columns are named.
const SHOWN: usize = 4;

/// That some texts stand for no value in some columns.
fn stand_for_nothing(columns: &[&Draft<'_>], texts: &[&CellText<'_>], whole: bool) -> String {
    let cells = |draft: &Draft<'_>| -> usize {
        let of = |cell: &&CellText<'_>| texts.iter().any(|text| text.text == cell.text);
        draft.absent.iter().filter(of).map(|cell| cell.count).sum()
    };
    let named = columns.iter().take(SHOWN);
    let named: Vec<String> =
        named.map(|draft| format!("{} of `{}`", count(cells(draft), "cell"), draft.name)).collect();
    let more = match columns.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!(" and in {}", count(more, "more column")),
    };
    let first = texts.first().map_or("", |cell| &cell.text);
    // Where a column holds words, such a text may be one of them.
    let among_words = columns.iter().find(|draft| draft.ways.is_none() && !draft.texts.is_empty());
    let beside =
        columns.first().filter(|draft| draft.missing.beside_figures.iter().any(|text| text == first));
    let otherwise = match (beside, among_words) {
        (Some(draft), _) => format!(
            ", as the other cells are figures; `with nominal = {}` reads all of them as labels",
            typed(&draft.name)
        ),
        (None, Some(draft)) if USUAL.contains(&first) => {
            format!("; `with {} = \"{first}\"` makes it a label", said_of("label", &draft.name))
        }
        _ => String::new(),
    };
    let marks: Vec<String> = texts.iter().map(|cell| format!("`{}`", cell.text)).collect();
    let verb = if marks.len() == 1 { "stands" } else { "stand" };
    let at_least = if whole { "" } else { "at least " };
    format!("{} {verb} for no value in {at_least}{}{more}{otherwise}", marks.join(", "), named.join(", "))
}
