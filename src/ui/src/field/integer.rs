//! A whole number.

use leptos::prelude::*;

use super::edit::Editing;
use super::line::{Line, line};
use super::{Shown, number};

pub fn show(shown: &Shown<'_>) -> AnyView {
    number::show(shown)
}

pub fn edit(edit: Editing) -> AnyView {
    line(edit, Line { mode: "numeric", ..number::LINE })
}
