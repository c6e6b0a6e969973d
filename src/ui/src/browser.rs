//! Small things asked of the browser. All but `cookie` are called from handlers and effects only, which do not run on
//! the server.

use leptos::prelude::*;
use leptos::web_sys;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The value of a cookie, in the browser and of the request on the server.
pub fn cookie(name: &str) -> Option<String> {
    let cookies = cookies()?;
    let value = cookies.split(';').find_map(|cookie| cookie.trim().strip_prefix(name)?.strip_prefix('='));
    value.map(str::to_owned)
}

#[cfg(feature = "ssr")]
fn cookies() -> Option<String> {
    let parts = use_context::<http::request::Parts>()?;
    parts.headers.get(http::header::COOKIE)?.to_str().ok().map(str::to_owned)
}

#[cfg(not(feature = "ssr"))]
fn cookies() -> Option<String> {
    js_sys::Reflect::get(&document(), &JsValue::from_str("cookie")).ok()?.as_string()
}

/// Keeps a choice of how the page looks for a year.
pub fn set_cookie(name: &str, value: &str) {
    let cookie = format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax");
    let _ = js_sys::Reflect::set(&document(), &JsValue::from_str("cookie"), &cookie.into());
}

/// Whether a media query holds now.
pub fn media(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|list| list.matches())
}

/// Whether the window is as narrow as a phone, by the same measure as the styles.
pub fn is_phone() -> bool {
    media("(width <= 720px)")
}

/// Whether commands are given with Cmd instead of Ctrl.
pub fn is_mac() -> bool {
    window().navigator().user_agent().is_ok_and(|agent| agent.contains("Mac OS X"))
}

/// The time by the browser's clock.
pub fn now() -> Option<model::Instant> {
    chrono::DateTime::from_timestamp_millis(js_sys::Date::now() as i64)
}

/// The element with this id.
pub fn element(id: &str) -> Option<web_sys::HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Puts the focus on the element with this id, without moving the page.
pub fn focus(id: &str) {
    if let Some(element) = element(id) {
        let _ = element.focus();
    }
}

/// Scrolls what is around `element` no further than it takes to see it.
pub fn reveal(element: &web_sys::Element) {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    options.set_inline(web_sys::ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Scrolls the page at hand to its beginning.
pub fn scroll_to_top() {
    if let Some(main) = element("main") {
        main.set_scroll_top(0);
    }
}

/// Whether somebody is writing: in a field, or in an element that can be edited.
pub fn is_writing() -> bool {
    let Some(active) = document().active_element() else { return false };
    matches!(active.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
        || active.dyn_ref::<web_sys::HtmlElement>().is_some_and(|element| element.is_content_editable())
}

/// Whether a dialog lies over the page.
pub fn has_dialog() -> bool {
    document().query_selector("dialog[open]").ok().flatten().is_some()
}

/// Puts `text` on the clipboard; whether that was possible.
pub async fn copy(text: &str) -> bool {
    JsFuture::from(window().navigator().clipboard().write_text(text)).await.is_ok()
}

/// The text of a resource of our own.
pub async fn fetch_text(url: &str) -> Result<String, JsValue> {
    let answer: web_sys::Response = JsFuture::from(window().fetch_with_str(url)).await?.dyn_into()?;
    if !answer.ok() {
        return Err(JsValue::from_str(&format!("{url}: {}", answer.status())));
    }
    let text = JsFuture::from(answer.text()?).await?;
    Ok(text.as_string().unwrap_or_default())
}

/// Leaves for another page, asked anew from the server.
pub fn leave(url: &str) {
    let _ = window().location().set_href(url);
}
