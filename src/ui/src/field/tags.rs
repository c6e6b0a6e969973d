//! Tags: words that anybody adds.

use leptos::prelude::*;
use model::Value;

use super::combo::{Combo, Offer};
use super::edit::Editing;
use super::filter::{Asked, typed};
use super::find::{self, Finder};
use super::line::Line;
use super::tokens::{Token, Tokens};
use super::{Shown, color_of};
use crate::texts::t;

pub fn show(shown: &Shown<'_>) -> AnyView {
    let chip = |tag: &String| {
        view! {
            <span class="chip" data-color=color_of(tag.as_bytes()).key()>
                {tag.clone()}
            </span>
        }
    };
    let chips: Vec<_> = shown.value().as_many().iter().map(chip).collect();
    view! { <span class="chips">{chips}</span> }.into_any()
}

pub fn edit(edit: Editing) -> AnyView {
    let now = edit.clone();
    let change = edit.clone();
    let tags = Signal::derive(move || now.value().as_many().to_vec());
    let set = Callback::new(move |tags: Vec<String>| change.set(Value::Many(tags)));
    several(tags, set, &edit)
}

/// Chips for `tags` and an input that finds those in use and takes new ones.
pub fn several(tags: Signal<Vec<String>>, set: Callback<Vec<String>>, edit: &Editing) -> AnyView {
    let combo = Combo::free(String::new());
    let finder = Finder::new(combo);
    let module = edit.draft.module();
    let add = move |tag: &str| {
        let tag = tag.trim();
        let known = tags.with_untracked(|tags| tags.iter().any(|known| known == tag));
        if !tag.is_empty() && !known {
            set.run(tags.get_untracked().into_iter().chain([tag.to_owned()]).collect());
        }
        combo.text.set(String::new());
        !tag.is_empty()
    };
    let on_text = move |text: String| match text.strip_suffix([',', ';', '，', '；', '、']) {
        Some(tag) => {
            add(tag);
        }
        None => {
            let module = module.clone();
            finder.ask(text, move |text| find::tags(module, text));
        }
    };
    let on_remove =
        move |tag: String| set.run(tags.get_untracked().into_iter().filter(|known| *known != tag).collect());
    let tokens = Signal::derive(move || tags.get().into_iter().map(token).collect::<Vec<_>>());
    view! {
        <Tokens
            id=edit.id.clone()
            combo
            tokens
            on_text
            on_pick=move |offer: Offer| {
                add(&offer.key);
            }
            on_enter=Some(Callback::new(move |text: String| add(&text)))
            on_remove
            label=edit.aria_label()
            placeholder=t("widget-add-tag")
            invalid=Signal::derive(edit.invalid())
            described_by=Signal::derive(edit.described_by())
        />
    }
    .into_any()
}

pub fn token(tag: String) -> Token {
    Token { key: tag.clone(), color: color_of(tag.as_bytes()).key(), label: tag }
}

/// One tag, or several of which a record has any.
pub fn operand(asked: Asked) -> AnyView {
    if !asked.op.takes_list() {
        return typed(asked, Line::TEXT);
    }
    several(asked.keys(), asked.set_keys(), &asked.editing())
}
