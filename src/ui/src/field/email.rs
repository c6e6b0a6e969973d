//! An e-mail address.

use leptos::prelude::*;

use super::Shown;
use super::edit::Editing;
use super::line::{Line, line};
use super::outside::outside;

pub fn show(shown: &Shown<'_>) -> AnyView {
    outside(shown, format!("mailto:{}", shown.text()))
}

/// Not an input of the type "email": browsers take spaces and domains in other scripts out of what they give, so that what
/// is written back is not what was typed, and the cursor jumps.
pub fn edit(edit: Editing) -> AnyView {
    line(edit, Line { kind: "text", mode: "email", ..Line::TEXT })
}
