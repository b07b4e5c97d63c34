//! Files are written whole or not at all, whatever stands in their place.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Document, WriteError, keep, write};

/// A folder of its own, taken away at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("juxta-write-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn document(&self, name: &str, text: &str) -> Document {
        Document { path: self.0.join(name), text: text.into() }
    }

    fn text(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.0.join(name)).ok()
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(&self.0)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort_unstable();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn refused(document: Document, force: bool) -> String {
    write(&[document], force).unwrap_err().to_string()
}

#[test]
fn nothing_is_left_but_what_was_written() {
    let folder = Folder::new("plain");
    let both = [folder.document("a.csv", "1"), folder.document("a.csv.README.md", "2")];
    write(&both, false).unwrap();
    assert!(matches!(write(&both, false), Err(WriteError::Exists { .. })));
    let again = [folder.document("a.csv", "3"), folder.document("a.csv.README.md", "4")];
    write(&again, true).unwrap();
    assert_eq!(
        (folder.text("a.csv").as_deref(), folder.text("a.csv.README.md").as_deref()),
        (Some("3"), Some("4"))
    );
    assert_eq!(folder.names(), ["a.csv", "a.csv.README.md"]);
}

#[test]
fn of_two_files_neither_is_written_when_one_cannot() {
    let folder = Folder::new("both");
    write(&[folder.document("a.csv", "1"), folder.document("r.md", "2")], false).unwrap();
    fs::create_dir(folder.0.join("d.md")).unwrap();
    for [first, second] in [["a.csv", "d.md"], ["d.md", "r.md"]] {
        write(&[folder.document(first, "3"), folder.document(second, "4")], true).unwrap_err();
        assert_eq!((folder.text("a.csv").as_deref(), folder.text("r.md").as_deref()), (Some("1"), Some("2")));
        assert_eq!(folder.names(), ["a.csv", "d.md", "r.md"]);
    }
}

#[test]
fn a_name_that_is_too_long_is_told_and_the_longest_is_written() {
    let folder = Folder::new("long");
    write(&[folder.document(&"n".repeat(255), "1")], false).unwrap();
    assert!(refused(folder.document(&"n".repeat(256), "1"), false).contains("too long"));
    assert_eq!(folder.names().len(), 1);
}

#[test]
fn what_an_ended_program_left_goes_with_the_next_file() {
    let folder = Folder::new("sweep");
    let left = format!(".juxta-{}.tmp", "0123456789abcdef".repeat(2));
    let at_work = format!(".juxta-{}.tmp", "fedcba9876543210".repeat(2));
    for name in [&left, &at_work, &".juxta-mine.tmp".to_owned(), &".other.tmp".to_owned()] {
        fs::write(folder.0.join(name), "half").unwrap();
    }
    let lock = fs::File::open(folder.0.join(&at_work)).unwrap();
    lock.lock().unwrap();
    write(&[folder.document("a.md", "1")], false).unwrap();
    assert_eq!(folder.names(), [at_work, ".juxta-mine.tmp".into(), ".other.tmp".into(), "a.md".into()]);
}

#[cfg(unix)]
#[test]
fn force_replaces_files_that_may_be_written_and_nothing_else() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let folder = Folder::new("force");
    let path = |name: &str| folder.0.join(name);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    fs::write(path("closed"), "old").unwrap();
    fs::set_permissions(path("closed"), fs::Permissions::from_mode(0o444)).unwrap();
    symlink("nowhere", path("dangling")).unwrap();
    symlink("closed", path("to-closed")).unwrap();
    symlink("/dev/full", path("device")).unwrap();
    for (name, words) in [
        ("closed", "read-only"),
        ("to-closed", "read-only"),
        ("dangling", "leads nowhere"),
        ("device", "device"),
    ] {
        let said = refused(folder.document(name, "new"), true);
        assert!(said.contains(words), "{said}");
    }
    assert_eq!(folder.text("closed").as_deref(), Some("old"));
    assert!(!path("nowhere").exists());
    // A link that leads to a file stays one, and who may read the file does not change.
    fs::write(path("open"), "old").unwrap();
    fs::set_permissions(path("open"), fs::Permissions::from_mode(0o640)).unwrap();
    symlink("open", path("link")).unwrap();
    write(&[folder.document("link", "new")], true).unwrap();
    assert_eq!(folder.text("open").as_deref(), Some("new"));
    assert!(path("link").is_symlink() && mode(&path("open")) == 0o640);
    // What is kept for the user is for nobody else, also where it was before.
    keep(&folder.document("open", "mine")).unwrap();
    assert_eq!(mode(&path("open")), 0o600);
    keep(&folder.document("new", "mine")).unwrap();
    assert_eq!(mode(&path("new")), 0o600);
}
