//! Names that are no label of a field, or that fit several.

use std::sync::Arc;

use base::source::Span;
use base::suggest::{closest, only_one_with};
use data::{Field, Labels, Topic};

use super::error::{ResolveError, UnknownName};
use super::scope::{Scope, TOLD, kind, quoted};

/// A name that fits several labels.
pub fn unclear(scope: Scope<'_>, labels: &Labels, name: &str, codes: &[u32], span: Span) -> ResolveError {
    unclear_of(scope, labels.dictionary.labels(), name, codes, span)
}

/// The same, of any list.
pub fn unclear_of(
    scope: Scope<'_>,
    labels: &[Arc<str>],
    name: &str,
    codes: &[u32],
    span: Span,
) -> ResolveError {
    let meant: Vec<String> = codes.iter().map(|&code| labels[code as usize].to_string()).collect();
    let first = quoted(meant.first().map_or(name, String::as_str));
    let example = scope.edited(scope.statement, span, &first);
    ResolveError::Unclear { name: name.to_owned(), meant, span, example }
}

/// A name that is no label of a field.
pub fn unknown_label(topic: &Topic, field: &Field, labels: &Labels, name: String, span: Span) -> UnknownName {
    let known = labels.dictionary.labels();
    let names = || known.iter().map(AsRef::as_ref);
    let suggestion = closest(&name, names()).or_else(|| only_one_with(&name, names())).map(quoted);
    let all = known.len();
    let known = known.iter().take(TOLD).map(ToString::to_string).collect();
    let list = Some(format!("tabulate {} by {}", topic.name, field.name));
    UnknownName { name, span, kind: kind(field), suggestion, known, all, list, silent: None }
}

/// A label of the data that no row of this field holds.
pub fn silent(topic: &Topic, field: &Field, labels: &Labels, name: String, span: Span) -> UnknownName {
    let list = Some(format!("show {}", quoted(&name)));
    let silent = Some(topic.name.to_string());
    let unknown = unknown_label(topic, field, labels, name, span);
    UnknownName { suggestion: None, list, silent, ..unknown }
}
