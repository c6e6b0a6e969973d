//! A decimal number.

use leptos::prelude::*;

use super::edit::Editing;
use super::line::line;
use super::{Shown, number};

pub fn show(shown: &Shown<'_>) -> AnyView {
    number::show(shown)
}

pub fn edit(edit: Editing) -> AnyView {
    line(edit, number::LINE)
}
