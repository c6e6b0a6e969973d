//! A text in which colleagues can be mentioned: `@` and the beginning of a name offers them.

use std::str::FromStr;

use leptos::ev::KeyboardEvent;
use leptos::html::Textarea;
use leptos::prelude::*;
use leptos::web_sys::HtmlTextAreaElement;
use model::{Id, Name};

use super::words::{Mentioned, asked};
use crate::field::{Combo, Finder, Offer, OfferList, find_records, focus_soon};

#[component]
pub fn MentionText(
    #[prop(into)] id: String,
    text: RwSignal<String>,
    mentioned: RwSignal<Vec<Mentioned>>,
    #[prop(into)] label: String,
    #[prop(into)] placeholder: String,
    #[prop(optional)] focus: bool,
    /// Ctrl and Enter.
    on_send: impl Fn() + Clone + 'static,
    #[prop(into)] on_escape: Callback<()>,
) -> impl IntoView {
    let node = NodeRef::<Textarea>::new();
    let combo = Combo::new(String::new());
    let finder = Finder::new(combo);
    if focus {
        focus_soon(&id);
    }
    let look = move || {
        let before = node.get_untracked().map(|area| before_cursor(&area)).unwrap_or_default();
        match asked(&before) {
            Some(name) => {
                combo.text.set(name.to_owned());
                combo.open.set(true);
                finder.ask(name.to_owned(), |name| find_records(Name::new_static("users"), name));
            }
            None => combo.close(),
        }
    };
    let on_pick = Callback::new(move |offer: Offer| {
        let (Some(area), Ok(id)) = (node.get_untracked(), Id::from_str(&offer.key)) else { return };
        mentioned.update(|all| all.push(Mentioned { name: offer.label.clone(), id }));
        text.set(insert(&area, &offer.label));
    });
    let on_key = move |event: KeyboardEvent| {
        if combo.key(&event, on_pick) || event.is_composing() {
            return;
        }
        match event.key().as_str() {
            "Enter" if event.ctrl_key() || event.meta_key() => on_send(),
            "Escape" => on_escape.run(()),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    view! {
        <div class="combo">
            <textarea
                id=id.clone()
                node_ref=node
                class="textarea"
                rows="2"
                placeholder=placeholder
                aria-label=label.clone()
                aria-autocomplete="list"
                aria-controls=format!("{id}-list")
                aria-activedescendant=combo.active_id(&id)
                prop:value=move || text.get()
                on:input=move |event| {
                    text.set(event_target_value(&event));
                    look();
                }
                on:keydown=on_key
                on:blur=move |_| combo.close()
            ></textarea>
            <OfferList id combo on_pick label=Some(label)/>
        </div>
    }
}

/// What stands before the cursor. The browser counts in UTF-16.
fn before_cursor(area: &HtmlTextAreaElement) -> String {
    let units: Vec<u16> = area.value().encode_utf16().collect();
    let at = area.selection_start().ok().flatten().map_or(units.len(), |at| at as usize);
    String::from_utf16_lossy(&units[..at.min(units.len())])
}

/// The text with what is typed of a name replaced by the whole name; the cursor goes behind it.
fn insert(area: &HtmlTextAreaElement, name: &str) -> String {
    let whole = area.value();
    let before = before_cursor(area);
    let typed = asked(&before).unwrap_or_default();
    let start = &before[..before.len() - typed.len()];
    let head = format!("{start}{name} ");
    let text = format!("{head}{}", whole.get(before.len()..).unwrap_or_default());
    let at = head.encode_utf16().count() as u32;
    let area = area.clone();
    request_animation_frame(move || {
        let _ = area.set_selection_range(at, at);
    });
    text
}
