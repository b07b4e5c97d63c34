//! How far a long reading has come, for whoever watches it.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

/// Shared by the threads that read and the one that watches.
#[derive(Debug, Default)]
pub struct Progress {
    bytes: AtomicU64,
    total: AtomicU64,
    rows: AtomicUsize,
}

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reached {
    /// Bytes that have been read.
    pub bytes: u64,
    /// Bytes that there are.
    pub total: u64,
    /// Rows that have been read.
    pub rows: usize,
}

impl Progress {
    /// So many bytes are about to be read; until what comes back is dropped.
    pub fn begin(&self, total: u64) -> Reading<'_> {
        self.bytes.store(0, Ordering::Relaxed);
        self.rows.store(0, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
        Reading(self)
    }

    /// So many more bytes have been read, and so many rows in all.
    pub fn add(&self, bytes: usize, rows: usize) {
        self.bytes.fetch_add(bytes as u64, Ordering::Relaxed);
        self.rows.store(rows, Ordering::Relaxed);
    }

    /// How far it has come; `None` when nothing is being read.
    pub fn reached(&self) -> Option<Reached> {
        let total = self.total.load(Ordering::Relaxed);
        let (bytes, rows) = (self.bytes.load(Ordering::Relaxed), self.rows.load(Ordering::Relaxed));
        (total > 0).then_some(Reached { bytes, total, rows })
    }
}

/// Something is being read, as long as this is there.
pub struct Reading<'a>(&'a Progress);

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        self.0.total.store(0, Ordering::Relaxed);
    }
}
