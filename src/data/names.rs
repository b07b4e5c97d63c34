//! From a name as people write it to a label of a field: case, accents, other languages, printed misspellings.

use std::sync::Arc;

use rustc_hash::FxHashMap as HashMap;

use super::catalog::Catalog;
use super::column::Labels;
use super::error::DataError;
use super::field::{FieldId, Role};
use super::topic::{Aliases, Reference, Topic};
use base::fold::fold;

/// What a name means in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Label {
    /// A label of the field, by its code.
    Known(u32),
    /// A known name that no row of this field holds, as it is usually written.
    Elsewhere(String),
    /// The name fits each of these labels.
    Several(Vec<u32>),
    /// No known name.
    Unknown,
}

/// Who knows the cases of a topic by more names than the topic itself.
pub trait NameAuthority: std::fmt::Debug + Send + Sync {
    /// What its cases are called together: `countries`.
    fn kind(&self) -> &'static str;

    /// The codes of the cases that a name fits; none where nobody is known by it.
    fn codes(&self, name: &str) -> Vec<u32>;
}

/// Looks a name up among the labels of a field, then among their other names, then in the topic that the field
/// refers to.
///
/// # Errors
///
/// The topic that the field refers to cannot be read.
pub fn find(store: &Catalog, topic: &Topic, field: FieldId, name: &str) -> Result<Label, DataError> {
    let Some(labels) = topic.labels(field)? else { return Ok(Label::Unknown) };
    if let Some(code) = labels.dictionary.exact(name) {
        return Ok(Label::Known(code));
    }
    let folded = fold(name);
    if let Some(code) = labels.dictionary.find_folded(&folded) {
        return Ok(Label::Known(code));
    }
    let own = topic.aliases()?.get(&folded).filter(|(of, _)| *of == field);
    if let Some(code) = own.and_then(|&(_, row)| labels.code(row)) {
        return Ok(Label::Known(code));
    }
    if let Some(names) = topic.authority.as_ref().filter(|_| field == topic.case()) {
        match names.codes(name).as_slice() {
            [] => {}
            [code] => return Ok(Label::Known(*code)),
            several => return Ok(Label::Several(several.to_vec())),
        }
    }
    let Some(reference) = topic.references.iter().find(|reference| reference.field == field) else {
        return Ok(Label::Unknown);
    };
    let Some(other) = store.topic(&reference.topic) else { return Ok(Label::Unknown) };
    let other = other?;
    let target = other.field(&reference.target).map(|id| other.labels(id)).transpose()?.flatten();
    let Some(target) = target else { return Ok(Label::Unknown) };
    let aliases = other.aliases()?;
    let alias = || aliases.get(&folded).filter(|(of, _)| other.meta(*of).name == reference.target);
    let code = target.dictionary.find_folded(&folded).or_else(|| target.code(alias()?.1));
    Ok(match code.map(|code| target.dictionary.label(code)) {
        Some(label) => match written_here(labels, other, &reference.target, label)? {
            Some(code) => Label::Known(code),
            None => Label::Elsewhere(label.to_string()),
        },
        None => Label::Unknown,
    })
}

/// The label here that stands for a label of another topic: the same, or one of its other names.
fn written_here(
    here: &Labels,
    other: &Topic,
    field: &str,
    label: &Arc<str>,
) -> Result<Option<u32>, DataError> {
    if let Some(code) = here.dictionary.find(label) {
        return Ok(Some(code));
    }
    let Some(field) = other.field(field) else { return Ok(None) };
    let Some(labels) = other.labels(field)? else { return Ok(None) };
    let code = labels.dictionary.find(label);
    let row = (0..other.rows).find(|&row| labels.code(row) == code);
    let names = other.other_names(field)?;
    Ok(row.and_then(|row| names.of(row).find_map(|name| here.dictionary.find(name))))
}

/// For each label of one field the code of that of another, where both mean the same.
pub type Matched = Arc<[Option<u32>]>;

/// For each label of a field that of another topic's field which means the same: written alike, or by another name that
/// either topic knows.
///
/// # Errors
///
/// A topic that cannot be read.
pub fn matched(
    store: &Catalog,
    (topic, key): (&Topic, FieldId),
    (other, target): (&Topic, FieldId),
) -> Result<Matched, DataError> {
    let Some(theirs) = other.labels(target)? else { return Ok(Arc::default()) };
    let labels = topic.words(key)?;
    // Of very many, those that are written otherwise are not looked up.
    let few = labels.len() <= LOOKED_UP;
    let same = |label: &Arc<str>| match theirs.dictionary.find(label) {
        None if few => match find(store, other, target, label)? {
            Label::Known(code) => Ok(Some(code)),
            Label::Elsewhere(_) | Label::Several(_) | Label::Unknown => Ok(None),
        },
        code => Ok(code),
    };
    labels.iter().map(same).collect()
}

/// More labels than this are not looked up when a table is loaded.
const LOOKED_UP: usize = 5000;

/// Two names of one case.
pub type TwoNames = (Arc<str>, Arc<str>);

/// The cases of a loaded topic that are known by one of their names.
#[derive(Debug)]
pub struct KnownNames {
    /// How many are.
    pub known: usize,
    /// Those that are not, in the order of the table.
    pub unknown: Vec<Arc<str>>,
    /// Two names of one case, where the table has both.
    pub twice: Option<TwoNames>,
    /// How the case field refers to them.
    pub reference: Reference,
}

/// Two cases of a table from elsewhere whose names differ in capitals, accents or blanks only.
///
/// # Errors
///
/// What keeps the topic from being read.
pub fn alike(topic: &Topic) -> Result<Option<TwoNames>, DataError> {
    let labels = topic.words(topic.case())?;
    let mut seen: HashMap<String, &Arc<str>> = HashMap::default();
    let mut labels = labels.iter().take(LOOKED_UP);
    Ok(labels.find_map(|label| Some((seen.insert(fold(label), label)?.clone(), label.clone()))))
}

/// Looks the cases of a table from elsewhere up; `None` when too few are known for it to be about any that are.
///
/// # Errors
///
/// A topic of known cases cannot be read.
pub fn look_cases_up(store: &Catalog, topic: &Topic) -> Result<Option<KnownNames>, DataError> {
    let labels = topic.words(topic.case())?;
    let labels = &labels[..labels.len().min(LOOKED_UP)];
    let mut found = Vec::new();
    for home in store.entries().filter(|home| home.name != *topic.name) {
        let Some(one_in) = home.names_cases else { continue };
        let known = known_in(home.topic()?, topic.case(), labels)?;
        found.extend(known.filter(|known| known.known > 1 && known.known * one_in >= labels.len()));
    }
    Ok(found.into_iter().max_by_key(|found| found.known))
}

/// Looks labels up among the cases of a topic.
fn known_in(home: &Topic, field: FieldId, labels: &[Arc<str>]) -> Result<Option<KnownNames>, DataError> {
    let Some(names) = CaseNames::of(home)? else { return Ok(None) };
    let (mut known, mut unknown, mut twice) = (HashMap::default(), Vec::new(), None);
    for label in labels {
        match names.code(label) {
            Some(code) => {
                let before = known.insert(code, label);
                twice = twice.or(before.map(|before| (before.clone(), label.clone())));
            }
            None => unknown.push(label.clone()),
        }
    }
    let target = home.meta(home.case()).name.clone();
    let reference = Reference { field, topic: home.name.clone(), target };
    Ok(Some(KnownNames { known: known.len(), unknown, twice, reference }))
}

/// The cases of a topic by all their names.
struct CaseNames<'t> {
    field: FieldId,
    labels: &'t Labels,
    aliases: &'t Aliases,
}

impl<'t> CaseNames<'t> {
    /// `None` where cases are no words.
    fn of(home: &'t Topic) -> Result<Option<Self>, DataError> {
        let (field, aliases) = (home.case(), home.aliases()?);
        Ok(home.labels(field)?.map(|labels| Self { field, labels, aliases }))
    }

    /// The code of a case by any of its names.
    fn code(&self, name: &str) -> Option<u32> {
        let folded = fold(name);
        let other_name = || self.aliases.get(&folded).filter(|(of, _)| *of == self.field);
        self.labels.dictionary.find_folded(&folded).or_else(|| self.labels.code(other_name()?.1))
    }
}

/// The first of some texts that names the same case as another name: `Peking` for `Beijing`.
///
/// # Errors
///
/// A topic of known cases cannot be read.
pub fn namesake<'t>(
    store: &Catalog,
    name: &str,
    texts: impl Iterator<Item = &'t str> + Clone,
) -> Result<Option<&'t str>, DataError> {
    for home in store.entries().filter(|home| home.names_cases.is_some()) {
        let Some(names) = CaseNames::of(home.topic()?)? else { continue };
        let Some(code) = names.code(name) else { continue };
        if let Some(text) = texts.clone().find(|text| names.code(text) == Some(code)) {
            return Ok(Some(text));
        }
    }
    Ok(None)
}

/// Every place where a name is a label of a case or a key.
///
/// # Errors
///
/// A topic that cannot be read.
pub fn everywhere(store: &Catalog, name: &str) -> Result<Vec<(Arc<Topic>, FieldId, u32)>, DataError> {
    let mut places = Vec::new();
    for entry in store.entries() {
        let topic = entry.topic()?;
        for field in topic.with_role(Role::Case).chain(topic.with_role(Role::Key)) {
            if let Label::Known(code) = find(store, topic, field, name)? {
                places.push((topic.clone(), field, code));
            }
        }
    }
    Ok(places)
}

/// The topic that says most of a field's labels: the one it refers to, else the field's own.
///
/// # Errors
///
/// A topic that cannot be read.
pub fn home(
    store: &Catalog,
    topic: &Arc<Topic>,
    field: FieldId,
) -> Result<Option<(Arc<Topic>, FieldId)>, DataError> {
    let Some(reference) = topic.references.iter().find(|reference| reference.field == field) else {
        return Ok((field == topic.case()).then(|| (topic.clone(), field)));
    };
    let Some(other) = store.topic(&reference.topic).transpose()? else { return Ok(None) };
    Ok(other.field(&reference.target).map(|target| (other.clone(), target)))
}

impl Topic {
    /// The other names of a field's labels.
    ///
    /// # Errors
    ///
    /// What keeps the fields that hold them from being read.
    pub fn other_names(&self, field: FieldId) -> Result<OtherNames<'_>, DataError> {
        let ids = (0..self.fields.len()).map(FieldId);
        let others = ids.filter(|&id| self.meta(id).alias_of == Some(field));
        let texts = others.filter_map(|id| self.labels(id).transpose()).collect::<Result<Vec<_>, _>>()?;
        Ok(OtherNames(texts))
    }

    /// The other names of a field's labels that begin with a folded text, each with a row it stands in.
    ///
    /// # Errors
    ///
    /// As [`Self::other_names`].
    pub fn other_names_with(&self, field: FieldId, folded: &str) -> Result<Vec<(&str, usize)>, DataError> {
        let all = self.other_names(field)?;
        let begin = self.aliases()?.iter().filter(|(name, _)| name.starts_with(folded));
        let own = begin.filter(|(_, (of, _))| *of == field);
        let written = |(name, &(_, row)): (&String, &(FieldId, usize))| {
            Some((all.of(row).find(|written| fold(written) == *name)?, row))
        };
        let mut names: Vec<(&str, usize)> = own.filter_map(written).collect();
        names.sort_unstable();
        Ok(names)
    }

    /// The other names of the topic's labels. One that fits two labels is none: which is meant is not guessed.
    fn aliases(&self) -> Result<&Aliases, DataError> {
        if let Some(aliases) = self.aliases.get() {
            return Ok(aliases);
        }
        let (mut aliases, mut unclear) = (Aliases::default(), Vec::new());
        for (at, field) in self.fields.iter().enumerate() {
            let Some(of) = field.alias_of else { continue };
            let Some(labels) = self.labels(FieldId(at))? else { continue };
            let named = self.column(of)?;
            for row in 0..self.rows {
                for name in split(labels.text(row)) {
                    let name = fold(name);
                    match aliases.get(&name) {
                        Some(&(field, first)) if field == of && !named.same(first, row) => {
                            unclear.push(name);
                        }
                        Some(_) => {}
                        None => _ = aliases.insert(name, (of, row)),
                    }
                }
            }
        }
        aliases.retain(|name, _| !unclear.contains(name));
        Ok(self.aliases.get_or_init(|| aliases))
    }
}

/// The other names of a field's labels, row by row.
#[derive(Clone, Debug)]
pub struct OtherNames<'t>(Vec<&'t Labels>);

impl<'t> OtherNames<'t> {
    /// The other names of the label in a row, as they are written.
    pub fn of(&self, row: usize) -> impl Iterator<Item = &'t str> {
        self.0.iter().flat_map(move |labels| split(labels.text(row)))
    }
}

/// The names in a cell, which may hold several.
fn split(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|name| !name.is_empty())
}
