//! Keys that do something on a page: single letters, while nobody writes and no dialog is open.

#[cfg(not(feature = "ssr"))]
use leptos::prelude::*;
use leptos::web_sys::KeyboardEvent;

use crate::browser;

/// Calls `then` when `key` ("e", "?", "ArrowDown") is pressed alone, until the component at hand is gone. What the page
/// itself would do with the key is prevented.
pub fn on_key(key: &'static str, then: impl Fn() + 'static) {
    on_keydown(move |event| {
        if event.key() == key && is_free(event) {
            event.prevent_default();
            then();
        }
    });
}

/// Calls `then` with every key press until the component at hand is gone.
pub fn on_keydown(then: impl Fn(&KeyboardEvent) + 'static) {
    listen(then);
}

#[cfg(feature = "ssr")]
fn listen(then: impl Fn(&KeyboardEvent) + 'static) {
    drop(then);
}

#[cfg(not(feature = "ssr"))]
fn listen(then: impl Fn(&KeyboardEvent) + 'static) {
    let handle = window_event_listener(leptos::ev::keydown, move |event| then(&event));
    on_cleanup(move || handle.remove());
}

/// Whether a letter may mean a command just now.
pub fn is_free(event: &KeyboardEvent) -> bool {
    is_idle(event) && !event.ctrl_key() && !event.meta_key()
}

/// Whether nobody writes and no dialog is open; Ctrl and Cmd may be held.
pub fn is_idle(event: &KeyboardEvent) -> bool {
    !event.default_prevented() && !event.alt_key() && !browser::is_writing() && !browser::has_dialog()
}
