//! Where a statement comes from: named text, and byte spans into it.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// A text that holds statements: a script, a prompt line, a `-c` argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What a message calls it: a file name, `prompt`, `-c`.
    pub name: Arc<str>,
    /// The whole text, as it was given.
    pub text: Arc<str>,
}

impl Source {
    /// Names a text.
    pub fn new(name: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        Self { name: name.into(), text: text.into() }
    }

    /// The text of a file, named by its path.
    ///
    /// # Errors
    ///
    /// As [`Self::read`], or the file cannot be opened.
    pub fn open(path: &Path) -> io::Result<Self> {
        Self::read(path.display().to_string(), File::open(path)?)
    }

    /// The text of a stream, in UTF-8; a byte order mark is no part of it.
    ///
    /// # Errors
    ///
    /// It cannot be read, it is not UTF-8, or there is no end of it: more than 64 MB is no text that anybody wrote.
    pub fn read(name: impl Into<Arc<str>>, from: impl Read) -> io::Result<Self> {
        const MOST: u64 = 64 << 20;
        let mut bytes = Vec::new();
        from.take(MOST + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > MOST {
            return Err(io::Error::new(
                ErrorKind::FileTooLarge,
                "it goes on after 64 megabytes, and no script or lesson is so long",
            ));
        }
        let text = String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            let line = error.as_bytes()[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
            let reason =
                format!("it is not UTF-8 text: line {line} has a byte that is none; save it as UTF-8");
            io::Error::new(ErrorKind::InvalidData, reason)
        })?;
        // An editor may put the mark first.
        Ok(Self::new(name, text.strip_prefix('\u{feff}').unwrap_or(&text)))
    }
}

/// A range of bytes in a source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The bytes from `start` up to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same span, `by` bytes later in the text.
    #[must_use]
    pub fn shift(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }

    /// The text under the span; empty when the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

// miette counts a label as (offset, length); nothing else in the crate should.
impl From<Span> for miette::SourceSpan {
    fn from(span: Span) -> Self {
        (span.start, span.end.saturating_sub(span.start)).into()
    }
}

/// A tree node and the text it was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The node.
    pub node: T,
    /// Its bytes.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Puts a node at its place.
    pub fn new(node: T, span: Span) -> Self {
        Self { node, span }
    }
}
