//! Where the user's files are: the folders that the XDG specification names.

use std::env;
use std::path::PathBuf;

/// The script that every prompt begins with.
pub fn start_file() -> Option<PathBuf> {
    folder("XDG_CONFIG_HOME", ".config").map(|folder| folder.join("init.juxta"))
}

/// The lines that were typed. The folder is made if need be.
pub fn history() -> Option<PathBuf> {
    Some(state()?.join("history"))
}

/// How far the user has come in the lessons. The folder is made if need be.
pub fn progress() -> Option<PathBuf> {
    Some(state()?.join("progress"))
}

fn state() -> Option<PathBuf> {
    let folder = folder("XDG_STATE_HOME", ".local/state")?;
    std::fs::create_dir_all(&folder).ok()?;
    Some(folder)
}

/// Juxta's folder below the one that a variable names, or its usual place at home.
fn folder(variable: &str, usual: &str) -> Option<PathBuf> {
    let set = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    // A relative path is to be ignored, says the specification.
    let named = set(variable).filter(|path| path.is_absolute());
    let base = named.or_else(|| Some(set("HOME").or_else(|| set("USERPROFILE"))?.join(usual)))?;
    Some(base.join("juxta"))
}
