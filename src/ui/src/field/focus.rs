//! Moving the focus to what appears.

use leptos::prelude::*;
use leptos::web_sys::HtmlInputElement;
use wasm_bindgen::JsCast;

use crate::browser;

/// The focus goes to the first field with a message, once the messages stand there; in a dialog, if one is open.
pub fn focus_problem() {
    request_animation_frame(|| {
        let find = |within: &str| {
            let found = document().query_selector(&format!("{within} [aria-invalid=true]")).ok().flatten();
            found.and_then(|found| found.get_attribute("id"))
        };
        if let Some(id) = find("dialog[open]").or_else(|| find("main")) {
            browser::focus(&id);
        }
    });
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
