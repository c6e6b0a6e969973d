//! The search box of a list.

use std::time::Duration;

use leptos::prelude::*;

use super::Condition;
use crate::texts::t_with;

/// Waits until one stops typing.
const PAUSE: Duration = Duration::from_millis(200);

/// Looks for a text in the titles; it is a part of the condition like any other.
#[component]
pub fn QuickSearch(condition: Condition) -> impl IntoView {
    let label =
        move || t_with("list-search", &[("module", &condition.module.with(|module| module.label.clone()))]);
    let searched = Memo::new(move |_| condition.searched());
    let typed = RwSignal::new(searched.get_untracked());
    let timer = StoredValue::new(None::<TimeoutHandle>);
    // Changed elsewhere: by "back", by a view, as text.
    Effect::new(move |_| {
        let now = searched.get();
        if now.trim() != typed.get_untracked().trim() {
            typed.set(now);
        }
    });
    let stop = move || {
        if let Some(timer) = timer.get_value() {
            timer.clear();
        }
    };
    let look = move |text: String| {
        typed.set(text.clone());
        stop();
        timer.set_value(set_timeout_with_handle(move || condition.search(&text), PAUSE).ok());
    };
    on_cleanup(stop);
    view! {
        <div class="input-group">
            <input
                class="input"
                type="search"
                id="list-search"
                autocomplete="off"
                spellcheck="false"
                placeholder=label
                aria-label=label
                value=typed.get_untracked()
                prop:value=move || typed.get()
                on:input=move |event| look(event_target_value(&event))
            />
        </div>
    }
}
