//! The command palette: finds any record, page or action as one types.

mod action;
mod entries;
mod item;
mod search;

use leptos::prelude::*;
use leptos::web_sys::KeyboardEvent;

use crate::browser;
use crate::context::app;
use crate::dialog::DialogBox;
use crate::icon::Icon;
use crate::texts::{t, t_with};

use entries::{Section, sections};
use item::SectionOf;
use search::Search;

#[component]
pub fn Palette() -> impl IntoView {
    let open = app().palette_open;
    view! {
        <DialogBox open class="palette" title=Signal::derive(move || t("palette-title"))>
            <Content/>
        </DialogBox>
    }
}

/// Made anew each time it opens, so that it begins empty.
#[component]
fn Content() -> impl IntoView {
    let open = app().palette_open;
    let search = Search::new();
    let found = Memo::new(move |_| sections(&search.text.get(), &search.hits.get()));
    let selected = RwSignal::new(0_usize);
    let count = move || found.with(|found| found.iter().map(|section| section.items.len()).sum::<usize>());
    let choose = move |at: usize| {
        let item = found.with_untracked(|found| found.iter().flat_map(|s| &s.items).nth(at).cloned());
        if let Some(item) = item {
            open.set(false);
            item.action.run();
        }
    };
    search.on_found(move |enter| {
        if enter {
            choose(selected.get_untracked());
        }
    });
    Effect::new(move |_| {
        search.text.track();
        selected.set(0);
    });
    Effect::new(move |_| reveal(selected.get()));
    let press = move |event: KeyboardEvent| {
        let last = count().saturating_sub(1);
        let at = selected.get_untracked().min(last);
        match event.key().as_str() {
            "ArrowDown" => selected.set(if at >= last { 0 } else { at + 1 }),
            "ArrowUp" => selected.set(if at == 0 { last } else { at - 1 }),
            "Enter" if event.is_composing() => return,
            "Enter" if search.is_waiting() => search.enter_when_found(),
            "Enter" => choose(at),
            _ => return,
        }
        event.prevent_default();
    };
    view! {
        <div class="palette-input">
            <Icon name="search"/>
            <input
                type="text"
                role="combobox"
                aria-expanded="true"
                aria-controls="palette-results"
                aria-autocomplete="list"
                aria-activedescendant=move || (count() > 0).then(|| item::id(selected.get()))
                aria-label=move || t("palette-placeholder")
                placeholder=move || t("palette-placeholder")
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                enterkeyhint="go"
                autofocus
                on:input=move |event| search.type_in(event_target_value(&event))
                on:keydown=press
            />
            <kbd class="kbd" aria-hidden="true">"Esc"</kbd>
            <button
                type="button"
                class="btn ghost icon only-phone"
                aria-label=move || t("close")
                on:click=move |_| open.set(false)
            >
                <Icon name="x"/>
            </button>
        </div>
        <div class="palette-results" id="palette-results" role="listbox" aria-label=move || t("search-title")>
            {move || numbered(found.get()).map(|(from, section)| {
                view! { <SectionOf section from text=search.text selected choose=Callback::new(choose)/> }
            }).collect_view()}
        </div>
        <p class="sr-only" role="status">{move || t_with("search-results-n", &[("n", &count())])}</p>
        {move || (count() == 0).then(|| view! { <Nothing search/> })}
        <footer class="palette-foot"><span>{move || t("palette-hint")}</span></footer>
    }
}

#[component]
fn Nothing(search: Search) -> impl IntoView {
    let text = move || if search.is_short() { t("search-type-more") } else { t("palette-nothing") };
    view! { <div class="empty small"><p>{text}</p></div> }
}

/// Each section with how many items stand before it.
fn numbered(sections: Vec<Section>) -> impl Iterator<Item = (usize, Section)> {
    sections.into_iter().scan(0, |before, section| {
        let from = *before;
        *before += section.items.len();
        Some((from, section))
    })
}

/// Scrolls the list so that what is selected can be seen.
fn reveal(at: usize) {
    if let Some(element) = browser::element(&item::id(at)) {
        browser::reveal(&element);
    }
}
