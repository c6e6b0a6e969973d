//! A score from 0 to 100, with a bar.

use leptos::prelude::*;

use super::edit::Editing;
use super::line::{Line, line};
use super::{Shown, number};

pub fn show(shown: &Shown<'_>) -> AnyView {
    let score = shown.text();
    view! {
        <span class="progress-line grow">
            <span class="number">{score.clone()}</span>
            <progress class="progress" max="100" value=score aria-hidden="true"></progress>
        </span>
    }
    .into_any()
}

pub fn edit(edit: Editing) -> AnyView {
    line(edit, Line { mode: "numeric", ..number::LINE })
}
