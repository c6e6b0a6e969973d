//! Several values in one field: each a chip that can go, behind them an input that finds more.

use leptos::prelude::*;

use super::combo::{Combo, ComboBox, Offer};
use crate::icon::Icon;
use crate::texts::t_with;

/// One of several values.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    pub key: String,
    pub label: String,
    /// A key of `model::Color`.
    pub color: &'static str,
}

#[component]
pub fn Tokens(
    #[prop(into)] id: String,
    combo: Combo,
    #[prop(into)] tokens: Signal<Vec<Token>>,
    #[prop(into)] on_text: Callback<String>,
    #[prop(into)] on_pick: Callback<Offer>,
    /// Takes what was typed as it is; without it only offers can be added.
    on_enter: Option<Callback<String, bool>>,
    /// The key of the chip that goes.
    #[prop(into)]
    on_remove: Callback<String>,
    #[prop(into)] label: Option<String>,
    #[prop(into)] placeholder: String,
    #[prop(into)] invalid: Signal<Option<&'static str>>,
    #[prop(into)] described_by: Signal<Option<String>>,
) -> impl IntoView {
    let on_back = move |()| {
        if let Some(last) = tokens.with_untracked(|tokens| tokens.last().map(|token| token.key.clone())) {
            on_remove.run(last);
        }
    };
    // What was typed and not yet taken is taken, where anything may be added.
    let on_leave = move |()| {
        if let Some(take) = on_enter {
            take.run(combo.text.get_untracked());
        }
        combo.text.set(String::new());
    };
    view! {
        <div class="tag-input grow">
            <For each=move || tokens.get() key=|token| token.key.clone() let:token>
                <Chip token on_remove/>
            </For>
            <ComboBox
                id
                combo
                on_text
                on_pick
                on_enter
                on_back=Some(Callback::new(on_back))
                on_leave=Some(Callback::new(on_leave))
                label
                placeholder
                class=""
                invalid
                described_by
            />
        </div>
    }
}

#[component]
fn Chip(token: Token, on_remove: Callback<String>) -> impl IntoView {
    let Token { key, label, color } = token;
    let remove = t_with("widget-remove-tag", &[("detail", &label)]);
    view! {
        <span class="chip" data-color=color>
            {label}
            <button class="chip-x" type="button" aria-label=remove on:click=move |_| on_remove.run(key.clone())>
                <Icon name="x"/>
            </button>
        </span>
    }
}
