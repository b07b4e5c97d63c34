//! The program `juxta`.

use std::process::ExitCode;

fn main() -> ExitCode {
    juxta::shell::run(std::env::args_os())
}
