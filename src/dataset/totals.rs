//! Labels that stand for all the others: total, world, 合计.

/// What a row is called that sums up other rows, in folded letters.
const NAMES: [&str; 34] = [
    "total",
    "totals",
    "grand total",
    "subtotal",
    "sum",
    "average",
    "mean",
    "overall",
    "world",
    "all",
    "both",
    "both sexes",
    "all ages",
    "all regions",
    "_t",
    "nationwide",
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
    "合计",
    "总计",
    "平均",
    "全国",
    "합계",
    "총계",
    "평균",
];

/// Whether a label is called like a figure for all the others.
pub fn sums_up(label: &str) -> bool {
    NAMES.contains(&&*label.trim_end_matches(':').to_lowercase())
}
