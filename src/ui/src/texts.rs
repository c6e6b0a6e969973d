//! The words of the page, in the language of who reads it.
//!
//! `t` reads a signal: in a view, write `{move || t("save")}` so that the words change with the language.

use leptos::prelude::*;

use crate::context::{app, tracking};

/// The text of `key`.
pub fn t(key: &str) -> String {
    t_with(key, &[])
}

/// The text of `key` with its variables filled.
pub fn t_with(key: &str, arguments: &[(&'static str, &dyn ToString)]) -> String {
    let texts = app().texts;
    if tracking() {
        texts.with(|texts| texts.with(key, arguments))
    } else {
        texts.with_untracked(|texts| texts.with(key, arguments))
    }
}

/// A failure's sentence.
pub fn failure_text(failure: &api::Failure) -> String {
    let texts = app().texts;
    if tracking() {
        texts.with(|texts| failure.message(texts))
    } else {
        texts.with_untracked(|texts| failure.message(texts))
    }
}

/// A problem's sentence.
pub fn problem_text(problem: &model::Problem) -> String {
    let texts = app().texts;
    if tracking() {
        texts.with(|texts| problem.message(texts))
    } else {
        texts.with_untracked(|texts| problem.message(texts))
    }
}
