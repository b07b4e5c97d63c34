//! Tables of shares: figures that, over the labels of a key, make wholes.

use rustc_hash::FxHashMap as HashMap;

use data::{Bound, Column, DataError, FieldId, Level, Role, Topic};
use query::{Origin, Variable};

/// In a larger table it would take longer to look than to answer.
const MOST_ROWS: usize = 200_000;

/// The share that is the only measure of a topic, if it adds up to 100 over the labels of a key: for each case, year and
/// other keys, as far as all parts are known.
///
/// # Errors
///
/// What keeps them from being read.
pub fn share_of(topic: &Topic, key: &Variable) -> Result<Option<FieldId>, DataError> {
    let &[share] = topic.measures().as_slice() else { return Ok(None) };
    let Origin::Field(by) = key.origin else { return Ok(None) };
    let names = |id: &FieldId| matches!(topic.meta(*id).role, Role::Case | Role::Key | Role::Time);
    if topic.meta(share).level != Level::Share || topic.rows > MOST_ROWS || !names(&by) {
        return Ok(None);
    }
    let others: Vec<&Column> = (0..topic.fields.len())
        .map(FieldId)
        .filter(|id| names(id) && *id != by)
        .map(|id| topic.column(id))
        .collect::<Result<_, _>>()?;
    let Column::Numbers(figures) = topic.column(share)? else { return Ok(None) };
    let claims = topic.claims()?;
    // What each whole comes to, of how many parts it is made, and whether all of them are known.
    let mut wholes: HashMap<Vec<u64>, (f64, usize, bool)> = HashMap::default();
    for row in (0..topic.rows).filter(|&row| claims.is_preferred(row)) {
        let whole =
            wholes.entry(others.iter().map(|column| column.group(row)).collect()).or_insert((0.0, 0, true));
        match figures.number(row).filter(|_| figures.bound(row) == Bound::Exact) {
            Some(figure) => (whole.0, whole.1) = (whole.0 + figure, whole.1 + 1),
            None => whole.2 = false,
        }
    }
    let half = 0.5 * 10f64.powi(-i32::from(figures.decimals));
    let is_whole = |(sum, parts, _): &(f64, usize, bool)| (sum - 100.0).abs() <= *parts as f64 * half + 1e-9;
    let mut known = wholes.values().filter(|(_, parts, known)| *known && *parts > 0).peekable();
    Ok((known.peek().is_some() && known.all(is_whole)).then_some(share))
}
