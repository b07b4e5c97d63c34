use std::collections::BTreeMap;

use crate::tables::register;
use crate::{CodeSystem, Identity, Kind, find, find_code, find_group};

use super::{ids, who};

/// All names that fit several countries, in the three languages.
const AMBIGUOUS: &[(&[&str], &[&str])] = &[
    (&["Congo", "콩고", "刚果"], &["COD", "COG"]),
    (&["Ethiopia", "에티오피아", "埃塞俄比亚"], &["ETH", "ETH-1993"]),
    (&["Germany", "독일", "德国", "Federal Republic of Germany", "German Federal Republic"], &["DEU", "GFR"]),
    (&["Korea"], &["KOR", "KOR-1910", "PRK"]),
    (&["Sudan", "수단", "苏丹"], &["SDN", "SDN-2011"]),
    (&["Vietnam", "베트남", "越南"], &["VDR", "VNM"]),
    (&["Yemen", "예멘", "也门"], &["YAR", "YEM"]),
    (&["Yugoslavia", "유고슬라비아", "南斯拉夫"], &["SCG", "YUG"]),
];

/// All codes that mean several.
const SHARED: &[(CodeSystem, &str, &[&str])] = &[
    (CodeSystem::Iso2, "CS", &["CSK", "SCG"]),
    (CodeSystem::Cow, "345", &["SCG", "SRB", "YUG"]),
    (CodeSystem::GleditschWard, "345", &["SCG", "YUG"]),
];

#[test]
fn each_printed_form_means_its_identity() {
    for kind in [Kind::Country, Kind::City] {
        for &(row, name) in &register(kind).names {
            let found = find(kind, name);
            assert!(found.all().contains(&Identity::new(kind, row)), "{name}: {found:?}");
        }
    }
}

#[test]
fn no_name_means_two_unless_listed() {
    let mut several: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for &(_, name) in &register(Kind::Country).names {
        for key in [Some(crate::key(name)), crate::key::turned(name)].into_iter().flatten() {
            let rows = register(Kind::Country).with(&key);
            if rows.len() > 1 {
                several.insert(key, rows.iter().map(|&row| Identity::new(Kind::Country, row).id()).collect());
            }
        }
    }
    several.values_mut().for_each(|ids| ids.sort_unstable());
    let listed =
        AMBIGUOUS.iter().flat_map(|(names, ids)| names.iter().map(|name| (crate::key(name), ids.to_vec())));
    assert_eq!(several, listed.collect());
}

#[test]
fn no_code_means_two_unless_listed() {
    let mut shared = Vec::new();
    for system in CodeSystem::ALL {
        assert!(!crate::tables::codes(system).is_empty(), "{system:?}: the table has codes of it");
        for code in crate::tables::codes(system).keys() {
            let mut ids = ids(&find_code(system, code));
            assert!(!ids.is_empty(), "{system:?} {code}");
            ids.sort_unstable();
            if ids.len() > 1 {
                shared.push((system, *code, ids));
            }
        }
    }
    shared.sort();
    let mut listed: Vec<_> =
        SHARED.iter().map(|(system, code, ids)| (*system, *code, ids.to_vec())).collect();
    listed.sort();
    assert_eq!(shared, listed);
}

#[test]
fn all_of_iso_3166_is_there() {
    let today = |one: &Identity| one.last().is_none() && one.codes(CodeSystem::Iso3).contains(&one.id());
    assert_eq!(
        Identity::all(Kind::Country).filter(today).count(),
        249 + 1,
        "and Kosovo, whose code ISO leaves to users"
    );
    for country in Identity::all(Kind::Country).filter(today).filter(|one| one.id() != "XKX") {
        assert!(country.korean().is_some() && country.chinese().is_some(), "{country:?}");
        for system in [CodeSystem::Iso2, CodeSystem::IsoNumeric] {
            assert!(!country.codes(system).is_empty(), "{country:?}: {system:?}");
        }
        for name in [Some(country.english()), country.korean(), country.chinese()].into_iter().flatten() {
            assert!(who(name).contains(&country.id()), "{name}");
        }
    }
}

#[test]
fn states_hang_together() {
    for state in Identity::all(Kind::Country) {
        let line = state.line();
        assert_eq!(line.line(), line, "{state:?}");
        assert!(
            line == state || (state.last() <= line.first() && line.last().is_none()),
            "{state:?} goes on as {line:?}"
        );
        assert!(state.first().zip(state.last()).is_none_or(|(first, last)| first <= last), "{state:?}");
    }
    for city in Identity::all(Kind::City) {
        assert!(city.country().is_some(), "{city:?}");
        assert!(city.is_capital() || city.population() >= Some(1_000_000), "{city:?}");
    }
}

#[test]
fn no_country_is_a_group() {
    for &(_, name) in &register(Kind::Country).names {
        assert!(find_group(name).is_none(), "{name}");
    }
}
