//! The first administrator, behind the link that the program prints when it starts.

use leptos::prelude::*;

use crate::query::use_query;
use crate::texts::{t, t_with};
use crate::title::PageTitle;

use super::frame::{Frame, sentence};
use super::sign_in::Password;

/// As the engine demands it.
pub const LEAST_PASSWORD: usize = 10;

const SENTENCES: [(&str, &str); 3] = [
    ("wrong", "setup-link-invalid"),
    ("not-allowed", "setup-link-invalid"),
    ("throttled", "login-throttled"),
];

#[component]
pub fn SetupPage() -> impl IntoView {
    let query = use_query();
    let error = Signal::derive(move || match query.text("error") {
        code if code == "password-too-short" => t_with("setup-password-too-short", &[("n", &LEAST_PASSWORD)]),
        code => sentence(&code, &SENTENCES),
    });
    let has_key = !query.text("key").is_empty();
    view! {
        <PageTitle title=Signal::derive(move || t("setup-title"))/>
        <Frame title=Signal::derive(move || t("setup-title")) error>
            <p>{move || t(if has_key { "setup-intro" } else { "setup-open-link" })}</p>
            {has_key.then(|| view! {
                <form class="form" method="post" action="/setup">
                    <input type="hidden" name="key" value=query.text("key")/>
                    <div class="field">
                        <label for="name">{move || t("setup-name")}</label>
                        <input class="input" id="name" name="name" value=query.text("name") autocomplete="name" required autofocus/>
                    </div>
                    <div class="field">
                        <label for="email">{move || t("login-email")}</label>
                        <input
                            class="input"
                            id="email"
                            name="email"
                            type="email"
                            value=query.text("email")
                            autocomplete="username"
                            required
                        />
                    </div>
                    <Password name="password" label="setup-password" autocomplete="new-password"/>
                    <p class="muted">{move || t_with("setup-password-hint", &[("n", &LEAST_PASSWORD)])}</p>
                    <button type="submit" class="btn primary wide">{move || t("setup-submit")}</button>
                </form>
            })}
        </Frame>
    }
}
