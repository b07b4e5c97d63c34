//! The statements of a long script are read while those before them run: reading takes a quarter of a short query's time.

use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use crate::session::{Failure, Session};
use crate::source::{Source, Span};
use crate::syntax;
use crate::syntax::ast::Statement;

/// Fewer statements than this are read sooner than a thread starts.
const LONG: usize = 256;
/// As many are handed over at once, since each handing over may wake a thread.
const BATCH: usize = 64;
/// So many batches wait at most: a script of any length takes little room.
const WAITING: usize = 8;
/// As much as the main thread has: deep conditions are read by recursion.
const STACK: usize = 8 << 20;

type Read = Result<Statement, Failure>;

/// Works through the statements of a source, in order; one that can not be read does not hide the next.
pub fn statements<T>(source: &Source, work: impl FnOnce(&mut dyn Iterator<Item = Read>) -> T) -> T {
    let spans = syntax::statements(&source.text);
    if spans.len() < LONG {
        return work(&mut read(source, &spans));
    }
    thread::scope(|scope| {
        let (send, receive) = sync_channel(WAITING);
        let (text, all) = (source, &spans);
        let reader = thread::Builder::new().stack_size(STACK);
        match reader.spawn_scoped(scope, move || send_all(text, all, &send)) {
            Ok(_) => work(&mut receive.into_iter().flatten()),
            // Where no thread can be had, this one does it all.
            Err(_) => work(&mut read(source, &spans)),
        }
    })
}

fn read<'s>(source: &'s Source, spans: &'s [Span]) -> impl Iterator<Item = Read> + 's {
    spans.iter().map(|span| Session::statement(source, *span))
}

/// Ends early when nobody waits for more.
fn send_all(source: &Source, spans: &[Span], send: &SyncSender<Vec<Read>>) {
    for batch in spans.chunks(BATCH) {
        if send.send(read(source, batch).collect()).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn script(statements: usize) -> Source {
        let line = |at| if at % 100 == 7 { "show stages limit few\n" } else { "show stages limit 1\n" };
        Source::new("script", (0..statements).map(line).collect::<String>())
    }

    #[test]
    fn a_long_script_is_read_as_a_short_one() {
        for count in [LONG - 1, LONG, LONG * BATCH] {
            let source = script(count);
            let alone: Vec<String> = Session::statements(&source).map(|read| format!("{read:?}")).collect();
            let ahead = statements(&source, |all| all.map(|read| format!("{read:?}")).collect::<Vec<_>>());
            assert_eq!(ahead.len(), count);
            assert_eq!(ahead, alone);
            assert!(alone[7].starts_with("Err"));
        }
    }

    #[test]
    fn who_wants_no_more_is_not_kept_waiting() {
        let source = script(LONG * BATCH);
        assert_eq!(statements(&source, |all| all.take(3).count()), 3);
    }
}
