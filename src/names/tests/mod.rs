//! Each code and printed form means one identity; tricky names; whole columns; spellings at random.

mod column;
mod every;
mod spellings;
mod tricky;

use crate::{Found, Kind, find};

/// The keys of all that a name of a country fits.
fn who(name: &str) -> Vec<&'static str> {
    ids(&find(Kind::Country, name))
}

fn ids(found: &Found) -> Vec<&'static str> {
    found.all().iter().map(|identity| identity.id()).collect()
}
