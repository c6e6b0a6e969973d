//! A telephone number.

use leptos::prelude::*;

use super::Shown;
use super::edit::Editing;
use super::line::{Line, line};
use super::outside::outside;

pub fn show(shown: &Shown<'_>) -> AnyView {
    outside(shown, href(&shown.text()))
}

pub fn edit(edit: Editing) -> AnyView {
    line(edit, Line { kind: "tel", mode: "tel", ..Line::TEXT })
}

/// Only what can be dialled.
pub fn href(number: &str) -> String {
    let dialled: String =
        number.chars().filter(|c| c.is_ascii_digit() || matches!(c, '+' | '*' | '#')).collect();
    format!("tel:{}", dialled.replace('#', "%23"))
}
