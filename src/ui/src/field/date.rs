//! A calendar day, chosen in the browser's own calendar.

use leptos::prelude::*;
use model::{Formats, Value};

use super::Shown;
use super::edit::Editing;
use super::line::{Line, line};

pub const LINE: Line = Line { kind: "date", write, ..Line::TEXT };

pub fn show(shown: &Shown<'_>) -> AnyView {
    time(shown)
}

/// A day or point in time, for people and for programs.
pub fn time(shown: &Shown<'_>) -> AnyView {
    view! { <time datetime=shown.field.plain(shown.value())>{shown.text()}</time> }.into_any()
}

pub fn edit(edit: Editing) -> AnyView {
    line(edit, LINE)
}

fn write(value: &Value, _: &Formats) -> String {
    if let Value::Date(date) = value { date.to_string() } else { String::new() }
}
