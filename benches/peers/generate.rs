//! The table of the measurements: as many rows as wanted, the same in every run and on every machine.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

const CITIES: usize = 1000;
const INDICES: u64 = 50;
const FIRST_YEAR: u64 = 1991;
const YEARS: u64 = 30;

/// The name of a city; the larger cities, which have more rows, come first.
pub fn city(number: usize) -> String {
    const PARTS: [&str; 10] = ["ba", "ke", "lo", "mi", "nu", "pa", "re", "so", "ti", "vu"];
    let mut name: String = [100, 10, 1].map(|place| PARTS[number / place % 10]).concat();
    name[..1].make_ascii_uppercase();
    name
}

/// A CSV of so many rows in a folder, made if it is not there: city, index, year, rank, score.
///
/// Cities are drawn by Zipf's law, everything else evenly.
pub fn csv(folder: &Path, rows: usize) -> io::Result<PathBuf> {
    let path = folder.join(format!("bulk-{rows}.csv"));
    if path.exists() {
        return Ok(path);
    }
    // A run that is stopped leaves no half table under the right name.
    let part = path.with_extension("part");
    let mut out = BufWriter::with_capacity(1 << 20, File::create(&part)?);
    writeln!(out, "city,index,year,rank,score")?;
    let names: Vec<String> = (0..CITIES).map(city).collect();
    let mut sum = 0.0;
    let weights: Vec<f64> = (1..=CITIES)
        .map(|place| {
            sum += 1.0 / place as f64;
            sum
        })
        .collect();
    let mut random = Random(7);
    for _ in 0..rows {
        let drawn = random.below(1 << 53) as f64 / (1u64 << 53) as f64 * sum;
        let city = weights.partition_point(|&weight| weight <= drawn).min(CITIES - 1);
        let (index, year) = (1 + random.below(INDICES), FIRST_YEAR + random.below(YEARS));
        let (rank, score) = (1 + random.below(200), random.below(10_000));
        writeln!(out, "{},Index {index:02},{year},{rank},{}.{:02}", names[city], score / 100, score % 100)?;
    }
    out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
    fs::rename(part, &path)?;
    Ok(path)
}

/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % bound
    }
}
