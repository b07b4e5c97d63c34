//! What worked at a prompt, so that it can be saved as a script that runs.

use base::source::{Source, Span};
use syntax::ast::{Statement, StatementKind};
use syntax::one_line;

/// The statements of a session, as they were typed.
#[derive(Clone, Debug, Default)]
pub struct Transcript {
    worked: Vec<String>,
    failed: usize,
    query: Option<String>,
    mended: Option<Mended>,
}

/// The statement that failed last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// As it can be typed next.
    pub text: String,
    /// Whether it differs from what was typed.
    pub corrected: bool,
}

impl Transcript {
    /// Keeps a statement that worked.
    pub fn worked(&mut self, source: &Source, statement: &Statement) {
        let text = statement.span.of(&source.text).trim().to_owned();
        if matches!(statement.node, StatementKind::Query(_)) {
            self.query = Some(text.clone());
        }
        self.worked.push(text);
        self.mended = None;
    }

    /// Keeps a line that is no statement, as a remark.
    pub fn remark(&mut self, text: &str) {
        self.worked.push(format!("# {text}"));
    }

    /// Counts a statement that failed; true when a correction of it is known.
    pub fn failed(&mut self, source: &Source, span: Span, mended: Option<String>) -> bool {
        self.failed += 1;
        let corrected = mended.is_some();
        let text = mended.unwrap_or_else(|| span.of(&source.text).to_owned());
        self.mended = Some(Mended { text: one_line(&text), corrected });
        corrected
    }

    /// The statement that failed last; `None` when the last one worked.
    pub fn mended(&self) -> Option<&Mended> {
        self.mended.as_ref()
    }

    /// The last query that worked.
    pub fn query(&self) -> Option<&str> {
        self.query.as_deref()
    }

    /// How many statements worked, and how many did not.
    pub fn counts(&self) -> (usize, usize) {
        (self.worked.iter().filter(|line| !line.starts_with('#')).count(), self.failed)
    }

    /// The statements that worked, as a script.
    pub fn script(&self) -> String {
        let mut script = format!("# Written by juxta {}\n\n", env!("CARGO_PKG_VERSION"));
        for statement in &self.worked {
            script.push_str(statement);
            script.push('\n');
        }
        script
    }
}

#[cfg(test)]
mod tests {
    use super::Transcript;
    use base::source::{Source, Span};
    use session::Session;

    fn typed(lines: &[&str]) -> (Session, Transcript) {
        let (mut session, mut transcript) = (Session::new().unwrap(), Transcript::default());
        for line in lines {
            let source = Source::new("prompt", *line);
            for statement in Session::statements(&source) {
                let span = statement.as_ref().map_or(Span::new(0, line.len()), |statement| statement.span);
                match session.run_read(&source, statement) {
                    Ok((statement, _)) => transcript.worked(&source, &statement),
                    Err(failure) => {
                        let mended = session.mended(&source, span, &failure);
                        transcript.failed(&source, span, mended);
                    }
                }
            }
        }
        (session, transcript)
    }

    #[test]
    fn what_worked_is_a_script_that_runs() {
        let lines = [
            "define pair as Beijing,\n  Seoul",
            "compare Beijng, Seoul on rankings",
            "compare pair on rankings where year = 2020; expect leader = Seoul where index = GPCI and measure = rank",
        ];
        let (_, transcript) = typed(&lines);
        assert_eq!(transcript.counts(), (3, 1));
        let script = transcript.script();
        let (_, again) = typed(&[&script]);
        assert_eq!(again.counts(), (3, 0), "{script}");
        assert_eq!(transcript.query(), Some("compare pair on rankings where year = 2020"));
    }

    #[test]
    fn a_mistake_comes_back_corrected() {
        for (typo, wanted) in [
            (
                "compare Beijng, Seoul on rankings where yaer = 2020",
                "compare Beijing, Seoul on rankings where year = 2020",
            ),
            ("compair Beijng, Seoul on rankings", "compare Beijing, Seoul on rankings"),
            ("compare Beijing vs Seuol on rankings", "compare Beijing, Seoul on rankings"),
            ("rank cities on rankings", "rank cities on rankings.GaWC"),
        ] {
            let (session, transcript) = typed(&[typo]);
            let mended = transcript.mended().unwrap();
            assert_eq!((mended.text.as_str(), mended.corrected), (wanted, true), "{typo}");
            let source = Source::new("prompt", mended.text.as_str());
            assert!(session.check(&source, Span::new(0, mended.text.len())).is_ok(), "{wanted}");
        }
    }

    #[test]
    fn a_mistake_without_a_correction_comes_back_as_it_was() {
        let (_, transcript) = typed(&["show Atlantis"]);
        let mended = transcript.mended().unwrap();
        assert_eq!((mended.text.as_str(), mended.corrected), ("show Atlantis", false));
        let (_, transcript) = typed(&["show Atlantis", "show topics"]);
        assert_eq!(transcript.mended(), None);
    }
}
