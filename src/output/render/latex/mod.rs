//! Tables for a paper: LaTeX with the package booktabs.

mod table;
mod text;

use self::text::{needs_unicode, paragraph, prose};
use super::notes::{data_text, left_out, no_rows, remarks, source_text};
use super::signs::Signs;
use answer::Answer;

/// The whole answer as a floating table with its notes below; one that is longer than a page goes on over pages.
/// The first lines are comments with what the document has to load.
pub fn render(answer: &Answer) -> String {
    let long = answer.tables.iter().any(table::is_long);
    let mut body = String::new();
    for (at, table) in answer.tables.iter().enumerate() {
        if !table.rows.is_empty() {
            if at > 0 {
                body += &format!("\\par\\medskip {}\\par\n", prose(table.name));
            }
            body += &table::render(table, if long && at == 0 { Some(&answer.title) } else { None }, long);
        } else if at == 0 {
            body += &paragraph(no_rows(answer));
        }
    }
    body.push_str(if long { "{\\footnotesize\\raggedright\n" } else { "\\par\\footnotesize\\raggedright\n" });
    body.extend(answer.findings.iter().map(|finding| paragraph(&finding.text)));
    body.extend(left_out(&answer.left_out).map(|text| paragraph(&text)));
    body.extend(remarks(answer, Signs::Unicode).iter().map(|remark| paragraph(remark)));
    body += &paragraph(&format!("Query: `{}`", answer.query));
    body.extend(answer.data.iter().map(|data| paragraph(&data_text(data))));
    if !answer.sources.is_empty() {
        let sources: Vec<String> = answer.sources.iter().map(source_text).collect();
        body += &paragraph(&format!("Sources: {}.", sources.join("; ")));
    }
    let title = prose(&answer.title);
    let preamble = preamble(&format!("{title}{body}"), long);
    match long {
        true => format!("{preamble}{body}}}\n"),
        false => format!("{preamble}\\begin{{table}}\n\\caption{{{title}}}\n{body}\\end{{table}}\n"),
    }
}

/// What the document has to load, as comments that can be copied.
fn preamble(body: &str, long: bool) -> String {
    let mut out = String::from("% \\usepackage{booktabs}\n");
    if body.contains("\\arraybackslash") {
        out.push_str("% \\usepackage{array}\n");
    }
    if long {
        out.push_str("% \\usepackage{longtable}\n");
    }
    if body.chars().any(needs_unicode) {
        out.push_str("% Compile with xelatex or lualatex, in a font that has every letter of this table:\n");
        out.push_str("% \\usepackage{fontspec}\n% \\setmainfont{");
        out.push_str(if body.chars().any(text::is_east_asian) { "Noto Sans CJK KR" } else { "FreeSerif" });
        out.push_str("}\n");
    }
    out
}
