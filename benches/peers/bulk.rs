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
    println!(
        "\n10,000,000 rows of CSV: seconds (MiB), and how many times as long as Juxta and as much memory\n"
    );
    compare(&peers, &largest, &[Program::Juxta, Program::DuckDb, Program::Polars], RUNS);
    if let Some(parquet) = peers.parquet(&largest) {
        println!("\nThe same as Parquet\n");
        compare(&peers, &parquet, &[Program::Juxta, Program::DuckDb, Program::Polars], RUNS);
    }
    println!("\n1,000,000 rows of CSV\n");
    let all = [Program::Juxta, Program::DuckDb, Program::Polars, Program::Sqlite, Program::Miller];
    let here: Vec<Program> = all.into_iter().filter(|&program| peers.is_here(program)).collect();
    compare(&peers, &table(SIZES[1]), &here, 3);
    second_query(&peers, &largest);
    growth(&peers, table);
}

/// One line a question: each program's median, beside Juxta's.
fn compare(peers: &Peers, file: &Path, programs: &[Program], runs: usize) {
    for question in Question::ALL {
        let mut found: Vec<(Vec<f64>, Vec<f64>)> = programs.iter().map(|_| Default::default()).collect();
        let mut wanted: Option<String> = None;
        for _ in 0..runs {
            for (&program, found) in programs.iter().zip(&mut found) {
                let command = peers.command(program, file, question);
                let Some((seconds, memory, printed)) = peers.measure(&command) else { continue };
                found.0.push(seconds);
                found.1.push(memory);
                let printed = figures(question, program, &printed);
                let wanted = wanted.get_or_insert_with(|| printed.clone());
                assert!(
                    same(wanted, &printed),
                    "{} gives other figures:\n{printed}\nand not\n{wanted}",
                    program.name()
                );
            }
        }
        let mut line = format!("{:<10}", question.word());
        let own = found.first().filter(|(seconds, _)| !seconds.is_empty()).cloned();
        for (program, (seconds, memory)) in programs.iter().zip(found) {
            if seconds.is_empty() {
                line += &format!(" {}: –", program.name());
                continue;
            }
            let (seconds, memory) = (median(&seconds), median(&memory));
            line += &format!(" {}: {seconds:.3} ({memory:.0})", program.name());
            if let (Some(own), true) = (&own, *program != Program::Juxta) {
                line += &format!(" = {:.2} × ({:.2} ×)", seconds / median(&own.0), memory / median(&own.1));
            }
            line.push(';');
        }
        println!("{}", line.trim_end_matches(';'));
    }
}

/// Whether two programs give the same figures, of three decimals; a half may be rounded up or to the even digit.
fn same(one: &str, other: &str) -> bool {
    let cells = |text: &str| text.split([',', '\n']).map(str::to_owned).collect::<Vec<String>>();
    let alike = |(a, b): (&String, &String)| {
        a == b || matches!((a.parse::<f64>(), b.parse::<f64>()), (Ok(a), Ok(b)) if (a - b).abs() < 0.0015)
    };
    let (one, other) = (cells(one), cells(other));
    one.len() == other.len() && one.iter().zip(&other).all(alike)
}

/// What a question costs once the table has been read: eleven of them less one, by ten.
fn second_query(peers: &Peers, file: &Path) {
    println!("\nA further query in the same session, 10,000,000 rows\n");
    for question in Question::ALL {
        let statements = |times: usize| {
            let mut command = peers.command(Program::Juxta, file, question);
            if let Some(statements) = command.last_mut() {
                *statements += &format!("; {}", question.in_juxta()).repeat(times - 1);
            }
            let seconds = (0..3).filter_map(|_| peers.measure(&command)).map(|(seconds, ..)| seconds);
            median(&seconds.collect::<Vec<f64>>())
        };
        println!("{:<10} {:.1} ms", question.word(), (statements(11) - statements(1)) * 100.0);
    }
}

/// Time and memory a row: flat when they grow as the table does.
fn growth(peers: &Peers, table: impl Fn(usize) -> std::path::PathBuf) {
    println!("\nGrowth: compare, from CSV\n");
    for rows in SIZES {
        let command = peers.command(Program::Juxta, &table(rows), Question::Compare);
        let found: Vec<(f64, f64)> = (0..5)
            .filter_map(|_| peers.measure(&command))
            .map(|(seconds, memory, _)| (seconds, memory))
            .collect();
        let seconds = median(&found.iter().map(|found| found.0).collect::<Vec<_>>());
        let memory = median(&found.iter().map(|found| found.1).collect::<Vec<_>>());
        let of_rows = rows as f64;
        println!(
            "{rows:>10} rows: {seconds:.3} s, {:.0} ns a row; {memory:.0} MiB, {:.1} bytes a row",
            1e9 * seconds / of_rows,
            memory * 1024.0 * 1024.0 / of_rows
        );
    }
}

fn median(figures: &[f64]) -> f64 {
    let mut figures = figures.to_vec();
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}
