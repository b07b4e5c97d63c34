//! The tables of the package, unpacked when they are first asked for.

use std::sync::OnceLock;

use rustc_hash::FxHashMap as HashMap;

use crate::code::CodeSystem;
use crate::identity::Kind;
use crate::key::{key, turned};

/// What is known of an identity.
#[derive(Debug)]
pub struct RegisterEntry {
    pub id: &'static str,
    pub english: &'static str,
    pub korean: &'static str,
    pub chinese: &'static str,
    pub first: Option<i32>,
    pub last: Option<i32>,
    /// Row of the identity that goes on under the same name.
    pub line: Option<u16>,
    /// Rows of the identities of today on its territory.
    pub successors: Vec<u16>,
    /// Row of the country of a city.
    pub country: Option<u16>,
    pub population: Option<u64>,
    pub capital: bool,
}

/// A name, and the row of its identity.
pub type Named = (u16, &'static str);

/// All identities of a kind.
#[derive(Debug)]
pub struct Register {
    pub entries: Vec<RegisterEntry>,
    pub names: Vec<Named>,
    keys: HashMap<String, Vec<u16>>,
}

impl Register {
    /// The rows that have a name with the key, in the order of the table.
    pub fn with(&self, key: &str) -> &[u16] {
        self.keys.get(key).map_or(&[], Vec::as_slice)
    }

    fn new(entries: Vec<RegisterEntry>, names: Vec<Named>) -> Self {
        let mut keys: HashMap<String, Vec<u16>> = HashMap::default();
        for &(row, name) in &names {
            for key in [Some(key(name)), turned(name)].into_iter().flatten() {
                let rows = keys.entry(key).or_default();
                if !rows.contains(&row) {
                    rows.push(row);
                }
            }
        }
        keys.values_mut().for_each(|rows| rows.sort_unstable());
        Self { entries, names, keys }
    }
}

/// An aggregate as a publisher prints it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// Who prints it.
    pub publisher: &'static str,
    /// Its name, as printed.
    pub name: &'static str,
}

/// The codes of a system: the rows of the countries that have one.
pub type Codes = HashMap<&'static str, Vec<u16>>;

/// All identities of a kind.
pub fn register(kind: Kind) -> &'static Register {
    static COUNTRIES: OnceLock<Register> = OnceLock::new();
    static CITIES: OnceLock<Register> = OnceLock::new();
    match kind {
        Kind::Country => COUNTRIES.get_or_init(countries),
        Kind::City => CITIES.get_or_init(cities),
    }
}

/// The codes of countries in a system.
pub fn codes(system: CodeSystem) -> &'static Codes {
    static CODES: OnceLock<HashMap<CodeSystem, Codes>> = OnceLock::new();
    static NONE: OnceLock<Codes> = OnceLock::new();
    let all = CODES.get_or_init(|| {
        let rows = ids(&register(Kind::Country).entries);
        let mut all: HashMap<CodeSystem, Codes> = HashMap::default();
        for [id, system, code] in table(include_bytes!(concat!(env!("OUT_DIR"), "/country_codes"))) {
            let (Some(&row), Some(system)) = (rows.get(id), CodeSystem::named(system)) else { continue };
            all.entry(system).or_default().entry(code).or_default().push(row);
        }
        all
    });
    all.get(&system).unwrap_or_else(|| NONE.get_or_init(Codes::default))
}

/// The aggregates by the keys of their names, and by their codes.
#[derive(Debug, Default)]
pub struct Groups {
    pub named: HashMap<String, Vec<Group>>,
    pub coded: HashMap<&'static str, Group>,
}

/// All aggregates.
pub fn groups() -> &'static Groups {
    static GROUPS: OnceLock<Groups> = OnceLock::new();
    GROUPS.get_or_init(|| {
        let mut groups = Groups::default();
        for [publisher, code, name, _] in table(include_bytes!(concat!(env!("OUT_DIR"), "/groups"))) {
            let group = Group { publisher, name };
            groups.named.entry(key(name)).or_default().push(group);
            // Numbers of groups are also numbers of countries elsewhere.
            if !code.is_empty() && !code.bytes().all(|byte| byte.is_ascii_digit()) {
                groups.coded.entry(code).or_insert(group);
            }
        }
        groups
    })
}

fn countries() -> Register {
    let rows: Vec<[&'static str; 8]> =
        table(include_bytes!(concat!(env!("OUT_DIR"), "/countries"))).collect();
    let of: HashMap<&str, u16> = (0..).zip(&rows).map(|(at, row)| (row[0], at)).collect();
    let entries =
        rows.iter().map(|&[id, english, korean, chinese, first, last, line, successors]| RegisterEntry {
            id,
            english,
            korean,
            chinese,
            first: first.parse().ok(),
            last: last.parse().ok(),
            line: of.get(line).copied(),
            successors: successors.split(' ').filter_map(|id| of.get(id).copied()).collect(),
            country: None,
            population: None,
            capital: false,
        });
    named(entries.collect(), include_bytes!(concat!(env!("OUT_DIR"), "/country_names")))
}

fn cities() -> Register {
    let of = ids(&register(Kind::Country).entries);
    let rows = table(include_bytes!(concat!(env!("OUT_DIR"), "/cities")));
    let entries = rows.map(|[id, english, korean, chinese, country, population, capital]| RegisterEntry {
        id,
        english,
        korean,
        chinese,
        first: None,
        last: None,
        line: None,
        successors: Vec::new(),
        country: of.get(country).copied(),
        population: population.parse().ok(),
        capital: capital == "true",
    });
    named(entries.collect(), include_bytes!(concat!(env!("OUT_DIR"), "/city_names")))
}

fn named(entries: Vec<RegisterEntry>, packed: &'static [u8]) -> Register {
    let rows = ids(&entries);
    let names = table(packed).filter_map(|[id, name, _, _]| Some((*rows.get(id)?, name)));
    let names = names.collect();
    Register::new(entries, names)
}

fn ids(entries: &[RegisterEntry]) -> HashMap<&'static str, u16> {
    (0..).zip(entries).map(|(at, entry)| (entry.id, at)).collect()
}

/// The rows of a packed table. A table is unpacked once for each register, and stays.
fn table<const N: usize>(packed: &'static [u8]) -> impl Iterator<Item = [&'static str; N]> {
    pack::unpack(packed).lines().map(|line| {
        let mut cells = line.split('\t');
        std::array::from_fn(|_| cells.next().unwrap_or_default())
    })
}
