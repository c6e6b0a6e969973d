//! Files that the page itself makes, for the browser to save.

use js_sys::Array;
use leptos::prelude::*;
use leptos::web_sys::{self, Blob, HtmlElement, Url};
use wasm_bindgen::{JsCast, JsValue};

/// Has the browser save `text` as a file. To be called in the browser only.
pub fn save(name: &str, text: &str) {
    // A browser that saves nothing tells so itself.
    let _ = try_to(name, text);
}

fn try_to(name: &str, text: &str) -> Result<(), JsValue> {
    let blob = Blob::new_with_str_sequence(&Array::of1(&text.into()))?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlElement = document().create_element("a")?.unchecked_into();
    link.set_attribute("href", &url)?;
    link.set_attribute("download", name)?;
    link.click();
    Url::revoke_object_url(&url)
}

/// A file of `text`, as if somebody had chosen it.
pub fn file_of(name: &str, text: &str) -> Result<web_sys::File, JsValue> {
    web_sys::File::new_with_str_sequence(&Array::of1(&text.into()), name)
}
