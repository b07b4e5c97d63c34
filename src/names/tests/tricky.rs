use crate::{CodeSystem, Found, Identity, Kind, find, find_code, find_group, find_in, nearest};

use super::{ids, who};

/// Spellings of one country, by its key.
const TRICKY: &[(&str, &[&str])] = &[
    (
        "KOR",
        &[
            "South Korea",
            "Korea, South",
            "Korea (South)",
            "Korea South",
            "Korea, Rep.",
            "Korea, Republic of",
            "Korea (the Republic of)",
            "Republic of Korea",
            "Rep. of Korea",
            "Korea, Rep. of",
            "S. Korea",
            "ROK",
            "KOREA (REP.)",
            "대한민국",
            "한국",
            "韩国",
            "南韓",
        ],
    ),
    (
        "PRK",
        &[
            "North Korea",
            "Korea, North",
            "Korea (North)",
            "Korea North",
            "Korea, Dem. People's Rep.",
            "DPRK",
            "Korea, Democratic People's Republic of",
            "Democratic People’s Republic of Korea",
            "Korea, Dem. Rep.",
            "Dem. People's Rep. of Korea",
            "N. Korea",
            "DPR Korea",
            "북한",
            "朝鲜",
            "北韓",
        ],
    ),
    (
        "COD",
        &[
            "Congo, Dem. Rep.",
            "Congo, Democratic Republic of the",
            "Congo (Kinshasa)",
            "Congo - Kinshasa",
            "DR Congo",
            "Democratic Republic of Congo",
            "Democratic Republic of the Congo",
            "Zaire",
            "Congo DRC",
            "Congo, Dem. Rep. of the",
            "Congo (Democratic Republic of the)",
        ],
    ),
    (
        "COG",
        &[
            "Congo, Rep.",
            "Congo, Republic of",
            "Republic of Congo",
            "Congo (Brazzaville)",
            "Congo-Brazzaville",
        ],
    ),
    (
        "CIV",
        &["Côte d'Ivoire", "Cote d'Ivoire", "COTE D IVOIRE", "Côte d’Ivoire", "Ivory Coast", "Cote D`Ivoire"],
    ),
    ("TUR", &["Türkiye", "Turkiye", "Turkey", "Türkiye, Rep of", "튀르키예", "土耳其"]),
    ("CZE", &["Czechia", "Czech Republic", "Czech Rep."]),
    ("SWZ", &["Eswatini", "eSwatini", "Swaziland", "Eswatini, Kingdom of", "Kingdom of Eswatini"]),
    (
        "MKD",
        &[
            "North Macedonia",
            "Macedonia, FYR",
            "Macedonia",
            "The former Yugoslav Republic of Macedonia",
            "FYROM",
        ],
    ),
    ("TLS", &["Timor-Leste", "Timor Leste", "East Timor", "Timor-Leste, Dem. Rep. of"]),
    ("VNM", &["Socialist Republic of Viet Nam"]),
    ("LAO", &["Lao PDR", "Laos", "Lao People's Democratic Republic", "Lao P.D.R."]),
    (
        "FSM",
        &[
            "Micronesia, Fed. Sts.",
            "Micronesia (Federated States of)",
            "Micronesia",
            "Federated States of Micronesia",
        ],
    ),
    (
        "TWN",
        &["Taiwan", "Chinese Taipei", "Taiwan, China", "Taiwan Province of China", "대만", "台湾", "台灣"],
    ),
    (
        "HKG",
        &[
            "Hong Kong",
            "Hong Kong SAR, China",
            "Hong Kong SAR",
            "China, Hong Kong SAR",
            "Hong Kong, China",
            "홍콩",
            "香港",
        ],
    ),
    ("MAC", &["Macao", "Macau", "Macao SAR, China", "China, P.R.: Macao"]),
    (
        "CHN",
        &[
            "China",
            "China, mainland",
            "China, P.R.: Mainland",
            "China (People's Republic of)",
            "중국",
            "中国",
        ],
    ),
    (
        "PSE",
        &[
            "West Bank and Gaza",
            "Palestine",
            "State of Palestine",
            "Palestine, State of",
            "Occupied Palestinian Territory",
        ],
    ),
    ("CUW", &["Curaçao", "Curacao"]),
    (
        "STP",
        &["São Tomé and Príncipe", "Sao Tome & Principe", "Sao Tome and Principe", "São Tomé & Príncipe"],
    ),
    ("KGZ", &["Kyrgyz Republic", "Kyrgyzstan", "Kirghizia"]),
    ("SVK", &["Slovak Republic", "Slovakia"]),
    ("GMB", &["Gambia, The", "The Gambia", "Gambia", "Gambia (The)"]),
    ("BHS", &["Bahamas, The", "Bahamas", "The Bahamas", "Bahamas (the)"]),
    ("IRN", &["Iran, Islamic Rep.", "Iran (Islamic Republic of)", "Iran", "Islamic Republic of Iran"]),
    ("EGY", &["Egypt, Arab Rep.", "Egypt", "Arab Republic of Egypt"]),
    ("VEN", &["Venezuela, RB", "Venezuela (Bolivarian Republic of)", "Venezuela"]),
    ("YEM", &["Yemen, Rep.", "Republic of Yemen"]),
    ("NER", &["Niger"]),
    ("NGA", &["Nigeria"]),
    ("GIN", &["Guinea"]),
    ("GNB", &["Guinea-Bissau", "Guinea Bissau"]),
    ("DOM", &["Dominican Republic", "Dominican Rep."]),
    ("DMA", &["Dominica"]),
    ("KNA", &["St. Kitts and Nevis", "Saint Kitts & Nevis", "St Kitts and Nevis"]),
    ("USA", &["United States", "U.S.A.", "USA", "United States of America", "the United States"]),
    ("GBR", &["United Kingdom", "UK", "U.K.", "United Kingdom of Great Britain and Northern Ireland"]),
    ("RUS", &["Russian Federation", "Russia"]),
    ("SUN", &["USSR", "Soviet Union", "Union of Soviet Socialist Republics", "소련", "苏联"]),
    ("DDR", &["German Democratic Republic", "East Germany", "GDR", "Germany, East"]),
    ("XKX", &["Kosovo", "Kosovo (under UNSC res. 1244)"]),
    ("CPV", &["Cabo Verde", "Cape Verde"]),
    ("MMR", &["Myanmar", "Burma", "Burma/Myanmar", "Myanmar (Burma)"]),
];

#[test]
fn each_spelling_means_its_country() {
    let wrong = TRICKY.iter().flat_map(|(id, names)| names.iter().map(move |name| (*id, *name)));
    let wrong: Vec<_> =
        wrong.filter(|(id, name)| who(name) != [*id]).map(|(id, name)| (id, name, who(name))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_year_decides_between_states_of_one_name() {
    let in_year = |name, year| ids(&find_in(Kind::Country, name, year));
    assert_eq!(who("Sudan"), ["SDN", "SDN-2011"]);
    assert_eq!(in_year("Sudan", 2005), ["SDN-2011"]);
    assert_eq!(in_year("Sudan", 2015), ["SDN"]);
    assert_eq!(in_year("Sudan", 2011).len(), 2, "both in the year of the division");
    assert_eq!(in_year("Yemen", 1980), ["YAR"]);
    assert_eq!(in_year("Yemen", 2000), ["YEM"]);
    assert_eq!(in_year("Germany", 1970), ["GFR"]);
    assert_eq!(in_year("Germany", 2020), ["DEU"]);
    assert_eq!(in_year("Germany", 1930).len(), 2, "none of them was there then, which is told");
    assert_eq!(in_year("Yugoslavia", 1980), ["YUG"]);
    assert_eq!(in_year("Yugoslavia", 1999), ["SCG"]);
    assert_eq!(in_year("Ethiopia", 1980), ["ETH-1993"]);
    assert_eq!(in_year("Vietnam", 1960), ["VDR"]);
    assert_eq!(in_year("Korea", 1900), ["KOR-1910"]);
    assert_eq!(in_year("Korea", 2000), ["KOR", "PRK"]);
    assert_eq!(in_year("Czechia", 1960), ["CZE"], "one name, one state: tables reach back");
}

#[test]
fn states_of_one_line_are_one_in_a_table_over_the_years() {
    let line = |name| find(Kind::Country, name).line().map(Identity::id);
    assert_eq!(line("Sudan"), Some("SDN"));
    assert_eq!(line("Germany"), Some("DEU"));
    assert_eq!(line("West Germany"), Some("DEU"));
    assert_eq!(line("Yemen"), Some("YEM"));
    assert_eq!(line("South Yemen"), Some("YMD"));
    assert_eq!(line("Congo"), None);
    assert_eq!(line("Korea"), None);
    assert_eq!(line("Atlantis"), None);
    let soviet = Identity::with_id(Kind::Country, "SUN").expect("it is there");
    assert_eq!((soviet.first(), soviet.last(), soviet.successors().count()), (Some(1922), Some(1991), 15));
}

#[test]
fn nobody_is_guessed() {
    for name in
        ["Nigerr", "Sth Korea", "Kor", "Republic", "the", "", "Guinea-", "Korea, Rep. S", "Sudan 2", "kor"]
    {
        let told = who(name);
        assert!(told.is_empty() || name == "Guinea-", "{name}: {told:?}");
    }
    let near = |name| nearest(Kind::Country, name).iter().map(|one| one.english()).collect::<Vec<_>>();
    assert_eq!(near("Nigerr")[0], "Niger");
    assert_eq!(near("Switzerlnd")[0], "Switzerland");
    for (name, meant) in [
        ("Saudi", "Saudi Arabia"),
        ("Equat. Guinea", "Equatorial Guinea"),
        ("Micronesia Federal", "Micronesia"),
        ("Korea, Rep. South", "South Korea"),
        ("Saint Lucai", "Saint Lucia"),
    ] {
        let near = near(name);
        assert!(near.contains(&meant), "{name}: {near:?}");
    }
    assert!(near("qqqqqqqq").is_empty() && near("").is_empty() && near("a").len() <= 3);
}

#[test]
fn a_code_means_who_its_system_says() {
    let code = |system, code| ids(&find_code(system, code));
    assert_eq!(code(CodeSystem::Iso2, "NA"), ["NAM"]);
    assert_eq!(code(CodeSystem::Eurostat, "EL"), ["GRC"]);
    assert_eq!(code(CodeSystem::Eurostat, "UK"), ["GBR"]);
    assert_eq!(code(CodeSystem::IsoNumeric, "004"), ["AFG"]);
    assert_eq!(code(CodeSystem::Cow, "732"), ["KOR"]);
    assert_eq!(code(CodeSystem::Cow, "626"), ["SSD"]);
    assert_eq!(code(CodeSystem::Polity, "626"), ["SDN"]);
    assert_eq!(code(CodeSystem::Fao, "206"), ["SDN-2011"]);
    assert_eq!(code(CodeSystem::WorldBank, "ROM"), ["ROU"]);
    assert!(code(CodeSystem::Iso2, "ZZ").is_empty() && code(CodeSystem::Iso2, "").is_empty());
    let germany = Identity::with_id(Kind::Country, "DEU").expect("it is there");
    assert_eq!(germany.codes(CodeSystem::VDem), ["77"]);
    assert_eq!(germany.codes(CodeSystem::Cow), ["255"]);
}

#[test]
fn cities_have_names_in_three_languages_and_a_country() {
    let city = |name| ids(&find(Kind::City, name));
    for name in
        ["Beijing", "Peking", "北京", "베이징", "북경", "BEIJING", "Beijing, China", "Beijing (China)"]
    {
        assert_eq!(city(name), ["1816670"], "{name}");
    }
    for name in ["Seoul", "서울", "首尔", "首爾", "서울특별시", "Seoul, Korea", "Seoul, Republic of Korea"]
    {
        assert_eq!(city(name), ["1835848"], "{name}");
    }
    let Found::One(seoul) = find(Kind::City, "Seoul") else { panic!("one Seoul") };
    assert_eq!(seoul.country().map(Identity::id), Some("KOR"));
    assert_eq!((seoul.korean(), seoul.chinese(), seoul.is_capital()), (Some("서울"), Some("首尔"), true));
    assert!(
        seoul.population() > Some(9_000_000)
            && seoul.first().is_none()
            && seoul.codes(CodeSystem::Iso2).is_empty()
    );
    assert_eq!(city("Hyderabad").len(), 2);
    assert_eq!(city("Hyderabad, India").len(), 1);
    assert!(city("Beijing, Korea").is_empty() && city("Paris, Texas").is_empty());
    assert_eq!(city("Bombay"), city("Mumbai"));
}

#[test]
fn groups_are_told_as_groups() {
    for name in [
        "World",
        "WORLD",
        "Euro area",
        "Sub-Saharan Africa",
        "OECD members",
        "OECD - Total",
        "European Union",
        "High income",
        "Latin America & Caribbean",
        "Latin America and the Caribbean",
        "EU27_2020",
        "WLD",
        "Arab World",
        "세계",
        "Emerging market and developing economies",
        "Least developed countries",
    ] {
        assert!(find_group(name).is_some() && who(name).is_empty(), "{name}");
    }
    assert!(find_group("Korea, Rep.").is_none() && find_group("South Africa").is_none());
}
