//! A text beside the file that it will become. What a program that was ended leaves behind, the next one takes away.

use std::collections::hash_map::RandomState;
use std::fs::{self, File, OpenOptions};
use std::hash::{BuildHasher, Hasher};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::{Document, Readers, WriteError, refused, target};

const START: &str = ".juxta-";
const END: &str = ".tmp";

/// A document that is written, but not where it belongs yet. It is taken away when it is dropped.
pub(super) struct Draft<'d> {
    document: &'d Document,
    target: PathBuf,
    path: PathBuf,
    /// Open, and so locked: others see that somebody is at work.
    _file: File,
}

impl<'d> Draft<'d> {
    /// Writes the text of a document into a new file of its folder.
    pub fn new(document: &'d Document, readers: Readers) -> Result<Self, WriteError> {
        let target = target(&document.path)?;
        let folder = folder(&target);
        let refused = |error: &io::Error| refused(&document.path, folder, error);
        // A name that the system does not take is told before anything is written.
        if let Err(error) = target.symlink_metadata()
            && error.kind() != ErrorKind::NotFound
        {
            return Err(refused(&error));
        }
        let (path, mut file) = create(folder, readers).map_err(|error| refused(&error))?;
        let old = fs::metadata(&target).ok().filter(|_| readers == Readers::AsEver);
        if let Some(old) = old {
            // Who may read a file does not change with what it holds.
            let _ = file.set_permissions(old.permissions());
        }
        let written = file.write_all(document.text.as_bytes()).and_then(|()| file.sync_all());
        let draft = Self { document, target, path, _file: file };
        written.map_err(|error| draft.refused(&error))?;
        Ok(draft)
    }

    /// The folder of the draft, and of what it becomes.
    pub fn folder(&self) -> &Path {
        folder(&self.target)
    }

    /// Puts the file aside that stands where the draft will be; it comes back unless it is forgotten.
    pub fn set_aside(&self) -> Result<Option<Aside>, WriteError> {
        if self.target.symlink_metadata().is_err() {
            return Ok(None);
        }
        let file = File::open(&self.target).ok();
        let _ = file.as_ref().map(File::try_lock);
        let to = self.folder().join(name());
        let aside = Aside { from: self.target.clone(), to, kept: true, _file: file };
        fs::rename(&aside.from, &aside.to).map_err(|error| self.refused(&error))?;
        Ok(Some(aside))
    }

    /// Makes the draft the file that it was written for.
    pub fn publish(self) -> Result<(), WriteError> {
        fs::rename(&self.path, &self.target).map_err(|error| self.refused(&error))
    }

    fn refused(&self, error: &io::Error) -> WriteError {
        refused(&self.document.path, self.folder(), error)
    }
}

impl Drop for Draft<'_> {
    fn drop(&mut self) {
        // After publishing there is nothing left to take away.
        let _ = fs::remove_file(&self.path);
    }
}

/// A file that stands aside while another takes its place.
pub(super) struct Aside {
    from: PathBuf,
    to: PathBuf,
    kept: bool,
    /// Open and locked, as a draft is.
    _file: Option<File>,
}

impl Aside {
    /// Takes the file away for good.
    pub fn forget(mut self) {
        self.kept = false;
        let _ = fs::remove_file(&self.to);
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        if self.kept && self.from.symlink_metadata().is_err() {
            let _ = fs::rename(&self.to, &self.from);
        }
    }
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A name that nobody can guess, so that nobody can put a link there before.
fn name() -> String {
    // Each of these has keys from the system's source of chance.
    let chance = || RandomState::new().build_hasher().finish();
    format!("{START}{:016x}{:016x}{END}", chance(), chance())
}

/// A new file in a folder, locked as long as it is open.
fn create(folder: &Path, readers: Readers) -> io::Result<(PathBuf, File)> {
    loop {
        let path = folder.join(name());
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        if readers == Readers::Owner {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        let file = options.open(&path)?;
        // Where nothing can be locked, nothing is swept either.
        let _ = file.try_lock();
        // In the moment before, somebody may have taken it for a thing left behind.
        if path.symlink_metadata().is_ok() {
            return Ok((path, file));
        }
    }
}

/// Takes drafts away that nobody works at any more.
pub(super) fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let ours = name.to_str().is_some_and(|name| {
            name.len() == START.len() + 32 + END.len() && name.starts_with(START) && name.ends_with(END)
        });
        // Only a file: to open a pipe would wait for its other end.
        if !ours || !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            continue;
        }
        let path = entry.path();
        if File::open(&path).is_ok_and(|file| file.try_lock().is_ok()) {
            let _ = fs::remove_file(path);
        }
    }
}
