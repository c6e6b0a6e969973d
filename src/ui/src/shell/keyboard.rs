//! The keys that mean the same on every page.

use leptos::prelude::*;
use leptos::web_sys::KeyboardEvent;
use leptos_router::hooks::use_location;

use crate::context::{app, schema};
use crate::keys::{is_free, on_keydown};
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
        _ if !is_free_or_command(event) => false,
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

/// As `is_free`, but with Ctrl or Cmd too.
fn is_free_or_command(event: &KeyboardEvent) -> bool {
    is_free(event)
        || (!event.default_prevented() && !crate::browser::is_writing() && !crate::browser::has_dialog())
            && !event.alt_key()
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
