//! Data that a session brings in beside its own.

use std::path::Path;
use std::sync::Arc;

use super::{Failure, Outcome, Session};
use base::progress::Progress;
use base::source::Span;
use base::suggest::{count, typed};
use syntax::ast::Load;

/// So many fields are named when a table is loaded.
const SHOWN: usize = 30;

impl Session {
    /// Loads a data package or a table.
    ///
    /// # Errors
    ///
    /// The data cannot be read; the session is then as it was.
    pub fn load(&mut self, path: &Path) -> Result<String, Failure> {
        let whole = Span::new(0, path.as_os_str().len());
        self.load_as(path, None, &[], whole)
    }

    /// How far the table has come that is being loaded, here or in a copy of this session.
    pub fn progress(&self) -> &Arc<Progress> {
        self.store.progress()
    }

    pub(super) fn load_statement(&mut self, load: &Load) -> Result<Outcome, Failure> {
        let roles: Vec<(String, String)> =
            load.roles.iter().map(|(role, field)| (role.node.clone(), field.node.clone())).collect();
        let name = load.name.as_ref().map(|name| name.node.as_str());
        self.load_as(Path::new(&load.path.node), name, &roles, load.path.span).map(Outcome::Said)
    }

    fn load_as(
        &mut self,
        path: &Path,
        name: Option<&str>,
        roles: &[(String, String)],
        span: Span,
    ) -> Result<String, Failure> {
        let failed = |error| Failure::Load { error, span };
        // The new catalog shares all topics; only the list of them is new.
        let (store, names) = import::load(&self.store, path, name, roles).map_err(failed)?;
        let mut said = Vec::new();
        for name in &names {
            let Some(topic) = store.topic(name) else { continue };
            let topic = topic.map_err(failed)?;
            let fields: Vec<&str> = topic.fields.iter().take(SHOWN).map(|field| &*field.name).collect();
            let more = match topic.fields.len().saturating_sub(SHOWN) {
                0 => String::new(),
                more => format!(" and {more} more, which `describe {}` lists", typed(name)),
            };
            let (rows, fields) = (count(topic.rows, "row"), fields.join(", ") + &more);
            said.push(format!("`{name}` has {rows}; its fields are {fields}"));
            let told = topic.remarks.iter().filter(|remark| remark.told);
            said.extend(told.map(|remark| format!("  {}: {}", remark.about.word(), remark.text)));
        }
        self.store = store;
        Ok(said.join("\n"))
    }
}
