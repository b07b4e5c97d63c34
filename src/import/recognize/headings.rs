//! What the name of a column says of it.

use crate::footnote::Footnotes;

/// A name as it is used: one line, without blanks around it.
pub fn clean(name: &str) -> String {
    name.trim_start_matches('\u{feff}').split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The year that a column is called by, and what stands before it: `1990`, `1990 [YR1990]`, `X1990`, `gdp_1990`.
pub fn year(name: &str) -> Option<(&str, i32)> {
    let name = name.split_once(" [YR").map_or(name, |(name, _)| name).trim();
    let name = without_mark(name).unwrap_or(name);
    let name = name.strip_suffix(".0").unwrap_or(name);
    let digits = name.len().checked_sub(4)?;
    let (stub, year) = (name.get(..digits)?, name.get(digits..)?);
    let year = year.bytes().all(|byte| byte.is_ascii_digit()).then(|| year.parse().ok()).flatten()?;
    let stub = stub.trim_end_matches([' ', '_', '.', '-', ':']);
    // R puts a letter before names that begin with a digit, the IMF and others a mark of the year.
    let stub = if ["x", "y", "yr", "year", "f"].contains(&&*stub.to_lowercase()) { "" } else { stub };
    ((1500..=2200).contains(&year) && !stub.ends_with(|c: char| c.is_ascii_digit())).then_some((stub, year))
}

/// A name without the mark behind its year: `2017 p`, `2020*`. A letter that touches it may be part of the name.
pub fn without_mark(name: &str) -> Option<&str> {
    let (year, _) = Footnotes::split(name)?;
    (!name[year.len()..].starts_with(char::is_alphabetic)).then_some(year)
}

/// The unit that a name ends with: `GDP (US$)`, `area [km²]`.
pub fn unit(name: &str) -> Option<&str> {
    let (open, rest) = match name.strip_suffix(')') {
        Some(rest) => ('(', rest),
        None => ('[', name.strip_suffix(']')?),
    };
    let (before, unit) = rest.rsplit_once(open)?;
    (!before.trim().is_empty() && !unit.trim().is_empty()).then(|| unit.trim())
}

/// Whether the column holds the time of a row.
pub fn is_time(name: &str) -> bool {
    const NAMES: [&str; 27] = [
        "year",
        "years",
        "yr",
        "time",
        "date",
        "period",
        "time period",
        "reference year",
        "ref year",
        "survey year",
        "jahr",
        "datum",
        "zeit",
        "année",
        "annee",
        "an",
        "año",
        "ano",
        "fecha",
        "anno",
        "年",
        "年份",
        "年度",
        "时间",
        "연도",
        "년도",
        "날짜",
    ];
    named(name, &NAMES)
}

/// Whether the column holds the names of what is compared.
pub fn is_case(name: &str) -> bool {
    const NAMES: [&str; 34] = [
        "country",
        "country name",
        "country or area",
        "countries",
        "city",
        "cities",
        "city name",
        "state",
        "state name",
        "nation",
        "economy",
        "entity",
        "geo",
        "reference area",
        "location",
        "name",
        "case",
        "unit",
        "firm",
        "company",
        "school",
        "party",
        "land",
        "staat",
        "stadt",
        "pays",
        "ville",
        "país",
        "pais",
        "ciudad",
        "国家",
        "城市",
        "나라",
        "도시",
    ];
    named(name, &NAMES)
}

/// Whether the column holds short marks for what another column names.
pub fn is_code(name: &str) -> bool {
    let words = words(name);
    let last = words.last().map_or("", String::as_str);
    let code =
        ["code", "codes", "iso", "iso2", "iso3", "alpha2", "alpha3", "abbr", "abbreviation", "id", "symbol"];
    code.contains(&last) || words.first().is_some_and(|first| first.starts_with("iso") || first == "code")
}

/// Whether the column holds places in an order, 1 for the best.
pub fn is_rank(name: &str) -> bool {
    words(name).iter().any(|word| ["rank", "ranking", "rang", "排名", "순위"].contains(&word.as_str()))
}

/// Whether the column names what the figures of a row are.
pub fn is_indicator(name: &str) -> bool {
    named(
        name,
        &["indicator", "indicator name", "series", "series name", "variable", "measure", "item", "subject"],
    )
}

/// Whether the column counts within a year, so that its figures are names of parts of it.
pub fn is_part(name: &str) -> bool {
    named(
        name,
        &["month", "quarter", "week", "day", "hour", "wave", "round", "edition", "semester", "season", "age"],
    )
}

fn named(name: &str, names: &[&str]) -> bool {
    let name = words(name).join(" ");
    names.contains(&name.as_str())
}

/// The words of a name, small: `Country Name`, `country_name` and `countryName` have the same.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut small = false;
    // What a column is stands at the beginning of its name, if anywhere.
    for c in name.chars().take(80) {
        if !c.is_alphanumeric() || small && c.is_uppercase() {
            words.push(String::new());
        }
        small = c.is_lowercase();
        if let (true, Some(word)) = (c.is_alphanumeric(), words.last_mut()) {
            word.extend(c.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_stand_in_names_in_many_ways() {
        for (name, found) in [
            ("1990", Some(("", 1990))),
            ("1990 [YR1990]", Some(("", 1990))),
            ("X1990", Some(("", 1990))),
            ("YR2000", Some(("", 2000))),
            ("gdp_1990", Some(("gdp", 1990))),
            ("2017 p", Some(("", 2017))),
            ("2020 (e)", Some(("", 2020))),
            ("2020a", None),
            ("Life exp. 1990", Some(("Life exp", 1990))),
            ("0990", None),
            ("19901", None),
            ("year", None),
            ("G20", None),
            ("", None),
            ("é", None),
        ] {
            assert_eq!(year(name), found, "{name}");
        }
    }

    #[test]
    fn names_say_what_a_column_is() {
        assert_eq!(unit("GDP (constant 2015 US$)"), Some("constant 2015 US$"));
        assert_eq!(unit("area [km²]"), Some("km²"));
        assert_eq!(unit("(a)"), None);
        assert!(is_time("TIME_PERIOD") && is_time("Year") && !is_time("lifetime"));
        assert!(is_case("Country Name") && is_case("countryName") && !is_case("country code"));
        assert!(is_code("iso_alpha3") || is_code("iso_alpha"));
        assert!(is_code("Country Code") && is_code("id") && !is_code("decode me"));
        assert!(is_rank("World rank") && !is_rank("Frank"));
        assert_eq!(clean("\u{feff} GDP\n (US$) "), "GDP (US$)");
    }
}
