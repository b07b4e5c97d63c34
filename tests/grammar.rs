//! The TextMate grammar for editors: made of the keyword list, and it colors a line as the prompt does.

use std::fs;
use std::path::Path;

use fancy_regex::Regex;
use juxta::assist::highlight::{Mark, marks};

use crate::support::{ends, run};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/grammar/juxta.tmLanguage.json");

#[test]
fn the_file_is_what_the_program_prints() {
    let ran = run(["grammar"]);
    ends(&ran, 0);
    if std::env::var_os("UPDATE_GRAMMAR").is_some() {
        fs::write(FILE, &ran.stdout).expect("the grammar can be written");
    }
    let file = fs::read_to_string(FILE).unwrap_or_default();
    assert!(file == ran.stdout, "run `juxta grammar > grammar/juxta.tmLanguage.json`");
}

#[test]
fn editors_color_as_the_prompt_does() {
    let editor = Editor::new();
    let mut texts: Vec<String> = SAMPLES.iter().map(|&sample| sample.to_owned()).collect();
    let scripts = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples"));
    let scripts = scripts.expect("examples/ is there").map(|entry| entry.expect("it can be read").path());
    let scripts = scripts.filter(|path| path.extension().is_some_and(|ending| ending == "juxta"));
    texts.extend(scripts.map(|path| fs::read_to_string(path).expect("a script is text")));
    let mut compared = 0;
    for text in &texts {
        let prompt: Vec<(&str, Mark)> =
            marks(text).into_iter().map(|(span, mark)| (span.of(text), mark)).collect();
        compared += prompt.len();
        assert_eq!(text.lines().flat_map(|line| editor.marks(line)).collect::<Vec<_>>(), prompt, "{text}");
    }
    assert!(compared > 1000, "only {compared} words");
}

const SAMPLES: [&str; 12] = [
    "compare New York, Hong Kong on rankings where year = 2020 # two cities",
    "COMPARE 베이징, 서울 ON rankings WHERE year >= 2019",
    "compare 北京，首尔 on gpci；show topics",
    "show \"Mayors for Peace\" on networks",
    "show \"not closed and where",
    "show “Mayors for Peace” on networks",
    "show People's Government on sources where year in 2013..2019",
    "compare 'New York' on rankings where not year = 2019-2020",
    "rank cities on rankings.GCI order by change desc limit 3",
    "show onward, android, bye, island on forms-of-order",
    "cite show rankings as bibtex",
    "  define capitals as Beijing, Seoul; expect 4 rows",
];

/// Reads a grammar as an editor does: at each place the rule that begins first, of several the one listed first.
struct Editor {
    rules: Vec<(Regex, Option<Mark>, Option<Mark>)>,
}

impl Editor {
    fn new() -> Self {
        let text = fs::read_to_string(FILE).expect("the grammar is there");
        let grammar: serde_json::Value = serde_json::from_str(&text).expect("the grammar is JSON");
        let rules = grammar["patterns"].as_array().expect("it has patterns").iter().map(|rule| {
            let pattern = rule["match"].as_str().expect("every rule matches something");
            let scope = |name: &serde_json::Value| name.as_str().and_then(mark);
            let regex = Regex::new(pattern).unwrap_or_else(|error| panic!("{pattern}: {error}"));
            (regex, scope(&rule["name"]), scope(&rule["captures"]["1"]["name"]))
        });
        Self { rules: rules.collect() }
    }

    fn marks<'t>(&self, line: &'t str) -> Vec<(&'t str, Mark)> {
        let mut marks = Vec::new();
        let mut at = 0;
        loop {
            let found = self.rules.iter().filter_map(|(regex, whole, part)| {
                let captures = regex.captures_from_pos(line, at).expect("the rule can be tried")?;
                let all = captures.get(0).filter(|all| !all.as_str().is_empty())?;
                Some((
                    all.start(),
                    all.end(),
                    all.as_str(),
                    captures.get(1).map(|part| part.as_str()),
                    *whole,
                    *part,
                ))
            });
            let Some((_, end, text, inner, whole, part)) = found.min_by_key(|found| found.0) else { break };
            marks.extend(whole.map(|mark| (text, mark)));
            marks.extend(inner.zip(part));
            at = end;
        }
        marks
    }
}

/// What the prompt calls what a scope names; signs have no color there.
fn mark(scope: &str) -> Option<Mark> {
    match scope {
        "comment.line.number-sign.juxta" => Some(Mark::Comment),
        "string.quoted.juxta" => Some(Mark::Quoted),
        "keyword.control.juxta" => Some(Mark::Verb),
        "keyword.other.juxta" | "keyword.operator.word.juxta" => Some(Mark::Keyword),
        "constant.numeric.juxta" => Some(Mark::Number),
        "support.function.juxta" => Some(Mark::Keyword),
        "keyword.operator.juxta" | "punctuation.separator.juxta" => None,
        other => panic!("no color is known for {other}"),
    }
}
