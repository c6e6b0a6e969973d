//! A point in time, on the clock of whoever reads and writes it.

use leptos::prelude::*;
use model::{Formats, Value};

use super::Shown;
use super::date::time;
use super::edit::Editing;
use super::line::{Line, line};

pub fn show(shown: &Shown<'_>) -> AnyView {
    time(shown)
}

pub fn edit(edit: Editing) -> AnyView {
    line(edit, Line { kind: "datetime-local", write, ..Line::TEXT })
}

fn write(value: &Value, formats: &Formats) -> String {
    let Value::Instant(instant) = value else { return String::new() };
    formats.zone.local(*instant).format("%Y-%m-%dT%H:%M").to_string()
}
