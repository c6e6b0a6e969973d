//! News of what hangs on a record. A busy company writes more often than a page needs to ask.

use std::time::Duration;

use leptos::prelude::*;
use model::Name;

use crate::live::on_live;

const PAUSE: Duration = Duration::from_secs(1);

/// Grows with news of a module, at once with the first, then once a second at most.
pub fn calm_news(module: impl Into<Name>) -> ReadSignal<u64> {
    let (version, set_version) = signal(0);
    let waiting = StoredValue::new(false);
    let missed = StoredValue::new(false);
    on_live(module, move |_| {
        if waiting.get_value() {
            missed.set_value(true);
            return;
        }
        waiting.set_value(true);
        set_version.update(|version| *version += 1);
        let again = move || {
            waiting.try_set_value(false);
            if missed.try_get_value() == Some(true) {
                missed.set_value(false);
                set_version.update(|version| *version += 1);
            }
        };
        set_timeout(again, PAUSE);
    });
    version
}
