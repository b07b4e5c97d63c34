//! A mistake of the program's own ends what it was doing, and not the program.

use std::any::Any;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind, set_hook};
use std::sync::{Mutex, PoisonError};

use crate::cancel::Cancelled;

/// Where the last panic arose, on whatever thread.
static PLACE: Mutex<Option<String>> = Mutex::new(None);

/// What is known of a panic, for whoever reports it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panic {
    message: String,
    place: Option<String>,
}

impl fmt::Display for Panic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        self.place.as_ref().map_or(Ok(()), |place| write!(f, " ({place})"))
    }
}

/// From here on a panic prints nothing by itself: whoever [`catch`]es it tells it.
pub fn hush() {
    set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        *PLACE.lock().unwrap_or_else(PoisonError::into_inner) = place;
    }));
}

/// Does work, of which nothing is left when it panics. That it was stopped is no panic.
///
/// # Errors
///
/// It panicked.
pub fn catch<T>(work: impl FnOnce() -> T) -> Result<T, Panic> {
    // What the work has built is thrown away with it.
    catch_unwind(AssertUnwindSafe(work)).map_err(|reason| {
        if reason.is::<Cancelled>() {
            resume_unwind(reason);
        }
        let place = PLACE.lock().unwrap_or_else(PoisonError::into_inner).take();
        Panic { message: message(reason.as_ref()), place }
    })
}

fn message(reason: &(dyn Any + Send)) -> String {
    let text = reason.downcast_ref::<&str>().copied();
    let text = text.or_else(|| reason.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("without a message").to_owned()
}

#[cfg(test)]
mod tests {
    use super::catch;
    use crate::cancel::{CancellationToken, check_cancelled};

    #[test]
    fn a_panic_is_a_value_and_a_stop_is_none() {
        assert_eq!(catch(|| 3).ok(), Some(3));
        let panic = catch(|| Vec::<i32>::new()[1]).unwrap_err();
        assert!(panic.to_string().contains("index out of bounds"), "{panic}");
        let stop = CancellationToken::default();
        stop.cancel();
        assert!(stop.during(|| catch(check_cancelled)).is_none());
    }
}
