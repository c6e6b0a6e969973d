//! What the browser starts with: it reads what the server put into the page, then takes the page over.

use leptos::mount::hydrate_body;
use leptos::prelude::*;

#[wasm_bindgen::prelude::wasm_bindgen]
pub async fn hydrate() {
    console_error_panic_hook::set_once();
    match ui::read_start().await {
        Ok(start) => {
            hydrate_body(move || {
                provide_context(start);
                ui::App()
            });
            mark_ready();
        }
        // The page stays as the server made it: it can be read, and its plain forms work.
        Err(error) => leptos::logging::error!("The page could not start: {error:?}"),
    }
}

/// For tests, which must not press a button before somebody listens: `<html data-ready>`.
fn mark_ready() {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-ready", "");
    }
}
