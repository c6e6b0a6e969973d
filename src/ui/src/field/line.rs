//! An input of one line, for every kind that is typed: text is read by the field's own `parse`.

use leptos::prelude::*;
use model::module::CURRENCY;
use model::{Field, Formats, Problem, Value};

use super::Draft;
use super::edit::Editing;
use crate::context::{formats, module};

/// How kinds that are typed differ.
#[derive(Clone, Copy)]
pub struct Line {
    /// The input's type.
    pub kind: &'static str,
    pub mode: &'static str,
    pub class: &'static str,
    /// What stands in the input for a value.
    pub write: fn(&Value, &Formats) -> String,
    /// How what was typed becomes a value.
    pub read: fn(&Field, &str, &Formats) -> Result<Value, Problem>,
}

impl Line {
    pub const TEXT: Line = Line { kind: "text", mode: "text", class: "input", write: write_text, read };
}

pub fn write_text(value: &Value, _: &Formats) -> String {
    value.as_text().unwrap_or_default().to_owned()
}

pub fn read(field: &Field, text: &str, formats: &Formats) -> Result<Value, Problem> {
    field.parse(text, formats)
}

/// How the record's own amounts are written. Where it is many records with a currency each, none is known.
fn formats_of(draft: Draft) -> Formats {
    let company = (*formats()).clone();
    let currency = match draft.get_untracked(CURRENCY).as_text() {
        Some(currency) => currency.to_owned(),
        None if module(&draft.module()).is_some_and(|module| module.field(CURRENCY).is_some()) => {
            String::new()
        }
        None => company.currency.clone(),
    };
    Formats { currency, ..company }
}

/// The editor: what is typed is read at every key, so that saving by a shortcut misses nothing, and written in its
/// normal form when one leaves.
pub fn line(edit: Editing, line: Line) -> AnyView {
    let Line { kind, mode, class, write, read } = line;
    let name = edit.field.name.clone();
    let draft = edit.draft;
    let first = draft.get_untracked(&name);
    let text = RwSignal::new(write(&first, &formats()));
    let own = StoredValue::new(first);
    let show = move |value: Value| {
        text.set(write(&value, &formats()));
        own.set_value(value);
    };
    // Set by something else: another field, or a choice between two versions.
    Effect::new({
        let name = name.clone();
        move |_| {
            let value = draft.get(&name);
            if own.with_value(|own| *own != value) {
                show(value);
            }
        }
    });
    let on_input = {
        let field = edit.field.clone();
        move |typed: String| {
            let value = read(&field, &typed, &formats_of(draft));
            text.set(typed);
            if let Ok(value) = &value {
                own.set_value(value.clone());
            }
            draft.put(&field.name, value);
        }
    };
    let on_leave = {
        let field = edit.field.clone();
        move |_| {
            draft.leave(&field);
            if own.is_disposed() {
                return;
            }
            if draft.problem_untracked(&field.name).is_none() {
                show(draft.get_untracked(&field.name));
            }
        }
    };
    view! {
        <input
            id=edit.id.clone()
            class=class
            type=kind
            inputmode=mode
            autocomplete="off"
            value=text.get_untracked()
            prop:value=move || text.get()
            aria-label=edit.aria_label()
            aria-required=edit.required()
            aria-invalid=edit.invalid()
            aria-describedby=edit.described_by()
            on:input=move |event| on_input(event_target_value(&event))
            on:change=on_leave
        />
    }
    .into_any()
}
