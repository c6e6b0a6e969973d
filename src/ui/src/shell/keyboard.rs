//! The keys that mean the same on every page.

use leptos::prelude::*;
use leptos::web_sys::KeyboardEvent;
use leptos_router::hooks::use_location;

use crate::context::{app, schema};
use crate::keys::{is_idle, on_keydown};
use crate::query::go;
use crate::toast::undo_newest;

use super::places;

/// From now on, until the shell is gone.
pub fn listen() {
    let path = use_location().pathname;
    on_keydown(move |event| press(event, path));
}

fn press(event: &KeyboardEvent, path: Memo<String>) {
    let command = event.ctrl_key() || event.meta_key();
    let done = match event.key().as_str() {
        "k" | "K" if command && !event.shift_key() && !event.alt_key() => toggle_palette(),
        _ if !is_idle(event) => false,
        "z" if command && !event.shift_key() => undo_newest(),
        _ if command => false,
        "/" => toggle_palette(),
        "?" => open_help(),
        "n" => path.with_untracked(|path| make(path)),
        _ => false,
    };
    if done {
        event.prevent_default();
    }
}

fn toggle_palette() -> bool {
    app().palette_open.update(|open| *open = !*open);
    true
}

fn open_help() -> bool {
    app().help_open.set(true);
    true
}

/// A new record of the module at hand; the choice of one where there is none.
fn make(path: &str) -> bool {
    let name = places::module_in(path);
    match places::creatable(&schema()).into_iter().find(|module| name == Some(module.name.as_str())) {
        Some(module) => go(&format!("{}/new", places::href(&module))),
        None => app().create_open.set(true),
    }
    true
}
