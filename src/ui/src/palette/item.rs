//! How sections and entries look.

use leptos::prelude::*;
use leptos::web_sys::MouseEvent;

use crate::highlight::Highlight;
use crate::icon::Icon;

use super::entries::{Item, Section};

/// The id of the entry at a place, for `aria-activedescendant`.
pub fn id(at: usize) -> String {
    format!("palette-{at}")
}

#[component]
pub fn SectionOf(
    section: Section,
    /// How many entries stand before it.
    from: usize,
    text: RwSignal<String>,
    selected: RwSignal<usize>,
    choose: Callback<usize>,
) -> impl IntoView {
    let label = format!("palette-group-{from}");
    let id = label.clone();
    let items = section.items.into_iter().enumerate();
    view! {
        <div role="group" aria-labelledby=label>
            <div class="palette-group" id=id>{section.label}</div>
            {items.map(|(at, item)| view! { <Entry item at=from + at text selected choose/> }).collect_view()}
        </div>
    }
}

#[component]
fn Entry(
    item: Item,
    at: usize,
    text: RwSignal<String>,
    selected: RwSignal<usize>,
    choose: Callback<usize>,
) -> impl IntoView {
    let href = item.action.href().map(str::to_owned);
    let click = move |event: MouseEvent| {
        // With a key held, the link opens in another tab.
        if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
            event.prevent_default();
            choose.run(at);
        }
    };
    view! {
        <a
            class="palette-item"
            role="option"
            id=id(at)
            href=href
            tabindex="-1"
            aria-selected=move || (selected.get() == at).to_string()
            on:click=click
            on:mousedown=|event| event.prevent_default()
            on:mousemove=move |_| selected.set(at)
        >
            <Icon name=item.icon/>
            <span>
                <Highlight text=item.label search=text.get_untracked()/>
                {(!item.detail.is_empty()).then(|| view! {
                    " " <small><Highlight text=item.detail search=text.get_untracked()/></small>
                })}
            </span>
            {(!item.kind.is_empty()).then(|| view! { <span class="palette-kind">{item.kind}</span> })}
        </a>
    }
}
