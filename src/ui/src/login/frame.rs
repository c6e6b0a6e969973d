//! What both pages share: the card, the message of what went wrong, and the choice of a language.

use leptos::prelude::*;
use model::Language;

use crate::browser;
use crate::context::{app, language};
use crate::icon::Icon;
use crate::texts::t;

/// The server reads it for whoever is not signed in.
const COOKIE: &str = "language";

#[component]
pub fn Frame(
    #[prop(into)] title: Signal<String>,
    /// What went wrong; nothing where it is empty.
    #[prop(into)]
    error: Signal<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <main class="auth" id="main">
            <div class="auth-card">
                <img class="auth-mark" src="/logo.svg" alt="" width="40" height="40"/>
                <h1>{move || title.get()}</h1>
                {move || Some(error.get()).filter(|error| !error.is_empty()).map(|error| view! {
                    <div class="banner danger" role="alert"><Icon name="circle-alert"/><p>{error}</p></div>
                })}
                {children()}
            </div>
            <footer class="auth-foot">{Language::ALL.map(|to| view! { <Speak to/> }).collect_view()}</footer>
        </main>
    }
}

#[component]
fn Speak(to: Language) -> impl IntoView {
    let choose = move |_| {
        browser::set_cookie(COOKIE, to.code());
        let _ = window().location().reload();
    };
    view! {
        <button
            type="button"
            class="btn ghost small"
            lang=to.code()
            aria-current=move || (language() == to).then_some("true")
            on:click=choose
        >
            {to.own_name()}
        </button>
    }
}

/// The sentence for the code that the server sent back: a text of this page, or that of a problem.
pub fn sentence(code: &str, own: &[(&str, &str)]) -> String {
    if code.is_empty() {
        return String::new();
    }
    match own.iter().find(|(known, _)| *known == code) {
        Some((_, key)) => t(key),
        None => {
            let key = format!("problem-{code}");
            let known = app().texts.with(|texts| texts.has(&key));
            t(if known { &key } else { "error-server-text" })
        }
    }
}
