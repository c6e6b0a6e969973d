//! Yes or no.

use leptos::prelude::*;
use model::Value;
use model::filter::Operand;

use super::choices;
use super::edit::Editing;
use super::filter::Asked;
use super::{Place, Shown};
use crate::context::formats;
use crate::icon::Icon;

pub fn show(shown: &Shown<'_>) -> AnyView {
    let text = shown.text();
    match (shown.place, shown.value().as_bool()) {
        (Place::Page, _) => view! { <span>{text}</span> }.into_any(),
        (_, Some(true)) => view! {
            <Icon name="check"/>
            <span class="sr-only">{text}</span>
        }
        .into_any(),
        _ => view! { <span class="muted">{text}</span> }.into_any(),
    }
}

pub fn edit(edit: Editing) -> AnyView {
    let (now, put, label) = (edit.clone(), edit.clone(), edit.aria_label());
    let on = move || now.value().as_bool() == Some(true);
    view! {
        <span class="switch">
            <input
                id=edit.id.clone()
                type="checkbox"
                role="switch"
                checked=untrack(&on)
                prop:checked=on
                aria-label=label
                aria-invalid=edit.invalid()
                aria-describedby=edit.described_by()
                on:change=move |event| put.set(Value::Bool(event_target_checked(&event)))
            />
        </span>
    }
    .into_any()
}

pub fn operand(asked: Asked) -> AnyView {
    let value = asked.value;
    let is = |operands: &Vec<Operand>, yes: bool| *operands == [Operand::Value(Value::Bool(yes))];
    let current = move || {
        let now = value.with(|now| {
            if is(now, true) {
                "true"
            } else if is(now, false) {
                "false"
            } else {
                ""
            }
        });
        now.to_owned()
    };
    let formats = formats();
    let all = vec![("true".into(), formats.yes.clone()), ("false".into(), formats.no.clone())];
    let editing = asked.editing();
    let choose = move |key: String| match key.as_str() {
        "true" => asked.set_one(Value::Bool(true)),
        "false" => asked.set_one(Value::Bool(false)),
        _ => asked.set_one(Value::Empty),
    };
    choices::select(&editing, all, |_| true, current, choose)
}
