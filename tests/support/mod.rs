//! The program as its users start it.

pub mod answers;
pub mod sources;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::DirEntry;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use juxta::base::source::Source;
use juxta::output::diagnostic::Style;
use juxta::session::{Outcome, Session};

/// What a run of the program left behind.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

/// The program in a plain environment: no terminal, no settings of this machine.
pub fn juxta<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_juxta"));
    command.args(arguments).env_clear().stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs the program without input.
pub fn run<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Ran {
    feed(juxta(arguments), b"")
}

/// The program may use the processor for so many seconds: more than any user would wait. The time that other
/// programs take on a busy machine does not count.
#[cfg(target_os = "linux")]
const WORK: u64 = 30;

/// Longer than this nothing takes, however busy the machine is.
pub const PATIENCE: Duration = Duration::from_secs(300);

/// Runs the program with input, and ends the test when it works longer than any user would wait.
pub fn feed(mut command: Command, input: &[u8]) -> Ran {
    if !input.is_empty() {
        command.stdin(Stdio::piped());
    }
    let mut child = command.spawn().expect("the program starts");
    let (stdin, input) = (child.stdin.take(), input.to_vec());
    // Written beside the reading, or both sides would wait for each other on large input.
    let writer = thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(&input)));
    let id = child.id();
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{Pid, Resource, Rlimit, prlimit};
        let limit = Rlimit { current: Some(WORK), maximum: None };
        prlimit(Some(Pid::from_child(&child)), Resource::Cpu, limit).expect("its work can be limited");
    }
    let started = Instant::now();
    let (done, watched) = std::sync::mpsc::channel::<()>();
    let watch = thread::spawn(move || {
        if watched.recv_timeout(PATIENCE).is_err() {
            // By its id, so that nothing else is ended.
            let _ = Command::new("kill").args(["-9", &id.to_string()]).status();
        }
    });
    let output = child.wait_with_output().expect("the program ends");
    let _ = done.send(());
    let _ = (writer.join(), watch.join());
    assert!(started.elapsed() < PATIENCE, "no end after {PATIENCE:?}");
    #[cfg(target_os = "linux")]
    {
        use rustix::process::Signal;
        use std::os::unix::process::ExitStatusExt;
        let tired = output.status.signal() == Some(Signal::XCPU.as_raw());
        assert!(!tired, "no end after {WORK} s of the processor");
    }
    Ran {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).expect("results are UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("messages are UTF-8"),
    }
}

/// Checks an end: no panic, the right exit code, and a message exactly when something is wrong.
#[track_caller]
pub fn ends(ran: &Ran, code: i32) {
    const PANIC: i32 = 101;
    let stderr: String = ran.stderr.chars().take(2000).collect();
    assert_ne!(ran.code, Some(PANIC), "{stderr}");
    assert_eq!(ran.code, Some(code), "{stderr}");
    // A message is for people: short, and without anything that a terminal would obey.
    assert!(ran.stderr.len() < 20_000, "{} bytes of message", ran.stderr.len());
    assert!(!ran.stderr.contains(|c: char| c.is_control() && c != '\n'), "{stderr:?}");
    assert_eq!(code == 0, !ran.stderr.contains('×') && !ran.stderr.contains("cannot"), "{stderr}");
}

/// A folder of its own for a test, empty at its start and refused to other tests; another run of the same test at the
/// same time has another.
pub fn folder(name: &str) -> PathBuf {
    static TAKEN: Mutex<BTreeMap<String, String>> = Mutex::new(BTreeMap::new());
    let test = thread::current().name().unwrap_or_default().to_owned();
    let mut taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
    let first = taken.entry(name.to_owned()).or_insert_with(|| test.clone());
    assert_eq!(*first, test, "two tests would share the folder `{name}`");
    drop(taken);
    let all = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let ours = format!("{name}-");
    // What earlier runs have left behind goes, unless one of them may still be at work.
    let is_old = |entry: &DirEntry| {
        let age = entry.metadata().and_then(|data| data.modified()).ok().and_then(|time| time.elapsed().ok());
        entry.file_name().to_string_lossy().starts_with(&ours) && age.is_some_and(|age| age > HOUR)
    };
    for entry in all.read_dir().into_iter().flatten().flatten().filter(is_old) {
        let _ = std::fs::remove_dir_all(entry.path());
    }
    let folder = all.join(format!("{ours}{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    folder
}

const HOUR: Duration = Duration::from_secs(3600);

/// What the last statement of a script prints, or the message of the first that fails.
pub fn printed(script: &str) -> Result<String, String> {
    let source = Source::new("script", script);
    let mut session = Session::new().expect("the data inside can be read");
    let mut last = String::new();
    let mut all = session.run_all(&source);
    while let Some(done) = all.next() {
        last = match done.map_err(|failure| failure.render(&source, Style::default()))? {
            (_, Outcome::Answer { answer, format }) => all.session().write(&answer, format),
            (_, Outcome::Text(text) | Outcome::Said(text)) => text,
        };
    }
    Ok(last)
}

/// What a session says to a script, up to its first mistake.
pub fn said(session: &mut Session, script: &str) -> String {
    let source = Source::new("script", script);
    let mut text = String::new();
    let mut all = session.run_all(&source);
    while let Some(done) = all.next() {
        match done {
            Ok((_, Outcome::Answer { answer, format })) => text += &all.session().write(&answer, format),
            Ok((_, Outcome::Text(said) | Outcome::Said(said))) => text += &format!("{said}\n"),
            Err(failure) => return format!("{text}{failure}"),
        }
    }
    text
}
