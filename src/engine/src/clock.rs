//! Time and chance, which the rest is given: so tests own the clock.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use model::{Id, Instant};

/// Tells what time it is.
pub type Clock = Arc<dyn Fn() -> Instant + Send + Sync>;

/// The computer's clock.
pub fn system() -> Clock {
    Arc::new(Utc::now)
}

/// `instant` to the millisecond, as it is stored: what was written must equal what is read back.
pub(crate) fn to_the_millisecond(instant: Instant) -> Instant {
    DateTime::from_timestamp_millis(instant.timestamp_millis()).unwrap_or_default()
}

/// A new identity, made at `now`.
pub(crate) fn new_id(now: Instant) -> Id {
    Id::new(u64::try_from(now.timestamp_millis()).unwrap_or_default(), rand::random())
}
