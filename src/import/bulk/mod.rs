//! Large tables: blocks of a file are read on several threads into columns, which are put together in order.

mod blocks;

mod fault;

mod rows;

mod scan;

#[cfg(test)]
mod tests;

use std::io::{self, Read};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use memchr::memchr_iter;

use self::blocks::{Block, Blocks};
use self::fault::Fault;
use super::builder::Builder;
use super::cells::{Cutter, cell_in};
use super::dialect::{Dialect, Kind, Marks};
use super::error::ImportError;
use base::cancel::check_cancelled;
use base::parallel;
use base::progress::Progress;
use base::suggest::reason;
use data::column::Column;
use data::field::Field;

/// A column of the file that is wanted.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    /// Its place in the file.
    pub place: usize,
    /// How its values are kept.
    pub kind: Kind,
    /// The texts that stand for a missing value in it.
    pub marks: &'a Marks,
    /// What they mean.
    pub field: &'a Field,
}

/// How a large table is to be read.
#[derive(Debug)]
pub struct Plan<'a> {
    /// How messages call the file.
    pub path: &'a str,
    /// How it is written.
    pub dialect: &'a Dialect,
    /// The columns that are wanted, in the order in which they come back.
    pub wanted: Vec<Wanted<'a>>,
    /// About how many bytes are a block.
    pub block: usize,
}

/// So much of a file a thread works on at a time, in bytes: it fits into the caches beside the columns it becomes.
pub const BLOCK: usize = 1 << 19;

/// Reads a table in UTF-8 to its end: the columns that are wanted, and how many rows they have. `heading` judges the
/// names in the file.
///
/// # Errors
///
/// What `heading` says; the first row of another length, quote that is never closed, value of another type or byte that
/// is no text; the source cannot be read.
pub fn read(
    source: &mut (dyn Read + Send),
    plan: &Plan<'_>,
    progress: &Progress,
    heading: impl FnOnce(&[String]) -> Result<(), ImportError>,
) -> Result<(Vec<Column>, usize), ImportError> {
    let mut blocks = Blocks::new(source, plan.dialect, plan.block);
    let unreadable = |error: io::Error| unreadable(plan.path, &error);
    let empty = || ImportError::Empty { path: plan.path.into() };
    let first = blocks.next(Vec::new()).map_err(unreadable)?.ok_or_else(empty)?;
    let (names, skip) = names(&first.bytes, plan.dialect).ok_or_else(empty)?;
    heading(&names)?;
    // What was recognized by an earlier look at the file may not be there any more.
    if plan.wanted.iter().any(|column| column.place >= names.len()) {
        return Err(ImportError::Changed { path: plan.path.into() });
    }
    let work = Work {
        plan,
        progress,
        width: names.len(),
        skip,
        blocks: Mutex::new((blocks, Some(first))),
        growing: Mutex::new(Growing::new(plan)),
        turn: Condvar::new(),
    };
    parallel::everywhere(|| work.until_done());
    let growing = work.growing.into_inner().unwrap_or_else(PoisonError::into_inner);
    match growing.error {
        Some(error) => Err(error),
        None => Ok((growing.columns.into_iter().map(Builder::finish).collect(), growing.rows)),
    }
}

/// The names in the heading, and where it ends.
fn names(bytes: &[u8], dialect: &Dialect) -> Option<(Vec<String>, usize)> {
    let mut cutter = Cutter::of(bytes, dialect);
    if bytes.starts_with(b"\xef\xbb\xbf") {
        cutter.at = 3;
    }
    if let Some(last) = dialect.preamble.checked_sub(1) {
        cutter.at = memchr_iter(b'\n', bytes).nth(last)? + 1;
    }
    if let Some(names) = &dialect.names {
        return Some((names.to_vec(), cutter.at));
    }
    let mut bounds = Vec::new();
    if !cutter.skip_blank_lines() || !cutter.row(&mut bounds) {
        return None;
    }
    let text = String::from_utf8_lossy(&bytes[..cutter.at]);
    Some((
        bounds.iter().map(|&bounds| cell_in(&text, bounds, dialect.quote).into_owned()).collect(),
        cutter.at,
    ))
}

/// The table as far as it has been read.
struct Growing {
    columns: Vec<Builder>,
    rows: usize,
    lines: u64,
    /// The block whose rows come next.
    next: usize,
    error: Option<ImportError>,
}

impl Growing {
    fn new(plan: &Plan<'_>) -> Self {
        Self { columns: builders(plan), rows: 0, lines: 0, next: 0, error: None }
    }

    /// Adds the rows that a thread has read, and leaves it none.
    fn add(&mut self, read: Result<usize, Fault>, from: &mut Own, bytes: &[u8], work: &Work<'_, impl Read>) {
        let newlines = |bytes: &[u8]| memchr_iter(b'\n', bytes).count() as u64;
        match read {
            Ok(rows) => {
                let columns = from.columns.iter_mut().zip(&mut from.codes);
                self.columns.iter_mut().zip(columns).for_each(|(to, (from, codes))| to.append(from, codes));
                self.rows += rows;
                self.lines += newlines(bytes);
            }
            Err(fault) => {
                let line = 1 + self.lines + newlines(&bytes[..fault.at]);
                self.error = Some(fault.error(line, work.plan, work.width));
            }
        }
        self.next += 1;
    }
}

/// What a thread keeps from block to block.
struct Own {
    /// The rows that it has read, and the labels of all that it ever read.
    columns: Vec<Builder>,
    /// The codes of its labels in the table.
    codes: Vec<Vec<i64>>,
}

/// What the threads share.
struct Work<'a, R> {
    plan: &'a Plan<'a>,
    progress: &'a Progress,
    /// How many cells a row has.
    width: usize,
    /// Where the rows begin in the first block, behind the heading.
    skip: usize,
    /// The blocks to come, the next one before all others.
    blocks: Mutex<(Blocks<R>, Option<Block>)>,
    growing: Mutex<Growing>,
    /// A block has been added.
    turn: Condvar,
}

impl<R: Read> Work<'_, R> {
    /// What each thread does: takes a block, reads it, adds it when its turn has come; until there is none.
    fn until_done(&self) {
        let _guard = Guard(self);
        let mut own = Own { columns: builders(self.plan), codes: vec![Vec::new(); self.plan.wanted.len()] };
        let mut bytes = Vec::new();
        loop {
            let block = match self.next(bytes) {
                Ok(Some(block)) => block,
                Ok(None) => return,
                Err(error) => return self.fail(unreadable(self.plan.path, &error)),
            };
            let skip = if block.number == 0 { self.skip } else { 0 };
            // Only the thread that others wait for can be asked to stop; it takes the others with it.
            check_cancelled();
            let read = rows::read(&block.bytes, skip, self.width, self.plan, &mut own.columns);
            let waiting = |growing: &mut Growing| growing.next != block.number && growing.error.is_none();
            let growing = self.turn.wait_while(lock(&self.growing), waiting);
            let mut growing = growing.unwrap_or_else(PoisonError::into_inner);
            if growing.error.is_none() {
                growing.add(read, &mut own, &block.bytes, self);
                self.progress.add(block.bytes.len(), growing.rows);
            }
            let failed = growing.error.is_some();
            drop(growing);
            self.turn.notify_all();
            if failed {
                return;
            }
            bytes = block.bytes;
        }
    }

    fn next(&self, bytes: Vec<u8>) -> io::Result<Option<Block>> {
        let mut blocks = lock(&self.blocks);
        match blocks.1.take() {
            None => blocks.0.next(bytes),
            first => Ok(first),
        }
    }

    fn fail(&self, error: ImportError) {
        lock(&self.growing).error.get_or_insert(error);
        self.turn.notify_all();
    }
}

/// Lets no thread wait for the turn of one that has panicked or was stopped.
struct Guard<'a, R: Read>(&'a Work<'a, R>);

impl<R: Read> Drop for Guard<'_, R> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let reason = "a thread that read it has failed".into();
            self.0.fail(ImportError::Unreadable { path: self.0.plan.path.into(), reason });
        }
    }
}

fn builders(plan: &Plan<'_>) -> Vec<Builder> {
    plan.wanted.iter().map(|column| Builder::new(column.kind, column.field, column.marks)).collect()
}

fn unreadable(path: &str, error: &io::Error) -> ImportError {
    ImportError::Unreadable { path: path.into(), reason: reason(error) }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A thread that panicked is told of when the threads are joined.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
