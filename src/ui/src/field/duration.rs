//! A length of time, hours and minutes.

use leptos::prelude::*;
use model::{Formats, Value};

use super::edit::Editing;
use super::line::{Line, line};
use super::{Shown, number};

pub const LINE: Line = Line { mode: "text", write, ..number::LINE };

pub fn show(shown: &Shown<'_>) -> AnyView {
    number::show(shown)
}

pub fn edit(edit: Editing) -> AnyView {
    line(edit, LINE)
}

fn write(value: &Value, _: &Formats) -> String {
    value.as_integer().map(|minutes| format!("{}:{:02}", minutes / 60, minutes % 60)).unwrap_or_default()
}
