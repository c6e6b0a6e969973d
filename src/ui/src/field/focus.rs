//! Moving the focus to what appears.

use leptos::prelude::*;
use leptos::web_sys::HtmlInputElement;
use wasm_bindgen::JsCast;

use crate::browser;

/// Focuses the element `id` once it stands in the page, and selects its text. Does nothing on the server.
pub fn focus_soon(id: &str) {
    let id = id.to_owned();
    Effect::new(move |_| {
        let id = id.clone();
        request_animation_frame(move || {
            browser::focus(&id);
            if let Some(input) =
                browser::element(&id).and_then(|found| found.dyn_into::<HtmlInputElement>().ok())
            {
                input.select();
            }
        });
    });
}
