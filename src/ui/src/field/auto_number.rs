//! A number that the product gives.

use leptos::prelude::*;

use super::edit::{Editing, given_by_system};
use super::{Shown, text};

pub fn show(shown: &Shown<'_>) -> AnyView {
    text::show(shown)
}

pub fn edit(_: Editing) -> AnyView {
    given_by_system()
}
