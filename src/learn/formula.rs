//! Formulas as what they mean: a set of terms, each a set of literals. Order, case and blanks do not count.

use std::collections::BTreeSet;

/// A sum of products: `DEV*~URB + STB`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Formula(BTreeSet<BTreeSet<String>>);

impl Formula {
    /// Reads a formula; `None` when the text is none.
    pub fn read(text: &str) -> Option<Self> {
        // What it explains may stand behind it.
        let text = text.split(['<', '-', '=']).next().unwrap_or(text);
        let terms = text.split('+').map(|term| {
            let literals: Option<BTreeSet<String>> = term.split(['*', '·', '•']).map(literal).collect();
            literals
        });
        terms.collect::<Option<BTreeSet<_>>>().map(Self)
    }
}

/// `STB`, `~STB`, `not STB`
fn literal(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let (sign, name) = match text.strip_prefix(['~', '¬', '!']).or_else(|| text.strip_prefix("not ")) {
        Some(name) => ("~", name.trim()),
        None => ("", text.as_str()),
    };
    let is_name = |c: char| c.is_alphanumeric() || c == '_' || c == ' ';
    (!name.is_empty() && name.chars().all(is_name)).then(|| format!("{sign}{name}"))
}

#[cfg(test)]
mod tests {
    use super::Formula;

    #[test]
    fn order_case_and_blanks_do_not_count() {
        let formula = Formula::read("DEV*~URB*LIT + STB").unwrap();
        for same in [
            "stb + lit*dev*~urb",
            "STB+LIT * DEV * ~URB",
            "LIT*~URB*DEV + STB -> SURV",
            "STB + LIT*not URB*DEV",
        ] {
            assert_eq!(Formula::read(same).as_ref(), Some(&formula), "{same}");
        }
        for other in ["DEV*URB*LIT + STB", "DEV*~URB*LIT", "DEV*~URB + LIT*STB"] {
            assert_ne!(Formula::read(other).as_ref(), Some(&formula), "{other}");
        }
        assert_eq!(Formula::read("A + "), None);
        assert_eq!(Formula::read("2020"), Formula::read("2020"));
    }
}
