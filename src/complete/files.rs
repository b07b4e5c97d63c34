//! Files and folders, in the quotes that a statement wants around them.

use std::path::Path;

use super::Candidate;

/// The files that a path can become; the start counts into the line that ends with the path.
pub fn offers(path: &str, line: &str) -> (Vec<Candidate>, usize) {
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
    candidates.sort_by(|a, b| a.name.cmp(&b.name));
    (candidates, quote)
}
