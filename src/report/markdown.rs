//! A report as Markdown, with its charts as files beside it.

use std::path::Path;

use super::{Layout, Part, Report, checked, prose};
use answer::SourceLine;
use output::render::{self, Format, Options, markdown_text};
use output::write::Document;

pub fn documents(report: &Report, path: &Path, layout: &Layout) -> Vec<Document> {
    let mut blocks = vec![format!("# {}\n", prose::inline_markdown(&report.title))];
    let mut charts = Vec::new();
    for part in &report.parts {
        match part {
            Part::Prose(text) => blocks.push(prose::markdown(text) + "\n"),
            Part::Code(code) if layout.code => blocks.push(block("juxta", code)),
            Part::Text(text) => blocks.push(block("", text.trim_end())),
            Part::Result { answer, format } => {
                let drawn = matches!(format, Format::Chart | Format::Svg);
                let chart = drawn.then(|| render::render(answer, Format::Svg, &Options::default()).ok());
                match chart.flatten() {
                    Some(text) => {
                        let name = format!("{}-chart-{}.svg", stem(path), charts.len() + 1);
                        // What the picture shows, for those who do not see it.
                        let words = render::description(answer).unwrap_or_default();
                        let words = markdown_text(&format!("{}. {words}", answer.title));
                        blocks.push(format!("![{words}](<{name}>)\n"));
                        charts.push(Document { path: path.with_file_name(name), text });
                    }
                    None => blocks.push(render::markdown_result(answer)),
                }
                blocks.extend(sources(report, &answer.sources));
            }
            Part::Checks(checks) if layout.code => {
                blocks.push(format!("{}:\n", checked(checks.len())));
                blocks.push(block("juxta", &checks.join("\n")));
            }
            Part::Code(_) | Part::Checks(_) => {}
        }
    }
    blocks.extend(bibliography(report));
    blocks.push(format!(
        "Made by Juxta {} from {}.\n",
        env!("CARGO_PKG_VERSION"),
        markdown_text(&report.script)
    ));
    let page = Document { path: path.into(), text: blocks.join("\n") };
    [vec![page], charts].concat()
}

fn stem(path: &Path) -> String {
    path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned())
}

/// `Sources: Table 3-2 [1]; section 3.2.1(2) [4].`
fn sources(report: &Report, lines: &[SourceLine]) -> Option<String> {
    let cited = report.cited(lines).into_iter();
    let cited: Vec<String> =
        cited.map(|(number, places)| format!("{} [{number}]", places.join(", "))).collect();
    (!cited.is_empty()).then(|| format!("Sources: {}.\n", markdown_text(&cited.join("; "))))
}

fn bibliography(report: &Report) -> Option<String> {
    let entries = report.bibliography.entries().enumerate();
    let entries: String =
        entries.map(|(at, (sentence, _))| format!("{}. {}\n", at + 1, markdown_text(&sentence))).collect();
    (!entries.is_empty()).then(|| format!("## Sources\n\n{entries}"))
}

/// A block of code, in a fence that nothing inside it closes.
fn block(language: &str, code: &str) -> String {
    let mut fence = String::from("```");
    while code.contains(&fence) {
        fence.push('`');
    }
    format!("{fence}{language}\n{code}\n{fence}\n")
}
