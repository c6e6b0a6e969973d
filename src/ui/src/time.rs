//! Points in time as people say them: "3 hours ago".

use std::time::Duration;

use leptos::prelude::*;
use model::Instant;

use crate::browser;
use crate::context::{app, formats};
use crate::texts::{t, t_with};

/// An instant, relative to now. The server does not know what is now for the reader, so it writes the whole.
#[component]
pub fn Time(at: Instant) -> impl IntoView {
    let whole = move || formats().instant(at);
    let text = move || app().now.get().map_or_else(whole, |now| relative(at, now));
    view! { <time datetime=at.to_rfc3339() title=whole>{text}</time> }
}

/// How long ago, or in how long, in words.
pub fn relative(at: Instant, now: Instant) -> String {
    let seconds = (now - at).num_seconds();
    let (key, count) = if seconds >= 0 { past(seconds) } else { future(-seconds) };
    match key {
        Some(key) if count > 0 => t_with(key, &[("n", &count)]),
        Some(_) => t("time-just-now"),
        None => formats().instant(at),
    }
}

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

fn past(seconds: i64) -> (Option<&'static str>, i64) {
    match seconds {
        0..HOUR => (Some("time-minutes-ago"), seconds / MINUTE),
        HOUR..DAY => (Some("time-hours-ago"), seconds / HOUR),
        _ if seconds < 7 * DAY => (Some("time-days-ago"), seconds / DAY),
        _ if seconds < 30 * DAY => (Some("time-weeks-ago"), seconds / (7 * DAY)),
        _ if seconds < 365 * DAY => (Some("time-months-ago"), seconds / (30 * DAY)),
        _ => (Some("time-years-ago"), seconds / (365 * DAY)),
    }
}

fn future(seconds: i64) -> (Option<&'static str>, i64) {
    match seconds {
        0..HOUR => (Some("time-in-minutes"), seconds / MINUTE),
        HOUR..DAY => (Some("time-in-hours"), seconds / HOUR),
        _ if seconds < 14 * DAY => (Some("time-in-days"), seconds / DAY),
        _ => (None, 0),
    }
}

/// Lets the clock run: from now on, times are relative.
pub(crate) fn start() {
    let now = app().now;
    now.set(browser::now());
    let _ = set_interval_with_handle(move || now.set(browser::now()), Duration::from_secs(30));
}
