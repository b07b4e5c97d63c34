//! Citations for LaTeX.

use super::{Kind, Work};

/// One entry a work, parted by empty lines.
pub fn write(works: &[Work]) -> String {
    works.iter().map(entry).collect::<Vec<_>>().join("\n")
}

fn entry(work: &Work) -> String {
    // Whether it is a master's or a doctor's thesis is not known, and BibTeX has no entry for either.
    let how = match work.kind {
        Kind::Original => "",
        Kind::Thesis => "Thesis",
        Kind::Data => "Data set",
        Kind::Program => "Computer program",
    };
    let fields = [
        ("author", &*work.maker),
        ("title", &work.title),
        ("year", &work.year),
        ("howpublished", how),
        ("note", &work.note),
        ("url", &work.url),
    ];
    let mut text = format!("@misc{{{},\n", key(&work.key));
    for (name, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
        let value = match name {
            // An office is one name, and words keep their case.
            "author" | "title" => format!("{{{}}}", escaped(value)),
            // An address is taken as it is; only what would end the field is hidden.
            "url" => value.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C"),
            _ => escaped(value),
        };
        text += &format!("  {name} = {{{value}}},\n");
    }
    text + "}\n"
}

/// What BibTeX allows in a key.
fn key(id: &str) -> String {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
    let key: String = id.chars().map(|c| if allowed(c) { c } else { '-' }).collect();
    if key.is_empty() { "source".into() } else { key }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' => out.extend(['\\', c]),
            // BibTeX counts braces, also those behind a backslash.
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
