//! Packs the lessons: only who learns needs them.

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let (folder, out) = (PathBuf::from("../../examples/lessons"), PathBuf::from(env::var("OUT_DIR")?));
    println!("cargo::rerun-if-changed={}", folder.display());
    for file in fs::read_dir(&folder)? {
        let path = file?.path();
        if let (Some(name), Some("toml")) = (path.file_name(), path.extension().and_then(|e| e.to_str())) {
            fs::write(out.join(name), pack::pack(&fs::read_to_string(&path)?)?)?;
        }
    }
    Ok(())
}
