//! Where one is, and the way back.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::context::{app, module};
use crate::texts::{t, t_with};

/// A step of the way; the last has no address, and without a text it is what the page calls itself.
struct Crumb {
    href: Option<String>,
    text: Option<String>,
}

#[component]
pub fn Crumbs() -> impl IntoView {
    let path = use_location().pathname;
    let steps = move || path.with(|path| steps(path)).into_iter().map(show).collect_view();
    view! { <nav class="crumbs" aria-label=move || t("nav-back")>{steps}</nav> }
}

fn show(crumb: Crumb) -> AnyView {
    match (crumb.href, crumb.text) {
        (Some(href), text) => view! { <a href=href>{text}</a> }.into_any(),
        (None, Some(text)) => view! { <span aria-current="page">{text}</span> }.into_any(),
        (None, None) => {
            let title = move || app().title.with(|named| named.text.clone());
            view! { <span aria-current="page">{title}</span> }.into_any()
        }
    }
}

fn steps(path: &str) -> Vec<Crumb> {
    let link = |href: String, text: String| Crumb { href: Some(href), text: Some(text) };
    let here = |text: String| Crumb { href: None, text: Some(text) };
    let titled = || Crumb { href: None, text: None };
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    match parts[..] {
        [] => vec![here(t("nav-home"))],
        ["m", name, ref rest @ ..] => {
            let Some(module) = module(name) else { return vec![titled()] };
            let list = link(format!("/m/{name}"), module.label.clone());
            match rest {
                [] | ["board"] => vec![here(module.label.clone())],
                ["new"] => vec![list, here(t_with("new-record", &[("module", &module.label_one)]))],
                ["import"] => vec![list, here(t("list-import"))],
                _ => vec![list, titled()],
            }
        }
        ["settings"] => vec![here(t("nav-settings"))],
        ["settings", ..] => vec![link("/settings".into(), t("nav-settings")), titled()],
        _ => vec![titled()],
    }
}
