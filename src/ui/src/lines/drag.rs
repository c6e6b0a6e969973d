//! Moving a line: by its handle with mouse, pen or finger, and with the arrow keys on it.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

use super::state::Sheet;
use crate::icon::Icon;
use crate::texts::t_with;

/// Where the line of a handle stands in the page.
const LINE: &str = "data-line";

#[component]
pub fn Handle(sheet: Sheet, key: u32, #[prop(into)] place: Signal<usize>) -> impl IntoView {
    let down = move |event: PointerEvent| {
        if event.button() == 0 {
            sheet.dragged.set(Some(key));
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let down = match event.key().as_str() {
            "ArrowUp" => false,
            "ArrowDown" => true,
            _ => return,
        };
        event.prevent_default();
        sheet.step(key, down);
    };
    view! {
        <button
            type="button"
            class="btn ghost icon small handle"
            aria-label=move || t_with("lines-move", &[("n", &(place.get() + 1))])
            on:pointerdown=down
            on:keydown=on_key
        >
            <Icon name="grip-vertical"/>
        </button>
    }
}

/// Follows the pointer as long as a line is dragged.
pub fn follow(sheet: Sheet) {
    let moved = window_event_listener(leptos::ev::pointermove, move |event| {
        let Some(key) = sheet.dragged.try_get_untracked().flatten() else { return };
        event.prevent_default();
        if let Some(over) = line_under(&event).filter(|over| *over != key) {
            sheet.place(key, over);
        }
    });
    let end = move || {
        let _ = sheet.dragged.try_set(None);
    };
    let up = window_event_listener(leptos::ev::pointerup, move |_| end());
    let cancel = window_event_listener(leptos::ev::pointercancel, move |_| end());
    on_cleanup(move || {
        moved.remove();
        up.remove();
        cancel.remove();
    });
}

fn line_under(event: &PointerEvent) -> Option<u32> {
    let (x, y) = (event.client_x() as f32, event.client_y() as f32);
    let line = document().element_from_point(x, y)?.closest("[data-line]").ok()??;
    line.get_attribute(LINE)?.parse().ok()
}
