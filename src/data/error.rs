//! What keeps data from being had, whatever they are kept in.

use std::any::Any;
use std::error::Error;
use std::fmt;
use std::sync::Arc;

use miette::{Diagnostic, LabeledSpan};

/// What a place of data says is wrong: a file, a database, a package.
pub trait Fault: Any + Diagnostic + Send + Sync {
    /// Whether a file could not be read, which ends a program with a status of its own.
    fn is_file(&self) -> bool;
}

/// Why data cannot be had: in the words of the place where they are kept.
#[derive(Clone)]
pub struct DataError(Arc<dyn Fault>);

impl DataError {
    /// Whether a file could not be read.
    pub fn is_file(&self) -> bool {
        self.0.is_file()
    }

    /// The words of one kind of place, if it is one of these that speaks.
    pub fn downcast<F: Fault>(&self) -> Option<&F> {
        let fault: &dyn Any = self.0.as_ref();
        fault.downcast_ref()
    }
}

impl<F: Fault> From<F> for DataError {
    fn from(fault: F) -> Self {
        Self(Arc::new(fault))
    }
}

impl fmt::Debug for DataError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for DataError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl Error for DataError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source()
    }
}

impl Diagnostic for DataError {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.0.code()
    }

    fn severity(&self) -> Option<miette::Severity> {
        self.0.severity()
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.0.help()
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.0.labels()
    }
}
