//! Who is who in tables of countries and cities.
//!
//! A name or a code stands for an [`Identity`]; what fits several is told and never guessed. The tables lie in `package/`, a
//! Frictionless Data Package; they are unpacked when they are first asked for.
//!
//! ```
//! use juxta_names::{Case, CodeSystem, Found, Kind, Reading, find, find_in, match_column};
//!
//! let Found::One(korea) = find(Kind::Country, "Korea, Rep.") else { panic!() };
//! assert_eq!((korea.id(), korea.english(), korea.korean()), ("KOR", "South Korea", Some("대한민국")));
//! assert!(matches!(find(Kind::Country, "Congo"), Found::Several(both) if both.len() == 2));
//! assert!(matches!(find_in(Kind::Country, "Sudan", 2005), Found::One(sudan) if sudan.last() == Some(2011)));
//!
//! let matched = match_column(Kind::Country, &["NA", "DE"], None);
//! assert_eq!(matched.reading, Reading::Codes(CodeSystem::Iso2));
//! assert!(matches!(matched.cases[0], Case::Is(namibia) if namibia.english() == "Namibia"));
//! ```

mod code;
mod column;
mod find;
mod identity;
mod key;
mod nearest;
mod tables;

#[cfg(test)]
mod tests;

pub use code::CodeSystem;
pub use column::{Case, Matched, Reading, is_mostly_unknown, match_column};
pub use find::{Found, find, find_code, find_group, find_in};
pub use identity::{Identity, Kind};
pub use key::key;
pub use nearest::nearest;
pub use tables::Group;
