//! stub
pub fn count(n: usize, word: &str) -> String {
    format!("{n} {word}")
}
pub fn one_of<S: AsRef<str>>(names: &[S]) -> String {
    names.iter().map(|n| format!("`{}`", n.as_ref())).collect::<Vec<_>>().join(", ")
}
pub fn closest<'a, S: AsRef<str>>(_name: &str, _c: &'a [S]) -> Option<&'a str> {
    None
}
pub fn plural(w: &str) -> String {
    w.to_string()
}
pub fn typed(name: &str) -> String {
    name.to_string()
}
