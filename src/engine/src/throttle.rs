//! Slowing down whoever tries passwords: failures are counted in memory, per address and e-mail and per address alone.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chrono::Duration;
use model::Instant;

/// Failures that one may make within `WINDOW`, from one address for one e-mail.
const FOR_ONE: usize = 10;
/// The same from one address for all e-mails together.
const FOR_ALL: usize = 100;
const WINDOW: Duration = Duration::minutes(15);
/// Above this many keys those that have aged are thrown away.
const KEYS: usize = 10_000;

/// Address and e-mail; an empty e-mail stands for all.
type Key = (String, String);

#[derive(Default)]
pub(crate) struct Throttle(Mutex<HashMap<Key, Vec<Instant>>>);

impl Throttle {
    /// Whether another try may be made.
    pub(crate) fn lets(&self, address: &str, email: &str, now: Instant) -> bool {
        let mut failures = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        keys(address, email).into_iter().all(|(key, limit)| {
            let Some(times) = failures.get_mut(&key) else { return true };
            times.retain(|at| now - *at < WINDOW);
            times.len() < limit
        })
    }

    pub(crate) fn failed(&self, address: &str, email: &str, now: Instant) {
        let mut failures = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if failures.len() >= KEYS {
            failures.retain(|_, times| times.last().is_some_and(|at| now - *at < WINDOW));
        }
        for (key, _) in keys(address, email) {
            failures.entry(key).or_default().push(now);
        }
    }

    /// Takes back the last failure, which was none, and those before it for this e-mail.
    pub(crate) fn succeeded(&self, address: &str, email: &str) {
        let mut failures = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        failures.remove(&(address.to_owned(), email.to_owned()));
        if let Some(times) = failures.get_mut(&(address.to_owned(), String::new())) {
            times.pop();
        }
    }
}

fn keys(address: &str, email: &str) -> [(Key, usize); 2] {
    [((address.to_owned(), email.to_owned()), FOR_ONE), ((address.to_owned(), String::new()), FOR_ALL)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_may_sign_in_and_a_guesser_may_not() {
        let throttle = Throttle::default();
        let now = Instant::default();
        for n in 0..500 {
            let email = format!("{n}@example.com");
            assert!(throttle.lets("office", &email, now));
            throttle.failed("office", &email, now);
            throttle.succeeded("office", &email);
        }
        for n in 0..FOR_ALL {
            let email = format!("{n}@example.com");
            assert!(throttle.lets("guesser", &email, now));
            throttle.failed("guesser", &email, now);
        }
        assert!(!throttle.lets("guesser", "one.more@example.com", now));
        assert!(throttle.lets("office", "one.more@example.com", now));
        assert!(throttle.lets("guesser", "one.more@example.com", now + WINDOW));
    }
}
