//! The syntax tree: what was written, before any name is looked up.

pub use crate::clause::Clause;
pub use crate::function::{Call, Function};
pub use crate::word::{Arithmetic, Operator, Verb};
use base::source::{Span, Spanned};

/// A bare or quoted name, spaces inside folded to one: `New York`, `"Mayors for Peace"`, `서울`.
pub type Name = Spanned<String>;

/// One statement with its place in the source.
pub type Statement = Spanned<StatementKind>;

/// What a line can say.
#[derive(Clone, Debug, PartialEq)]
pub enum StatementKind {
    /// `compare Beijing, Seoul on rankings where year = 2020`
    Query(Query),
    /// `define STB in lipset as cabinets < 10`
    Define(Define),
    /// `load "wages.csv" as wages with case = country, time = year`
    Load(Load),
    /// `set width 100`
    Set(Set),
    /// `expect leader = Seoul where index = GPCI`, `expect 4 rows`
    Expect(Expect),
    /// `export to "result.md" force`
    Export(Export),
    /// `describe rankings`: the name as it is written.
    Describe(Spanned<String>),
    /// `cite as bibtex`, `cite rankings`, `cite show conferences`
    Cite(Cite),
}

/// A verb, its subjects, its targets and its clauses.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// `compare`
    pub verb: Spanned<Verb>,
    /// `Beijing, Seoul`: subjects, or the topic when there is no `on`.
    pub names: Vec<Path>,
    /// `on rankings.GCI, gpci`
    pub on: Vec<Path>,
    /// `for not SURV`
    pub outcome: Option<Outcome>,
    /// `by continent, year`
    pub by: Vec<Name>,
    /// `where year = 2020 and index != GCG`
    pub condition: Option<Condition>,
    /// `with ratio, sources`
    pub extras: Vec<Name>,
    /// `using qca parsimonious`
    pub method: Option<Spanned<Vec<Name>>>,
    /// `using mean weighted pop`
    pub weight: Option<Name>,
    /// `order by change desc, city`
    pub order: Vec<Order>,
    /// `limit 10`
    pub limit: Option<Spanned<usize>>,
    /// `as json`
    pub format: Option<Name>,
    /// The place of each clause that is written, its keyword included.
    pub clauses: Vec<Spanned<Clause>>,
}

impl Query {
    /// Where a clause stands, from its keyword to its end.
    pub fn place(&self, clause: Clause) -> Option<Span> {
        self.clauses.iter().find(|written| written.node == clause).map(|written| written.span)
    }

    /// Where its names stand, from the first to the last; the verb where it names none.
    pub fn subjects(&self) -> Span {
        self.names.iter().map(|path| path.span).reduce(Span::to).unwrap_or(self.verb.span)
    }

    /// A query without clauses.
    pub fn new(verb: Spanned<Verb>, names: Vec<Path>) -> Self {
        Self {
            verb,
            names,
            on: Vec::new(),
            outcome: None,
            by: Vec::new(),
            condition: None,
            extras: Vec::new(),
            method: None,
            weight: None,
            order: Vec::new(),
            limit: None,
            format: None,
            clauses: Vec::new(),
        }
    }
}

/// Names joined by dots: `rankings.GCI`, `gpci.Economy.points`; one name when there is no dot.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// Never empty.
    pub names: Vec<Name>,
    /// From the first name to the last.
    pub span: Span,
}

/// `for SURV`, `for not SURV`
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Whether the absence is to be explained.
    pub negated: bool,
    /// The condition that stands for the outcome: `SURV`, `vdem.DEM`.
    pub path: Path,
}

/// One key of `order by`.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// What is put in order.
    pub key: OrderKey,
    /// `desc`; `None` when neither word is written.
    pub descending: Option<bool>,
}

impl Order {
    /// The column, where one is named.
    pub fn name(&self) -> Option<&Name> {
        match &self.key {
            OrderKey::Column(name) => Some(name),
            OrderKey::Place => None,
        }
    }
}

/// What rows are put in order by.
#[derive(Clone, Debug, PartialEq)]
pub enum OrderKey {
    /// A column by its name.
    Column(Name),
    /// `rank … top 5`: the place that the verb gives, whatever its column is called.
    Place,
}

/// A condition and its place.
pub type Condition = Spanned<ConditionKind>;

/// The parts of a condition that `and` joins; another condition is the only one.
pub fn split_and(condition: &Condition) -> &[Condition] {
    if let ConditionKind::And(parts) = &condition.node { parts } else { std::slice::from_ref(condition) }
}

/// A test of rows, three-valued: true, false or unknown.
#[derive(Clone, Debug, PartialEq)]
pub enum ConditionKind {
    /// `a and b and c`: flat, so that a long chain is not deep.
    And(Vec<Condition>),
    /// `a or b or c`
    Or(Vec<Condition>),
    /// `not a`
    Not(Box<Condition>),
    /// `rank <= 10`, `city = Seoul`
    Compare {
        /// The left side: a field, a computed column, an expression.
        left: Expression,
        /// The operator.
        operator: Spanned<Operator>,
        /// The right side: a value or a field.
        right: Expression,
    },
    /// `year in 2013..2019`
    InRange {
        /// The field.
        left: Expression,
        /// Lower end, included.
        low: Expression,
        /// Upper end, included.
        high: Expression,
        /// `not in`
        negated: bool,
    },
    /// `index in (GaWC, GPCI)`
    InList {
        /// The field.
        left: Expression,
        /// The values.
        items: Vec<Expression>,
        /// `not in`
        negated: bool,
    },
    /// `rank is missing`, `rank is not missing`
    IsMissing {
        /// The field.
        left: Expression,
        /// `is not missing`
        negated: bool,
    },
    /// `year is latest`
    IsLatest {
        /// The time.
        left: Expression,
    },
    /// `statement contains "COVID"`
    Contains {
        /// The field.
        left: Expression,
        /// The text that its words hold.
        text: Spanned<String>,
        /// `not contains`
        negated: bool,
    },
    /// A bare word: `shared`, `different`, or a defined condition.
    Flag(Name),
    /// `except GCI, Seoul`: rows that none of these labels names.
    Except(Vec<Name>),
}

/// An expression and its place.
pub type Expression = Spanned<ExpressionKind>;

/// A value, a name or arithmetic on them.
#[derive(Clone, Debug, PartialEq)]
pub enum ExpressionKind {
    /// `2020`, `-4`, `55.6`
    Number(f64),
    /// `2019-2020`: a span of years.
    Years(i32, i32),
    /// A field or a label, bare or quoted, with dots: `profile.population`.
    Path(Path),
    /// `"text"`: a quoted name is a label first, and a field only if no label fits.
    Quoted(String),
    /// The time of the row, whatever its field is called: what `since 2015` speaks of.
    Time,
    /// `a / b`
    Arithmetic {
        /// Left operand.
        left: Box<Expression>,
        /// The sign.
        operator: Spanned<Arithmetic>,
        /// Right operand.
        right: Box<Expression>,
    },
    /// `mean(gdp where year in 2010..2019)`
    Call(Box<Call>),
}

/// `define NAME [in TOPIC] as …`
#[derive(Clone, Debug, PartialEq)]
pub struct Define {
    /// The new name.
    pub name: Name,
    /// The topic it belongs to, where one is written.
    pub topic: Option<Name>,
    /// What it stands for.
    pub body: DefineBody,
}

/// What a new name stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum DefineBody {
    /// `Beijing, Seoul, Tokyo`; one bare name is a set of one.
    Set(Vec<Path>),
    /// `cabinets < 10`
    Condition(Condition),
    /// `grdp_usd / population`
    Measure(Expression),
}

/// `load "path" [as NAME] [with role = field, …]`
#[derive(Clone, Debug, PartialEq)]
pub struct Load {
    /// The file or folder.
    pub path: Spanned<String>,
    /// The topic's name.
    pub name: Option<Name>,
    /// `case = country`
    pub roles: Vec<(Name, Name)>,
}

/// `set NAME VALUE`
#[derive(Clone, Debug, PartialEq)]
pub struct Set {
    /// The setting; `None` for a bare `set`, which shows them all.
    pub name: Option<Name>,
    /// Its value; `None` for `set width`, which shows it.
    pub value: Option<Spanned<String>>,
}

/// What the last result must hold.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "one statement is alive at a time")]
pub enum Expect {
    /// `expect 4 rows`
    Rows(Spanned<usize>),
    /// `expect leader = Seoul where index = GPCI`
    Holds {
        /// What must be true.
        condition: Condition,
        /// Of which rows; all when `None`.
        filter: Option<Condition>,
    },
}

/// `export to "path" [force]`
#[derive(Clone, Debug, PartialEq)]
pub struct Export {
    /// The file.
    pub path: Spanned<String>,
    /// Whether an existing file may be replaced.
    pub force: bool,
}

/// `cite [TOPIC | QUERY] [as FORM]`
#[derive(Clone, Debug, PartialEq)]
pub struct Cite {
    /// What is cited; the last result when `None`.
    pub of: Option<Cited>,
    /// `text`, `bibtex`, `csl`.
    pub format: Option<Name>,
}

/// What `cite` gives the sources of.
#[derive(Clone, Debug, PartialEq)]
pub enum Cited {
    /// `cite rankings`
    Topic(Name),
    /// `cite compare Beijing, Seoul on rankings`; its `as` is the form of the citation.
    Query(Box<Spanned<Query>>),
}
