//! What all kinds of numbers share.

use leptos::prelude::*;
use model::{Formats, Value};
use rust_decimal::Decimal;

use super::Shown;
use super::line::{Line, read};

/// Typed numbers: a keyboard of digits on a phone, the language's decimal separator.
pub const LINE: Line =
    Line { kind: "text", mode: "decimal", class: "input number", write: write_number, read };

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
