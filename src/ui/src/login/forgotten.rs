//! A forgotten password: a link by mail, and by that link another password. A new user's first one is chosen alike.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::query::use_query;
use crate::texts::{t, t_with};
use crate::title::PageTitle;

use super::LEAST_PASSWORD;
use super::frame::{Frame, sentence};
use super::sign_in::Password;

const SENTENCES: [(&str, &str); 1] = [("throttled", "login-throttled")];

/// `/forgotten`: the answer does not tell whether anybody has the address.
#[component]
pub fn ForgottenPage() -> impl IntoView {
    let query = use_query();
    let error = Signal::derive(move || sentence(&query.text("error"), &SENTENCES));
    let sent = !query.text("sent").is_empty();
    let form = move || {
        view! {
            <p>{t("forgotten-text")}</p>
            <form class="form" method="post" action="/forgotten">
                <div class="field">
                    <label for="email">{t("login-email")}</label>
                    <input
                        class="input"
                        id="email"
                        name="email"
                        type="email"
                        autocomplete="username"
                        autocapitalize="off"
                        required
                        autofocus
                    />
                </div>
                <button type="submit" class="btn primary wide">{t("forgotten-submit")}</button>
            </form>
        }
    };
    view! {
        <PageTitle title=Signal::derive(move || t("forgotten-title"))/>
        <Frame title=Signal::derive(move || t("forgotten-title")) error>
            {if sent { view! { <p role="status">{t("forgotten-sent")}</p> }.into_any() } else { form().into_any() }}
            <p><a href="/login">{move || t("forgotten-back")}</a></p>
        </Frame>
    }
}

/// `/invitation/SECRET`
#[component]
pub fn InvitationPage() -> impl IntoView {
    view! { <Choose kind="invitation"/> }
}

/// `/reset/SECRET`
#[component]
pub fn ResetPage() -> impl IntoView {
    view! { <Choose kind="reset"/> }
}

#[component]
fn Choose(kind: &'static str) -> impl IntoView {
    let (query, parameters) = (use_query(), use_params_map());
    let error = Signal::derive(move || match query.text("error") {
        code if code == "password-too-short" => t_with("setup-password-too-short", &[("n", &LEAST_PASSWORD)]),
        code => sentence(&code, &SENTENCES),
    });
    let secret = parameters.with_untracked(|all| all.get("secret").unwrap_or_default());
    let say = move |part: &str| t(&format!("link-{kind}-{part}"));
    view! {
        <PageTitle title=Signal::derive(move || say("title"))/>
        <Frame title=Signal::derive(move || say("title")) error>
            <p>{move || say("text")}</p>
            <form class="form" method="post" action=format!("/{kind}/{secret}")>
                <Password name="password" label="setup-password" autocomplete="new-password" focus=true/>
                <p class="muted">{move || t_with("setup-password-hint", &[("n", &LEAST_PASSWORD)])}</p>
                <button type="submit" class="btn primary wide">{move || say("submit")}</button>
            </form>
        </Frame>
    }
}
