//! What is done with scripts beside running them: laying out and looking through.

use std::path::Path;

use juxta::base::source::Source;
use juxta::output::diagnostic::{self, Style};
use juxta::session::Session;
use juxta::syntax;

use crate::support;

#[test]
fn examples_have_the_one_layout_and_nothing_is_wrong_with_them() {
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut read = 0;
    let is_script = |path: &Path| path.extension().is_some_and(|ending| ending == "juxta");
    let files = scripts.read_dir().expect("examples/ is there").flatten();
    for script in files.filter(|file| is_script(&file.path())) {
        let text = std::fs::read_to_string(script.path()).expect("a script is text");
        assert_eq!(syntax::format(&text).expect("it can be read"), text, "{}", script.path().display());
        assert_eq!(lint(&text), "", "{}", script.path().display());
        read += 1;
    }
    assert!(read >= 12);
}

#[test]
fn findings_stand_in_the_order_of_the_lines() {
    let findings = lint(
        "expect 4 rows\n\
         define capitals as Beijing, Seoul\n\
         define small in profile as population < 10\n\
         set width 90\n\
         compare capitals on rankings where year = 1999 or rank > 400\n\
         compare Beijing, Seoul on rankings where index = GDCI and year = 2020\n\
         compare Beijng, Seoul on rankings\n\
         show topics limit 3 limit 4\n\
         cite rankings as ris\n\
         export to \"x.docx\"\n",
    );
    insta::assert_snapshot!(findings);
}

#[test]
fn a_definition_is_used_where_it_is_named_or_shown() {
    let define = "define big cities as Beijing, Seoul\n";
    assert!(lint(define).contains("W603"));
    assert_eq!(lint(&format!("{define}compare \"Big  Cities\" on rankings\n")), "");
    assert_eq!(lint(&format!("{define}show sets\n")), "");
    assert!(lint(&format!("compare Beijing, Seoul on rankings\n{define}")).contains("W603"), "only below");
}

#[test]
fn a_session_is_the_same_after_a_look() {
    let session = Session::new().expect("the data inside can be read");
    let source = Source::new("script", "define capitals as Beijing, Seoul\nshow topics\n");
    assert_eq!(session.lint(&source).len(), 1);
    let again = Source::new("script", "compare capitals on rankings\ncite\n");
    assert_eq!(session.lint(&again).len(), 1, "the name is unknown again");
}

fn lint(script: &str) -> String {
    let source = Source::new("script", script);
    let session = Session::new().expect("the data inside can be read");
    session.lint(&source).iter().map(|lint| diagnostic::render(lint, &source, Style::default())).collect()
}

#[test]
fn completions_and_the_manual_page_know_every_command() {
    for shell in ["bash", "zsh", "fish"] {
        let script = support::run(["completions", shell]);
        support::ends(&script, 0);
        let known =
            ["plan", "fmt", "lint", "learn", "keep-going"].iter().all(|word| script.stdout.contains(word));
        assert!(known, "{shell}: {}", script.stdout);
    }
    let page = support::run(["man"]);
    assert!(page.stdout.contains(".TH juxta") && page.stdout.contains("Exit codes"), "{}", page.stdout);
}

#[test]
fn fmt_and_lint_end_with_their_codes() {
    let folder = support::folder("tools");
    let file = folder.join("script.juxta");
    std::fs::write(&file, "SHOW topics\n").expect("the file can be written");
    let run = |arguments: &[&str]| {
        let path = file.display().to_string();
        support::run(arguments.iter().copied().chain([path.as_str()])).code
    };
    assert_eq!(run(&["fmt", "--check"]), Some(1));
    assert_eq!(run(&["fmt"]), Some(0));
    assert_eq!(std::fs::read_to_string(&file).ok().as_deref(), Some("show topics\n"));
    assert_eq!(run(&["fmt", "--check"]), Some(0));
    assert_eq!(run(&["lint"]), Some(0));
    std::fs::write(&file, "define a as Beijing\n").expect("the file can be written");
    assert_eq!(run(&["lint"]), Some(1));
    let missing = folder.join("none.juxta").display().to_string();
    assert_eq!(support::run(["lint", missing.as_str()]).code, Some(3));
    assert_eq!(support::run(["fmt", missing.as_str()]).code, Some(3));
    assert_eq!(support::run(["fmt"]).code, Some(2));
}
