//! What can be wrong with the meaning of a statement.

use miette::{Diagnostic, LabeledSpan};
use thiserror::Error;

use base::order;
use base::source::Span;
use base::suggest::{a, one_of_all};
use data::DataError;
use syntax::word::Verb;

/// A statement that can be read, but not answered.
#[derive(Clone, Debug, Error, Diagnostic)]
pub enum ResolveError {
    /// Names that stand for nothing: all of a statement's at once.
    #[error("{}", headline(names, *more))]
    #[diagnostic(code(E101))]
    Unknown {
        /// Each name, in the order of the text; no more than a person looks through.
        names: Vec<UnknownName>,
        /// How many more there are.
        more: usize,
        /// One label a name, of those that are shown.
        #[label(collection)]
        labels: Vec<LabeledSpan>,
        /// The whole statement with the best guesses put in, if that would run.
        #[help]
        help: Option<String>,
    },
    /// A verb without a topic.
    #[error("`{}` needs a topic: on what?", verb.name())]
    #[diagnostic(code(E102), help("try: `{example}`"))]
    NoTopic {
        /// The verb.
        verb: Verb,
        /// The verb's place.
        #[label("add `on` and a topic")]
        span: Span,
        /// A query that works.
        example: String,
    },
    /// A topic beside others that has several rows where one is needed.
    #[error("`{topic}` has {rows} rows for {case}, so that no one of them can stand beside another topic")]
    #[diagnostic(code(E103), help("{advice}: `{example}`"))]
    SeveralRows {
        /// The topic.
        topic: String,
        /// How many rows it has there.
        rows: usize,
        /// The case, and the year.
        case: String,
        /// The topic's place.
        #[label("several rows for one case")]
        span: Span,
        /// What to do about it.
        advice: &'static str,
        /// A query that works.
        example: String,
    },
    /// Topics about different kinds of cases.
    #[error("`{first}` and `{second}` are about different kinds of cases, and none is in both")]
    #[diagnostic(code(E132), help("ask each by itself: `{example}`"))]
    CaseKinds {
        /// A topic.
        first: String,
        /// Another one.
        second: String,
        /// The other topic's place.
        #[label("cases of another kind")]
        span: Span,
        /// Queries that work.
        example: String,
    },
    /// A topic beside others whose cases are figures or years.
    #[error("`{topic}` cannot stand beside another topic: its cases have no names")]
    #[diagnostic(code(E133), help("ask it by itself: `{example}`"))]
    NoNames {
        /// The topic.
        topic: String,
        /// Its place.
        #[label("cases without names")]
        span: Span,
        /// A query that works.
        example: String,
    },
    /// `Korea`, where both states are.
    #[error("`{name}` fits {}", base::suggest::one_of_all(meant, meant.len()))]
    #[diagnostic(code(E134), help("say which: `{example}`"))]
    Unclear {
        /// The name.
        name: String,
        /// The cases that it fits.
        meant: Vec<String>,
        /// Its place.
        #[label("which one?")]
        span: Span,
        /// A query that works.
        example: String,
    },
    /// Subjects that are labels of different fields.
    #[error(
        "the subjects are not of one kind: {first} is {}, {second} is {}",
        a(first_field),
        a(second_field)
    )]
    #[diagnostic(
        code(E104),
        help("compare things of one kind; a label of another kind goes into `where`: `{example}`")
    )]
    MixedSubjects {
        /// A subject.
        first: String,
        /// Its field.
        first_field: String,
        /// Another subject.
        second: String,
        /// Its field.
        second_field: String,
        /// The other subject's place.
        #[label("{}", a(second_field))]
        span: Span,
        /// A query that works.
        example: String,
    },
    /// Groups of cases, and no word on which figure of them is meant.
    #[error("`{group}` is a group of cases by `{field}`: which figure of the group is meant?")]
    #[diagnostic(code(E135), help("say it after `using`: `{example}`"))]
    GroupFigure {
        /// A group.
        group: String,
        /// What the groups are made by.
        field: String,
        /// The subjects' place.
        #[label("many cases each")]
        span: Span,
        /// A query that works.
        example: String,
    },
    /// Groups of cases, where single cases stand side by side.
    #[error("`{}` is about single cases, and `{group}` is a group of them", verb.name())]
    #[diagnostic(code(E136), help("for example: `{example}`"))]
    SingleCases {
        /// The verb.
        verb: Verb,
        /// A group.
        group: String,
        /// The subjects' place.
        #[label("many cases each")]
        span: Span,
        /// A query that works.
        example: String,
    },
    /// Weights where rows cannot count differently.
    #[error("a mean can be weighted, {} cannot", base::suggest::a(how))]
    #[diagnostic(code(E137), help("a weighted mean: `{example}`"))]
    Weight {
        /// What is asked for.
        how: &'static str,
        /// The weight's place.
        #[label("weights")]
        span: Span,
        /// A query that works.
        example: String,
    },
    /// `is latest` where no newest year can be taken.
    #[error("`is latest` takes the newest year of each figure, {why}")]
    #[diagnostic(code(E138), help("for example: `{example}`"))]
    Latest {
        /// What stands against it.
        why: &'static str,
        /// Its place.
        #[label("{why}")]
        span: Span,
        /// A query that works.
        example: String,
    },
    /// An operation that the level of measurement forbids.
    #[error("{operation} of `{field}` means nothing")]
    #[diagnostic(code(E105), help("try: `{example}`"))]
    Level {
        /// `the mean`, `a ratio`, `arithmetic` …
        operation: &'static str,
        /// The field.
        field: String,
        /// What its level allows.
        why: String,
        /// Where it is asked for.
        #[label("{why}")]
        span: Span,
        /// A query that works.
        example: String,
    },
    /// `using mean, sum`
    #[error("a cell holds one figure: `{first}` or `{second}`")]
    #[diagnostic(code(E126), help("ask twice: `{example}`"))]
    TwoMethods {
        /// A method.
        first: String,
        /// Another one that would make another figure.
        second: String,
        /// The second one's place.
        #[label("another figure")]
        span: Span,
        /// Two queries that work.
        example: String,
    },
    /// Nothing but names: no question that could be asked of a case.
    #[error("`{topic}` has nothing to compare: every field of it only names its rows")]
    #[diagnostic(code(E127), help("its rows can be counted: `{example}`"))]
    NoMeasure {
        /// The topic.
        topic: String,
        /// The target.
        #[label("no field of it is an answer")]
        span: Span,
        /// A query that works.
        example: String,
    },
    /// A ranking by a measure that has no better end.
    #[error("`{field}` has no better end: more is not better, and less is not either")]
    #[diagnostic(code(E106), help("say which end comes first: `{example}`"))]
    NoDirection {
        /// The measure.
        field: String,
        /// Its place.
        #[label("say `order by {field} desc`")]
        span: Span,
        /// A query that works.
        example: String,
    },
    /// A sum or difference across units.
    #[error(
        "`{left}` and `{right}` cannot be added or subtracted: one is in {left_unit}, the other in {right_unit}"
    )]
    #[diagnostic(code(E107), help("they can be divided or multiplied: `{example}`"))]
    Units {
        /// The left side.
        left: String,
        /// Its unit.
        left_unit: String,
        /// The right side.
        right: String,
        /// Its unit.
        right_unit: String,
        /// The sign's place.
        #[label("different units")]
        span: Span,
        /// A statement that works.
        example: String,
    },
    /// Several questions where the verb answers one.
    #[error("`{topic}` asks more than one question here: {questions}")]
    #[diagnostic(code(E108), help("choose one: `{example}`"))]
    ManyQuestions {
        /// The topic.
        topic: String,
        /// The labels that are left open, by field.
        questions: String,
        /// The target.
        #[label("which one?")]
        span: Span,
        /// A query that works.
        example: String,
    },
    /// `where country < China`
    #[error("`{field}` has no order, so `{operator}` cannot compare it")]
    #[diagnostic(code(E109), help("use `=` or `!=`: `{example}`"))]
    NoOrder {
        /// The field.
        field: String,
        /// The sign.
        operator: &'static str,
        /// Its place.
        #[label("`=` and `!=` only")]
        span: Span,
        /// A query that works.
        example: String,
    },
    /// `where rank = high`
    #[error("`{field}` holds {holds}, and `{value}` is not one of them")]
    #[diagnostic(code(E110), help("try: `{example}`"))]
    WrongValue {
        /// The field.
        field: String,
        /// `figures`, `years`, `words`
        holds: &'static str,
        /// What it is compared with.
        value: String,
        /// Its place.
        #[label("{holds} are needed here")]
        span: Span,
        /// A query that works.
        example: String,
    },
    /// `where rank contains "1"`
    #[error("`{field}` holds {holds}, and `contains` looks into words")]
    #[diagnostic(code(E129), help("compare {holds} with `=`, `<` or `>`; of words: `{example}`"))]
    NoWords {
        /// The field.
        field: String,
        /// `figures`, `years`
        holds: &'static str,
        /// Where the text is.
        #[label("no words to find this in")]
        span: Span,
        /// A query that works.
        example: String,
    },
    /// `where year = 2020 or leader = Seoul`
    #[error("`or` and `not` cannot join a condition on facts with one on computed columns")]
    #[diagnostic(
        code(E111),
        help(
            "`{fact}` chooses facts before the comparison, `{row}` chooses finished rows; join them with `and`: `{example}`"
        )
    )]
    MixedCondition {
        /// A name that is a field of the topic.
        fact: String,
        /// A name that is a column of the result.
        row: String,
        /// The condition.
        #[label("both kinds in one")]
        span: Span,
        /// A query that works.
        example: String,
    },
    /// A clause that the verb has no use for.
    #[error("`{verb}` has no use for `{clause}`")]
    #[diagnostic(code(E113), help("{advice}: `{example}`"))]
    NoUse {
        /// The verb.
        verb: &'static str,
        /// The clause.
        clause: &'static str,
        /// Its place.
        #[label("means nothing here")]
        span: Span,
        /// What to do about it.
        advice: &'static str,
        /// A query that works.
        example: String,
    },
    /// A clause that the verb needs.
    #[error("`{verb}` needs `{clause}`")]
    #[diagnostic(code(E114), help("try: `{example}`"))]
    NeedsClause {
        /// The verb.
        verb: &'static str,
        /// The clause.
        clause: &'static str,
        /// Where it could stand.
        #[label("add `{clause}`")]
        span: Span,
        /// A query that works.
        example: String,
    },
    /// More columns than anyone can read.
    #[error("{count} {what} cannot be read")]
    #[diagnostic(code(E115), help("name a few: `{example}`"))]
    TooManySubjects {
        /// How many.
        count: usize,
        /// `columns side by side`
        what: &'static str,
        /// The subjects, or the verb.
        #[label("{count} subjects")]
        span: Span,
        /// A query that works.
        example: String,
    },
    /// `claim` inside `or`, or with another sign than `=`.
    #[error("`claim` chooses a reading for the whole query, so it stands outside `or` and `not`, with `=`")]
    #[diagnostic(
        code(E116),
        help("the readings are preferred, alternative, inferred and rejected; try: `{example}`")
    )]
    Claim {
        /// Its place.
        #[label("not alone")]
        span: Span,
        /// A query that works.
        example: String,
    },
    /// A new name that hides a name of the language or the data.
    #[error("`{name}` is taken: it is {taken_by}")]
    #[diagnostic(code(E117), help("choose another name: `{example}`"))]
    NameTaken {
        /// The name.
        name: String,
        /// `a topic`, `a field of \`profile\``
        taken_by: String,
        /// Its place.
        #[label("already {taken_by}")]
        span: Span,
        /// A statement that works.
        example: String,
    },
    /// A defined name that no longer means anything, or means too much.
    #[error("`{name}` cannot be used: {reason}")]
    #[diagnostic(
        code(E119),
        help("define it anew, by fields: `define grdp_per_head in profile as grdp_usd / population`")
    )]
    Definition {
        /// The name.
        name: String,
        /// Why.
        reason: String,
        /// Where it is used.
        #[label("stands for something that cannot be used")]
        span: Span,
    },
    /// A topic that has no years.
    #[error("`{topic}` has no years, so nothing changes in it")]
    #[diagnostic(code(E118), help("try: `{example}`"))]
    NoTime {
        /// The topic.
        topic: String,
        /// Its place.
        #[label("no years here")]
        span: Span,
        /// A query that works.
        example: String,
    },
    /// `show schools since 2015`
    #[error("`{topic}` has no years, and `{word}` needs them")]
    #[diagnostic(code(E130), help("what there is: `{example}`"))]
    Timeless {
        /// The topic.
        topic: String,
        /// `since`
        word: String,
        /// Its place.
        #[label("no years here")]
        span: Span,
        /// A query that works.
        example: String,
    },
    /// `compare Beijing, Seoul on rankings except Beijing, Seoul`
    #[error("`except` leaves nobody")]
    #[diagnostic(code(E131), help("with all of them: `{example}`"))]
    NothingLeft {
        /// The clause.
        #[label("these are all there are")]
        span: Span,
        /// A query that works.
        example: String,
    },
    /// `trend names`, on a table of names and years
    #[error("`{topic}` holds {what}")]
    #[diagnostic(code(E112), help("what works here: `{example}`"))]
    Lacks {
        /// The topic.
        topic: String,
        /// `no figure that could change`
        what: &'static str,
        /// Its place.
        #[label("not here")]
        span: Span,
        /// A query that works.
        example: String,
    },
    /// `agree GPCI on rankings`
    #[error("`{verb}` needs at least two to compare; here is {count}")]
    #[diagnostic(code(E120), help("try: `{example}`"))]
    TooFew {
        /// The verb.
        verb: &'static str,
        /// How many there are.
        count: usize,
        /// The subjects, or the verb.
        #[label("name at least two")]
        span: Span,
        /// A query that works.
        example: String,
    },
    /// `agree Beijing, Seoul on profile`
    #[error("`{topic}` holds no list and no set: nothing beside {case} names what could be listed")]
    #[diagnostic(code(E121), help("{advice}: `{example}`"))]
    NoObjects {
        /// The topic.
        topic: String,
        /// What its rows are about.
        case: String,
        /// Its place.
        #[label("nothing to agree on")]
        span: Span,
        /// What can be done instead.
        advice: &'static str,
        /// A query that works.
        example: String,
    },
    /// `explain lipset on gdp_per_head for SURV`
    #[error("`{field}` is no condition: it holds {holds}, not yes or no")]
    #[diagnostic(code(E122), help("say when it is met, and use the new name: `{example}`"))]
    NotCondition {
        /// The field.
        field: String,
        /// What it holds.
        holds: &'static str,
        /// Its place.
        #[label("{holds}")]
        span: Span,
        /// A definition that works.
        example: String,
    },
    /// More conditions than an exact answer is possible for.
    #[error("{count} conditions cannot be minimized exactly: {most} is the limit")]
    #[diagnostic(code(E123), help("name those that a theory speaks for; try: `{example}`"))]
    TooManyConditions {
        /// How many.
        count: usize,
        /// How many are possible.
        most: usize,
        /// Their place.
        #[label("{count} conditions")]
        span: Span,
        /// A query that works.
        example: String,
    },
    /// `tabulate x.people, x.area by part`, or a third word behind `by`
    #[error("`tabulate` takes {takes}; here are {count}")]
    #[diagnostic(code(E128), help("ask twice: `{example}`"))]
    TooManyParts {
        /// `one figure`, `one or two words behind \`by\``
        takes: &'static str,
        /// How many there are.
        count: usize,
        /// Their place.
        #[label("one too many")]
        span: Span,
        /// Two queries that work.
        example: String,
    },
    /// `compare A, B, C on d order by gap`: other answers of the verb have this column.
    #[error("this answer has no column `{column}`: {why}")]
    #[diagnostic(code(E124), help("it has {columns}; {advice}: `{example}`"))]
    NoColumn {
        /// The column.
        column: &'static str,
        /// Why it is not there.
        why: String,
        /// The columns that are.
        columns: String,
        /// Where it is asked for.
        #[label("not in this answer")]
        span: Span,
        /// What to do about it.
        advice: &'static str,
        /// A query that has it.
        example: String,
    },
    /// Data that cannot be read.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Data(#[from] DataError),
}

/// A name that stands for nothing, and what may have been meant.
#[derive(Clone, Debug)]
pub struct UnknownName {
    /// The name as it was typed.
    pub name: String,
    /// Its place.
    pub span: Span,
    /// What it should have been: `topic`, `city`, `field` …
    pub kind: String,
    /// The nearest name there is.
    pub suggestion: Option<String>,
    /// What there is: all of it, or the first few.
    pub known: Vec<String>,
    /// How much there is.
    pub all: usize,
    /// A query that lists what there is; none when a message can hold it all.
    pub list: Option<String>,
    /// The topic that says nothing of the name, when it is a name that others know.
    pub silent: Option<String>,
}

impl UnknownName {
    fn headline(&self) -> String {
        match &self.silent {
            Some(topic) => format!("`{topic}` says nothing of `{}`", self.name),
            None => format!("no {} is called `{}`", self.kind, self.name),
        }
    }

    fn label(&self, alone: bool) -> String {
        match (&self.suggestion, &self.silent) {
            (_, Some(topic)) => format!("in no row of `{topic}`"),
            (Some(suggestion), _) if alone => format!("did you mean `{suggestion}`?"),
            // Several labels under one line have to be short to fit.
            (Some(suggestion), _) => format!("`{suggestion}`?"),
            (None, _) => format!("no {}", self.kind),
        }
    }

    /// What there is instead.
    fn help(&self) -> Option<String> {
        let known = match self.known.as_slice() {
            [] => None,
            known => Some(format!("possible here: {}", one_of_all(known, self.all))),
        };
        let list = match (&self.list, &self.silent) {
            (Some(list), Some(_)) => Some(format!("`{list}` finds the topics that do")),
            (Some(list), None) => Some(format!("`{list}` shows them all")),
            (None, _) => None,
        };
        let parts: Vec<String> = known.into_iter().chain(list).collect();
        (!parts.is_empty()).then(|| parts.join("; "))
    }
}

fn headline(names: &[UnknownName], more: usize) -> String {
    match (names, names.len() + more) {
        ([name], 1) => name.headline(),
        (_, all) if all > SHOWN => {
            format!("{all} names in this statement are not known; the first {SHOWN} of them are shown")
        }
        (_, all) => format!("{all} names in this statement are not known"),
    }
}

/// So many unknown names of one statement are kept, and so many of them are shown.
const KEPT: usize = 200;
const SHOWN: usize = 20;

/// The variants whose message advises a statement.
macro_rules! example_of {
    ($error:expr) => {
        match $error {
            ResolveError::NoTopic { example, .. }
            | ResolveError::SeveralRows { example, .. }
            | ResolveError::CaseKinds { example, .. }
            | ResolveError::NoNames { example, .. }
            | ResolveError::Unclear { example, .. }
            | ResolveError::MixedSubjects { example, .. }
            | ResolveError::Level { example, .. }
            | ResolveError::TwoMethods { example, .. }
            | ResolveError::NoMeasure { example, .. }
            | ResolveError::NoDirection { example, .. }
            | ResolveError::Units { example, .. }
            | ResolveError::ManyQuestions { example, .. }
            | ResolveError::NoOrder { example, .. }
            | ResolveError::WrongValue { example, .. }
            | ResolveError::NoWords { example, .. }
            | ResolveError::MixedCondition { example, .. }
            | ResolveError::NoUse { example, .. }
            | ResolveError::NeedsClause { example, .. }
            | ResolveError::TooManySubjects { example, .. }
            | ResolveError::Claim { example, .. }
            | ResolveError::NameTaken { example, .. }
            | ResolveError::NoTime { example, .. }
            | ResolveError::Timeless { example, .. }
            | ResolveError::NothingLeft { example, .. }
            | ResolveError::Lacks { example, .. }
            | ResolveError::TooFew { example, .. }
            | ResolveError::NoObjects { example, .. }
            | ResolveError::NotCondition { example, .. }
            | ResolveError::TooManyConditions { example, .. }
            | ResolveError::TooManyParts { example, .. }
            | ResolveError::GroupFigure { example, .. }
            | ResolveError::SingleCases { example, .. }
            | ResolveError::Weight { example, .. }
            | ResolveError::Latest { example, .. }
            | ResolveError::NoColumn { example, .. } => Some(example),
            _ => None,
        }
    };
}

impl From<UnknownName> for ResolveError {
    fn from(name: UnknownName) -> Self {
        Self::unknown(vec![name], 0)
    }
}

impl ResolveError {
    fn unknown(mut names: Vec<UnknownName>, more: usize) -> Self {
        order::sort_by_key(&mut names, |name| name.span.start);
        names.dedup_by_key(|name| name.span);
        let more = more + names.len().saturating_sub(KEPT);
        names.truncate(KEPT);
        let alone = names.len() == 1;
        let label = |name: &UnknownName| {
            LabeledSpan::new_with_span(Some(name.label(alone)), miette::SourceSpan::from(name.span))
        };
        Self::Unknown { labels: names.iter().take(SHOWN).map(label).collect(), names, more, help: None }
    }

    /// Joins two mistakes of one statement: unknown names are told together, anything else goes first.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        match (self, other) {
            (
                Self::Unknown { mut names, more, .. },
                Self::Unknown { names: others, more: more_others, .. },
            ) => {
                names.extend(others);
                Self::unknown(names, more + more_others)
            }
            (Self::Unknown { .. }, other) => other,
            (first, _) => first,
        }
    }

    /// Statements that may have been meant, best first: every unknown name replaced by its suggestion, or by one of a
    /// few words that can stand there.
    pub fn corrected(&self, text: &str, statement: Span) -> Vec<String> {
        const TRIED: usize = 4;
        let Self::Unknown { names, more: 0, .. } = self else { return Vec::new() };
        (0..TRIED).map_while(|nth| replaced(names, text, statement, nth)).collect()
    }

    /// The statement that the message advises, where it advises one.
    pub fn example(&self) -> Option<&str> {
        example_of!(self).map(String::as_str)
    }

    /// The same mistake with another statement as advice.
    #[must_use]
    pub fn with_example(mut self, better: String) -> Self {
        if let Some(example) = example_of!(&mut self) {
            *example = better;
        }
        self
    }

    /// Whether the statement may only need to be longer: nothing that stands in it is wrong.
    pub fn is_unfinished(&self) -> bool {
        matches!(
            self,
            Self::NoTopic { .. }
                | Self::ManyQuestions { .. }
                | Self::NeedsClause { .. }
                | Self::NoDirection { .. }
                | Self::GroupFigure { .. }
                | Self::TooFew { .. }
        )
    }

    /// The same mistake with a statement that runs.
    #[must_use]
    pub fn with_help(self, runs: Option<String>) -> Self {
        let Self::Unknown { names, more, labels, .. } = self else { return self };
        // What there is helps with a name, and not with a sentence.
        let far = |name: &&UnknownName| name.suggestion.is_none();
        let told = |name: &&UnknownName| runs.is_none() || !name.name.contains(' ');
        let guess = names.iter().find(far).filter(told).and_then(UnknownName::help);
        let runs = runs.map(|text| format!("try: `{text}`"));
        let parts: Vec<String> = guess.into_iter().chain(runs).collect();
        let help = (!parts.is_empty()).then(|| parts.join("; "));
        Self::Unknown { names, more, labels, help }
    }
}

/// The statement with the `nth` word that can stand in place of each unknown name; `None` when there is none.
fn replaced(names: &[UnknownName], text: &str, statement: Span, nth: usize) -> Option<String> {
    let mut replaced = statement.of(text).to_owned();
    for name in names.iter().rev() {
        let known = if name.list.is_none() { name.known.get(nth) } else { None };
        let word = name.suggestion.as_ref().or(known)?;
        let start = name.span.start.checked_sub(statement.start)?;
        let end = name.span.end.checked_sub(statement.start)?;
        replaced.get(start..end)?;
        replaced.replace_range(start..end, word);
    }
    Some(replaced.trim().to_owned())
}

/// Both results, or both mistakes.
pub fn both<A, B>(a: Result<A, ResolveError>, b: Result<B, ResolveError>) -> Result<(A, B), ResolveError> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (Err(a), Err(b)) => Err(a.join(b)),
        (Err(error), _) | (_, Err(error)) => Err(error),
    }
}

/// All results, or all mistakes.
pub fn all<T>(results: impl IntoIterator<Item = Result<T, ResolveError>>) -> Result<Vec<T>, ResolveError> {
    let mut values = Vec::new();
    let mut mistakes: Option<ResolveError> = None;
    for result in results {
        match result {
            Ok(value) => values.push(value),
            Err(error) => {
                mistakes = Some(match mistakes {
                    Some(first) => first.join(error),
                    None => error,
                });
            }
        }
    }
    mistakes.map_or(Ok(values), Err)
}
