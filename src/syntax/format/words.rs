//! A statement as pieces: each token as it is written out, and what stands before it.

use crate::ast::{Cited, Query, Statement, StatementKind};
use crate::function::Function;
use crate::keyword::{KeywordKind, keyword};
use crate::token::{Token, TokenKind, is_blank, tokens};
use base::source::Span;

/// A token of a statement, ready to be written.
pub struct Piece {
    pub text: String,
    /// Whether a blank stands before it.
    pub blank: bool,
    /// Where a line may end before it.
    pub cut: Cut,
    pub comment: bool,
}

/// Where a line may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    Never,
    /// Between the parts of a clause.
    Part,
    /// Before a clause.
    Clause,
    /// Here it does end.
    Always,
}

/// Behind each token the next one that is neither a line break nor a comment.
fn next_words(tokens: &[Token]) -> Vec<Option<Token>> {
    let mut next = vec![None; tokens.len()];
    let mut found = None;
    for (token, next) in tokens.iter().zip(&mut next).rev() {
        *next = found;
        if !matches!(token.kind, TokenKind::Newline | TokenKind::Comment) {
            found = Some(*token);
        }
    }
    next
}

/// The pieces of one statement.
pub fn pieces(text: &str, tree: &Statement) -> Vec<Piece> {
    let span = tree.span;
    let statement = span.of(text);
    let tokens: Vec<Token> = tokens(statement).collect();
    let first = tokens.first().map_or("", |token| token.span.of(statement)).to_ascii_lowercase();
    if first == "set" {
        return vec![setting(statement)];
    }
    let mut pieces: Vec<Piece> = Vec::with_capacity(tokens.len());
    let trailing = trailing(tree);
    let mut place =
        Place { first, statement, trailing, depth: 0, reserved: Default::default(), before: None };
    let mut broken = false;
    let next = next_words(&tokens);
    for (at, token) in tokens.iter().enumerate() {
        if token.kind == TokenKind::Newline {
            broken = true;
            continue;
        }
        let mut piece = place.piece(*token, next[at]);
        let after_comment = pieces.last().is_some_and(|piece| piece.comment);
        if after_comment || piece.comment && broken {
            piece.cut = Cut::Always;
        }
        broken = false;
        pieces.push(piece);
    }
    pieces
}

/// Where clauses stand that begin with a word which is no keyword elsewhere; places count from the statement.
fn trailing(tree: &Statement) -> Vec<Span> {
    let of = |query: &Query| {
        let words = query.clauses.iter().filter(|clause| clause.node.is_contextual());
        let place = |span: Span| Span::new(span.start - tree.span.start, span.end - tree.span.start);
        words.map(|clause| place(clause.span)).collect()
    };
    match &tree.node {
        StatementKind::Query(query) => of(query),
        StatementKind::Cite(cite) => match &cite.of {
            Some(Cited::Query(query)) => of(&query.node),
            Some(Cited::Topic(_)) | None => Vec::new(),
        },
        StatementKind::Define(_)
        | StatementKind::Load(_)
        | StatementKind::Set(_)
        | StatementKind::Expect(_)
        | StatementKind::Export(_)
        | StatementKind::Describe(_) => Vec::new(),
    }
}

/// `set format  json`: what follows the name is taken as it is.
fn setting(statement: &str) -> Piece {
    let rest = statement.get("set".len()..).unwrap_or_default().trim();
    let text = if rest.is_empty() { "set".into() } else { format!("set {rest}") };
    Piece { text, blank: false, cut: Cut::Never, comment: false }
}

/// What has been read of a statement.
struct Place<'t> {
    /// The word it begins with.
    first: String,
    statement: &'t str,
    /// Where clauses such as `since 2015` stand.
    trailing: Vec<Span>,
    depth: usize,
    /// The two reserved words that were read last; `order by` is one.
    reserved: [String; 2],
    before: Option<Before>,
}

#[derive(Clone, Copy)]
struct Before {
    token: Token,
    /// A sign that belongs to the figure after it, or a range: nothing stands between.
    tight: bool,
    /// A reserved word, or the first word.
    word: bool,
}

impl Place<'_> {
    fn piece(&mut self, token: Token, next: Option<Token>) -> Piece {
        let text = token.span.of(self.statement);
        let comment = token.kind == TokenKind::Comment;
        if comment {
            return Piece { text: text.trim_end().into(), blank: true, cut: Cut::Never, comment };
        }
        let known = (token.kind == TokenKind::Word).then(|| keyword(text)).flatten();
        let reserved = known.is_some_and(|word| word.reserved());
        let trailing = self.trailing.iter().any(|clause| clause.start == token.span.start);
        let clause = trailing || known.is_some_and(|word| word.kind == KeywordKind::Clause);
        let ordering = text.eq_ignore_ascii_case("by") && self.reserved[1] == "order";
        let minus = token.kind == TokenKind::Sign && matches!(text, "-" | "−" | "－");
        let operand = self.before.is_some_and(|before| {
            !before.word && !matches!(before.token.kind, TokenKind::Sign | TokenKind::Open | TokenKind::Comma)
        });
        let tight = token.kind == TokenKind::Sign && (is_range(text) || minus && !operand);
        let lower = reserved || trailing || self.before.is_none() || self.has_meaning(token, next);
        let blank = self.blank_before(token, tight && !minus);
        let cut = match self.depth {
            0 if clause && !ordering && self.before.is_some() => Cut::Clause,
            _ if matches!(text.to_ascii_lowercase().as_str(), "and" | "or") && reserved => Cut::Part,
            _ if self.before.is_some_and(|before| before.token.kind == TokenKind::Comma) => Cut::Part,
            _ => Cut::Never,
        };
        self.depth = token.kind.depth_after(self.depth);
        let word = reserved || self.before.is_none();
        if reserved && !ordering {
            self.reserved.rotate_left(1);
            self.reserved[1] = text.to_ascii_lowercase();
        }
        self.before = Some(Before { token, tight, word });
        let text = if lower { text.to_ascii_lowercase() } else { text.to_owned() };
        Piece { text, blank, cut, comment }
    }

    /// Whether a word that is not reserved is a keyword where it stands.
    fn has_meaning(&self, token: Token, next: Option<Token>) -> bool {
        let text = token.span.of(self.statement);
        let Some(known) = keyword(text) else { return false };
        let Some(before) = self.before else { return true };
        let [earlier, last] = &self.reserved;
        match known.text {
            "missing" => before.word && (last == "is" || earlier == "is" && last == "not"),
            "contains" => {
                let tested =
                    matches!(last.as_str(), "where" | "and" | "or" | "not") || self.first == "expect";
                let follows =
                    next.is_some_and(|next| matches!(next.kind, TokenKind::Word | TokenKind::Quoted));
                tested && !before.word && follows
            }
            "asc" | "ascending" | "desc" | "descending" => {
                let ends_key =
                    next.is_none_or(|next| next.kind == TokenKind::Comma || self.is_reserved(next));
                last == "order" && ends_key && !before.word && before.token.kind != TokenKind::Comma
            }
            "row" | "rows" => self.first == "expect" && next.is_none() && self.follows_first(before.token),
            // `from 2010 to 2019`
            "to" if !self.trailing.is_empty() => {
                let inside = |clause: &Span| clause.start < token.span.start && token.span.end < clause.end;
                let counts = before.token.span.of(self.statement).starts_with(|c: char| c.is_numeric());
                counts && self.trailing.iter().any(inside)
            }
            "last" | "to" | "force" => self.first == "export",
            _ => known.kind == KeywordKind::Verb && self.first == "cite" && self.is_first(before.token),
        }
    }

    fn is_reserved(&self, token: Token) -> bool {
        token.kind == TokenKind::Word
            && keyword(token.span.of(self.statement)).is_some_and(|word| word.reserved())
    }

    fn is_first(&self, token: Token) -> bool {
        token.span.start == 0
    }

    /// Whether only the first word stands before a token.
    fn follows_first(&self, token: Token) -> bool {
        let before = self.statement.get(..token.span.start).unwrap_or_default();
        tokens(before).filter(|token| !matches!(token.kind, TokenKind::Newline | TokenKind::Comment)).count()
            == 1
    }

    fn blank_before(&self, token: Token, range: bool) -> bool {
        let Some(Before { token: before, tight, .. }) = self.before else { return false };
        let apart = self.statement.get(before.span.end..token.span.start).unwrap_or_default();
        let apart = apart.contains(|c: char| is_blank(c) || c == '\n');
        match (before.kind, token.kind) {
            _ if tight || range => false,
            (TokenKind::Open, _) | (_, TokenKind::Close | TokenKind::Comma) => false,
            // A figure's point and per cent sign stand where they stand.
            (TokenKind::Dot | TokenKind::Other, _) | (_, TokenKind::Dot | TokenKind::Other) => apart,
            (TokenKind::Comma, _) => before.span.of(self.statement) == ",",
            // Directly behind a word a bracket makes a function of it.
            (TokenKind::Word, TokenKind::Open) => apart || !is_function(before.span.of(self.statement)),
            _ => true,
        }
    }
}

fn is_function(word: &str) -> bool {
    Function::of(word).is_some()
}

fn is_range(sign: &str) -> bool {
    sign.starts_with(['.', '．', '…', '‥'])
}
