//! The keys, listed.

use leptos::prelude::*;

use crate::context::app;
use crate::dialog::Modal;
use crate::texts::t;

/// Keys and what they do. Those of a page are handled there.
const KEYS: [(&str, &str); 13] = [
    ("Ctrl K", "keys-palette"),
    ("/", "keys-search"),
    ("n", "keys-new"),
    ("e", "keys-edit"),
    ("Ctrl Enter", "keys-save"),
    ("Esc", "keys-cancel"),
    ("↑ ↓", "keys-move"),
    ("Enter", "keys-open"),
    ("j k", "keys-previous-next"),
    ("x", "keys-select"),
    ("Space", "keys-pick-card"),
    ("Ctrl Z", "keys-undo"),
    ("?", "keys-open-help"),
];

#[component]
pub fn Help() -> impl IntoView {
    let row = |(key, text): (&'static str, &'static str)| {
        view! {
            <div class="setting">
                <span>{move || t(text)}</span>
                <kbd class="kbd">{key}</kbd>
            </div>
        }
    };
    view! {
        <Modal open=app().help_open title=Signal::derive(move || t("keys-title"))>
            <div class="modal-body">{KEYS.map(row).collect_view()}</div>
        </Modal>
    }
}
