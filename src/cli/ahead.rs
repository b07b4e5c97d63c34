//! The statements of a long script are read while those before them run: reading takes a quarter of a short query's time.

use std::iter;
use std::panic::resume_unwind;
use std::thread::{self, ScopedJoinHandle};

use base::source::{Source, Span};
use session::{Read, Session};

/// So many statements are read at once; a script that has no more needs no thread.
const STRETCH: usize = 128;
/// As much as the main thread has: deep conditions are read by recursion.
const STACK: usize = 8 << 20;

/// Works through the statements of a source, in order; one that cannot be read does not hide the next.
pub fn statements<T>(source: &Source, work: impl FnOnce(&mut dyn Iterator<Item = Read>) -> T) -> T {
    let spans = syntax::statements(&source.text);
    let read = |stretch: &[Span]| -> Vec<Read> {
        stretch.iter().map(|span| Session::statement(source, *span)).collect()
    };
    thread::scope(|scope| {
        let mut stretches = spans.chunks(STRETCH).peekable();
        let mut ahead: Option<ScopedJoinHandle<Vec<Read>>> = None;
        let read = iter::from_fn(|| {
            let stretch = stretches.next()?;
            let before = ahead.take();
            ahead = stretches.peek().and_then(|next| {
                // Where no thread can be had, this one does it all.
                thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || read(next)).ok()
            });
            Some(match before {
                Some(thread) => thread.join().unwrap_or_else(|panic| resume_unwind(panic)),
                None => read(stretch),
            })
        });
        work(&mut read.flatten())
    })
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
        for count in [0, 1, STRETCH, STRETCH + 1, 9 * STRETCH] {
            let source = script(count);
            let alone: Vec<String> = Session::statements(&source).map(|read| format!("{read:?}")).collect();
            let ahead = statements(&source, |all| all.map(|read| format!("{read:?}")).collect::<Vec<_>>());
            assert_eq!(ahead.len(), count);
            assert_eq!(ahead, alone);
            assert!(alone.get(7).is_none_or(|read| read.starts_with("Err")));
        }
    }

    #[test]
    fn who_wants_no_more_is_not_kept_waiting() {
        let source = script(9 * STRETCH);
        assert_eq!(statements(&source, |all| all.take(3).count()), 3);
    }
}
