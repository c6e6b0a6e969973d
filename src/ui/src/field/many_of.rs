//! Several of a list of values.

use leptos::prelude::*;
use model::kind::ManyOf;
use model::{Choice, Value};

use super::combo::{Combo, Mark, Offer};
use super::edit::Editing;
use super::tokens::{Token, Tokens};
use super::{Shown, choices};
use crate::texts::t;

pub fn show(kind: &ManyOf, shown: &Shown<'_>) -> AnyView {
    let chips: Vec<_> = shown.value().as_many().iter().map(|key| choices::chip(&kind.choices, key)).collect();
    view! { <span class="chips">{chips}</span> }.into_any()
}

pub fn edit(kind: ManyOf, edit: Editing) -> AnyView {
    let now = edit.clone();
    let change = edit.clone();
    let keys = Signal::derive(move || now.value().as_many().to_vec());
    let set = Callback::new(move |keys: Vec<String>| change.set(Value::Many(keys)));
    several(kind.choices, keys, set, &edit)
}

/// Chips for `keys` and an input that finds the other choices.
pub fn several(
    choices: Vec<Choice>,
    keys: Signal<Vec<String>>,
    set: Callback<Vec<String>>,
    edit: &Editing,
) -> AnyView {
    let combo = Combo::new(String::new());
    let choices = StoredValue::new(choices);
    let on_text = move |text: String| {
        let chosen = keys.get_untracked();
        combo.offer(choices.with_value(|choices| offers(choices, &chosen, &text)));
    };
    let on_pick = move |offer: Offer| {
        combo.text.set(String::new());
        set.run(keys.get_untracked().into_iter().chain([offer.key]).collect());
    };
    let on_remove =
        move |key: String| set.run(keys.get_untracked().into_iter().filter(|known| *known != key).collect());
    let tokens = Signal::derive(move || {
        choices.with_value(|choices| keys.get().iter().map(|key| token(choices, key)).collect::<Vec<_>>())
    });
    view! {
        <Tokens
            id=edit.id.clone()
            combo
            tokens
            on_text
            on_pick
            on_enter=None
            on_remove
            label=edit.aria_label()
            placeholder=t("widget-choose")
            invalid=Signal::derive(edit.invalid())
            described_by=Signal::derive(edit.described_by())
        />
    }
    .into_any()
}

fn offers(choices: &[Choice], chosen: &[String], text: &str) -> Vec<Offer> {
    let wanted = model::fold::fold(text);
    choices
        .iter()
        .filter(|choice| !choice.retired && chosen.iter().all(|key| choice.key != *key))
        .filter(|choice| model::fold::fold(&choice.label).contains(&wanted))
        .map(|choice| Offer {
            key: choice.key.to_string(),
            label: choice.label.clone(),
            hint: String::new(),
            mark: Mark::Color(choice.color),
        })
        .collect()
}

fn token(choices: &[Choice], key: &str) -> Token {
    let known = choices.iter().find(|choice| choice.key == key);
    Token {
        key: key.to_owned(),
        label: known.map_or(key, |choice| choice.label.as_str()).to_owned(),
        color: known.map_or(model::Color::Grey, |choice| choice.color).key(),
    }
}
