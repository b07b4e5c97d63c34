//! Cases by all the names that anybody gives them.

use data::names::NameAuthority;

use crate::identity::{CaseKind, Who, called};
use crate::matching::kind_word;

/// Knows the cases of a topic by every name of theirs.
#[derive(Debug)]
pub struct Authority {
    /// What the cases are.
    pub kind: CaseKind,
    /// Who each of them is.
    pub who: Vec<Who>,
}

impl Authority {
    /// What is to be said where a name fits several, and only one of them is here, under a label.
    pub fn only_one(&self, name: &str, label: &str) -> Option<String> {
        let Who::OneOf(several) = called(self.kind, name) else { return None };
        let several: Vec<&str> = several.iter().map(|identity| identity.english()).collect();
        Some(format!("`{name}` fits {}; here `{label}` is the only one of them.", several.join(" and ")))
    }
}

impl NameAuthority for Authority {
    fn kind(&self) -> &'static str {
        kind_word(self.kind)
    }

    fn codes(&self, name: &str) -> Vec<u32> {
        let called = called(self.kind, name);
        let fits = |who: &Who| match (&called, who) {
            (Who::OneOf(several), Who::Known(one)) => several.iter().any(|of| of.line() == *one),
            (Who::OneOf(_) | Who::Known(_) | Who::Word(_), _) => *who == called,
        };
        self.who.iter().zip(0..).filter(|(who, _)| fits(who)).map(|(_, code)| code).collect()
    }
}
