//! Labels that stand for all the others: total, world, 合计.

/// What a row is called that sums up other rows, in folded letters.
const NAMES: [&str; 50] = [
    "total",
    "totals",
    "grand total",
    "subtotal",
    "sub-total",
    "sum",
    "all",
    "average",
    "mean",
    "overall",
    "world",
    "all countries",
    "both sexes",
    "all ages",
    "all persons",
    "all sexes",
    "all sectors",
    "all items",
    "all industries",
    "total population",
    "all causes",
    "all groups",
    "all regions",
    "insgesamt",
    "gesamt",
    "summe",
    "durchschnitt",
    "welt",
    "ensemble",
    "moyenne",
    "monde",
    "totale",
    "media",
    "promedio",
    "mundo",
    "mondo",
    "合计",
    "总计",
    "小计",
    "平均",
    "全国",
    "世界",
    "합계",
    "총계",
    "소계",
    "평균",
    "전체",
    "전국",
    "계",
    "nationwide",
];

/// Short names that sum up the other labels of a key; a case may be called so.
const NAMES_OF_KEYS: [&str; 4] = ["both", "t", "_t", "tot"];

/// Whether a label is called like a figure for all the others.
pub fn sums_up(label: &str) -> bool {
    NAMES.contains(&&*folded(label))
}

/// Whether a label of a key is called like a figure for all the others of the key.
pub fn sums_up_a_key(label: &str) -> bool {
    sums_up(label) || NAMES_OF_KEYS.contains(&&*folded(label))
}

fn folded(label: &str) -> String {
    label.trim_end_matches(':').to_lowercase()
}
