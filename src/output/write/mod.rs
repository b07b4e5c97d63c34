//! The only place that writes files: whole or not at all, and never over another file unasked.

mod draft;

#[cfg(test)]
mod tests;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use miette::Diagnostic;
use thiserror::Error;

use self::draft::{Aside, Draft, sweep};
use base::cancel::bind;
use base::suggest::reason;

/// A text and the file it goes into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The file.
    pub path: PathBuf,
    /// All that it will hold.
    pub text: String,
}

/// A file that is not written.
#[derive(Clone, Debug, PartialEq, Eq, Error, Diagnostic)]
pub enum WriteError {
    /// There is a file already.
    #[error("there is a file `{path}` already")]
    #[diagnostic(
        code(E501),
        help("choose another name, or add `force` to replace it; on the command line `--force`")
    )]
    Exists {
        /// The file.
        path: String,
    },
    /// The folder is not there.
    #[error("cannot write `{path}`: there is no folder `{folder}`")]
    #[diagnostic(
        code(E502),
        help("make the folder first; paths count from the folder that Juxta was started in")
    )]
    NoFolder {
        /// The file.
        path: String,
        /// Its folder.
        folder: String,
    },
    /// The system says no, or nothing can be put in its place.
    #[error("cannot write `{path}`: {reason}")]
    #[diagnostic(code(E503), help("choose a place where you may write and that has room"))]
    Refused {
        /// The file.
        path: String,
        /// What the system says.
        reason: String,
    },
}

/// Who may read a file that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Readers {
    /// Those of the file that was there, or whom the system lets read new files.
    AsEver,
    /// Its owner.
    Owner,
}

/// Writes every document, or none when one of them cannot be written. The first is what was asked for, the others go
/// with it: however the program ends, none of them stands beside a first one that it does not belong to.
///
/// # Errors
///
/// A file is there and `force` is not set, its folder is missing, it is none that can be replaced, or the system refuses.
pub fn write(documents: &[Document], force: bool) -> Result<(), WriteError> {
    for Document { path, .. } in documents {
        // A link that leads nowhere is a file too.
        if !force && path.symlink_metadata().is_ok() {
            return Err(WriteError::Exists { path: path.display().to_string() });
        }
    }
    let drafts: Vec<Draft<'_>> =
        documents.iter().map(|document| Draft::new(document, Readers::AsEver)).collect::<Result<_, _>>()?;
    if let Some(draft) = drafts.first() {
        sweep(draft.folder());
    }
    // Up to here Ctrl-C leaves no trace; from here on all of it is done.
    bind();
    let mut drafts = drafts.into_iter();
    let Some(first) = drafts.next() else { return Ok(()) };
    let companions: Vec<Draft<'_>> = drafts.collect();
    // For a moment there is none rather than one of another result; until the first is in its place, all can go back.
    let aside = companions.iter().map(Draft::set_aside).collect::<Result<Vec<_>, _>>()?;
    first.publish()?;
    aside.into_iter().flatten().for_each(Aside::forget);
    companions.into_iter().try_for_each(Draft::publish)
}

/// Keeps a document that is nobody's business but the user's, in place of what was there.
///
/// # Errors
///
/// The system refuses.
pub fn keep(document: &Document) -> Result<(), WriteError> {
    let draft = Draft::new(document, Readers::Owner)?;
    sweep(draft.folder());
    draft.publish()
}

/// Where a document goes: where its link leads, if it is one. Only a file that may be written is replaced.
fn target(path: &Path) -> Result<PathBuf, WriteError> {
    let refused =
        |reason: &str| Err(WriteError::Refused { path: path.display().to_string(), reason: reason.into() });
    let Ok(link) = path.symlink_metadata() else { return Ok(path.to_owned()) };
    let (Ok(target), Ok(there)) = (path.canonicalize(), fs::metadata(path)) else {
        return refused(if link.is_symlink() {
            "it is a link that leads nowhere"
        } else {
            "it cannot be looked at"
        });
    };
    match there {
        there if there.is_dir() => refused("it is a folder"),
        there if !there.is_file() => refused("it is a pipe or a device, and only a file can be replaced"),
        there if there.permissions().readonly() => refused("the file there is read-only"),
        _ => Ok(target),
    }
}

fn refused(path: &Path, folder: &Path, error: &io::Error) -> WriteError {
    let (path, folder_exists) = (path.display().to_string(), folder.is_dir());
    if error.kind() == io::ErrorKind::NotFound && !folder_exists {
        return WriteError::NoFolder { path, folder: folder.display().to_string() };
    }
    WriteError::Refused { path, reason: reason(error) }
}
