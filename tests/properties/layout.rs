//! What holds of the layout of every text.

use juxta::base::source::Source;
use juxta::session::Session;
use juxta::syntax;

/// A text that can be laid out is laid out once and for all, and means what it meant.
pub fn layout_holds(session: &Session, text: &str) {
    let Ok(once) = syntax::format(text) else { return };
    let twice =
        syntax::format(&once).unwrap_or_else(|_| panic!("the layout of {text:?} cannot be read: {once:?}"));
    assert_eq!(once, twice, "the layout of {text:?} has a layout of its own");
    let (before, after) = (plans(session, text), plans(session, &once));
    assert_eq!(before, after, "the layout of {text:?} means something else: {once:?}");
}

/// What each statement means, or that it means nothing.
fn plans(session: &Session, text: &str) -> Vec<Option<String>> {
    let source = Source::new("text", text);
    let plan = |span: juxta::base::source::Span| {
        let statement = Source::new("text", span.of(&source.text));
        let stages = session.plan(&statement).ok()?;
        stages.into_iter().find(|(stage, _)| *stage == "query").map(|(_, plan)| plan)
    };
    syntax::statements(text).into_iter().map(plan).collect()
}
