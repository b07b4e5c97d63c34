//! The peers, put into `target` where they are not there yet, and how each is asked.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A question that every program answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Two cities in one year, by index.
    Compare,
    /// Counts and shares of all rows, by index.
    Tabulate,
    /// Five cities, year by year.
    Trend,
}

impl Question {
    pub const ALL: [Self; 3] = [Self::Compare, Self::Tabulate, Self::Trend];

    pub fn word(self) -> &'static str {
        match self {
            Self::Compare => "compare",
            Self::Tabulate => "tabulate",
            Self::Trend => "trend",
        }
    }

    /// As the README calls it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Compare => "`compare` of two cities in one year, by index",
            Self::Tabulate => "`tabulate` of all rows by index",
            Self::Trend => "`trend` of five cities",
        }
    }

    fn cities(self) -> Vec<String> {
        let numbers: &[usize] = match self {
            Self::Compare => &[0, 9],
            Self::Tabulate => &[],
            Self::Trend => &[0, 1, 2, 3, 4],
        };
        numbers.iter().map(|&number| super::generate::city(number)).collect()
    }

    pub fn in_juxta(self) -> String {
        let cities = self.cities().join(", ");
        match self {
            Self::Compare => format!("compare {cities} on bulk.score by index where year = 2010 using mean"),
            Self::Tabulate => "tabulate bulk by index".into(),
            Self::Trend => format!("trend {cities} on bulk.score using mean"),
        }
    }

    pub fn in_sql(self, table: &str) -> String {
        let cities = self.cities();
        let all = cities.iter().map(|city| format!("'{city}'")).collect::<Vec<_>>().join(", ");
        let means = cities.iter().map(|city| format!("avg(score) FILTER (city = '{city}')"));
        let means = means.collect::<Vec<_>>().join(", ").replace("FILTER (", "FILTER (WHERE ");
        match self {
            Self::Compare => format!(
                "SELECT \"index\", {means} FROM {table} WHERE city IN ({all}) AND year = 2010 GROUP BY 1 ORDER BY 1"
            ),
            Self::Tabulate => format!(
                "SELECT \"index\", count(*), 100.0 * count(*) / sum(count(*)) OVER () FROM {table} GROUP BY 1 ORDER BY 1"
            ),
            Self::Trend => {
                format!("SELECT year, {means} FROM {table} WHERE city IN ({all}) GROUP BY 1 ORDER BY 1")
            }
        }
    }

    fn in_miller(self) -> Vec<String> {
        let cities = self.cities();
        let among = cities.iter().map(|city| format!("$city == \"{city}\"")).collect::<Vec<_>>().join(" || ");
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let in_order = self.cities().join(",");
        let means = |by: &str| {
            let mut means =
                words(&format!("then stats1 -a mean -f score -g {by},city then reshape -s city,score_mean"));
            means.extend(words(&format!("then cut -o -f {by},{in_order} then sort -f {by}")));
            means
        };
        match self {
            Self::Compare => {
                let filter = vec!["filter".into(), format!("({among}) && $year == 2010")];
                [filter, means("index")].concat()
            }
            Self::Tabulate => words("count -g index then fraction -f count -p then sort -f index"),
            Self::Trend => [vec!["filter".into(), among], means("year")].concat(),
        }
    }
}

/// What is asked.
pub struct Peers {
    folder: PathBuf,
    juxta: PathBuf,
    python: PathBuf,
}

/// A program, and what it reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    Juxta,
    DuckDb,
    Polars,
    Sqlite,
    Miller,
}

impl Program {
    pub fn name(self) -> &'static str {
        match self {
            Self::Juxta => "Juxta",
            Self::DuckDb => "DuckDB",
            Self::Polars => "Polars",
            Self::Sqlite => "sqlite3",
            Self::Miller => "Miller",
        }
    }
}

impl Program {
    /// `DuckDB's`, `Polars'`
    pub fn possessive(self) -> String {
        let name = self.name();
        format!("{name}{}", if name.ends_with('s') { "'" } else { "'s" })
    }
}

impl Peers {
    /// Finds or installs the peers, and tells which are missing.
    pub fn install(folder: &Path, juxta: &Path) -> Option<Self> {
        let folder = folder.join("peers");
        fs::create_dir_all(&folder).ok()?;
        let python = folder.join("python/bin");
        if !python.join("duckdb").exists() || !python.join("polars-is-here").exists() {
            let made = run(Command::new("python3").args(["-m", "venv"]).arg(folder.join("python")))
                && run(Command::new(python.join("pip")).args(["install", "-q", "duckdb-cli", "polars"]))
                && fs::write(python.join("polars-is-here"), "").is_ok();
            if !made {
                println!(
                    "DuckDB and Polars come from PyPI by python3, its venv and pip; one of these is missing"
                );
                return None;
            }
        }
        let peers = Self { folder, juxta: juxta.into(), python };
        if !peers.miller().exists() {
            let unpack = "apt-get download -q miller && dpkg -x miller_*.deb miller";
            if !run(Command::new("sh").args(["-c", unpack]).current_dir(&peers.folder)) {
                println!("Miller comes from Debian by apt-get and dpkg; one of these is missing");
            }
        }
        Some(peers)
    }

    fn miller(&self) -> PathBuf {
        self.folder.join("miller/usr/bin/mlr")
    }

    pub fn is_here(&self, program: Program) -> bool {
        match program {
            Program::Juxta | Program::DuckDb | Program::Polars => true,
            Program::Sqlite => run(Command::new("sqlite3").arg("-version").stdout(Stdio::null())),
            Program::Miller => self.miller().exists(),
        }
    }

    /// The same peers with a Juxta that reads Parquet, which is built for it: a matter of minutes when it is the first time.
    pub fn that_read_parquet(&self) -> Option<Self> {
        let target = self.folder.join("parquet");
        let mut build = Command::new(env!("CARGO"));
        build.args(["build", "--release", "--locked", "--quiet", "--features", "parquet", "--target-dir"]);
        build.arg(&target).current_dir(env!("CARGO_MANIFEST_DIR"));
        let built = target.join("release/juxta");
        let juxta = self.folder.join("juxta-parquet");
        (run(&mut build) && fs::copy(built, &juxta).is_ok()).then(|| Self {
            folder: self.folder.clone(),
            juxta,
            python: self.python.clone(),
        })
    }

    /// The same table as Parquet, written by DuckDB.
    pub fn parquet(&self, csv: &Path) -> Option<PathBuf> {
        let path = csv.with_extension("parquet");
        let copy = format!("COPY (FROM '{}') TO '{}'", csv.display(), path.display());
        (path.exists() || run(Command::new(self.python.join("duckdb")).args(["-c", &copy]))).then_some(path)
    }

    /// The words that ask a program.
    pub fn command(&self, program: Program, file: &Path, question: Question) -> Vec<String> {
        let (shown, word) = (file.display().to_string(), |path: &Path| path.display().to_string());
        let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
        match program {
            Program::Juxta => self.juxta(&format!("load \"{shown}\" as bulk; {}", question.in_juxta())),
            Program::DuckDb => self.duckdb(&question.in_sql(&format!("'{shown}'"))),
            Program::Polars => {
                let mut command = self.polars("polars_query.py", &[&shown, question.word()]);
                command.extend(question.cities());
                command
            }
            Program::Sqlite => {
                let import = format!(".import --csv --skip 1 {shown} bulk");
                let table =
                    "CREATE TABLE bulk (city TEXT, \"index\" TEXT, year INTEGER, rank INTEGER, score REAL)";
                words(&["sqlite3", "-csv", ":memory:", table, &import, &question.in_sql("bulk")])
            }
            Program::Miller => {
                let mut command =
                    words(&[&word(&self.miller()), "--icsv", "--ocsv", "--headerless-csv-output"]);
                command.extend(question.in_miller());
                command.push(shown);
                command
            }
        }
    }

    /// The words that ask Juxta.
    pub fn juxta(&self, statements: &str) -> Vec<String> {
        let juxta = self.juxta.display().to_string();
        [&juxta, "--quiet", "--format=csv", "-c", statements].map(str::to_owned).into()
    }

    /// The words that ask DuckDB.
    pub fn duckdb(&self, query: &str) -> Vec<String> {
        let duckdb = self.python.join("duckdb").display().to_string();
        [&duckdb, "-csv", "-noheader", "-nullvalue", "", "-c", query].map(str::to_owned).into()
    }

    /// The words that ask Polars, by a script beside this file.
    pub fn polars(&self, script: &str, arguments: &[&str]) -> Vec<String> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers").join(script);
        let paths = [self.python.join("python"), script].map(|path| path.display().to_string());
        paths.into_iter().chain(arguments.iter().map(|&word| word.to_owned())).collect()
    }

    /// Runs a command: seconds, the most memory in MiB, and what it printed.
    pub fn measure(&self, command: &[String]) -> Option<(f64, f64, String)> {
        let output = self.folder.join("output");
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers/measure.py");
        let ran = Command::new("python3").arg(script).arg(&output).args(command).output().ok()?;
        let text = String::from_utf8(ran.stdout).ok().filter(|_| ran.status.success())?;
        let (seconds, memory) = text.trim().split_once(' ')?;
        let printed = fs::read_to_string(output).ok()?;
        Some((seconds.parse().ok()?, memory.parse::<f64>().ok()? / 1024.0, printed))
    }
}

fn run(command: &mut Command) -> bool {
    command.stdin(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// The figures of an answer as CSV: a line for each label or year, the subjects behind it; as many as the question has.
pub fn figures(question: Question, program: Program, printed: &str) -> String {
    let subjects = match question {
        Question::Compare | Question::Tabulate => 2,
        Question::Trend => 5,
    };
    let mut lines: Vec<String> = Vec::new();
    for line in printed.lines() {
        let cells: Vec<&str> = line.split(',').map(|cell| cell.trim_matches('"')).collect();
        // Juxta names the measure and its unit behind the index.
        let skipped = if program == Program::Juxta && question == Question::Compare { 3 } else { 1 };
        let Some(found) = cells.get(skipped..skipped + subjects) else { continue };
        let mut text = cells[0].to_owned();
        for figure in found {
            // As many decimals as the shortest form has.
            let figure = figure.parse::<f64>().map_or_else(|_| "?".into(), |figure| format!("{figure:.3}"));
            let _ = write!(text, ",{figure}");
        }
        if !text.contains('?') {
            lines.push(text);
        }
    }
    lines.sort();
    lines.join("\n")
}
