//! Two tables of a million rows side by side, by case and year: the same questions to Juxta and its peers, as whole
//! processes.

use std::path::Path;

use super::bulk::{median, same};
use super::generate;
use super::programs::{Peers, Program};

/// A question to both tables.
#[derive(Clone, Copy)]
enum Question {
    /// Both figures of every case in three years.
    Show,
    /// The cases and years in which both figures are high, among all of them.
    High,
    /// Whether both figures order the cases alike in one year.
    Agree,
    /// Two cases in eleven years.
    Compare,
}

/// Every peer is asked so often; runs take turns, and medians are told.
const RUNS: usize = 7;

const YEARS: &str = "year BETWEEN 1950 AND 1952";

impl Question {
    const ALL: [Self; 4] = [Self::Show, Self::High, Self::Agree, Self::Compare];

    fn word(self) -> &'static str {
        match self {
            Self::Show => "show",
            Self::High => "high",
            Self::Agree => "agree",
            Self::Compare => "compare",
        }
    }

    fn in_juxta(self) -> String {
        let [one, other] = [generate::place(1000), generate::place(2000)];
        match self {
            Self::Show => "show left.wealth, right.freedom where year in 1950..1952".into(),
            Self::High => "show left.wealth, right.freedom where wealth > 995 and freedom > 99".into(),
            Self::Agree => "agree left.wealth, right.freedom where year = 1950".into(),
            Self::Compare => {
                format!("compare {one}, {other} on left.wealth, right.freedom where year in 1950..1960")
            }
        }
    }

    fn in_sql(self, left: &Path, right: &Path) -> String {
        let join = |how: &str| {
            format!("FROM '{}' l {how} JOIN '{}' r USING (place, year)", left.display(), right.display())
        };
        let [one, other] = [generate::place(1000), generate::place(2000)];
        match self {
            Self::Show => format!("SELECT place, year, wealth, freedom {} WHERE {YEARS}", join("FULL")),
            Self::High => {
                format!(
                    "SELECT place, year, wealth, freedom {} WHERE wealth > 995 AND freedom > 99",
                    join("")
                )
            }
            Self::Agree => format!(
                "SELECT count(*), corr(a, b) FROM (SELECT rank() OVER (ORDER BY wealth) + (count(*) OVER (PARTITION BY \
                 wealth) - 1) / 2 AS a, rank() OVER (ORDER BY freedom) + (count(*) OVER (PARTITION BY freedom) - 1) / 2 \
                 AS b {} WHERE year = 1950)",
                join("")
            ),
            Self::Compare => {
                let of =
                    |figure: &str, place: &str| format!("max({figure}) FILTER (WHERE place = '{place}')");
                let figures = |figure: &str| format!("{}, {}", of(figure, &one), of(figure, &other));
                format!(
                    "SELECT year, {}, {} {} WHERE place IN ('{one}', '{other}') AND year BETWEEN 1950 AND 1960 GROUP BY \
                     year",
                    figures("wealth"),
                    figures("freedom"),
                    join("FULL")
                )
            }
        }
    }

    /// The figures of an answer, in one order, whoever gave it.
    fn figures(self, program: Program, printed: &str) -> String {
        let head = usize::from(program == Program::Juxta);
        let rows = printed.lines().skip(head).map(|line| line.split(',').collect::<Vec<_>>());
        let mut lines: Vec<String> = match (self, program) {
            // Behind the names of both figures; the others tell n and rho alone.
            (Self::Agree, Program::Juxta) => rows.map(|row| row[2..4].join(",")).collect(),
            // Of each topic a row a year: the figures of both are read off one after the other.
            (Self::Compare, Program::Juxta) => rows.map(|row| row[4..6].join(",")).collect(),
            (Self::Compare, _) => rows.flat_map(|row| [row[1..3].join(","), row[3..5].join(",")]).collect(),
            (Self::Show | Self::High | Self::Agree, _) => rows.map(|row| row.join(",")).collect(),
        };
        lines.sort();
        lines.join("\n")
    }
}

/// Measures everything and prints the tables.
pub fn measure(folder: &Path, juxta: &Path) {
    let Some(peers) = Peers::install(folder, juxta) else { return };
    let (left, right) = generate::sides(folder).expect("the tables can be written");
    println!("\nTwice 1,000,000 rows of CSV by case and year: seconds (MiB)\n");
    let mut quoted =
        vec!["| Juxta takes, in time (in memory) | of DuckDB's | of Polars' |\n|---|---|---|".to_owned()];
    let programs = [Program::Juxta, Program::DuckDb, Program::Polars];
    for question in Question::ALL {
        let mut found: [Vec<(f64, f64)>; 3] = Default::default();
        let mut wanted: Option<String> = None;
        for _ in 0..RUNS {
            for (&program, found) in programs.iter().zip(&mut found) {
                let command = command(&peers, program, &left, &right, question);
                let Some((seconds, memory, printed)) = peers.measure(&command) else { continue };
                found.push((seconds, memory));
                let printed = question.figures(program, &printed);
                let wanted = wanted.get_or_insert_with(|| printed.clone());
                assert!(same(wanted, &printed), "{}: {printed}\nand not\n{wanted}", program.name());
            }
        }
        let [own, others @ ..] = &found;
        let of = |found: &[(f64, f64)], part: fn(&(f64, f64)) -> f64| median(found.iter().map(part));
        let shown = programs.iter().zip(&found).map(|(program, found)| {
            format!(" {}: {:.3} ({:.0})", program.name(), of(found, |run| run.0), of(found, |run| run.1))
        });
        println!("{:<8}{}", question.word(), shown.collect::<Vec<_>>().join(";"));
        // Neighboring runs meet the same machine.
        let ratio = |other: &Vec<(f64, f64)>, part: fn(&(f64, f64)) -> f64| {
            median(own.iter().zip(other).map(|(own, other)| part(own) / part(other)))
        };
        let ratios = others
            .each_ref()
            .map(|other| format!("{:.2} × ({:.2} ×)", ratio(other, |run| run.0), ratio(other, |run| run.1)));
        quoted.push(format!("| {} | {} |", question.word(), ratios.join(" | ")));
    }
    println!("\n{}", quoted.join("\n"));
}

fn command(peers: &Peers, program: Program, left: &Path, right: &Path, question: Question) -> Vec<String> {
    let files = [left, right].map(|path| path.display().to_string());
    match program {
        Program::Juxta => {
            let [left, right] = &files;
            let loads = format!("load \"{left}\" as left; load \"{right}\" as right");
            peers.juxta(&format!("{loads}; {}", question.in_juxta()))
        }
        Program::DuckDb => peers.duckdb(&question.in_sql(left, right)),
        Program::Polars | Program::Sqlite | Program::Miller => {
            let [one, other] = [generate::place(1000), generate::place(2000)];
            peers.polars("polars_align.py", &[&files[0], &files[1], question.word(), &one, &other])
        }
    }
}
