//! The only place that writes files: whole or not at all, and never over another file unasked.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use miette::Diagnostic;
use thiserror::Error;

use crate::suggest::reason;

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
    #[error("can not write `{path}`: there is no folder `{folder}`")]
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
    /// The system says no.
    #[error("can not write `{path}`: {reason}")]
    #[diagnostic(code(E503), help("choose a place where you may write and that has room"))]
    Refused {
        /// The file.
        path: String,
        /// What the system says.
        reason: String,
    },
}

/// Writes every document, or none when one of them can not be written.
///
/// # Errors
///
/// A file is there and `force` is not set, its folder is missing, or the system refuses.
pub fn write(documents: &[Document], force: bool) -> Result<(), WriteError> {
    for Document { path, .. } in documents {
        // A link that leads nowhere is a file too.
        if !force && path.symlink_metadata().is_ok() {
            return Err(WriteError::Exists { path: path.display().to_string() });
        }
    }
    let drafts = documents.iter().map(Draft::new).collect::<Result<Vec<_>, _>>()?;
    drafts.into_iter().try_for_each(Draft::publish)
}

/// A text that is written beside the file it will become.
struct Draft<'d> {
    document: &'d Document,
    /// Where a link leads.
    target: PathBuf,
    path: PathBuf,
}

impl<'d> Draft<'d> {
    fn new(document: &'d Document) -> Result<Self, WriteError> {
        let target = document.path.canonicalize().unwrap_or_else(|_| document.path.clone());
        let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        let refused = |error: &io::Error| refused(&document.path, folder, error);
        let Some(name) = target.file_name().filter(|_| !target.is_dir()) else {
            return Err(refused(&ErrorKind::IsADirectory.into()));
        };
        let name = name.to_string_lossy();
        let path = folder.join(format!(".{name}.{}.tmp", std::process::id()));
        let mut file = OpenOptions::new().write(true).create_new(true).open(&path);
        if file.as_ref().is_err_and(|error| error.kind() == ErrorKind::AlreadyExists) {
            // A session of that number ended before it was done.
            file = File::create(&path);
        }
        let mut file = file.map_err(|error| refused(&error))?;
        let draft = Self { document, target: target.clone(), path };
        let written = file.write_all(document.text.as_bytes()).and_then(|()| file.sync_all());
        written.map_err(|error| refused(&error))?;
        Ok(draft)
    }

    fn publish(self) -> Result<(), WriteError> {
        let folder = self.target.parent().unwrap_or(Path::new("."));
        if let Ok(old) = fs::metadata(&self.target) {
            // Who may read a file does not change with what it holds.
            let _ = fs::set_permissions(&self.path, old.permissions());
        }
        fs::rename(&self.path, &self.target).map_err(|error| refused(&self.document.path, folder, &error))
    }
}

impl Drop for Draft<'_> {
    fn drop(&mut self) {
        // After publishing there is nothing left to take away.
        let _ = fs::remove_file(&self.path);
    }
}

fn refused(path: &Path, folder: &Path, error: &io::Error) -> WriteError {
    let (path, folder_exists) = (path.display().to_string(), folder.is_dir());
    if error.kind() == ErrorKind::NotFound && !folder_exists {
        return WriteError::NoFolder { path, folder: folder.display().to_string() };
    }
    WriteError::Refused { path, reason: reason(error) }
}
