//! Links to where Rapport ends: mail, telephone, web.

use leptos::prelude::*;

use super::{Place, Shown};

/// The value as a link to `href`; as plain text where the whole card is a link. A page of the web opens beside this
/// one and learns nothing of it.
pub fn outside(shown: &Shown<'_>, href: String) -> AnyView {
    let text = shown.text();
    if shown.place == Place::Card {
        return view! { <span>{text}</span> }.into_any();
    }
    let target = href.starts_with("http").then_some("_blank");
    view! { <a href=href target=target rel="noopener noreferrer">{text}</a> }.into_any()
}
