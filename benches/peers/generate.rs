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

/// The name of a place of the tables that stand side by side.
pub fn place(number: usize) -> String {
    // The names of cities have three syllables for three digits.
    format!("{}{}", city(number / 10), city(number % 10 * 100)[..2].to_lowercase())
}

/// So many places, each in so many years.
const PLACES: usize = 5000;
const PLACE_YEARS: usize = 200;

/// Two tables of a million rows in a folder, made if they are not there: place and year, and figures. The rows of the second
/// one come in no order; it begins a hundred places and five years later.
pub fn sides(folder: &Path) -> io::Result<(PathBuf, PathBuf)> {
    let (left, right) = (folder.join("left.csv"), folder.join("right.csv"));
    if left.exists() && right.exists() {
        return Ok((left, right));
    }
    let mut random = Random(11);
    let mut rows: Vec<(usize, usize)> =
        (0..PLACES).flat_map(|place| (0..PLACE_YEARS).map(move |year| (place, year))).collect();
    let mut write = |path: &Path, head: &str, places: usize, years: usize, rows: &[(usize, usize)]| {
        let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
        writeln!(out, "place,year,{head}")?;
        for &(of, year) in rows {
            let (figure, count) = (random.below(100_000), random.below(1000));
            let figure = format!("{}.{:02}", figure / 100, figure % 100);
            writeln!(out, "{},{},{figure},{count}", place(of + places), 1801 + year + years)?;
        }
        out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    };
    write(&left, "wealth,size", 0, 0, &rows)?;
    let mut order = Random(13);
    for at in (1..rows.len()).rev() {
        rows.swap(at, order.below(at as u64 + 1) as usize);
    }
    let part = right.with_extension("part");
    write(&part, "freedom,votes", 100, 5, &rows)?;
    fs::rename(part, &right)?;
    Ok((left, right))
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
