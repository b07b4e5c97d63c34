//! Errors with labels in all the wrong places are still drawn.

use miette::Diagnostic;
use thiserror::Error;

use super::{Style, render};
use base::source::{Source, Span};

#[derive(Debug, Error, Diagnostic)]
#[error("no city `{name}`")]
#[diagnostic(code(E101), help("`show cities` lists all"))]
struct Unknown {
    #[label("did you mean `Beijing`?")]
    span: Span,
    name: &'static str,
}

fn unknown(start: usize, end: usize) -> Unknown {
    Unknown { span: Span::new(start, end), name: "Beijng" }
}

#[track_caller]
fn drawn(text: &str, start: usize, end: usize) -> String {
    render(&unknown(start, end), &Source::new("lesson.jx", text), Style::default())
}

#[test]
fn a_label_points_at_its_text() {
    insta::assert_snapshot!(drawn("show topics\nshow 北京, Beijng on x\n", 26, 32));
}

#[test]
fn plain_is_said_in_sentences() {
    let source = Source::new("lesson.jx", "show topics\nshow Beijng on x\n");
    let style = Style { plain: true, ..Style::default() };
    insta::assert_snapshot!(render(&unknown(17, 23), &source, style));
}

#[test]
fn labels_at_and_past_the_end_move_to_the_last_word() {
    let wanted = drawn("show Beijng  \n", 5, 11);
    for (start, end) in [(11, 11), (13, 13), (14, 14), (95, 100), (11, 500)] {
        assert_eq!(drawn("show Beijng  \n", start, end), wanted, "{start} {end}");
    }
}

#[test]
fn labels_inside_a_letter_move_to_its_ends() {
    assert_eq!(drawn("show 서울", 6, 7), drawn("show 서울", 5, 8));
}

#[test]
fn a_source_without_text_has_no_place_to_show() {
    assert!(drawn("", 0, 0).contains("no city"));
    assert!(drawn(" \n ", 1, 1).contains("no city"));
}

#[test]
fn long_lines_are_cut_around_the_label() {
    let text = format!("show {}, Beijng, {}\nshow y", "a, ".repeat(300), "b, ".repeat(300));
    let at = text.find("Beijng").unwrap_or_default();
    insta::assert_snapshot!(drawn(&text, at, at + 6));
    insta::assert_snapshot!(drawn(&text, 5, at + 6));
}

#[test]
fn characters_that_steer_a_terminal_are_pictured() {
    let message = drawn("show \u{1b}[2J\t\u{202e}Beijng\r\n", 5, 18);
    assert!(!message.contains(['\u{1b}', '\u{202e}', '\r']), "{message}");
}

#[test]
fn color_only_on_request() {
    let source = Source::new("x", "show Beijng");
    assert!(!drawn("show Beijng", 5, 11).contains('\u{1b}'));
    assert!(render(&unknown(5, 11), &source, Style { color: true, ..Style::default() }).contains('\u{1b}'));
}
