//! Days and months: labels in the order of the table, beside the year they lie in, so that no two of them become one.

use super::columns::Draft;
use super::fields::time_field;
use crate::dialect::Kind;
use crate::package::SchemaField;
use base::suggest::typed;
use data::field::{Level, Role};
use data::remark::{About, Remark};
use data::value::Years;

/// What becomes of a column of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Days {
    /// A label, and the year as the time.
    Both,
    /// The year alone: no two days lie in one year.
    Year,
    /// A label alone, as another column is the time.
    Label,
}

/// Decides it for a column; `None` when it holds no days. `is_time` is whether rows have no other time.
pub fn days(draft: &Draft<'_>, is_time: bool) -> Option<Days> {
    (draft.kind == Kind::Years && draft.holds_days()).then(|| match is_time {
        false => Days::Label,
        true if draft.is_dates() => Days::Both,
        true => Days::Year,
    })
}

/// The field of a year that stands before that of its days; `names` are taken.
pub fn year_of<'n>(draft: &Draft<'_>, mut names: impl Iterator<Item = &'n String>) -> (SchemaField, Remark) {
    let name = if names.any(|name| name.eq_ignore_ascii_case("year")) { "year_of_date" } else { "year" };
    let text = format!("`{name}` is the year of `{}`, whose days and months are labels", draft.name);
    (time_field(name), Remark::told(About::Years, text))
}

/// Makes the field of a column of days one of labels.
pub fn label(field: &mut SchemaField) {
    field.kind = "string".into();
    field.level = Level::Nominal.word().into();
}

/// The field of days beside their year.
pub fn day_field(draft: &Draft<'_>) -> SchemaField {
    let mut field = time_field(&draft.name);
    label(&mut field);
    field
}

/// What is said of a column of days that is no time of its own, or of which only the year is kept.
pub fn remark(draft: &Draft<'_>, role: Role) -> Option<Remark> {
    let (name, first) = (&draft.name, draft.texts().find(|cell| Years::is_within_a_year(cell))?);
    let text = match (draft.kind, role) {
        (Kind::Years, Role::Time) if !draft.is_dates() => {
            let year = Years::parse(first)?;
            format!(
                "`{name}` is read as its year: `{first}` is {year}; `with key = {}` keeps the days",
                typed(name)
            )
        }
        (Kind::Labels, Role::Measure) if draft.is_years() => format!(
            "`{name}` holds one day for each case and is read as labels; `with time = {}` makes its year the time",
            typed(name)
        ),
        _ => return None,
    };
    Some(Remark::told(About::Years, text))
}
