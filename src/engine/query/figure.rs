//! What a figure is once it is made of others: level, unit and direction follow from its measure and from how it is made.

use super::selection::{Aggregate, Variable};
use data::{Direction, Field, Level, Role};

/// How the figures of an answer are made of those that the data hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Making {
    /// What becomes of several rows.
    pub aggregate: Aggregate,
    /// The scale on which the figures of a row are put then.
    pub normalise: Option<Normalise>,
}

/// How figures of different size are put on one scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Normalise {
    /// (x − min) / (max − min), 1 is the better end.
    MinMax,
    /// (x − mean) / standard deviation, higher is the better end.
    ZScore,
}

/// A figure that means nothing, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaningless {
    /// `the sum`
    pub operation: &'static str,
    /// `ordinal: order, no distances`
    pub why: &'static str,
}

impl Making {
    /// Figures as the data hold them.
    pub const PLAIN: Self = Self { aggregate: Aggregate::Each, normalise: None };

    /// What the figures that are made of a measure are.
    ///
    /// A sum is of things that add up; a mean needs distances, a median an order; a number of rows speaks of no measure; on a
    /// common scale a figure has no unit, and is turned so that higher is better (Stevens 1946; OECD/JRC, Handbook on
    /// Constructing Composite Indicators, 2008, ch. 5).
    ///
    /// # Errors
    ///
    /// The level of the measure forbids it.
    pub fn field(self, measure: &Field) -> Result<Field, Meaningless> {
        let made = aggregated(self.aggregate, measure)?;
        match self.normalise {
            Some(normalise) => normalised(normalise, made),
            None => Ok(made),
        }
    }

    /// What each column of figures is that these measures make.
    ///
    /// # Errors
    ///
    /// The first measure whose level forbids it.
    pub fn fields<'m>(self, measures: &'m [Variable]) -> Result<Vec<Field>, (&'m Field, Meaningless)> {
        // A row is a row, whatever it tells.
        if self.aggregate == Aggregate::Count {
            let count = rows();
            let fields = self.normalise.map_or(Ok(count.clone()), |how| normalised(how, count));
            return Ok(fields.into_iter().collect());
        }
        let field = |measure: &'m Variable| self.field(&measure.meta).map_err(|why| (&*measure.meta, why));
        measures.iter().map(field).collect()
    }
}

/// How many rows there are: a figure of its own, neither good nor bad.
pub fn rows() -> Field {
    Field {
        role: Role::Measure,
        unit: "row".into(),
        question: "How many rows does the table hold?".into(),
        ..Field::computed("count", Level::Count)
    }
}

fn aggregated(how: Aggregate, measure: &Field) -> Result<Field, Meaningless> {
    let level = measure.level;
    let refused = |operation| Err(Meaningless { operation, why: why(measure) });
    let is_ordered = level.is_numeric() || level == Level::Ordinal;
    let words = !is_ordered || !measure.scale.is_empty();
    Ok(match how {
        Aggregate::Each => measure.clone(),
        Aggregate::Count => rows(),
        Aggregate::Sum if !adds_up(measure) => return refused("the sum"),
        Aggregate::Mean if !level.is_numeric() => return refused("the mean"),
        Aggregate::Median if words => return refused("the median"),
        // Steps of a scale have an order; which of two is the middle one, nobody can say.
        Aggregate::Min if !is_ordered => return refused("the least"),
        Aggregate::Max if !is_ordered => return refused("the greatest"),
        // Between two counts lie figures that are none.
        Aggregate::Mean | Aggregate::Median if level == Level::Count => {
            Field { level: Level::Quantity, ..measure.clone() }
        }
        Aggregate::Sum | Aggregate::Mean | Aggregate::Median | Aggregate::Min | Aggregate::Max => {
            measure.clone()
        }
    })
}

fn normalised(how: Normalise, figure: Field) -> Result<Field, Meaningless> {
    if !figure.level.is_numeric() {
        let operation = match how {
            Normalise::MinMax => "min–max",
            Normalise::ZScore => "the z-score",
        };
        return Err(Meaningless { operation, why: why(&figure) });
    }
    Ok(Field {
        level: Level::Quantity,
        direction: figure.direction.map(|_| Direction::Higher),
        unit: "".into(),
        unit_from: None,
        ..figure
    })
}

/// Whether figures of it add up to another one of the same kind.
pub fn adds_up(measure: &Field) -> bool {
    matches!(measure.level, Level::Count | Level::Quantity)
        && !is_part(&measure.unit)
        && !is_rate(&measure.unit)
}

/// Parts of a whole: those of different wholes add up to nothing.
pub fn is_part(unit: &str) -> bool {
    matches!(unit.trim(), "%" | "‰" | "percent" | "per cent" | "pp" | "percentage point")
}

fn is_rate(unit: &str) -> bool {
    unit.contains(" per ") || unit.contains('/')
}

/// What the level of a measure says against it.
pub fn why(measure: &Field) -> &'static str {
    match measure.level {
        Level::Ordinal if measure.scale.is_empty() => "ordinal: order, no distances",
        Level::Ordinal => "ordinal: steps with names",
        Level::Year => "it is a year",
        Level::Share => "shares of different wholes",
        Level::Count | Level::Quantity if is_part(&measure.unit) => "shares of different wholes",
        Level::Count | Level::Quantity => "a rate: it does not add up",
        Level::Nominal | Level::Text | Level::Set => "it holds words",
    }
}
