//! The Markdown of comments. Nothing in it is markup of the page: raw HTML is shown as text, pictures by their words,
//! and links lead to pages and letter boxes only.

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use crate::render::markdown_text;

/// The title of a page: a heading, or a paragraph of one line; and what follows it.
pub fn title(text: &str) -> Option<(String, String)> {
    let (first, range) = Parser::new_ext(text, options()).into_offset_iter().next()?;
    let block = text[range.clone()].trim();
    let lines = block.lines().count();
    let title = match first {
        Event::Start(Tag::Heading { .. }) if block.starts_with('#') => block.trim_matches('#').trim(),
        // A line of `=` or `-` stands below it.
        Event::Start(Tag::Heading { .. }) if lines == 2 => block.lines().next()?.trim(),
        Event::Start(Tag::Paragraph) if lines == 1 => block,
        _ => return None,
    };
    Some((title.to_owned(), text[range.end..].trim_start_matches('\n').to_owned()))
}

/// Prose as HTML; no heading is as large as the title of the page.
pub fn html(text: &str) -> String {
    let mut out = String::new();
    html::push_html(&mut out, events(text));
    out
}

/// A title as HTML, without the paragraph around it.
pub fn inline_html(text: &str) -> String {
    let mut out = String::new();
    let paragraph =
        |event: &Event<'_>| matches!(event, Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph));
    html::push_html(&mut out, events(text).filter(|event| !paragraph(event)));
    out.trim().to_owned()
}

/// A title without any markup.
pub fn plain(text: &str) -> String {
    let mut out = String::new();
    for event in events(text) {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            _ => {}
        }
    }
    out
}

/// Prose as Markdown for a page with a title: no heading is as large, and raw HTML is escaped.
pub fn markdown(text: &str) -> String {
    let mut out = String::new();
    let mut done = 0;
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        if range.start < done {
            continue;
        }
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                out.push_str(&text[done..range.start]);
                let block = &text[range.clone()];
                done = range.start;
                if level == HeadingLevel::H1 && block.starts_with('#') {
                    out.push('#');
                } else if level == HeadingLevel::H1 {
                    let title = block.trim_end().rsplit_once('\n').map_or(block, |(title, _)| title);
                    out.push_str(&format!("## {title}\n"));
                    done = range.end;
                }
            }
            Event::Html(raw) | Event::InlineHtml(raw) => {
                out.push_str(&text[done..range.start]);
                out.push_str(&raw.replace('<', "\\<"));
                done = range.end;
            }
            _ => {}
        }
    }
    out.push_str(&text[done..]);
    out
}

/// A name so written that Markdown shows it as it is.
pub fn escaped(name: &str) -> String {
    markdown_text(name)
}

fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH
}

fn events(text: &str) -> impl Iterator<Item = Event<'_>> {
    let mut links = Vec::new();
    Parser::new_ext(text, options()).filter_map(move |event| {
        Some(match event {
            Event::Html(raw) | Event::InlineHtml(raw) => Event::Text(raw),
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => return None,
            Event::Start(Tag::Link { dest_url, .. }) if !leads_out(&dest_url) => {
                links.push(false);
                return None;
            }
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                links.push(true);
                Event::Start(Tag::Link { link_type, dest_url, title, id })
            }
            Event::End(TagEnd::Link) if links.pop() == Some(false) => return None,
            Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                Event::Start(Tag::Heading { level: deeper(level), id, classes, attrs })
            }
            Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(deeper(level))),
            event => event,
        })
    })
}

fn leads_out(url: &CowStr<'_>) -> bool {
    let url = url.trim().to_ascii_lowercase();
    ["https://", "http://", "mailto:"].iter().any(|start| url.starts_with(start))
}

fn deeper(level: HeadingLevel) -> HeadingLevel {
    if level == HeadingLevel::H1 { HeadingLevel::H2 } else { level }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_prose_is_markup_of_the_page() {
        let text = "A <script>alert(1)</script> & [x](javascript:alert(1)) ![seal](https://x.y/z.png) `<b>`";
        let page = html(text);
        assert_eq!(
            page,
            "<p>A &lt;script&gt;alert(1)&lt;/script&gt; &amp; x seal <code>&lt;b&gt;</code></p>\n"
        );
        assert!(!html(&markdown("<div onclick=x>\nhello\n</div>")).contains("<div"));
        assert!(html("[a](https://b.c)").contains("<a href=\"https://b.c\">a</a>"));
    }

    #[test]
    fn a_title_is_a_heading_or_a_line_alone() {
        let of = |text| title(text).map(|(title, rest)| format!("{title}|{rest}"));
        assert_eq!(of("Ranks\n\nWhere?").as_deref(), Some("Ranks|Where?"));
        assert_eq!(of("# Ranks\nWhere?").as_deref(), Some("Ranks|Where?"));
        assert_eq!(of("Ranks\n=====\nWhere?").as_deref(), Some("Ranks|Where?"));
        assert_eq!(of("Ranks\nand more"), None);
        assert_eq!(of("- a list"), None);
        assert_eq!(plain("Ranks of `GCI` in *2020*"), "Ranks of GCI in 2020");
    }

    #[test]
    fn no_heading_is_as_large_as_the_title() {
        assert_eq!(html("# Part\n\n### Deeper"), "<h2>Part</h2>\n<h3>Deeper</h3>\n");
        assert_eq!(markdown("# Part\n\ntext\n\nOther\n===\n"), "## Part\n\ntext\n\n## Other\n");
        assert_eq!(markdown("## Part\n\nOther\n---\n"), "## Part\n\nOther\n---\n");
    }
}
