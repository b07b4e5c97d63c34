//! The session that every input begins with.

use std::sync::OnceLock;

use juxta::session::Session;

/// A session in which nothing has been asked.
pub fn session() -> &'static Session {
    static SESSION: OnceLock<Session> = OnceLock::new();
    SESSION.get_or_init(|| Session::new().expect("the data inside can be read"))
}
