//! Prose written as Markdown once more, from what was understood of it: nothing passes but what is written here.

use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, Tag, TagEnd};

use output::render::markdown_text;

/// Blocks as Markdown, up to the end of what holds them.
pub fn blocks<'t>(events: &mut impl Iterator<Item = Event<'t>>) -> String {
    all(events).0.join("\n\n")
}

/// The same, and whether there are paragraphs among them.
fn all<'t>(events: &mut impl Iterator<Item = Event<'t>>) -> (Vec<String>, bool) {
    let (mut blocks, mut line, mut loose) = (Vec::new(), String::new(), false);
    let (mut was_list, mut other_sign) = (false, false);
    // In a list without gaps, text stands between blocks without a paragraph around it.
    let end = |line: &mut String, blocks: &mut Vec<String>| {
        let text = std::mem::take(line);
        blocks.extend((!text.trim().is_empty()).then(|| unlike_blocks(&text)));
    };
    while let Some(event) = events.next() {
        let list = matches!(event, Event::Start(Tag::List(_)));
        match event {
            Event::Start(Tag::Paragraph | Tag::HtmlBlock) => {
                end(&mut line, &mut blocks);
                loose = true;
                blocks.push(unlike_blocks(&inline(events)));
            }
            Event::Start(Tag::Heading { level, .. }) => {
                end(&mut line, &mut blocks);
                blocks.push(format!("{} {}", "#".repeat(level as usize), one_line(&inline(events))));
            }
            Event::Start(Tag::BlockQuote(_)) => {
                end(&mut line, &mut blocks);
                blocks.push(set_in(&self::blocks(events), "> ", "> "));
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                end(&mut line, &mut blocks);
                blocks.push(code_block(&kind, events));
            }
            Event::Start(Tag::List(first)) => {
                end(&mut line, &mut blocks);
                // A list right behind a list has another sign, or both would be one.
                other_sign = was_list && !other_sign;
                blocks.push(items(first, other_sign, events));
            }
            Event::Start(Tag::Table(columns)) => {
                end(&mut line, &mut blocks);
                blocks.push(table(&columns, events));
            }
            Event::Rule => {
                end(&mut line, &mut blocks);
                blocks.push("* * *".into());
            }
            Event::End(TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::List(_) | TagEnd::Table) => break,
            event => piece(&mut line, event, events, false),
        }
        was_list = list;
    }
    end(&mut line, &mut blocks);
    (blocks, loose)
}

/// The text of a paragraph or a heading, up to its end.
pub fn inline<'t>(events: &mut impl Iterator<Item = Event<'t>>) -> String {
    let mut out = String::new();
    while let Some(event) = events.next() {
        match event {
            Event::End(TagEnd::Paragraph | TagEnd::HtmlBlock | TagEnd::Heading(_)) => break,
            event => piece(&mut out, event, events, false),
        }
    }
    out
}

/// Adds a piece of a line; `cell` is whether it stands in a table.
fn piece<'t>(out: &mut String, event: Event<'t>, events: &mut impl Iterator<Item = Event<'t>>, cell: bool) {
    match event {
        Event::Text(text) => out.push_str(&markdown_text(&text)),
        Event::Code(code) => {
            let code = one_line(&code);
            let code = if cell { code.replace('|', "\\|") } else { code };
            let fence = fence(&code, 1);
            // A blank on either side is taken off again.
            let blank = if code.starts_with(['`', ' ']) || code.ends_with(['`', ' ']) { " " } else { "" };
            out.push_str(&format!("{fence}{blank}{code}{blank}{fence}"));
        }
        Event::SoftBreak => out.push('\n'),
        Event::HardBreak => out.push_str("\\\n"),
        Event::Start(Tag::Emphasis) | Event::End(TagEnd::Emphasis) => out.push('*'),
        Event::Start(Tag::Strong) | Event::End(TagEnd::Strong) => out.push_str("**"),
        Event::Start(Tag::Strikethrough) | Event::End(TagEnd::Strikethrough) => out.push_str("~~"),
        Event::Start(Tag::Link { dest_url, .. }) => {
            out.push('[');
            while let Some(event) = events.next() {
                match event {
                    Event::End(TagEnd::Link) => break,
                    event => piece(out, event, events, cell),
                }
            }
            out.push_str(&format!("]({})", address(&dest_url)));
        }
        // What else there is was not asked for, and says nothing.
        _ => {}
    }
}

/// An address in which nothing ends the link or begins another thing.
fn address(url: &CowStr<'_>) -> String {
    let mut out = String::new();
    for c in url.trim().chars() {
        match c {
            '<' | '>' | '(' | ')' | '[' | ']' | '{' | '}' | '\\' | '|' | '"' | '`' | '*' | '_' | ' ' => {
                out.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c if c.is_control() || c.is_whitespace() => {}
            c => out.push(c),
        }
    }
    out
}

fn items<'t>(first: Option<u64>, other_sign: bool, events: &mut impl Iterator<Item = Event<'t>>) -> String {
    let (mut items, mut gaps) = (Vec::new(), false);
    let mut number = first;
    while let Some(event) = events.next() {
        match event {
            Event::Start(Tag::Item) => {
                let sign = match (number, other_sign) {
                    (None, false) => "- ".to_owned(),
                    (None, true) => "* ".to_owned(),
                    (Some(number), false) => format!("{number}. "),
                    (Some(number), true) => format!("{number}) "),
                };
                number = number.map(|number| number + 1);
                let (blocks, loose) = all(events);
                gaps |= loose;
                // Without paragraphs, what follows a text follows it at once.
                let text = blocks.join(if loose { "\n\n" } else { "\n" });
                items.push(set_in(&text, &sign, &" ".repeat(sign.len())));
            }
            Event::End(TagEnd::List(_)) => break,
            _ => {}
        }
    }
    items.join(if gaps { "\n\n" } else { "\n" })
}

fn table<'t>(columns: &[Alignment], events: &mut impl Iterator<Item = Event<'t>>) -> String {
    let (mut lines, mut line) = (Vec::new(), String::from("|"));
    while let Some(event) = events.next() {
        match event {
            Event::Start(Tag::TableCell) => line.push(' '),
            Event::End(TagEnd::TableCell) => line.push_str(" |"),
            Event::End(TagEnd::TableHead) => {
                lines.push(std::mem::replace(&mut line, "|".into()));
                let rules = columns.iter().map(|column| match column {
                    Alignment::None => " --- |",
                    Alignment::Left => " :-- |",
                    Alignment::Center => " :-: |",
                    Alignment::Right => " --: |",
                });
                lines.push(format!("|{}", rules.collect::<String>()));
            }
            Event::End(TagEnd::TableRow) => lines.push(std::mem::replace(&mut line, "|".into())),
            Event::End(TagEnd::Table) => break,
            event => piece(&mut line, event, events, true),
        }
    }
    lines.join("\n")
}

fn code_block<'t>(kind: &CodeBlockKind<'_>, events: &mut impl Iterator<Item = Event<'t>>) -> String {
    let mut code = String::new();
    for event in events {
        match event {
            Event::Text(text) => code.push_str(&text),
            Event::End(TagEnd::CodeBlock) => break,
            _ => {}
        }
    }
    // Only the word that colors it.
    let language = match kind {
        CodeBlockKind::Fenced(words) => {
            words.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default()
        }
        CodeBlockKind::Indented => "",
    };
    let fence = fence(&code, 3);
    format!("{fence}{language}\n{}\n{fence}", code.trim_end_matches('\n'))
}

/// So many backticks as do not stand in a text.
fn fence(code: &str, least: usize) -> String {
    let mut fence = "`".repeat(least);
    while code.contains(&fence) {
        fence.push('`');
    }
    fence
}

/// A paragraph none of whose lines begins a list, a rule or a heading.
fn unlike_blocks(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let line = line.trim_start_matches([' ', '\t']);
        let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        match line[digits..].chars().next() {
            Some('.' | ')') if digits > 0 => format!("{}\\{}", &line[..digits], &line[digits..]),
            Some('-' | '+' | '=' | ':' | '%') if digits == 0 => format!("\\{line}"),
            _ => line.to_owned(),
        }
    });
    // An empty line would end the paragraph.
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn one_line(text: &str) -> String {
    text.replace("\\\n", " ").replace('\n', " ")
}

/// A text whose first line begins with a sign, and whose others are set in as far.
fn set_in(text: &str, first: &str, others: &str) -> String {
    let lines = text.lines().enumerate().map(|(at, line)| {
        let before = if at == 0 { first } else { others };
        format!("{before}{line}").trim_end().to_owned()
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    if text.is_empty() { first.trim_end().to_owned() } else { text }
}
