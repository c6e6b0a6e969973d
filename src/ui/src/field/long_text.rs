//! Text of several lines. It is shown as it was typed: only the server makes markup of Markdown.

use leptos::prelude::*;

use super::edit::Editing;
use super::{Place, Shown};

/// As much as fits a cell or a card, in characters.
const GLIMPSE: usize = 160;

pub fn show(shown: &Shown<'_>) -> AnyView {
    let text = shown.text();
    if shown.place != Place::Page {
        let glimpse: String = text.chars().take(GLIMPSE).map(|c| if c == '\n' { ' ' } else { c }).collect();
        return view! { <span>{glimpse}</span> }.into_any();
    }
    let paragraphs: Vec<_> = text.split("\n\n").map(|part| view! { <p>{lines(part.lines())}</p> }).collect();
    view! { <div class="prose">{paragraphs}</div> }.into_any()
}

/// Texts, each on its line.
pub fn lines<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<AnyView> {
    lines
        .enumerate()
        .map(|(at, line)| {
            let line = line.to_owned();
            view! {
                {(at > 0).then(|| view! { <br/> })}
                {line}
            }
            .into_any()
        })
        .collect()
}

pub fn edit(edit: Editing) -> AnyView {
    let (draft, name, field) = (edit.draft, edit.field.name.clone(), edit.field.clone());
    let shown = edit.clone();
    let text = move || shown.value().as_text().unwrap_or_default().to_owned();
    let first = untrack(&text);
    let put = move |typed: String| draft.set(&name, model::Value::Text(typed));
    view! {
        <textarea
            id=edit.id.clone()
            class="textarea"
            rows="4"
            prop:value=text
            aria-label=edit.aria_label()
            aria-required=edit.required()
            aria-invalid=edit.invalid()
            aria-describedby=edit.described_by()
            on:input=move |event| put(event_target_value(&event))
            on:change=move |_| draft.leave(&field)
        >
            {first}
        </textarea>
    }
    .into_any()
}
