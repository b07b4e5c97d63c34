//! Where an input is tried: a folder of its own among those of the system that are temporary.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The folder that this process works in.
pub fn folder() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let folder = std::env::temp_dir().join(format!("juxta-fuzz-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("the folder can be made");
        std::env::set_current_dir(&folder).expect("the folder can be entered");
        folder
    })
}

/// Takes away what the last input left in the folder.
pub fn sweep() {
    for entry in folder().read_dir().into_iter().flatten().flatten() {
        let path = entry.path();
        let _ = if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) };
    }
}
