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

/// A native list of choices, the first for none. `fits` says which keys are offered; the current one stands there
/// whatever it says, so that showing a record never changes it.
pub fn select(
    edit: &Editing,
    all: Vec<(String, String)>,
    fits: impl Fn(&str) -> bool + Send + Sync + 'static,
    current: impl Fn() -> String + Send + Sync + Clone + 'static,
    choose: impl Fn(String) + 'static,
) -> AnyView {
    let chosen = current.clone();
    let offered = Memo::new(move |_| {
        let now = chosen();
        let mut offered: Vec<(String, String)> =
            all.iter().filter(|(key, _)| fits(key) || *key == now).cloned().collect();
        if !now.is_empty() && offered.iter().all(|(key, _)| *key != now) {
            offered.push((now.clone(), now));
        }
        offered
    });
    let first = option(String::new(), t("widget-choose"), current.clone());
    let options = move || {
        let option = |(key, label): (String, String)| option(key, label, current.clone());
        offered.get().into_iter().map(option).collect_view()
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
            {first}
            {options}
        </select>
    }
    .into_any()
}

/// Keys and labels of a list of values.
pub fn labels(choices: &[Choice]) -> Vec<(String, String)> {
    choices.iter().map(|choice| (choice.key.to_string(), choice.label.clone())).collect()
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
