//! What a column holds, by its cells in the sample.

use std::borrow::Cow;

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::figures::{self, Ways, is_figure};
use super::headings;
use super::hints::{Hint, Hints};
use super::missing::{Absent, absent};
use crate::dialect::{Figures, Kind, Marks, SIGNS, signs};
use crate::error::ImportError;
use crate::footnote::Footnotes;
use crate::sample::Sample;
use data::column::Figure;
use data::field::{Level, Role};
use data::value::Years;

/// A field as far as it is known while the table is recognized.
pub struct Draft<'s> {
    /// Its name.
    pub name: String,
    /// The columns that it is read from: one, or one a year.
    pub places: Vec<usize>,
    /// The rows of the sample and their cells, without the missing ones; a cell is the number of its text.
    pub cells: Vec<(usize, usize)>,
    /// The texts of the cells, each once, as they first appear: what a column holds is judged by these.
    pub texts: Vec<CellText<'s>>,
    /// The texts that stand for no value here, as they first appear.
    pub absent: Vec<CellText<'s>>,
    /// All texts that do so in this column.
    pub missing: Absent,
    /// The ways in which all cells can be read as figures.
    pub ways: Option<Ways>,
    /// How it is read; decided last.
    pub kind: Kind,
}

/// Why digits are no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Digits {
    /// One begins with a zero: `01001`.
    Zero,
    /// One is longer than a figure is exact.
    Long,
    /// They are days or months: `20200131`, `202001`.
    Day,
}

/// More digits are no exact figure.
const EXACT: usize = 15;

/// Whether digits are a month or a day of a year.
fn is_day(text: &str) -> bool {
    let part = |from: usize, most: u8| {
        text.get(from..from + 2)
            .and_then(|part| part.parse().ok())
            .is_some_and(|part: u8| (1..=most).contains(&part))
    };
    let year = text.get(..4).is_some_and(|year| ("1500".."2200").contains(&year));
    year && match text.len() {
        6 => part(4, 12),
        8 => part(4, 12) && part(6, 31),
        _ => false,
    }
}

/// A text that some cells hold.
pub struct CellText<'s> {
    /// What they hold.
    pub text: Cow<'s, str>,
    /// The first row of the sample that does.
    pub row: usize,
    /// How many cells do.
    pub count: usize,
}

impl<'s> Draft<'s> {
    /// Looks at some columns that make one field.
    pub fn new(name: String, places: Vec<usize>, sample: &'s Sample, hints: &Hints) -> Self {
        Self::of(name, places, sample, |name, texts| absent(name, texts, hints))
    }

    /// The same for a column of which it is declared what it holds.
    pub fn declared(name: String, place: usize, sample: &'s Sample, marks: &Marks, kind: Kind) -> Self {
        let missing =
            |_: &str, _: &[CellText<'_>]| Absent { marks: marks.clone(), beside_figures: Vec::new() };
        Self { kind, ..Self::of(name, vec![place], sample, missing) }
    }

    fn of(
        name: String,
        places: Vec<usize>,
        sample: &'s Sample,
        absent: impl FnOnce(&str, &[CellText<'s>]) -> Absent,
    ) -> Self {
        let column = |&at: &usize| sample.column(at).enumerate();
        let (mut cells, mut all) = (Vec::new(), Vec::<CellText<'s>>::new());
        let mut numbers: HashMap<Cow<'s, str>, usize> = HashMap::default();
        for (row, cell) in places.iter().flat_map(column) {
            let number = numbers.get(&cell).copied().unwrap_or_else(|| {
                all.push(CellText { text: cell.clone(), row, count: 0 });
                numbers.insert(cell, all.len() - 1);
                all.len() - 1
            });
            all[number].count += 1;
            cells.push((row, number));
        }
        let missing = absent(&name, &all);
        // What is left is numbered anew.
        let (mut texts, mut without, mut places_of) = (Vec::new(), Vec::new(), Vec::with_capacity(all.len()));
        for cell in all {
            let is_absent = missing.marks.find(&cell.text).is_some();
            places_of.push((!is_absent).then_some(texts.len()));
            if is_absent { without.push(cell) } else { texts.push(cell) }
        }
        let cells = cells.into_iter().filter_map(|(row, number)| Some((row, places_of[number]?))).collect();
        let ways = Ways::of(texts.iter().map(|cell| &*cell.text));
        let mut draft =
            Self { name, places, cells, texts, absent: without, missing, ways, kind: Kind::Labels };
        draft.ways = ways.or_else(|| draft.ways_with_footnotes());
        draft
    }

    /// The ways in which it can be read as figures once the marks behind at most half of them are left out.
    fn ways_with_footnotes(&self) -> Option<Ways> {
        // A code of digits and a letter is a name, and a year is no figure.
        let names = [headings::is_code, headings::is_case, headings::is_part, headings::is_time];
        if names.iter().any(|is_name| is_name(&self.name)) {
            return None;
        }
        let marked: usize = self.marked().map(|(cell, _)| cell.count).sum();
        if marked * 2 <= self.cells.len() { Ways::with_footnotes(self.texts()) } else { None }
    }

    /// The texts that are a figure and a mark, with their marks.
    pub fn marked(&self) -> impl Iterator<Item = (&CellText<'s>, &str)> {
        self.texts.iter().filter_map(|cell| Some((cell, Footnotes::split(&cell.text)?.1)))
    }

    /// The texts of the cells that are not missing, each once.
    pub fn texts(&self) -> impl Iterator<Item = &str> + Clone {
        self.texts.iter().map(|cell| &*cell.text)
    }

    /// Whether all cells are years or spans of years.
    pub fn is_years(&self) -> bool {
        !self.cells.is_empty() && self.texts().all(|cell| Years::parse(cell).is_some())
    }

    /// Decides how the field is read; `decimal` is the mark of the table.
    pub fn decide(&mut self, decimal: char, hints: &Hints) {
        let dates = self.texts().any(Years::is_within_a_year);
        let years = self.is_years() && (dates || headings::is_time(&self.name));
        let figures = self.ways.map(|ways| Kind::Numbers(ways.choose(decimal)));
        self.kind = match figures {
            _ if years => Kind::Years,
            Some(figures) if self.digits().is_none() => figures,
            _ => Kind::Labels,
        };
        for hint in hints.of(&self.name) {
            self.kind = match hint {
                Hint::Role(Role::Time) | Hint::Level(Level::Year) if self.is_years() => Kind::Years,
                Hint::Level(Level::Count | Level::Quantity | Level::Share | Level::Ordinal) => {
                    figures.unwrap_or(self.kind)
                }
                Hint::Role(Role::Case | Role::Key)
                | Hint::Level(Level::Nominal | Level::Set | Level::Text) => Kind::Labels,
                Hint::Role(_) | Hint::Level(_) | Hint::Direction(_) | Hint::Flow => self.kind,
            };
        }
    }

    /// Why its digits are names and no figures, by the first cell that shows it.
    pub fn digits(&self) -> Option<(Digits, &CellText<'s>)> {
        let whole = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if self.texts.is_empty() || !self.texts().all(whole) {
            return None;
        }
        let find = |test: &dyn Fn(&str) -> bool| self.texts.iter().find(|cell| test(&cell.text));
        let zero = find(&|text| text.len() > 1 && text.starts_with('0')).map(|cell| (Digits::Zero, cell));
        let long = || find(&|text| text.len() > EXACT).map(|cell| (Digits::Long, cell));
        let day = || {
            let day = |text: &str| is_day(text);
            (headings::is_time(&self.name) && self.texts().all(day)).then(|| (Digits::Day, &self.texts[0]))
        };
        zero.or_else(long).or_else(day)
    }

    /// Whether its labels are codes: by its name, or because they are digits.
    pub fn is_code(&self) -> bool {
        headings::is_code(&self.name) || self.kind == Kind::Labels && self.digits().is_some()
    }

    /// Whether the cells are days or months, so that their years alone do not tell them apart.
    pub fn is_dates(&self) -> bool {
        let years: HashSet<Years> = self.texts().filter_map(Years::parse).collect();
        self.is_years() && self.holds_days() && years.len() < self.texts.len()
    }

    /// Whether a cell is a day or a month of a year.
    pub fn holds_days(&self) -> bool {
        self.texts().any(Years::is_within_a_year)
    }

    /// How the figures are read, if the field holds figures.
    pub fn figures(&self) -> Option<Figures> {
        if let Kind::Numbers(figures) = self.kind { Some(figures) } else { None }
    }

    /// The figures.
    pub fn values(&self) -> impl Iterator<Item = (f64, u8)> {
        let figures = self.figures();
        let value = |figure: Figure| (figure.value(), figure.decimals());
        self.texts().filter_map(move |cell| figures?.read(cell).map(value))
    }

    /// The sign that stands around all figures, if one does.
    pub fn sign(&self) -> Option<char> {
        let is_unit = |c: &char| SIGNS.contains(c) && !['=', '(', ')'].contains(c);
        let sign = self.texts().next()?.chars().find(is_unit)?;
        self.texts().all(|cell| cell.contains(sign)).then_some(sign)
    }

    /// The first cell that keeps a column of figures from being one.
    pub fn stranger(&self) -> Option<(usize, &str)> {
        if self.kind != Kind::Labels {
            return None;
        }
        let fits = |cell: &str| cell == self.name || is_figure(cell);
        let mut strange = self.texts.iter().filter(|cell| !fits(&cell.text)).peekable();
        let first = *strange.peek()?;
        let strange: usize = strange.map(|cell| cell.count).sum();
        (strange * 2 <= self.cells.len()).then_some((first.row, &*first.text))
    }

    /// The first cell that keeps a column of years or days from being one.
    pub fn no_time(&self) -> Option<(usize, &str)> {
        if self.kind != Kind::Labels {
            return None;
        }
        let is_time = |cell: &CellText<'_>| Years::parse(&cell.text).is_some();
        let strange = self.texts.iter().filter(|cell| !is_time(cell) && cell.text != self.name);
        let first = strange.clone().next()?;
        let strange: usize = strange.map(|cell| cell.count).sum();
        // Figures of four digits are years where the column is called so, or where days stand beside them.
        let dates = headings::is_time(&self.name) || self.texts().any(Years::is_within_a_year);
        (dates && strange * 2 < self.cells.len()).then_some((first.row, &*first.text))
    }

    /// Two cells with other signs of money or per cent around them, zeros aside: `3.5%` and `0.02`.
    pub fn signs_differ(&self) -> Option<(&CellText<'s>, &CellText<'s>)> {
        let figures = self.figures().filter(|figures| !figures.bare)?;
        let counted =
            |cell: &&CellText<'_>| figures.read(&cell.text).is_some_and(|figure| figure.value() != 0.0);
        let sign = |cell: &CellText<'_>| {
            signs(&cell.text).filter(|c| !matches!(c, '(' | ')' | '=')).collect::<String>()
        };
        let mut cells = self.texts.iter().filter(counted);
        let first = cells.next()?;
        let other = cells.find(|cell| sign(cell) != sign(first))?;
        Some((first, other))
    }

    /// The first cell in which more stands behind a figure than a mark, where that is so in most: `51.8M`,
    /// `1.6 trillion`, `0.52***`. And how many there are.
    pub fn more_than_figures(&self) -> Option<(usize, &str, usize)> {
        let is_more = |cell: &str| {
            let letters = cell.trim_end_matches(|c: char| c.is_alphabetic() || c == ' ');
            let figure = Footnotes::split(cell).map_or(letters, |(figure, _)| figure);
            figure.len() < cell.len() && is_figure(figure)
        };
        let words = self.texts.iter().filter(|_| self.kind == Kind::Labels);
        let first = words.clone().find(|cell| is_more(&cell.text))?;
        let count = |test: &dyn Fn(&str) -> bool| -> usize {
            words.clone().filter(|cell| test(&cell.text)).map(|cell| cell.count).sum()
        };
        let (more, figures) = (count(&is_more), count(&is_figure));
        (more > figures && more + figures == self.cells.len()).then_some((first.row, &*first.text, more))
    }

    /// That no one way reads all of its figures.
    ///
    /// # Errors
    ///
    /// Some have a decimal comma, others a decimal point.
    pub fn check_marks(&self, path: &str, sample: &Sample, hints: &Hints) -> Result<(), ImportError> {
        if hints.of(&self.name).next().is_some() {
            return Ok(());
        }
        let Some((point, comma)) = self.ways.is_none().then(|| figures::mixed(self.texts())).flatten() else {
            return Ok(());
        };
        let cell = |at: usize| (sample.place(self.texts[at].row), self.texts[at].text.to_string());
        let (point, comma) = (cell(point), cell(comma));
        Err(ImportError::DecimalMarks { path: path.into(), field: self.name.clone(), point, comma })
    }

    /// That the cells are what a hint says they are.
    ///
    /// # Errors
    ///
    /// A time without years, figures that are words.
    pub fn check_hints(&self, path: &str, sample: &Sample, hints: &Hints) -> Result<(), ImportError> {
        for hint in hints.of(&self.name) {
            let (word, wanted, fits) = match hint {
                Hint::Role(Role::Time) => ("time", "years", self.kind == Kind::Years),
                Hint::Level(level @ (Level::Count | Level::Quantity | Level::Share)) => {
                    (level.word(), "figures", self.figures().is_some())
                }
                Hint::Flow => ("flow", "figures", self.figures().is_some()),
                Hint::Role(_) | Hint::Level(_) | Hint::Direction(_) => continue,
            };
            let fitting = |cell: &str| match wanted {
                "years" => Years::parse(cell).is_some(),
                _ => is_figure(cell),
            };
            let strange = self.texts.iter().filter(|cell| !fits && !fitting(&cell.text));
            if let Some(first) = strange.clone().next() {
                return Err(ImportError::NotSo {
                    path: path.into(),
                    field: self.name.clone(),
                    word,
                    wanted,
                    place: sample.place(first.row),
                    cell: first.text.to_string(),
                    few: strange.map(|cell| cell.count).sum::<usize>() * 2 < self.cells.len(),
                });
            }
        }
        Ok(())
    }
}
