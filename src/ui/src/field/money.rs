//! An amount, with the currency of its record.

use leptos::prelude::*;
use model::module::CURRENCY;
use model::{Formats, Kind, Value};

use super::edit::Editing;
use super::{Shown, number, one_of};
use crate::context::{formats, module};

pub fn show(shown: &Shown<'_>) -> AnyView {
    number::show(shown)
}

/// The currency belongs to all amounts of the record: it is chosen here, where an amount is typed.
pub fn edit(edit: Editing) -> AnyView {
    let module = module(&edit.draft.module());
    let currency = module.as_ref().and_then(|module| module.field(CURRENCY)).filter(|field| field.editable());
    let before = match currency.map(|field| (field, &field.kind)) {
        Some((field, Kind::OneOf(kind))) => {
            let id = format!("{}-currency", edit.id);
            one_of::edit(kind.clone(), Editing { field: field.clone(), id, bare: true, ..edit.clone() })
        }
        _ => view! { <span class="affix">{formats().currency.clone()}</span> }.into_any(),
    };
    view! { <div class="input-group">{before} {number::edit(edit)}</div> }.into_any()
}

/// With at least the two digits after the point that amounts are written with, if it has any.
pub fn write(value: &Value, formats: &Formats) -> String {
    let Some(amount) = value.as_decimal() else { return String::new() };
    let mut amount = amount.normalize();
    if amount.scale() == 1 {
        amount.rescale(2);
    }
    number::written(amount, formats)
}
