//! Pages of HTML that need nothing beside them.

mod style;
mod table;

use super::chart::svg;
use super::markup::push_escaped;
use super::notes::{data_text, left_out, no_rows, prose_parts, remarks, source_text};
use super::signs::Signs;
use answer::Answer;

/// The whole answer as a page, with its chart above the tables when `picture` asks for it and there is one.
pub fn render(answer: &Answer, picture: bool) -> String {
    let mut body = String::new();
    if picture {
        body += &figure(answer, "chart").unwrap_or_default();
    }
    body += &tables(answer);
    body += &notes(answer);
    push_element(&mut body, "p", &format!("Query: `{}`", answer.query));
    for data in &answer.data {
        push_element(&mut body, "p", &data_text(data));
    }
    if !answer.sources.is_empty() {
        push_element(&mut body, "p", "Sources:");
    }
    body += &list("ol", answer.sources.iter().map(source_text));
    page("en", &answer.title, &body)
}

/// A page around its content. `lang` is the language of the content, as BCP 47 has it.
pub fn page(lang: &str, title: &str, body: &str) -> String {
    let mut out = String::from("<!doctype html>\n<html lang=\"");
    push_escaped(&mut out, lang);
    out.push_str("\">\n<meta charset=\"utf-8\">\n");
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    push_escaped(&mut out, title);
    out.push_str("</title>\n");
    out.push_str(&format!("<style>\n{}</style>\n<main>\n{body}</main>\n</html>\n", style::SHEET));
    out
}

/// The tables of an answer, each with a caption, or why there are no rows.
pub fn tables(answer: &Answer) -> String {
    let mut out = String::new();
    for (at, table) in answer.tables.iter().enumerate() {
        match (at, table.rows.is_empty()) {
            (0, true) => push_element(&mut out, "p", &format!("{}. {}", answer.title, no_rows(answer))),
            (_, true) => {}
            (0, false) => table::push(&mut out, table, &answer.title),
            (_, false) => table::push(&mut out, table, table.name),
        }
    }
    out
}

/// What can be read off the tables, what was left out, and how to read them.
pub fn notes(answer: &Answer) -> String {
    let mut out = list("ul", answer.findings.iter().map(|finding| finding.text.clone()));
    if let Some(text) = left_out(&answer.left_out) {
        push_element(&mut out, "p", &text);
    }
    let remarks = list("ul", remarks(answer, Signs::Unicode).into_iter());
    out += &remarks.replacen("<ul>", "<ul class=\"dim\">", 1);
    out
}

/// The chart of an answer with its title; none where there is nothing to draw. `id` names it on the page.
pub fn figure(answer: &Answer, id: &str) -> Option<String> {
    let picture = svg::picture(answer, id)?;
    Some(format!("<figure>\n<figcaption>{}</figcaption>\n{picture}</figure>\n", prose(&answer.title)))
}

/// A sentence of ours: what stands between backticks is code.
pub fn prose(text: &str) -> String {
    let mut out = String::new();
    for (code, part) in prose_parts(text) {
        out.push_str(if code { "<code>" } else { "" });
        push_escaped(&mut out, part);
        out.push_str(if code { "</code>" } else { "" });
    }
    out
}

fn list(tag: &str, items: impl Iterator<Item = String>) -> String {
    let mut out = String::new();
    items.for_each(|item| push_element(&mut out, "li", &item));
    if out.is_empty() { out } else { format!("<{tag}>\n{out}</{tag}>\n") }
}

fn push_element(out: &mut String, tag: &str, text: &str) {
    out.push_str(&format!("<{tag}>{}</{tag}>\n", prose(text)));
}
