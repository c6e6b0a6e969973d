//! A web address.

use leptos::prelude::*;

use super::Shown;
use super::edit::Editing;
use super::line::{Line, line};
use super::outside::outside;

/// Nothing but http and https becomes a link, whatever the record holds.
pub fn show(shown: &Shown<'_>) -> AnyView {
    let address = shown.value().as_text().unwrap_or_default().to_owned();
    let web = ["https://", "http://"].iter().any(|scheme| address.starts_with(scheme));
    if web { outside(shown, address) } else { super::text::show(shown) }
}

pub fn edit(edit: Editing) -> AnyView {
    line(edit, Line { kind: "text", mode: "url", ..Line::TEXT })
}
