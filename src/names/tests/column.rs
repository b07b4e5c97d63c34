use crate::{Case, CodeSystem, Kind, Reading, match_column};

fn read(labels: &[&str]) -> (Reading, Vec<String>) {
    read_in(labels, None)
}

fn read_in(labels: &[&str], years: Option<&[Option<i32>]>) -> (Reading, Vec<String>) {
    let matched = match_column(Kind::Country, labels, years);
    let all = |of: &[crate::Identity]| of.iter().map(|one| one.id()).collect::<Vec<_>>().join("|");
    let cases = matched.cases.iter().map(|case| match case {
        Case::Is(identity) => identity.id().to_owned(),
        Case::Line { line, of } => format!("{} of {}", line.id(), all(of)),
        Case::Several(of) => all(of),
        Case::Group(group) => format!("group {}", group.name),
        Case::Unknown => "?".to_owned(),
        Case::Missing => String::new(),
    });
    (matched.reading, cases.collect())
}

#[test]
fn two_letters_are_codes_of_one_system() {
    let codes =
        |system, ids: &[&str]| (Reading::Codes(system), ids.iter().map(|&id| id.to_owned()).collect());
    assert_eq!(read(&["NA", "DE", "GB"]), codes(CodeSystem::Iso2, &["NAM", "DEU", "GBR"]));
    assert_eq!(read(&["EL", "DE", "UK"]), codes(CodeSystem::Eurostat, &["GRC", "DEU", "GBR"]));
    assert_eq!(read(&["de", "na"]), codes(CodeSystem::Iso2, &["DEU", "NAM"]));
    assert_eq!(
        read(&["AT", "EA20", "EU27_2020", ""]).1[..2],
        ["AUT", "group Euro area - 20 countries (from 2023)"]
    );
    assert_eq!(read(&["AT", "", "XX"]), codes(CodeSystem::Iso2, &["AUT", "", "?"]));
}

#[test]
fn three_letters_are_codes_unless_more_of_them_are_names() {
    assert_eq!(read(&["KOR", "WLD", "ROM"]).0, Reading::Codes(CodeSystem::WorldBank));
    assert_eq!(read(&["KOR", "WLD", "ROM"]).1, ["KOR", "group World", "ROU"]);
    assert_eq!(read(&["USA", "UAE", "UK"]).0, Reading::Names);
    assert_eq!(read(&["KOR", "XKX", "TWN"]).0, Reading::Codes(CodeSystem::Iso3));
    // South Vietnam has letters that were once those of North Vietnam.
    let south = (Reading::Codes(CodeSystem::VDemLetters), ["USA", "VNM", "RVN"].map(str::to_owned).to_vec());
    assert_eq!(read(&["USA", "VNM", "VDR"]), south);
    assert_eq!(read(&["USA", "UKG", "ROK"]).0, Reading::Codes(CodeSystem::CowLetters));
}

#[test]
fn numbers_are_codes_of_the_system_that_knows_them_all() {
    assert_eq!(read(&["004", "410", "840"]).0, Reading::Codes(CodeSystem::IsoNumeric));
    assert_eq!(read(&["2", "20", "732", "652", "345"]).0, Reading::Codes(CodeSystem::Cow));
    assert_eq!(read(&["512", "914", "612", "542", "111"]).0, Reading::Codes(CodeSystem::Imf));
    // 626 is South Sudan for COW and Sudan for Polity.
    let (reading, cases) = read(&["2", "20", "732", "626"]);
    assert_eq!(reading, Reading::Either(vec![CodeSystem::Cow, CodeSystem::Polity]));
    assert_eq!(cases, ["USA", "CAN", "KOR", "SSD|SDN"]);
}

#[test]
fn names_are_read_with_their_years() {
    let labels = ["Sudan", "Sudan", "Congo", "Korea, Rep.", "Euro area", "Atlantis", " "];
    let (reading, cases) = read(&labels);
    assert_eq!(reading, Reading::Names);
    assert_eq!(
        cases,
        ["SDN of SDN|SDN-2011", "SDN of SDN|SDN-2011", "COD|COG", "KOR", "group Euro area", "?", ""]
    );
    let (_, cases) = read_in(&labels, Some(&[Some(2005), Some(2020), None, None, None, None, None]));
    assert_eq!(cases[..3], ["SDN-2011", "SDN", "COD|COG"]);
    assert_eq!(read(&[]).1.len(), 0);
}

#[test]
fn a_column_of_cities_holds_names() {
    let matched = match_column(Kind::City, &["Seoul", "베이징", "Gotham", "Total"], None);
    assert_eq!(matched.reading, Reading::Names);
    assert!(matches!(matched.cases[..], [Case::Is(_), Case::Is(_), Case::Unknown, Case::Group(_)]));
}
