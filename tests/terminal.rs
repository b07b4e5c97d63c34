//! A pseudo-terminal with the program in it, and what a person would see there.

use std::fs::File;
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

use crate::support::{PATIENCE, folder};

/// A running prompt.
pub struct Terminal {
    child: Child,
    keyboard: File,
    seen: Arc<Mutex<Seen>>,
    /// The folder that the program was started in.
    pub folder: PathBuf,
}

/// Everything the program has written.
struct Seen {
    screen: vt100::Parser,
    bytes: Vec<u8>,
}

/// The program, with the user's folders inside the given one.
pub fn juxta(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_juxta"));
    command.current_dir(folder).env_clear();
    command.env("TERM", "xterm-256color").env("LANG", "en_US.UTF-8").env("HOME", folder);
    command
}

impl Terminal {
    /// Starts the prompt on a terminal of 100 columns and waits for it.
    pub fn start(name: &str) -> Self {
        let folder = folder(name);
        Self::of(juxta(&folder), &folder, (24, 100))
    }

    /// Starts a program on a terminal of some rows and columns, and waits for the first prompt.
    pub fn of(command: Command, folder: &Path, size: (u16, u16)) -> Self {
        let terminal = Self::without_prompt(command, folder, size);
        terminal.until("prompt", Self::waits);
        terminal
    }

    /// Starts a program that opens no prompt on a terminal of some rows and columns.
    pub fn without_prompt(mut command: Command, folder: &Path, (rows, columns): (u16, u16)) -> Self {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a pseudo-terminal");
        grantpt(&master).and_then(|()| unlockpt(&master)).expect("its other end");
        let name = ptsname(&master, Vec::new()).expect("its name");
        let end = || {
            let path = name.to_str().expect("a path");
            let end = File::options().read(true).write(true).open(path).expect("its other end");
            Stdio::from(end)
        };
        let keyboard = File::from(master);
        size(&keyboard, rows, columns);
        let child = command.stdin(end()).stdout(end()).stderr(end()).spawn().expect("the program starts");
        // Both ends of the other side are the program's alone from here on.
        drop(command);
        let seen = Seen { screen: vt100::Parser::new(sized(rows), sized(columns), 0), bytes: Vec::new() };
        let seen = Arc::new(Mutex::new(seen));
        let (mut from, to) = (keyboard.try_clone().expect("a copy"), seen.clone());
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(length @ 1..) = from.read(&mut bytes) {
                let mut seen = to.lock().expect("no panic");
                seen.screen.process(&bytes[..length]);
                seen.bytes.extend_from_slice(&bytes[..length]);
            }
        });
        Self { child, keyboard, seen, folder: folder.to_owned() }
    }

    /// Presses keys.
    pub fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).expect("keys can be pressed");
    }

    /// Types a line and waits until the next prompt stands below it.
    #[track_caller]
    pub fn line(&mut self, text: &str) {
        let before = self.lines_written();
        self.press(&format!("{text}\r"));
        self.until("the next prompt", |terminal| terminal.lines_written() > before && terminal.waits());
    }

    /// What stands on the screen, without blanks at the ends of lines.
    pub fn screen(&self) -> String {
        let text = self.seen.lock().expect("no panic").screen.screen().contents();
        text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
    }

    /// Everything that was written, escape codes too.
    pub fn written(&self) -> String {
        String::from_utf8_lossy(&self.seen.lock().expect("no panic").bytes).into_owned()
    }

    /// The text on the screen that is underlined.
    pub fn underlined(&self) -> String {
        let seen = self.seen.lock().expect("no panic");
        let screen = seen.screen.screen();
        let (rows, columns) = screen.size();
        let places = (0..rows.get()).flat_map(|row| (0..columns.get()).map(move |column| (row, column)));
        let cells = places.filter_map(|(row, column)| screen.cell(row, column));
        cells.filter(|cell| cell.underline()).map(|cell| cell.contents().to_owned()).collect()
    }

    /// Waits until a text stands on the screen.
    #[track_caller]
    pub fn wait(&self, text: &str) {
        self.until(text, |terminal| terminal.screen().contains(text));
    }

    /// Makes the window another size.
    pub fn resize(&mut self, rows: u16, columns: u16) {
        size(&self.keyboard, rows, columns);
        self.seen.lock().expect("no panic").screen.screen_mut().set_size(sized(rows), sized(columns));
        self.signal(Signal::WINCH);
    }

    /// How long the program has used the processor.
    #[cfg(target_os = "linux")]
    pub fn worked(&self) -> Duration {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).expect("it runs");
        // The name of the program stands in brackets; the eleventh and twelfth number behind it are ticks.
        let (_, numbers) = stat.rsplit_once(')').expect("a name");
        let ticks = numbers.split_whitespace().skip(11).take(2);
        let ticks: u64 = ticks.map(|ticks| ticks.parse::<u64>().expect("ticks")).sum();
        Duration::from_millis(ticks * 10)
    }

    /// Whether the program has a file open.
    #[cfg(target_os = "linux")]
    pub fn has_open(&self, path: &Path) -> bool {
        let files = std::fs::read_dir(format!("/proc/{}/fd", self.child.id())).expect("it runs");
        files.flatten().any(|file| std::fs::read_link(file.path()).is_ok_and(|open| open == path))
    }

    /// What the terminal itself would send.
    pub fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).expect("the program runs");
    }

    /// Waits for the end of the program.
    #[track_caller]
    pub fn ended(&mut self) -> ExitStatus {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return status;
            }
            assert!(start.elapsed() < PATIENCE, "it goes on:\n{}", self.screen());
            thread::sleep(Duration::from_millis(1));
        }
    }

    /// Whether the cursor stands behind a prompt, on an empty line.
    pub fn waits(&self) -> bool {
        let seen = self.seen.lock().expect("no panic");
        let screen = seen.screen.screen();
        let (row, _) = screen.cursor_position();
        let line = screen.rows(0, screen.size().1.get()).nth(usize::from(row));
        let is_prompt = |line: &str| line == "juxta>" || line.starts_with("lesson ") && line.ends_with('>');
        line.is_some_and(|line| is_prompt(line.trim_end()))
    }

    fn lines_written(&self) -> usize {
        self.seen.lock().expect("no panic").bytes.iter().filter(|&&byte| byte == b'\n').count()
    }

    /// Waits until something is so.
    #[track_caller]
    pub fn until(&self, what: &str, done: impl Fn(&Self) -> bool) {
        let start = Instant::now();
        while !done(self) {
            assert!(start.elapsed() < PATIENCE, "no {what} on the screen:\n{}", self.screen());
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

fn size(terminal: &File, rows: u16, columns: u16) {
    let size = Winsize { ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(terminal, size).expect("a size can be set");
}

fn sized(length: u16) -> NonZero<u16> {
    NonZero::new(length).expect("a screen has rows and columns")
}
