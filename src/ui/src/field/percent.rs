//! A share in per cent.

use leptos::prelude::*;

use super::edit::Editing;
use super::line::line;
use super::{Shown, number};

pub fn show(shown: &Shown<'_>) -> AnyView {
    number::show(shown)
}

pub fn edit(edit: Editing) -> AnyView {
    view! {
        <div class="input-group">
            {line(edit, number::LINE)} <span class="affix" aria-hidden="true">"%"</span>
        </div>
    }
    .into_any()
}
