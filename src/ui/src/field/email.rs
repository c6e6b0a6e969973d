//! An e-mail address.

use leptos::prelude::*;

use super::Shown;
use super::edit::Editing;
use super::line::{Line, line};
use super::outside::outside;

pub fn show(shown: &Shown<'_>) -> AnyView {
    outside(shown, format!("mailto:{}", shown.text()))
}

pub fn edit(edit: Editing) -> AnyView {
    line(edit, Line { kind: "email", mode: "email", ..Line::TEXT })
}
