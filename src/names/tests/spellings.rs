use proptest::prelude::*;

use crate::tables::register;
use crate::{Case, Found, Kind, find, match_column, nearest};

/// A name of a country as somebody else would write it.
fn spelled() -> impl Strategy<Value = (String, String)> {
    let names = &register(Kind::Country).names;
    (0..names.len(), any::<u64>()).prop_map(|(at, bits)| {
        let name = names[at].1;
        let mut bits = std::iter::repeat_with({
            let mut state = bits | 1;
            move || {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                state % 4
            }
        });
        let mut other = String::new();
        for c in name.chars() {
            match (c, bits.next().unwrap_or_default()) {
                ('\'', 0) => other.push('’'),
                (' ', 0) => other.push_str("  "),
                (' ', 1) => other.push('_'),
                ('-', 0) => other.push(' '),
                (',', 0) => other.push_str(", "),
                // An accent on a letter, a capital, a small letter.
                (c, 0) if c.is_ascii_alphabetic() => other.extend([c, '\u{301}']),
                (c, 1) => other.extend(c.to_uppercase()),
                (c, 2) => other.extend(c.to_lowercase()),
                (c, _) => other.push(c),
            }
        }
        (name.to_owned(), other)
    })
}

proptest! {
    #[test]
    fn case_accents_and_marks_do_not_count((name, other) in spelled()) {
        prop_assert_eq!(find(Kind::Country, &name), find(Kind::Country, &other));
    }

    #[test]
    fn what_is_known_has_exactly_the_name(text in "\\PC{0,20}") {
        if let Found::One(identity) = find(Kind::Country, &text) {
            let keys = [Some(crate::key(&text)), crate::key::turned(&text)];
            let own = identity.names().any(|name| {
                [Some(crate::key(name)), crate::key::turned(name)].iter().any(|key| key.is_some() && keys.contains(key))
            });
            prop_assert!(own, "{} is {:?}", text, identity);
        }
    }

    #[test]
    fn any_column_has_a_case_for_each_label(labels in prop::collection::vec("[A-Za-z0-9 ]{0,4}", 0..12)) {
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        let matched = match_column(Kind::Country, &labels, None);
        prop_assert_eq!(matched.cases.len(), labels.len());
        for (label, case) in labels.iter().zip(&matched.cases) {
            prop_assert_eq!(label.trim().is_empty(), *case == Case::Missing);
        }
    }

    #[test]
    fn at_most_three_are_near(text in "[A-Za-z ]{0,12}") {
        let near = nearest(Kind::Country, &text);
        prop_assert!(near.len() <= 3);
        prop_assert!(near.iter().enumerate().all(|(at, one)| !near[..at].contains(one)));
    }
}
