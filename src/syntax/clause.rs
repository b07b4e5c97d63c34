//! The clauses of a query.

/// A part of a query that begins with a keyword of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clause {
    /// `on`
    On,
    /// `for`
    For,
    /// `by`
    By,
    /// `where`
    Where,
    /// `with`
    With,
    /// `using`
    Using,
    /// `order by`
    Order,
    /// `limit`
    Limit,
    /// `as`
    As,
    /// `since 2015`
    Since,
    /// `after 2015`
    After,
    /// `until 2019`
    Until,
    /// `before 2019`
    Before,
    /// `between 2010 and 2019`
    Between,
    /// `from 2010 to 2019`
    From,
    /// `except GCI`
    Except,
    /// `top 5`
    Top,
    /// `bottom 5`
    Bottom,
}

impl Clause {
    /// All of them.
    pub const ALL: [Self; 18] = [
        Self::On,
        Self::For,
        Self::By,
        Self::Where,
        Self::With,
        Self::Using,
        Self::Order,
        Self::Limit,
        Self::As,
        Self::Since,
        Self::After,
        Self::Until,
        Self::Before,
        Self::Between,
        Self::From,
        Self::Except,
        Self::Top,
        Self::Bottom,
    ];

    /// Those that are short for a condition on the time of a row.
    pub const TIME: [Self; 6] =
        [Self::Since, Self::After, Self::Until, Self::Before, Self::Between, Self::From];

    /// Whether its word is an ordinary one elsewhere.
    pub fn is_contextual(self) -> bool {
        matches!(self, Self::Except | Self::Top | Self::Bottom) || Self::TIME.contains(&self)
    }

    /// The word that begins it.
    pub fn keyword(self) -> &'static str {
        match self {
            Self::On => "on",
            Self::For => "for",
            Self::By => "by",
            Self::Where => "where",
            Self::With => "with",
            Self::Using => "using",
            Self::Order => "order",
            Self::Limit => "limit",
            Self::As => "as",
            Self::Since => "since",
            Self::After => "after",
            Self::Until => "until",
            Self::Before => "before",
            Self::Between => "between",
            Self::From => "from",
            Self::Except => "except",
            Self::Top => "top",
            Self::Bottom => "bottom",
        }
    }
}
