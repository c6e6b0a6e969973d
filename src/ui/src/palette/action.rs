//! What an entry does.

use leptos::prelude::*;
use leptos::web_sys::HtmlFormElement;
use model::Language;
use wasm_bindgen::JsCast;

use crate::browser;
use crate::context::app;
use crate::query::go;
use crate::shell::choose_language;
use crate::theme::set_theme;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    Go(String),
    SwitchTheme,
    Speak(Language),
    Help,
    SignOut,
}

impl Action {
    /// The address, where it is a link.
    pub fn href(&self) -> Option<&str> {
        if let Action::Go(href) = self { Some(href) } else { None }
    }

    pub fn run(&self) {
        match self {
            Action::Go(href) => go(href),
            Action::SwitchTheme => set_theme(app().theme.get_untracked().other()),
            Action::Speak(language) => choose_language(*language),
            Action::Help => app().help_open.set(true),
            Action::SignOut => sign_out(),
        }
    }
}

/// By the form of the shell: the server ends the session and answers with the sign-in page.
fn sign_out() {
    let form = browser::element("sign-out");
    if let Some(form) = form.and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) {
        let _ = form.submit();
    }
}
