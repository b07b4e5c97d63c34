//! What can stand on the command line.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

/// Compare: the same questions asked of each case, side by side, every figure with its source.
#[derive(Debug, Parser)]
#[command(name = "juxta", version, about, after_help = EXAMPLES)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Option<Command>,

    /// Scripts to run, `-` for stdin; without any, the prompt
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// Run statements and leave
    #[arg(short = 'c', value_name = "QUERY", num_args = 1..)]
    pub statements: Vec<String>,

    #[command(flatten)]
    pub options: Flags,
}

#[derive(Debug, Default, clap::Args)]
pub struct Flags {
    /// Form of results: table, plain, csv, tsv, json, markdown, html, latex, chart, svg
    #[arg(long, value_name = "FORM", global = true)]
    pub format: Option<String>,

    /// A data package or a CSV file to load first; may be given several times
    #[arg(long, value_name = "PATH", global = true)]
    pub data: Vec<PathBuf>,

    /// Columns of a line; without it, the terminal's, and no limit in a pipe
    #[arg(long, value_name = "N", global = true)]
    pub width: Option<usize>,

    /// When to use color
    #[arg(long, value_name = "WHEN", value_enum, default_value = "auto", global = true)]
    pub color: When,

    /// Print results and mistakes only
    #[arg(long, short, global = true)]
    pub quiet: bool,

    /// Go on after a mistake; the exit code still tells of it
    #[arg(long, global = true)]
    pub keep_going: bool,

    /// Open the prompt without running the start-up file
    #[arg(long, global = true)]
    pub no_init: bool,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show every stage of one query: text, tree, resolved query, selection, answer
    Plan {
        /// The query
        query: String,
    },
    /// Put scripts into their one layout
    Fmt {
        /// Only tell which scripts would change
        #[arg(long)]
        check: bool,
        /// Scripts to lay out, `-` for stdin to stdout
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
    },
    /// Make a page of a script: comments as prose, results as tables and charts, one bibliography
    Report {
        /// The script, `-` for stdin
        #[arg(value_name = "FILE")]
        script: PathBuf,
        /// The page, .html or .md; without it, the script's name with .html
        #[arg(long, value_name = "PAGE")]
        to: Option<PathBuf>,
        /// Replace a page that is there
        #[arg(long)]
        force: bool,
        /// Leave statements and checks out
        #[arg(long)]
        no_code: bool,
        /// The language of the prose, for screen readers and browsers
        #[arg(long, value_name = "LANG", default_value = "en")]
        lang: String,
    },
    /// Write the datapackage.json of tables that have none, to be corrected by hand
    Package {
        /// CSV files of one folder
        #[arg(value_name = "TABLE", required = true)]
        tables: Vec<PathBuf>,
        /// Replace a descriptor that is there
        #[arg(long)]
        force: bool,
    },
    /// Print the completions of a shell: bash, zsh, fish and others
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
    /// Print a TextMate grammar, by which editors color scripts
    Grammar,
    /// Print the JSON Schema of what `--format json` prints
    Schema,
    /// Learn at the prompt: eight lessons, or one of your own
    #[command(after_help = LEARN)]
    Learn {
        /// Number or name of a lesson, a file my-lesson.toml, or `reset` to forget all progress
        #[arg(value_name = "LESSON")]
        lesson: Vec<String>,
        /// Mark files of answers instead; with `--format json` one object a lesson, one a line
        #[arg(long, value_name = "FILE", num_args = 1..)]
        check: Vec<PathBuf>,
        /// Tell what is wrong with lesson files instead; without any, with the lessons inside
        #[arg(long, value_name = "FILE", num_args = 0..)]
        lint: Option<Vec<PathBuf>>,
    },
    /// Tell what is wrong with scripts and lessons, without running them
    Lint {
        /// Scripts and lessons (`.toml`) to read, `-` for stdin
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
    },
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum When {
    #[default]
    Auto,
    Always,
    Never,
}

const EXAMPLES: &str = "Examples:
  juxta -c 'compare Beijing, Seoul on rankings where year = 2020'
  juxta homework.juxta
  juxta --format csv -c 'show conferences' > conferences.csv

Exit codes: 0 done, 1 a query or an expectation failed, 2 wrong use, 3 a file could not be read or written";

const LEARN: &str = "Examples:
  juxta learn                              the lessons, and how far you have come
  juxta learn 1                            the first one
  juxta learn my-lesson.toml               a lesson of your own
  juxta learn 1 --check answers.juxta      mark answers; exit code 0 when all are right
  juxta learn --lint my-lesson.toml        is anything wrong with it?";

/// `-c QUERY …` and nothing else, read without the parser of all that there is: to build that takes as long as half a
/// query.
pub fn statements_alone(arguments: &[OsString]) -> Option<Arguments> {
    let [_, flag, statements @ ..] = arguments else { return None };
    let text = |text: &OsString| text.to_str().filter(|text| !text.starts_with('-')).map(str::to_owned);
    let statements: Vec<String> = statements.iter().map(text).collect::<Option<_>>()?;
    (flag == "-c" && !statements.is_empty()).then(|| Arguments {
        command: None,
        files: Vec::new(),
        statements,
        options: Flags::default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_alone_are_read_as_the_parser_reads_them() {
        let read = |words: &[&str]| {
            let words: Vec<OsString> = words.iter().map(Into::into).collect();
            let alone = statements_alone(&words).map(|arguments| format!("{arguments:?}"));
            (alone, Arguments::try_parse_from(words).map(|arguments| format!("{arguments:?}")))
        };
        for words in [
            &["juxta", "-c", "show x"][..],
            &["juxta", "-c", "show x", "rank y", ""],
            &["juxta", "-c", "fmt"],
            &["juxta", "-c", "show x", "fmt"],
        ] {
            let (alone, whole) = read(words);
            assert_eq!(alone, whole.ok(), "{words:?}");
            assert!(alone.is_some(), "{words:?}");
        }
        for words in [
            &["juxta"][..],
            &["juxta", "-c"],
            &["juxta", "-cshow x"],
            &["juxta", "-c", "show x", "--quiet"],
            &["juxta", "-c", "--help"],
            &["juxta", "-c", "-1"],
            &["juxta", "x.juxta"],
            &["juxta", "man"],
        ] {
            assert_eq!(read(words).0, None, "{words:?}");
        }
    }
}
