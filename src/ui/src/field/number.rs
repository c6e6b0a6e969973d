//! What all kinds of numbers share.

use leptos::prelude::*;
use model::{Formats, Kind, Value};
use rust_decimal::Decimal;

use super::edit::Editing;
use super::line::{Line, line, read};
use super::{Shown, money};

/// Typed numbers: a keyboard of digits on a phone, the language's decimal separator.
pub const LINE: Line =
    Line { kind: "text", mode: "decimal", class: "input number", write: write_number, read };

/// The number alone, where its unit or currency stands elsewhere.
pub fn edit(edit: Editing) -> AnyView {
    match edit.field.kind {
        Kind::Money(_) => line(edit, Line { write: money::write, ..LINE }),
        _ => line(edit, LINE),
    }
}

pub fn show(shown: &Shown<'_>) -> AnyView {
    view! { <span class="number">{shown.text()}</span> }.into_any()
}

fn write_number(value: &Value, formats: &Formats) -> String {
    value.as_decimal().map(|number| written(number.normalize(), formats)).unwrap_or_default()
}

/// Without groups, so that it is easy to change.
pub fn written(number: Decimal, formats: &Formats) -> String {
    number.to_string().replace('.', formats.language.decimal_separator().encode_utf8(&mut [0; 4]))
}
