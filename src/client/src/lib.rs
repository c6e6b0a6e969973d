//! What the browser starts with: it reads what the server put into the page, then takes the page over.

use std::panic::PanicHookInfo;

use leptos::mount::hydrate_from_async;
use leptos::prelude::*;

#[wasm_bindgen::prelude::wasm_bindgen]
pub async fn hydrate() {
    std::panic::set_hook(Box::new(on_panic));
    match ui::read_start().await {
        Ok(start) => {
            // The page's own code comes first, then what is there can be taken over.
            let page = hydrate_from_async(leptos::tachys::dom::body(), move || {
                provide_context(start);
                ui::App()
            });
            page.await.forget();
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

/// Code that is fetched later is gone once a newer program serves: then the page begins anew, with that one's.
fn on_panic(info: &PanicHookInfo) {
    console_error_panic_hook::hook(info);
    let text = info.payload_as_str().unwrap_or_default();
    if text.starts_with(NOT_LOADED) && window().navigator().on_line() {
        let _ = window().location().reload();
    }
}

/// How the panic of wasm_split begins that could not load a part.
const NOT_LOADED: &str = "load callback should succeed";
