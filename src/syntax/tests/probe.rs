use crate::diagnostic::{Style, render};
use crate::source::Source;
use crate::syntax::parse;

#[test]
fn probe() {
    let Ok(text) = std::fs::read_to_string("/tmp/h/probe.txt") else { return };
    for line in text.lines() {
        let line = line.replace("\\n", "\n");
        let source = Source::new("test", line.as_str());
        println!("=== {line}");
        for result in parse(&source) {
            match result {
                Ok(s) => println!("OK {}", super::sexpr::statement(&s)),
                Err(e) => println!("{}", render(&e, &source, Style::default())),
            }
        }
    }
}
