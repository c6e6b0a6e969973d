//! Moving the focus to what appears.

use leptos::prelude::*;
use leptos::web_sys::{Element, HtmlInputElement};
use wasm_bindgen::JsCast;

use crate::browser;

/// The focus goes to the first field with a message, once the messages stand there; in a dialog, if one is open.
pub fn focus_problem() {
    request_animation_frame(|| {
        let within = if browser::has_dialog() { "dialog[open]" } else { "main" };
        let Ok(found) = document().query_selector_all(&format!("{within} [aria-invalid=true]")) else {
            return;
        };
        let wrong: Vec<Element> =
            (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect();
        wrong.iter().for_each(reveal);
        if let Some(first) = wrong.first() {
            browser::focus(&first.id());
        }
    });
}

/// Focuses the control `id`, also in a part of the page that is closed.
pub fn focus_field(id: &str) {
    if let Some(control) = browser::element(id) {
        reveal(&control);
        browser::focus(id);
    }
}

/// Opens the part of the page that the element stands in.
fn reveal(element: &Element) {
    if let Ok(Some(part)) = element.closest("details:not([open])") {
        let _ = part.set_attribute("open", "");
    }
}

/// Focuses the element `id` of the component at hand once it stands in the page. Does nothing on the server.
pub fn focus_soon(id: &str) {
    let id = id.to_owned();
    Effect::new(move |_| focus_next(&id));
}

/// Focuses the element `id` when what was just changed is drawn, and selects its text. For handlers, not for
/// components.
pub fn focus_next(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || {
        browser::focus(&id);
        if let Some(input) = browser::element(&id).and_then(|found| found.dyn_into::<HtmlInputElement>().ok())
        {
            input.select();
        }
    });
}
