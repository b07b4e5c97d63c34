//! Citations: the original source first, the work that hands it on second, the data set and the program last.

mod bibtex;

mod csl;

mod sentence;

use std::sync::Arc;

use answer::SourceLine;
use base::order;
use data::catalog::PackageInfo;
use data::{CatalogEntry, Column, DataError, Topic, Value};

/// How citations are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `text`: sentences, one a line.
    Text,
    /// `bibtex`: entries for LaTeX.
    Bibtex,
    /// `csl`: CSL-JSON, which reference managers read.
    Csl,
}

impl Form {
    /// Every form, in the order messages list them.
    pub const ALL: [Self; 3] = [Self::Text, Self::Bibtex, Self::Csl];

    /// Reads the word a statement uses, whatever its case.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.word().eq_ignore_ascii_case(word))
    }

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Bibtex => "bibtex",
            Self::Csl => "csl",
        }
    }
}

/// The works behind a result, in the order in which they are cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bibliography {
    works: Vec<Work>,
}

/// One work, with what is known of it; what is not known is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Work {
    kind: Kind,
    /// A name for references, unlike all others in the list.
    key: String,
    maker: String,
    title: String,
    year: String,
    url: String,
    /// What else belongs to the citation: the places of the figures, the version, the license.
    note: String,
    /// The lines under results that stand for it.
    lines: Vec<SourceLine>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// A page, a report or a table of somebody else.
    #[default]
    Original,
    /// The thesis whose tables were read.
    Thesis,
    /// A data package.
    Data,
    /// Juxta.
    Program,
}

impl Bibliography {
    /// The works behind some sources. `entry` is the topic that describes them, `data` the packages they were read from.
    ///
    /// # Errors
    ///
    /// The topic of sources cannot be read.
    pub fn new(
        lines: &[SourceLine],
        entry: Option<&CatalogEntry>,
        data: &[Arc<PackageInfo>],
    ) -> Result<Self, DataError> {
        let catalogue = entry.map(|entry| Catalogue::new(entry.topic()?)).transpose()?;
        let mut works = Vec::new();
        let mut thesis: Option<Work> = catalogue.as_ref().and_then(Catalogue::thesis);
        let mut places: Vec<&str> = Vec::new();
        for line in lines {
            let work = catalogue.as_ref().and_then(|catalogue| catalogue.work(&line.id));
            match (work, &mut thesis) {
                // A chapter of the thesis is cited as the thesis.
                (Some(work), Some(thesis)) if work.maker == thesis.maker => thesis.lines.push(line.clone()),
                (Some(work), _) => add(&mut works, work, &line.place, line),
                (None, None) => add(&mut works, Work { key: line.id.to_string(), ..bare(line) }, "", line),
                (None, Some(thesis)) => thesis.lines.push(line.clone()),
            }
            if !line.place.is_empty() && !places.contains(&&*line.place) {
                places.push(&line.place);
            }
        }
        if let Some(thesis) = thesis.as_mut().filter(|_| !lines.is_empty()) {
            thesis.note = places.join("; ");
            works.push(thesis.clone());
        }
        works.extend(data.iter().map(|data| package(data)));
        works.push(program());
        keep_apart(&mut works);
        Ok(Self { works })
    }

    /// The bibliography as text that ends with a newline.
    pub fn write(&self, form: Form) -> String {
        match form {
            Form::Text => sentence::write(&self.works),
            Form::Bibtex => bibtex::write(&self.works),
            Form::Csl => csl::write(&self.works),
        }
    }

    /// Several bibliographies as one: each work once, originals first, the program last.
    #[must_use]
    pub fn joined(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut works: Vec<Work> = Vec::new();
        for work in parts.into_iter().flat_map(|part| part.works) {
            let same = |other: &&mut Work| {
                (other.kind, &other.maker, &other.title) == (work.kind, &work.maker, &work.title)
            };
            match works.iter_mut().find(same) {
                Some(known) => known.join(work),
                None => works.push(work),
            }
        }
        order::sort_by_key(&mut works, |work| work.kind);
        keep_apart(&mut works);
        Self { works }
    }

    /// The number of the work that a line under a result stands for, counted from 1.
    pub fn number(&self, line: &SourceLine) -> Option<usize> {
        self.works.iter().position(|work| work.lines.contains(line)).map(|at| at + 1)
    }

    /// The works as sentences, each with the address that stands in it.
    pub fn entries(&self) -> impl Iterator<Item = (String, &str)> + '_ {
        self.works.iter().map(|work| (sentence::write_sentence(work), work.url.as_str()))
    }
}

/// Adds a work once; further places in it are joined to its note.
fn add(works: &mut Vec<Work>, work: Work, place: &str, line: &SourceLine) {
    let work = Work { note: place.into(), lines: vec![line.clone()], ..work };
    let same = |other: &&mut Work| other.maker == work.maker && other.title == work.title;
    match works.iter_mut().find(same) {
        Some(known) => known.join(work),
        None => works.push(work),
    }
}

impl Work {
    /// The same work again, perhaps with other places in it.
    fn join(&mut self, again: Self) {
        for note in again.note.split("; ").filter(|note| !note.is_empty()) {
            if !self.note.split("; ").any(|known| known == note) {
                self.note =
                    if self.note.is_empty() { note.to_owned() } else { format!("{}; {note}", self.note) };
            }
        }
        for line in again.lines {
            if !self.lines.contains(&line) {
                self.lines.push(line);
            }
        }
    }
}

/// Gives works of one key further keys: `id`, `id-2`.
fn keep_apart(works: &mut [Work]) {
    for at in 1..works.len() {
        let (before, rest) = works.split_at_mut(at);
        let taken = |key: &str| before.iter().any(|work| work.key == key);
        let Some(work) = rest.first_mut() else { return };
        let numbered = (2..).map(|number| format!("{}-{number}", work.key));
        if let Some(free) = taken(&work.key).then(|| numbered.into_iter().find(|key| !taken(key))).flatten() {
            work.key = free;
        }
    }
}

/// A source that no topic describes: all that is known stands in the line.
fn bare(line: &SourceLine) -> Work {
    let title = if line.text.is_empty() { &line.place } else { &line.text };
    Work { title: title.to_string(), ..Work::default() }
}

fn package(info: &PackageInfo) -> Work {
    let known = [("version", info.version.as_str()), ("license", &info.licenses.join(", "))];
    let note = known.iter().filter(|(_, text)| !text.is_empty());
    Work {
        kind: Kind::Data,
        key: "juxta-data".into(),
        title: info.title.clone(),
        note: note.map(|(word, text)| format!("{word} {text}")).collect::<Vec<_>>().join(", "),
        ..Work::default()
    }
}

fn program() -> Work {
    Work {
        kind: Kind::Program,
        key: "juxta".into(),
        title: "Juxta".into(),
        note: concat!("version ", env!("CARGO_PKG_VERSION")).into(),
        ..Work::default()
    }
}

/// The topic that describes sources, read by the names of its fields.
struct Catalogue<'t> {
    rows: usize,
    id: &'t Column,
    kind: Option<&'t Column>,
    maker: Option<&'t Column>,
    title: Option<&'t Column>,
    year: Option<&'t Column>,
    url: Option<&'t Column>,
}

impl<'t> Catalogue<'t> {
    fn new(topic: &'t Topic) -> Result<Self, DataError> {
        let of = |name: &str| topic.field(name).map(|id| topic.column(id)).transpose();
        let (kind, maker, title) = (of("kind")?, of("maker")?, of("title")?);
        let (id, year, url) = (topic.column(topic.case())?, of("year")?, of("url")?);
        Ok(Self { rows: topic.rows, id, kind, maker, title, year, url })
    }

    /// The source with an id.
    fn work(&self, id: &str) -> Option<Work> {
        let row = (0..self.rows).find(|&row| text(Some(self.id), row) == id)?;
        Some(self.row(row))
    }

    /// The work that most sources are parts of.
    fn thesis(&self) -> Option<Work> {
        let kind = self.kind?;
        let row = (0..self.rows).find(|&row| text(Some(kind), row) == "thesis")?;
        Some(Work { kind: Kind::Thesis, ..self.row(row) })
    }

    fn row(&self, row: usize) -> Work {
        let (key, title) = (text(Some(self.id), row), text(self.title, row));
        Work {
            title: if title.is_empty() { key.clone() } else { title },
            key,
            maker: text(self.maker, row),
            year: text(self.year, row),
            url: text(self.url, row),
            ..Work::default()
        }
    }
}

/// What a row says in a field; nothing where there is no such field.
fn text(column: Option<&Column>, row: usize) -> String {
    match column.map(|column| column.value(row)) {
        Some(Value::Number { value, .. }) => value.to_string(),
        Some(Value::Years(years)) => years.to_string(),
        Some(Value::Text(text)) => text.to_string(),
        Some(Value::Set(members)) => members.join(", "),
        Some(Value::Bounded { .. } | Value::Missing(_)) | None => String::new(),
    }
}
