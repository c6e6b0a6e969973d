//! Signing in.

use api::{ProviderButton, provider_address};
use leptos::prelude::*;

use crate::context::app;
use crate::icon::Icon;
use crate::passkeys::PasskeyButton;
use crate::query::{address_with, use_query};
use crate::texts::t;
use crate::title::PageTitle;

use super::frame::{Frame, sentence};

const SENTENCES: [(&str, &str); 15] = [
    ("wrong", "login-wrong-credentials"),
    ("wrong-password", "login-wrong-credentials"),
    ("throttled", "login-throttled"),
    ("inactive", "login-inactive"),
    ("session-ended", "failure-not-signed-in"),
    ("set-up", "login-set-up"),
    ("link-ended", "link-ended"),
    // What exactly is wrong with a provider is for the administrator.
    ("provider-unreachable", "login-provider-unreachable"),
    ("provider-no-discovery", "login-provider-trouble"),
    ("provider-other-issuer", "login-provider-trouble"),
    ("provider-not-https", "login-provider-trouble"),
    ("provider-not-understood", "login-provider-trouble"),
    ("provider-refused", "login-provider-refused"),
    ("use-provider", "login-use-provider"),
    ("provider-token", "login-provider-trouble"),
];

#[component]
pub fn LoginPage() -> impl IntoView {
    let query = use_query();
    let error = Signal::derive(move || sentence(&query.text("error"), &SENTENCES));
    let asked = !query.text("passkey").is_empty();
    let chosen = !query.text("chosen").is_empty();
    // After a wrong password, that alone is typed again.
    let known = !query.text("email").is_empty();
    view! {
        <PageTitle title=Signal::derive(move || t("sign-in"))/>
        <Frame title=Signal::derive(move || t("login-title")) error>
            {asked.then(|| view! { <p role="status">{move || t("login-passkey-asked")}</p> })}
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
            <PasskeyButton next=query.text("next")/>
            {move || providers()}
            {move || forgotten().then(|| view! { <p><a href="/forgotten">{t("forgotten")}</a></p> })}
        </Frame>
    }
}

/// Ways in by an identity provider of the company.
fn providers() -> impl IntoView {
    let next = use_query().text("next");
    let button = |provider: ProviderButton| {
        let address = address_with(&provider_address(&provider.id), &[("next", &next)]);
        view! {
            <a class="btn wide" href=address rel="external"><Icon name="log-in"/>{provider.label}</a>
        }
    };
    let providers = app().boot.with(|boot| boot.providers.clone());
    (!providers.is_empty()).then(|| {
        view! { <div class="auth-providers">{providers.into_iter().map(button).collect_view()}</div> }
    })
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
