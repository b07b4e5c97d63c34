//! Where the rows of a selection come from, of which years their figures are, and who disputes them.

use std::borrow::Cow;
use std::sync::Arc;

use base::cancel::cancellable;
use data::{Claims, Column, DataError, FieldId, Labels, Member, Missing, NO_ROW, Role, Topic};
use query::{Selection, Variable};

/// The years of the figures of some rows, where each has one of its own.
pub fn dates(topic: &Topic, measure: &Variable, rows: &[usize]) -> Result<Option<Column>, DataError> {
    let dates = measure.field().map(|id| topic.dates(id)).transpose()?.flatten();
    Ok(dates.map(|dates| dates.pick(rows)))
}

/// The places of those rows whose value another claim disputes; `contested` are those on which there is one.
pub fn disputed(
    topic: &Topic,
    claims: &Claims<'_>,
    rows: &[usize],
    contested: &[usize],
    measure: &Variable,
) -> Result<Vec<usize>, DataError> {
    // Claims differ in their place and remarks by nature; only what they say can be disputed.
    let Some(id) = measure.field() else { return Ok(Vec::new()) };
    if !matches!(measure.meta.role, Role::Measure | Role::Time) {
        return Ok(Vec::new());
    }
    if let Some(lineage) = &topic.lineage {
        let rows: Vec<u32> = rows.iter().map(|&row| row as u32).collect();
        return lineage.member(id).map_or(Ok(Vec::new()), |member| disputed_there(member, id, &rows));
    }
    if contested.is_empty() {
        return Ok(Vec::new());
    }
    let column = topic.column(id)?;
    Ok(contested.iter().copied().filter(|&at| claims.disputed(rows[at], column)).collect())
}

/// The same of a field of an aligned topic: whether another claim disputes it in the table it is taken from.
fn disputed_there(member: &Member, field: FieldId, rows: &[u32]) -> Result<Vec<usize>, DataError> {
    let claims = member.topic.claims()?;
    let Some(field) = member.field(field) else { return Ok(Vec::new()) };
    if member.topic.lineage.is_none() && claims.undisputed() {
        return Ok(Vec::new());
    }
    let there = member.rows.rows()?;
    let there: Vec<u32> =
        rows.iter().map(|&row| if row == NO_ROW { NO_ROW } else { there[row as usize] }).collect();
    if let Some(lineage) = &member.topic.lineage {
        return lineage.member(field).map_or(Ok(Vec::new()), |member| disputed_there(member, field, &there));
    }
    let column = member.topic.column(field)?;
    let is_disputed = |at: &usize| there[*at] != NO_ROW && claims.disputed(there[*at] as usize, column);
    Ok(cancellable(0..there.len()).filter(is_disputed).collect())
}

/// The places of rows of facts on which there is another claim.
pub fn contested(claims: &Claims<'_>, rows: &[usize]) -> Vec<usize> {
    if claims.undisputed() {
        return Vec::new();
    }
    cancellable(0..rows.len()).filter(|&at| claims.rivals(rows[at]).next().is_some()).collect()
}

/// The columns of source and place.
pub struct Where<'a> {
    pub source: Cow<'a, Column>,
    pub place: Cow<'a, Column>,
}

/// Where the rows of a selection come from. Of an aligned topic only those tables count that it asks.
pub fn origins<'a>(topic: &'a Topic, selection: &Selection) -> Result<Vec<Where<'a>>, DataError> {
    if let Some(lineage) = &topic.lineage {
        let asked: Vec<FieldId> = selection.fields();
        let asks = |member: &&Member| member.fields.iter().any(|(id, _)| asked.contains(id));
        let at = |member: &Member| {
            let Some((source, place)) = member.origin else { return Ok(None) };
            let taken = |id| {
                let rows = member.rows.rows()?;
                Ok::<_, DataError>(Cow::Owned(member.topic.column(id)?.take(rows, &Missing::NoAnswer)))
            };
            Ok(Some(Where { source: taken(source)?, place: taken(place)? }))
        };
        return lineage.members.iter().filter(asks).filter_map(|member| at(member).transpose()).collect();
    }
    let at = |(source, place)| {
        let column = |id| topic.column(id).map(Cow::Borrowed);
        Ok(Where { source: column(source)?, place: column(place)? })
    };
    let field = |role| topic.with_role(role).next();
    field(Role::Source).zip(field(Role::Place)).into_iter().map(at).collect()
}

impl Where<'_> {
    /// Source and place of rows.
    pub fn of(&self, rows: &[usize]) -> Vec<(Arc<str>, Arc<str>)> {
        let (Column::Labels(sources), Column::Labels(places)) = (&*self.source, &*self.place) else {
            return Vec::new();
        };
        let text = |labels: &Labels, row| labels.label(row).map_or_else(|_| Arc::default(), Arc::clone);
        rows.iter().map(|&row| (text(sources, row), text(places, row))).collect()
    }
}
