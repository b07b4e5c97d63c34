//! Packs the tables of `package/` for the program: cells apart by tabs, so that nothing is copied when they are read.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for name in ["countries", "country_names", "country_codes", "cities", "city_names", "groups"] {
        let plain = plain(&Path::new("package").join(name).with_extension("csv"))?;
        fs::write(out.join(name), pack::pack(&plain)?)?;
    }
    Ok(())
}

/// The rows of a table without its head.
fn plain(path: &Path) -> Result<String, Box<dyn Error>> {
    let mut text = String::new();
    for row in csv::Reader::from_path(path)?.records() {
        let row = row?;
        if row.iter().any(|cell| cell.contains(['\t', '\n'])) {
            return Err(format!("{}: a cell holds a tab or a break", path.display()).into());
        }
        text.push_str(&row.iter().collect::<Vec<_>>().join("\t"));
        text.push('\n');
    }
    Ok(text)
}
