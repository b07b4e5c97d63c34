//! The formulas of the comparative method at the sizes that are promised.

use juxta::stats::minimize::minimize;
use juxta::stats::prime_implicants::Remainders;
use juxta::stats::rank_agreement::{concordance, rho, tau};
use juxta::stats::truth_table::{Row, truth_table};

fn main() {
    divan::main();
}

/// Figures without order, the same on every run (Marsaglia 2003).
fn figures(count: usize) -> impl Iterator<Item = u64> {
    let mut state = 88_172_645_463_325_252_u64;
    std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    })
    .take(count)
}

/// Forty cases whose outcome needs two of the first conditions, or one without another.
fn table(conditions: usize) -> Vec<Row> {
    let case = |figure: u64| {
        let row = (figure >> 20) as u32 & ((1 << conditions) - 1);
        (row, row & 0b11 == 0b11 || row & 0b1100 == 0b1000)
    };
    truth_table(&figures(40).map(case).collect::<Vec<_>>())
}

#[divan::bench(args = [8, 10, 12])]
fn conservative(bencher: divan::Bencher<'_, '_>, conditions: usize) {
    let table = table(conditions);
    bencher.bench(|| minimize(conditions, &table, Remainders::Absent));
}

#[divan::bench(args = [8, 10, 12])]
fn parsimonious(bencher: divan::Bencher<'_, '_>, conditions: usize) {
    let table = table(conditions);
    bencher.bench(|| minimize(conditions, &table, Remainders::Free));
}

const OBJECTS: usize = 100_000;

fn judge(skip: usize) -> Vec<f64> {
    figures(OBJECTS + skip).skip(skip).map(|figure| (figure % 50_000) as f64).collect()
}

#[divan::bench]
fn rho_of_100_000(bencher: divan::Bencher<'_, '_>) {
    let pairs: Vec<(f64, f64)> = judge(0).into_iter().zip(judge(1)).collect();
    bencher.bench(|| rho(&pairs));
}

#[divan::bench]
fn tau_of_100_000(bencher: divan::Bencher<'_, '_>) {
    let pairs: Vec<(f64, f64)> = judge(0).into_iter().zip(judge(1)).collect();
    bencher.bench(|| tau(&pairs));
}

#[divan::bench]
fn w_of_five_judges_of_100_000(bencher: divan::Bencher<'_, '_>) {
    let judges: Vec<Vec<f64>> = (0..5).map(judge).collect();
    bencher.bench(|| concordance(&judges));
}
