//! The Markdown of comments. Nothing in it is markup of the page: raw HTML is shown as text, pictures by their words,
//! and links lead to pages and letter boxes only.

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use output::render::markdown_text;

mod written;

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

/// Prose as Markdown for a page with a title: no heading is as large, and of the rest only what HTML would show.
pub fn markdown(text: &str) -> String {
    written::blocks(&mut events(text))
}

/// A title as Markdown on one line.
pub fn inline_markdown(text: &str) -> String {
    let paragraph =
        |event: &Event<'_>| !matches!(event, Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph));
    written::inline(&mut events(text).filter(paragraph)).replace("\\\n", " ").replace('\n', " ")
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
    use proptest::prelude::*;

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
        assert_eq!(markdown("# Part\n\ntext\n\nOther\n===\n"), "## Part\n\ntext\n\n## Other");
        assert_eq!(markdown("## Part\n\nOther\n---\n"), "## Part\n\n## Other");
    }

    /// What would be obeyed in a page of Markdown by those who let HTML through.
    fn live(markdown: &str) -> Vec<String> {
        let is_live = |event: &Event<'_>| match event {
            Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::Image { .. }) => true,
            Event::Start(Tag::Link { dest_url, .. }) => !leads_out(dest_url),
            _ => false,
        };
        Parser::new_ext(markdown, options()).filter(is_live).map(|event| format!("{event:?}")).collect()
    }

    #[test]
    fn what_markdown_says_is_what_html_says() {
        for text in [
            "A *b* **c** ~~d~~ `e` [f](https://g.h) and\nmore",
            "- one\n- two\n  - three\n\n1. four\n2. five\n",
            "> quoted\n> more\n\n***\n\n```juxta\nshow x\n```",
            "| a | b |\n| --- | --: |\n| `x` | 1 |\n",
            "1\\. no list\n\n\\- no list\n\n\\# no heading",
            "a\\\nb",
            "# One\n\n## Two <i>x</i>\n\nThree `` ` `` *`x`*",
            "- one\n\n* two\n\n+ three",
        ] {
            assert_eq!(
                html(&markdown(text)).replace('\n', ""),
                html(text).replace('\n', ""),
                "{}",
                markdown(text)
            );
        }
    }

    #[test]
    fn nothing_is_live_in_markdown() {
        for text in [
            "# T <img src=x onerror=alert(1)>",
            "<div>\\<script>alert(1)</script>\n</div>",
            "Setext <b onclick=alert(2)>x</b>\n===",
            "[l](javascript:alert(3)) [m][1] ![p](https://x.y/z.png)\n\n[1]: javascript:alert(4)",
            "&#60;script&#62; <javascript:alert(5)> <!-- x --> <?x?> <![CDATA[x]]>",
            "- <b>\n\n  <i>x</i>\n> <u>\n\n| <s> |\n|---|\n| <a onclick=x> |",
            "`a`\u{b}<b>\n    <i>\n\t<u>",
        ] {
            assert_eq!(live(&markdown(text)), [""; 0], "{}", markdown(text));
            assert_eq!(live(&format!("# {}", inline_markdown(text))), [""; 0], "{}", inline_markdown(text));
            assert!(!markdown(text).contains("javascript:alert(3)"));
        }
    }

    proptest! {
        #[test]
        fn no_text_is_live_in_markdown(text in "(<[a-z!?/]{1,3}|>|\\(|\\)|\\[|\\]|!|javascript:|&#60;|&lt;|\\\\|`{1,3}|~~|[*_#=+-]|[0-9]\\.|\n| {1,4}|\t|\\||\"|[a-z]{1,3}){0,40}") {
            let written = markdown(&text);
            prop_assert_eq!(live(&written), Vec::<String>::new(), "{}", written);
            let title = format!("# {}", inline_markdown(&text));
            prop_assert_eq!(live(&title), Vec::<String>::new(), "{}", title);
        }
    }
}
