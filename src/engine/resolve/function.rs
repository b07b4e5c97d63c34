//! Functions: what the levels allow, which rows go together, and what level, unit and direction come out.

use std::sync::Arc;

use super::condition;
use super::error::ResolveError;
use super::formula::{self, Figure};
use super::scope::{Scope, quoted};
use super::variable;
use data::{Direction, Field, FieldId, Level, Role, Topic};
use query::{
    Aggregate, Earlier, Formula, Meaningless, Origin, Place, Summary, Summing, Test, TestKind, Unary,
    Variable, adds_up, is_part, rows, why,
};
use syntax::ast::{Arithmetic, Call, Function};

/// Resolves a function.
///
/// # Errors
///
/// As [`formula::resolve`]; a topic without years where the function needs them.
pub fn resolve(scope: Scope<'_>, topic: &Arc<Topic>, call: &Call) -> Result<Figure, ResolveError> {
    let function = call.function.node;
    let of = formula::operand(scope, topic, &call.of)?;
    let field = call.of.span.of(scope.text);
    let meta = match meta(call, &of.meta) {
        Ok(meta) => meta,
        Err(Meaningless { operation, why }) => {
            let works = |field: &&Arc<Field>| field.role == Role::Measure && self::meta(call, field).is_ok();
            let example = match (topic.fields.iter().find(works), function) {
                (_, Function::Growth | Function::Index) if of.meta.level == Level::Share => {
                    scope.edited(scope.statement, call.function.span, Function::Change.name())
                }
                (Some(other), _) => scope.edited(scope.statement, call.of.span, &quoted(&other.name)),
                (None, _) => "define bigger in conferences as log(meetings)".to_owned(),
            };
            let (field, span) = (field.to_owned(), call.of.span);
            return Err(ResolveError::Level { operation, field, why: why.into(), span, example });
        }
    };
    if needs_years(function) && !has_time(topic) {
        return Err(ResolveError::Timeless {
            topic: topic.name.to_string(),
            word: function.name().into(),
            span: call.function.span,
            example: format!("show {}", topic.name),
        });
    }
    let filter = call.filter.as_ref().map(|filter| condition::facts(scope, topic, filter)).transpose()?;
    let together = Together { topic, unit: of.meta.unit_from };
    let summary = |how, of: &Figure| {
        // What the condition fixes tells no rows apart: `first(gdp where year = 2010)` is of every year.
        let fixed =
            |field: &Field| call.filter.as_ref().is_some_and(|filter| condition::fixes(filter, &field.name));
        let (of, within) = (of.formula.clone(), together.of_case(fixed));
        Formula::Summary(Box::new(Summary { how, of, filter: filter.clone(), within }))
    };
    let unary = |how, of: Formula| Formula::Unary(how, Box::new(of));
    let earlier = |of: &Figure, years| {
        let within = together.of_case(|_| false);
        Formula::Earlier(Box::new(Earlier { of: of.formula.clone(), years, within }))
    };
    let among = |how, of: &Figure| {
        let (of, within) = (of.formula.clone(), together.of_year());
        Formula::Summary(Box::new(Summary { how, of, filter: None, within }))
    };
    let per_cent = |of: Formula, base: Formula| {
        let times = Formula::binary(of, Arithmetic::Multiply, Formula::Number(100.0));
        Formula::binary(times, Arithmetic::Divide, unary(Unary::Positive, base))
    };
    let number = call.number;
    let formula = match function {
        Function::Log => unary(Unary::Log, of.formula),
        Function::Log10 => unary(Unary::Log10, of.formula),
        Function::Sqrt => unary(Unary::Sqrt, of.formula),
        Function::Abs => unary(Unary::Abs, of.formula),
        Function::Round => unary(Unary::Round(number.map_or(0, |decimals| decimals as u8)), of.formula),
        Function::Power => unary(Unary::Power(number.unwrap_or(1.0)), of.formula),
        Function::Lag => earlier(&of, number.map_or(1, |years| years as i32)),
        Function::Change => {
            let before = earlier(&of, 1);
            Formula::binary(of.formula, Arithmetic::Subtract, before)
        }
        Function::Growth => {
            let before = earlier(&of, 1);
            let change = Formula::binary(of.formula, Arithmetic::Subtract, before.clone());
            per_cent(change, before)
        }
        Function::Index => {
            let base = base_year(topic, &of, &together, number.map_or(0, |year| year as i32));
            per_cent(of.formula, base)
        }
        Function::Share => {
            let total = among(Summing::Aggregate(Aggregate::Sum), &of);
            per_cent(of.formula, total)
        }
        Function::ZScore => {
            let mean = among(Summing::Aggregate(Aggregate::Mean), &of);
            let deviation = among(Summing::Aggregate(Aggregate::Deviation), &of);
            let distance = Formula::binary(of.formula, Arithmetic::Subtract, mean);
            Formula::binary(distance, Arithmetic::Divide, deviation)
        }
        Function::Rank => {
            let descending = of.meta.direction != Some(Direction::Lower);
            Formula::Place(Box::new(Place { of: of.formula, descending, within: together.of_year() }))
        }
        Function::Mean => summary(Summing::Aggregate(Aggregate::Mean), &of),
        Function::Median => summary(Summing::Aggregate(Aggregate::Median), &of),
        Function::Min => summary(Summing::Aggregate(Aggregate::Min), &of),
        Function::Max => summary(Summing::Aggregate(Aggregate::Max), &of),
        Function::Sum => summary(Summing::Aggregate(Aggregate::Sum), &of),
        Function::Count => summary(Summing::Aggregate(Aggregate::Count), &of),
        Function::First => summary(Summing::First, &of),
        Function::Last => summary(Summing::Last, &of),
    };
    Ok(Figure { formula, meta })
}

/// What is known of the result: its level, unit and direction.
fn meta(call: &Call, of: &Field) -> Result<Field, Meaningless> {
    let refused = |operation, why| Err(Meaningless { operation, why });
    let amount = matches!(of.level, Level::Count | Level::Quantity) && !is_part(&of.unit);
    // Places and years are figures; steps with names are not.
    let figures =
        of.level.is_numeric() || of.level == Level::Year || of.level == Level::Ordinal && of.scale.is_empty();
    let plain = Field { role: Role::Measure, scale: Vec::new(), bounded_by: None, ..of.clone() };
    let made = |level, unit: &str| Field { level, unit: unit.into(), unit_from: None, ..plain.clone() };
    let with_unit = |how: &str| match of.unit.is_empty() {
        true => String::new(),
        false => format!("{how} {}", of.unit),
    };
    let makes = |how| query::aggregate(how, &plain);
    Ok(match call.function.node {
        Function::Log | Function::Log10 if of.level == Level::Share || is_part(&of.unit) => {
            return refused("the logarithm", "a share: its logarithm is no share");
        }
        Function::Log | Function::Log10 if !amount => return refused("the logarithm", why(of)),
        Function::Log => made(Level::Quantity, &with_unit("log")),
        Function::Log10 => made(Level::Quantity, &with_unit("log10")),
        Function::Sqrt if !of.level.is_numeric() => return refused("the root", why(of)),
        Function::Sqrt => made(Level::Quantity, &with_unit("root of")),
        Function::Abs if !of.level.is_numeric() => return refused("the size", why(of)),
        // What can be below 0 has its better end in the middle now.
        Function::Abs if of.level == Level::Quantity => Field { direction: None, ..plain },
        Function::Abs => plain,
        Function::Round if !of.level.is_numeric() => return refused("rounding", why(of)),
        Function::Round => plain,
        Function::Power if !of.level.is_numeric() => return refused("a power", why(of)),
        Function::Power => {
            let unit = match (of.unit.is_empty(), call.number) {
                (false, Some(exponent)) => format!("{}^{exponent}", of.unit),
                _ => String::new(),
            };
            Field { direction: None, ..made(Level::Quantity, &unit) }
        }
        Function::Lag if !figures => return refused("an earlier figure", why(of)),
        Function::First if !figures => return refused("the first figure", why(of)),
        Function::Last if !figures => return refused("the last figure", why(of)),
        Function::Lag | Function::First | Function::Last => plain,
        Function::Change if !figures => return refused("the change", why(of)),
        Function::Change => {
            let unit = match of.level {
                Level::Share => "pp",
                Level::Ordinal => "place",
                Level::Year => "year",
                Level::Nominal | Level::Count | Level::Quantity | Level::Text | Level::Set => &of.unit,
            };
            Field { unit_from: of.unit_from, ..made(Level::Quantity, unit) }
        }
        Function::Growth | Function::Index if of.level == Level::Share || is_part(&of.unit) => {
            return refused("growth in per cent", "a share changes in percentage points");
        }
        Function::Growth | Function::Index if !amount => return refused("growth in per cent", why(of)),
        Function::Growth => made(Level::Quantity, "%"),
        Function::Index => made(Level::Quantity, &format!("{} = 100", call.number.unwrap_or_default())),
        Function::Share if !adds_up(of) => return refused("a share of the total", why(of)),
        Function::Share => made(Level::Share, "%"),
        Function::ZScore if !of.level.is_numeric() => return refused("the z-score", why(of)),
        Function::ZScore => made(Level::Quantity, ""),
        Function::Rank if !figures => return refused("a place", why(of)),
        Function::Rank => {
            Field { direction: of.direction.map(|_| Direction::Lower), ..made(Level::Ordinal, "") }
        }
        Function::Mean => makes(Aggregate::Mean)?,
        Function::Median => makes(Aggregate::Median)?,
        Function::Min | Function::Max if !figures => return refused("the least or the greatest", why(of)),
        Function::Min => makes(Aggregate::Min)?,
        Function::Max => makes(Aggregate::Max)?,
        Function::Sum => makes(Aggregate::Sum)?,
        Function::Count if !figures => return refused("counting", why(of)),
        Function::Count => rows(),
    })
}

fn needs_years(function: Function) -> bool {
    match function {
        Function::Lag
        | Function::Change
        | Function::Growth
        | Function::Index
        | Function::First
        | Function::Last => true,
        Function::Log
        | Function::Log10
        | Function::Sqrt
        | Function::Abs
        | Function::Round
        | Function::Power
        | Function::Share
        | Function::ZScore
        | Function::Rank
        | Function::Mean
        | Function::Median
        | Function::Min
        | Function::Max
        | Function::Sum
        | Function::Count => false,
    }
}

/// Whether rows are of years: a year that is an answer, as that of a founding, is none.
fn has_time(topic: &Topic) -> bool {
    topic.period.is_some() || topic.with_role(Role::Time).any(|id| topic.is_years(id))
}

fn years() -> Variable {
    variable::computed("year", Level::Year, Origin::Years)
}

/// The figure of one year, the same for all years.
fn base_year(topic: &Topic, of: &Figure, together: &Together<'_>, year: i32) -> Formula {
    let variable = years();
    let number = Formula::Number(f64::from(year));
    // Of a span that only touches the year, nothing is known for it.
    let kind = TestKind::Number {
        left: Formula::Variable(variable),
        operator: syntax::ast::Operator::Equal,
        right: number,
    };
    let text = format!("year = {year} in {}", topic.name).into();
    let filter = Some(Test { kind, text, place: None });
    let (of, within) = (of.formula.clone(), together.of_case(|_| false));
    Formula::Summary(Box::new(Summary { how: Summing::Only, of, filter, within }))
}

/// What rows of a topic share that go together.
struct Together<'t> {
    topic: &'t Topic,
    /// Figures in different units never meet.
    unit: Option<FieldId>,
}

impl Together<'_> {
    /// The years of a case; where there are none, its rows. What is `fixed` tells no rows apart.
    fn of_case(&self, fixed: impl Fn(&Field) -> bool) -> Vec<Variable> {
        let keys = self.topic.with_role(Role::Key).filter(|_| has_time(self.topic));
        let fields = std::iter::once(self.topic.case()).chain(keys);
        self.variables(fields.filter(|&id| !fixed(self.topic.meta(id))))
    }

    /// The cases of a year, or of all there is, for the same question.
    fn of_year(&self) -> Vec<Variable> {
        let fields = self.topic.with_role(Role::Key).chain(self.topic.with_role(Role::Time));
        let mut shared = self.variables(fields);
        if self.topic.period.is_some() {
            shared.push(years());
        }
        shared
    }

    fn variables(&self, fields: impl Iterator<Item = FieldId>) -> Vec<Variable> {
        fields.chain(self.unit).map(|id| variable::of_field(self.topic, id)).collect()
    }
}
