//! What a figure is once it is made of others: level, unit and direction follow from its measure and from how it is made.

use std::sync::Arc;

use super::aggregate::Aggregate;
use super::selection::Variable;
use data::{Direction, Field, Level, Role};

/// How the figures of an answer are made of those that the data hold.
#[derive(Clone, Debug, Default)]
pub struct Making {
    /// What becomes of several rows: a figure of each kind; none where each row stands for itself.
    pub aggregates: Vec<Aggregate>,
    /// How much each row counts in a mean; alike where nothing says so.
    pub weight: Option<Variable>,
    /// The scale on which the figures of a row are put then.
    pub normalise: Option<Normalise>,
}

/// A column of figures, and how it is made.
#[derive(Clone, Debug)]
pub struct Made {
    /// What it is made of.
    pub measure: Variable,
    /// What becomes of several rows; nothing where each stands for itself.
    pub how: Option<Aggregate>,
    /// What it is.
    pub field: Arc<Field>,
}

impl Made {
    /// The measure, as what is made of it.
    pub fn variable(&self) -> Variable {
        Variable { meta: self.field.clone(), origin: self.measure.origin.clone() }
    }
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
    /// Whether the figures are those that the data hold.
    pub fn is_plain(&self) -> bool {
        self.aggregates.is_empty() && self.normalise.is_none()
    }

    /// Whether nothing is asked but how many rows there are.
    pub fn only_counts(&self) -> bool {
        self.aggregates.as_slice() == [Aggregate::Count]
    }

    /// Whether each row stands for itself.
    pub fn keeps_rows(&self) -> bool {
        self.aggregates.is_empty()
    }

    /// What a figure is that is made of a measure.
    ///
    /// A sum is of things that add up; a mean needs distances, a median an order; a number of rows speaks of no measure; on a
    /// common scale a figure has no unit, and is turned so that higher is better (Stevens 1946; OECD/JRC, Handbook on
    /// Constructing Composite Indicators, 2008, ch. 5).
    ///
    /// # Errors
    ///
    /// The level of the measure forbids it.
    pub fn field(&self, how: Option<Aggregate>, measure: &Field) -> Result<Field, Meaningless> {
        let made = how.map_or(Ok(measure.clone()), |how| aggregate(how, measure))?;
        match self.normalise {
            Some(normalise) => normalised(normalise, made),
            None => Ok(made),
        }
    }

    /// Whether all that is asked of a measure can be made of it.
    ///
    /// # Errors
    ///
    /// The first figure that means nothing.
    pub fn check(&self, measure: &Field) -> Result<(), Meaningless> {
        match self.aggregates.as_slice() {
            [] => self.field(None, measure).map(drop),
            hows => hows.iter().try_for_each(|&how| self.field(Some(how), measure).map(drop)),
        }
    }

    /// The columns of figures that some measures make: all of one measure, then all of the next, rows last. Rows are
    /// counted by what they are `of`.
    ///
    /// # Errors
    ///
    /// The first measure whose level forbids one.
    pub fn figures<'m>(
        &self,
        measures: &'m [Variable],
        of: &Variable,
    ) -> Result<Vec<Made>, (&'m Field, Meaningless)> {
        let mut figures = Vec::new();
        let several = self.aggregates.iter().filter(|how| **how != Aggregate::Count).count() > 1;
        for measure in measures {
            let mut add = |how: Option<Aggregate>| {
                let field = self.field(how, &measure.meta).map_err(|why| (&*measure.meta, why))?;
                let field = match how.filter(|_| several) {
                    Some(how) => Field { name: format!("{} {}", field.name, how.short()).into(), ..field },
                    None => field,
                };
                figures.push(Made { measure: measure.clone(), how, field: Arc::new(field) });
                Ok(())
            };
            if self.keeps_rows() {
                add(None)?;
            }
            for &how in self.aggregates.iter().filter(|how| **how != Aggregate::Count) {
                add(Some(how))?;
            }
        }
        if self.aggregates.contains(&Aggregate::Count) {
            // A row is a row, whatever it tells.
            let count = rows();
            let field = self.normalise.map_or(Ok(count.clone()), |how| normalised(how, count));
            if let Ok(field) = field {
                let measure = of.counted();
                figures.push(Made { measure, how: Some(Aggregate::Count), field: Arc::new(field) });
            }
        }
        Ok(figures)
    }
}

impl Variable {
    /// How many rows have it.
    pub fn counted(&self) -> Self {
        Self { meta: Arc::new(rows()), origin: self.origin.clone() }
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

/// What one figure of several of a measure is.
///
/// # Errors
///
/// The level of the measure forbids it.
pub fn aggregate(how: Aggregate, measure: &Field) -> Result<Field, Meaningless> {
    let level = measure.level;
    let refused = |operation| Err(Meaningless { operation, why: why(measure) });
    let is_ordered = level.is_numeric() || level == Level::Ordinal;
    let words = !is_ordered || !measure.scale.is_empty();
    Ok(match how {
        Aggregate::Count => rows(),
        Aggregate::Sum if !adds_up(measure) => return refused("the sum"),
        Aggregate::Mean if !level.is_numeric() => return refused("the mean"),
        Aggregate::Median if words => return refused("the median"),
        Aggregate::LowerQuartile | Aggregate::UpperQuartile if words => return refused("a quartile"),
        Aggregate::Deviation if !level.is_numeric() => return refused("the standard deviation"),
        // How far figures lie apart is neither good nor bad.
        Aggregate::Deviation => {
            let unit = if is_part(&measure.unit) { "pp".into() } else { measure.unit.clone() };
            Field { level: Level::Quantity, direction: None, unit, ..measure.clone() }
        }
        // Steps of a scale have an order; which of two is the middle one, nobody can say.
        Aggregate::Min if !is_ordered => return refused("the least"),
        Aggregate::Max if !is_ordered => return refused("the greatest"),
        // Between two counts lie figures that are none.
        Aggregate::Mean | Aggregate::Median | Aggregate::LowerQuartile | Aggregate::UpperQuartile
            if level == Level::Count =>
        {
            Field { level: Level::Quantity, ..measure.clone() }
        }
        Aggregate::Sum
        | Aggregate::Mean
        | Aggregate::Median
        | Aggregate::Min
        | Aggregate::Max
        | Aggregate::LowerQuartile
        | Aggregate::UpperQuartile => measure.clone(),
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
