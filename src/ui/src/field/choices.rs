//! Lists of values: how a choice looks, and the control that offers them.

use leptos::prelude::*;
use model::{Choice, Color};

use super::edit::Editing;
use crate::texts::t;

/// A choice by its key; one that the list no longer has is called by its key.
pub fn chip(choices: &[Choice], key: &str) -> AnyView {
    let known = choices.iter().find(|choice| choice.key == key);
    let label = known.map_or(key, |choice| choice.label.as_str()).to_owned();
    // A list without colours is text: a page full of grey chips is harder to read.
    if choices.iter().all(|choice| choice.color == Color::Grey) {
        return view! { <span>{label}</span> }.into_any();
    }
    let color = known.map_or(Color::Grey, |choice| choice.color);
    view! {
        <span class="chip" data-color=color.key()>
            {label}
        </span>
    }
    .into_any()
}

/// A native list of choices as key and label, the first for none. The current one is offered whatever `offered` says,
/// so that showing a record never changes it.
pub fn select(
    edit: &Editing,
    offered: impl Fn() -> Vec<(String, String)> + Send + Sync + 'static,
    current: impl Fn() -> String + Send + Sync + Clone + 'static,
    choose: impl Fn(String) + 'static,
) -> AnyView {
    let options = {
        let current = current.clone();
        move || {
            let mut offered = offered();
            let now = untrack(&current);
            if !now.is_empty() && offered.iter().all(|(key, _)| *key != now) {
                offered.push((now.clone(), now));
            }
            offered.into_iter().map(|(key, label)| option(key, label, current.clone())).collect_view()
        }
    };
    view! {
        <select
            id=edit.id.clone()
            class="select"
            aria-label=edit.aria_label()
            aria-required=edit.required()
            aria-invalid=edit.invalid()
            aria-describedby=edit.described_by()
            on:change=move |event| choose(event_target_value(&event))
        >
            {option(String::new(), t("widget-choose"), current)}
            {options}
        </select>
    }
    .into_any()
}

fn option(key: String, label: String, current: impl Fn() -> String + Send + Sync + 'static) -> impl IntoView {
    let chosen = {
        let key = key.clone();
        move || current() == key
    };
    // The attribute is for the page as the server writes it, the property for changes afterwards.
    let at_first = untrack(&chosen);
    view! {
        <option value=key selected=at_first prop:selected=chosen>
            {label}
        </option>
    }
}
