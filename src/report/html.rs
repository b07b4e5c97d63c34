//! A report as one page of HTML.

use super::{Layout, Part, Report, checked, prose};
use answer::{Answer, SourceLine};
use output::render::{Format, html, html_text};

pub fn page(report: &Report, layout: &Layout) -> String {
    let mut body = format!("<h1>{}</h1>\n", prose::inline_html(&report.title));
    let mut figures = 0;
    for part in &report.parts {
        match part {
            Part::Prose(text) => body += &prose::html(text),
            Part::Code(code) if layout.code => body += &block(code),
            Part::Text(text) => body += &block(text.trim_end()),
            Part::Result { answer, format } => {
                figures += 1;
                body += &result(answer, *format, figures);
                body += &sources(report, &answer.sources);
            }
            Part::Checks(checks) if layout.code => {
                let (said, code) = (checked(checks.len()), block(&checks.join("\n")));
                body += &format!("<details>\n<summary>{said}</summary>\n{code}</details>\n");
            }
            Part::Code(_) | Part::Checks(_) => {}
        }
    }
    body += &bibliography(report);
    body += &format!(
        "<footer><p>Made by Juxta {} from <code>{}</code>.</p></footer>\n",
        env!("CARGO_PKG_VERSION"),
        html_text(&report.script)
    );
    html::page(&layout.lang, &prose::plain(&report.title), &body)
}

fn result(answer: &Answer, format: Format, number: usize) -> String {
    let drawn = matches!(format, Format::Chart | Format::Svg);
    let picture = if drawn { html::figure(answer, &format!("chart-{number}")) } else { None };
    picture.unwrap_or_else(|| html::tables(answer)) + &html::notes(answer)
}

/// `Sources: Table 3-2 [1]; section 3.2.1(2) [4].`
fn sources(report: &Report, lines: &[SourceLine]) -> String {
    let cited = report.cited(lines).into_iter().map(|(number, places)| {
        format!("{} <a href=\"#source-{number}\">[{number}]</a>", html_text(&places.join(", ")))
    });
    let cited: Vec<String> = cited.collect();
    match cited.is_empty() {
        true => String::new(),
        false => format!("<p class=\"sources\">Sources: {}.</p>\n", cited.join("; ")),
    }
}

fn bibliography(report: &Report) -> String {
    let entries = report.bibliography.entries().enumerate().map(|(at, (sentence, url))| {
        let text = html_text(&sentence);
        let address = html_text(url);
        let web = url.starts_with("https://") || url.starts_with("http://");
        let text = match web {
            true => text.replacen(&address, &format!("<a href=\"{address}\">{address}</a>"), 1),
            false => text,
        };
        format!("<li id=\"source-{}\">{text}</li>\n", at + 1)
    });
    let entries: String = entries.collect();
    if entries.is_empty() { entries } else { format!("<h2>Sources</h2>\n<ol>\n{entries}</ol>\n") }
}

fn block(code: &str) -> String {
    format!("<pre><code>{}</code></pre>\n", code.lines().map(html_text).collect::<Vec<_>>().join("\n"))
}
