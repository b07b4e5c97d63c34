//! Large tables: the same questions to Juxta and its peers, as whole processes.

use std::path::Path;

use super::generate;
use super::programs::{Peers, Program, Question, figures};

const SIZES: [usize; 3] = [100_000, 1_000_000, 10_000_000];

/// Every peer is asked so often; runs take turns, and medians are told.
const RUNS: usize = 5;

/// Measures everything and prints the tables.
pub fn measure(folder: &Path, juxta: &Path) {
    let Some(peers) = Peers::install(folder, juxta) else { return };
    let table = |rows| generate::csv(folder, rows).expect("the table can be written");
    let largest = table(SIZES[2]);
    println!("\n10,000,000 rows of CSV: seconds (MiB)\n");
    compare(&peers, &largest, &[Program::Juxta, Program::DuckDb, Program::Polars], RUNS);
    if let (Some(parquet), Some(readers)) = (peers.parquet(&largest), peers.that_read_parquet()) {
        println!("\nThe same as Parquet: seconds (MiB)\n");
        compare(&readers, &parquet, &[Program::Juxta, Program::DuckDb, Program::Polars], RUNS);
    }
    println!("\n1,000,000 rows of CSV: seconds (MiB)\n");
    let all = [Program::Juxta, Program::DuckDb, Program::Polars, Program::Sqlite, Program::Miller];
    let here: Vec<Program> = all.into_iter().filter(|&program| peers.is_here(program)).collect();
    compare(&peers, &table(SIZES[1]), &here, 3);
    second_query(&peers, &largest);
    growth(&peers, table);
}

/// Asks each program each question; prints seconds and memory, and then the lines that the README quotes.
fn compare(peers: &Peers, file: &Path, programs: &[Program], runs: usize) {
    let others = programs.iter().filter(|&&program| program != Program::Juxta);
    let mut quoted = vec![
        others.clone().fold("| Juxta takes, in time (in memory) |".to_owned(), |line, other| {
            line + &format!(" of {} |", other.possessive())
        }),
        format!("|---|{}", "---|".repeat(others.count())),
    ];
    for question in Question::ALL {
        let mut found: Vec<Vec<(f64, f64)>> = vec![Vec::new(); programs.len()];
        let mut wanted: Option<String> = None;
        for _ in 0..runs {
            for (&program, found) in programs.iter().zip(&mut found) {
                let command = peers.command(program, file, question);
                let Some((seconds, memory, printed)) = peers.measure(&command) else { continue };
                found.push((seconds, memory));
                let printed = figures(question, program, &printed);
                let wanted = wanted.get_or_insert_with(|| printed.clone());
                assert!(
                    same(wanted, &printed),
                    "{} gives other figures:\n{printed}\nand not\n{wanted}",
                    program.name()
                );
            }
        }
        let (mut line, mut quote) = (format!("{:<10}", question.word()), format!("| {} |", question.words()));
        for (program, other) in programs.iter().zip(&found) {
            if other.is_empty() {
                line += &format!(" {}: –;", program.name());
                continue;
            }
            let of = |part: fn(&(f64, f64)) -> f64| median(other.iter().map(part));
            line += &format!(" {}: {:.3} ({:.0});", program.name(), of(|found| found.0), of(|found| found.1));
            if *program != Program::Juxta && !found[0].is_empty() {
                // Neighboring runs meet the same machine.
                let pairs = || found[0].iter().zip(other);
                let time = median(pairs().map(|(own, other)| own.0 / other.0));
                let memory = median(pairs().map(|(own, other)| own.1 / other.1));
                quote += &format!(" {time:.2} × ({memory:.2} ×) |");
            }
        }
        println!("{}", line.trim_end_matches(';'));
        if !found[0].is_empty() {
            quoted.push(quote);
        }
    }
    if quoted.len() > 2 {
        println!("\n{}", quoted.join("\n"));
    }
}

/// Whether two programs give the same figures, of three decimals; a half may be rounded up or to the even digit.
pub fn same(one: &str, other: &str) -> bool {
    let cells = |text: &str| text.split([',', '\n']).map(str::to_owned).collect::<Vec<String>>();
    let alike = |(a, b): (&String, &String)| {
        a == b || matches!((a.parse::<f64>(), b.parse::<f64>()), (Ok(a), Ok(b)) if (a - b).abs() < 0.0015)
    };
    let (one, other) = (cells(one), cells(other));
    one.len() == other.len() && one.iter().zip(&other).all(alike)
}

/// What a question costs once the table has been read: eleven of them less one, by ten.
fn second_query(peers: &Peers, file: &Path) {
    println!("\nA further query in the same session, 10,000,000 rows: milliseconds\n");
    for question in Question::ALL {
        let seconds = |times: usize| {
            let mut command = peers.command(Program::Juxta, file, question);
            if let Some(statements) = command.last_mut() {
                *statements += &format!("; {}", question.in_juxta()).repeat(times - 1);
            }
            peers.measure(&command).map_or(f64::NAN, |(seconds, ..)| seconds)
        };
        let further = (0..RUNS).map(|_| (seconds(11) - seconds(1)) * 100.0);
        println!("{:<10} {:.0}", question.word(), median(further));
    }
}

/// Time and memory a row: flat when they grow as the table does.
fn growth(peers: &Peers, table: impl Fn(usize) -> std::path::PathBuf) {
    println!("\nGrowth: compare, from CSV\n");
    let mut bytes = Vec::new();
    for rows in SIZES {
        let command = peers.command(Program::Juxta, &table(rows), Question::Compare);
        let found: Vec<(f64, f64)> = (0..RUNS)
            .filter_map(|_| peers.measure(&command))
            .map(|(seconds, memory, _)| (seconds, memory))
            .collect();
        let (seconds, memory) =
            (median(found.iter().map(|found| found.0)), median(found.iter().map(|found| found.1)));
        let of_rows = rows as f64;
        println!(
            "{rows:>10} rows: {seconds:.3} s, {:.0} ns a row; {memory:.0} MiB, {:.1} bytes a row",
            1e9 * seconds / of_rows,
            memory * 1024.0 * 1024.0 / of_rows
        );
        bytes.push(memory * 1024.0 * 1024.0);
    }
    let more = (bytes[2] - bytes[1]) / (SIZES[2] - SIZES[1]) as f64;
    println!("\nFrom a million rows to ten the memory grows by {more:.0} bytes a row.");
}

/// The one in the middle.
pub fn median(figures: impl Iterator<Item = f64>) -> f64 {
    let mut figures: Vec<f64> = figures.collect();
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}
