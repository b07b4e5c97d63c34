//! Packs the pages of the help: a query needs none of them.

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for name in ["pages.md", "errors.md"] {
        println!("cargo::rerun-if-changed=help/{name}");
        fs::write(out.join(name), pack::pack(&fs::read_to_string(PathBuf::from("help").join(name))?)?)?;
    }
    Ok(())
}
