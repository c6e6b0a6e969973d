//! An address: the plain fields of which it is made, together.

use leptos::prelude::*;
use model::kind::Address;
use model::{Field, Name};

use super::edit::Editing;
use super::long_text::lines;
use super::{Draft, FormField, Place, Shown};
use crate::context::module;

pub fn show(kind: &Address, shown: &Shown<'_>) -> AnyView {
    let address = shown.record.address(&kind.parts);
    if address.is_empty() {
        return ().into_any();
    }
    if shown.place != Place::Page {
        return view! { <span>{address.join(", ")}</span> }.into_any();
    }
    view! { <span>{lines(address.iter().map(String::as_str))}</span> }.into_any()
}

pub fn edit(kind: &Address, edit: Editing) -> AnyView {
    group(kind, &edit.field.label, edit.draft, &edit.id)
}

/// Its parts as fields of their own, in the order in which they are written; the first has the group's id.
pub fn group(kind: &Address, label: &str, draft: Draft, id: &str) -> AnyView {
    let part = |(at, field): (usize, Field)| {
        let id = if at == 0 { id.to_owned() } else { format!("{id}-{at}") };
        view! { <FormField field draft id/> }
    };
    let parts = fields(&draft.module(), &kind.parts).into_iter().enumerate().map(part).collect_view();
    view! {
        <fieldset class="field span">
            <legend class="sr-only">{label.to_owned()}</legend>
            <div class="form two">{parts}</div>
        </fieldset>
    }
    .into_any()
}

fn fields(of: &Name, parts: &[Name]) -> Vec<Field> {
    module(of).map(|module| module.pick(parts).cloned().collect()).unwrap_or_default()
}
