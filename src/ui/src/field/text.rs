//! One line of text.

use leptos::prelude::*;

use super::Shown;
use super::edit::Editing;
use super::line::{Line, line};

pub fn show(shown: &Shown<'_>) -> AnyView {
    view! { <span>{shown.text()}</span> }.into_any()
}

pub fn edit(edit: Editing) -> AnyView {
    line(edit, Line::TEXT)
}
