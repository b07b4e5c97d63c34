//! Files and folders, in the quotes that a statement wants around them.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use super::Candidate;
use base::order;

/// The endings of files that `load` reads.
pub const TABLES: &[&str] = &["csv", "tsv", "txt", "json", "parquet"];

/// The files that a path can become, and folders; the start counts into the line that ends with the path.
///
/// Without any endings every file is offered.
pub fn offers(path: &str, line: &str, endings: &[&str]) -> (Vec<Candidate>, usize) {
    let folder_end = path.rfind('/').map_or(0, |at| at + 1);
    let (folder, typed) = path.split_at(folder_end);
    let quote = line.len() - path.len();
    let quote =
        if line.get(..quote).is_some_and(|before| before.ends_with(['"', '\''])) { quote - 1 } else { quote };
    let place = if folder.is_empty() { Path::new(".") } else { Path::new(folder) };
    let Ok(entries) = std::fs::read_dir(place) else { return (Vec::new(), quote) };
    let mut candidates: Vec<Candidate> = entries
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            // Hidden files are offered to those who type the dot.
            if !name.starts_with(typed) || name.starts_with('.') && typed.is_empty() || name.contains('"') {
                return None;
            }
            let is_folder = entry.path().is_dir();
            let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
            if !is_folder && !endings.is_empty() && !endings.contains(&ending) {
                return None;
            }
            Some(match is_folder {
                true => Candidate {
                    text: format!("\"{folder}{name}/"),
                    name: format!("{name}/"),
                    about: String::new(),
                },
                false => Candidate { text: format!("\"{folder}{name}\""), name, about: String::new() },
            })
        })
        .collect();
    order::sort_by(&mut candidates, |a, b| a.name.cmp(&b.name));
    (candidates, quote)
}

/// The columns of a table, read from its first line.
pub fn heading(path: &str) -> Vec<String> {
    let mut line = String::new();
    // To open a pipe would wait for its other end.
    if !Path::new(path).is_file() {
        return Vec::new();
    }
    let read =
        std::fs::File::open(path).and_then(|file| BufReader::new(file).take(LONGEST).read_line(&mut line));
    if read.is_err() {
        return Vec::new();
    }
    let line = line.trim_start_matches('\u{feff}').trim_end();
    let sign = ['\t', ';', ','].into_iter().find(|&sign| line.contains(sign)).unwrap_or(',');
    line.split(sign).map(|column| column.trim().trim_matches('"').to_owned()).collect()
}

/// A first line longer than this is no heading.
const LONGEST: u64 = 1 << 16;
