//! What a text asks for that is no statement yet: the names in it that the data know, in the order of the language.
//!
//! `what is the population of Seoul?` holds a measure and a city, so `show Seoul on profile.population` may be meant.

mod ask;

mod read;

use self::read::Reader;
use data::{Catalog, DataError};

/// Queries that may be meant, the likeliest first; none when the text holds no name that is known. Nobody has tried
/// them yet.
///
/// # Errors
///
/// A topic that cannot be read.
pub fn queries(store: &Catalog, text: &str) -> Result<Vec<String>, DataError> {
    Ok(Reader::new(store, text).read()?.queries(store))
}

#[cfg(test)]
mod tests {
    use super::queries;

    #[test]
    fn known_names_are_put_in_order() {
        let store = import::embedded().unwrap();
        for (text, query) in [
            ("what is the population of Seoul?", "show Seoul on profile.population"),
            ("population of Beijing and Seoul", "compare Beijing, Seoul on profile.population"),
            ("show me the rankings of Seoul in 2020", "show Seoul on rankings where year = 2020"),
            ("how many sister cities does Seoul have", "show Seoul on sister_cities"),
            ("top 10 cities on rankings.GCI", "rank cities on rankings.GCI limit 10"),
            ("plot conferences of Seoul", "trend Seoul on conferences as chart"),
            ("베이징과 서울을 비교", "compare Beijing, Seoul"),
            ("比较北京和首尔", "compare Beijing, Seoul"),
            ("agree GPCI GCI", "agree GPCI, GCI on rankings"),
            ("compare bejing, soul on rankngs", "compare Beijing, Seoul on rankings"),
            ("rank cities by GCI", "rank cities on rankings.GCI"),
            ("rank cities by population", "rank cities on profile.population"),
        ] {
            assert_eq!(queries(&store, text).unwrap().first().map(String::as_str), Some(query), "{text}");
        }
        for text in ["hello", "what can I do here?", "1 + 1", "", "compare"] {
            assert_eq!(queries(&store, text).unwrap(), Vec::<String>::new(), "{text}");
        }
    }
}
