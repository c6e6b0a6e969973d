//! Signing in.

use leptos::prelude::*;

use crate::context::app;
use crate::icon::Icon;
use crate::query::use_query;
use crate::texts::t;
use crate::title::PageTitle;

use super::frame::{Frame, sentence};

const SENTENCES: [(&str, &str); 7] = [
    ("wrong", "login-wrong-credentials"),
    ("wrong-password", "login-wrong-credentials"),
    ("throttled", "login-throttled"),
    ("inactive", "login-inactive"),
    ("session-ended", "failure-not-signed-in"),
    ("set-up", "login-set-up"),
    ("link-ended", "link-ended"),
];

#[component]
pub fn LoginPage() -> impl IntoView {
    let query = use_query();
    let error = Signal::derive(move || sentence(&query.text("error"), &SENTENCES));
    let chosen = !query.text("chosen").is_empty();
    // After a wrong password, that alone is typed again.
    let known = !query.text("email").is_empty();
    view! {
        <PageTitle title=Signal::derive(move || t("sign-in"))/>
        <Frame title=Signal::derive(move || t("login-title")) error>
            {chosen.then(|| view! { <p role="status">{move || t("link-reset-done")}</p> })}
            <form class="form" method="post" action="/login">
                <input type="hidden" name="next" value=query.text("next")/>
                <div class="field">
                    <label for="email">{move || t("login-email")}</label>
                    <input
                        class="input"
                        id="email"
                        name="email"
                        type="email"
                        value=query.text("email")
                        autocomplete="username"
                        autocapitalize="off"
                        required
                        autofocus=!known
                    />
                </div>
                <Password name="password" label="login-password" autocomplete="current-password" focus=known/>
                <button type="submit" class="btn primary wide">{move || t("login-submit")}</button>
            </form>
            {move || forgotten().then(|| view! { <p><a href="/forgotten">{t("forgotten")}</a></p> })}
        </Frame>
    }
}

/// Whether a forgotten password can be made anew.
fn forgotten() -> bool {
    app().boot.with(|boot| boot.sends_mail)
}

/// A password, which can be looked at while it is typed.
#[component]
pub fn Password(
    name: &'static str,
    label: &'static str,
    autocomplete: &'static str,
    #[prop(optional)] focus: bool,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    let toggle = move || t(if shown.get() { "login-hide-password" } else { "login-show-password" });
    view! {
        <div class="field">
            <label for=name>{move || t(label)}</label>
            <div class="input-group">
                <input
                    class="input"
                    id=name
                    name=name
                    type=move || if shown.get() { "text" } else { "password" }
                    autocomplete=autocomplete
                    required
                    autofocus=focus
                />
                <button
                    type="button"
                    class="btn icon"
                    aria-label=toggle
                    aria-pressed=move || shown.get().to_string()
                    on:click=move |_| shown.update(|shown| *shown = !*shown)
                >
                    <Icon name="eye"/>
                </button>
            </div>
        </div>
    }
}
