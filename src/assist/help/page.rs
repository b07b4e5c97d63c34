//! One page of help: paragraphs, examples and lists.

use output::render::{width, wrap};
use output::visible::{Style, Visible, visible};

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The word it explains.
    pub name: String,
    /// What it says, in order.
    pub blocks: Vec<Block>,
}

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Text(String),
    /// A paragraph that stands out.
    Strong(String),
    /// A statement that can be typed.
    Example(String),
    /// A heading, and words with what they mean.
    List(String, Vec<(String, String)>),
}

impl Page {
    /// A page without content yet.
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), blocks: Vec::new() }
    }

    /// Reads a section: lines set in by four blanks are examples, the others are text.
    pub fn parse(name: &str, body: &str) -> Self {
        let mut page = Self::new(name);
        for line in body.lines().filter(|line| !line.trim().is_empty()) {
            match line.strip_prefix("    ") {
                Some(example) => page.example(example),
                None => page.text(line),
            }
        }
        page
    }

    /// Adds a paragraph.
    pub fn text(&mut self, text: &str) {
        self.blocks.push(Block::Text(text.to_owned()));
    }

    /// Adds a paragraph that stands out.
    pub fn strong(&mut self, text: &str) {
        self.blocks.push(Block::Strong(text.to_owned()));
    }

    /// Adds an example.
    pub fn example(&mut self, example: &str) {
        self.blocks.push(Block::Example(example.to_owned()));
    }

    /// Adds a list.
    pub fn list(&mut self, heading: &str, rows: impl IntoIterator<Item = (String, String)>) {
        self.blocks.push(Block::List(heading.to_owned(), rows.into_iter().collect()));
    }

    /// The statements of the page.
    pub fn examples(&self) -> impl Iterator<Item = &str> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Example(example) => Some(example.as_str()),
            Block::Text(_) | Block::Strong(_) | Block::List(..) => None,
        })
    }

    /// The page in lines of a width; `paint` colors the examples.
    pub fn render(&self, columns: usize, color: bool, paint: impl Fn(&str) -> Visible) -> Visible {
        let mut out = Visible::default();
        let columns = columns.max(20);
        for (at, block) in self.blocks.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|at| self.blocks.get(at));
            let together = matches!((before, block), (Some(Block::Example(_)), Block::Example(_)));
            out.push(if before.is_none() || together { "" } else { "\n" });
            match block {
                Block::Text(text) => wrap(&visible(text), columns, true, |line| {
                    out.push(line);
                    out.push("\n");
                }),
                Block::Strong(text) => wrap(&visible(text), columns, true, |line| {
                    match color {
                        true => out.push_styled(Style::Bold, line),
                        false => out.push(line),
                    }
                    out.push("\n");
                }),
                Block::Example(example) => {
                    out.push("    ");
                    match color {
                        true => out.append(&paint(example)),
                        false => out.push(example),
                    }
                    out.push("\n");
                }
                Block::List(heading, rows) => {
                    out.push(&format!("{heading}:\n"));
                    let rows: Vec<_> =
                        rows.iter().map(|(word, about)| (visible(word), visible(about))).collect();
                    in_columns(&rows, columns).iter().for_each(|line| out.push(&format!("    {line}\n")));
                }
            }
        }
        out
    }
}

/// Words and what they mean, in two columns where they fit, read downwards.
fn in_columns(rows: &[(String, String)], columns: usize) -> Vec<String> {
    let filled = |rows: &[(String, String)]| -> Vec<String> {
        let widest = rows.iter().map(|(word, _)| width(word)).max().unwrap_or(0);
        let fill = |word: &str| " ".repeat(widest - width(word) + 2);
        rows.iter().map(|(word, about)| format!("{word}{}{about}", fill(word))).collect()
    };
    let (left, right) = rows.split_at(rows.len().div_ceil(2));
    let (left, right) = (filled(left), filled(right));
    let widest = |lines: &[String]| lines.iter().map(|line| width(line)).max().unwrap_or(0);
    if rows.len() < LONG || 4 + widest(&left) + 2 + widest(&right) > columns {
        return filled(rows);
    }
    let across = widest(&left) + 2;
    let mut right = right.into_iter();
    let join = |left: &String| match right.next() {
        Some(right) => format!("{left}{}{right}", " ".repeat(across - width(left))),
        None => left.clone(),
    };
    left.iter().map(join).collect()
}

/// Shorter lists are read faster in one column.
const LONG: usize = 8;
