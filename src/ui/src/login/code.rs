//! The second step of signing in: a code, of the app or for recovery.

use leptos::prelude::*;

use crate::passkeys::PasskeyButton;
use crate::query::{address_with, use_query};
use crate::texts::t;
use crate::title::PageTitle;

use super::frame::{Frame, sentence};

const PAGE: &str = "/login/code";
const SENTENCES: [(&str, &str); 1] = [("throttled", "login-throttled")];

#[component]
pub fn CodePage() -> impl IntoView {
    let query = use_query();
    let error = Signal::derive(move || sentence(&query.text("error"), &SENTENCES));
    let next = query.text("next");
    let recovery = !query.text("recovery").is_empty();
    let (label, text, other, to) = if recovery {
        ("login-recovery", "login-recovery-text", "login-code-app", address_with(PAGE, &[("next", &next)]))
    } else {
        let to = address_with(PAGE, &[("next", &next), ("recovery", "1")]);
        ("login-code", "login-code-text", "login-recovery-use", to)
    };
    let address = next.clone();
    let start = address_with("/login", &[("next", &next)]);
    view! {
        <PageTitle title=Signal::derive(move || t("sign-in"))/>
        <Frame title=Signal::derive(move || t("login-code-title")) error>
            <p>{move || t(text)}</p>
            <form class="form" method="post" action=PAGE>
                <input type="hidden" name="next" value=next/>
                <input type="hidden" name="recovery" value=if recovery { "1" } else { "" }/>
                <div class="field">
                    <label for="code">{move || t(label)}</label>
                    <input
                        class="input"
                        id="code"
                        name="code"
                        autocomplete=if recovery { "off" } else { "one-time-code" }
                        inputmode=(!recovery).then_some("numeric")
                        autocapitalize="off"
                        required
                        autofocus
                    />
                </div>
                <button type="submit" class="btn primary wide">{move || t("login-submit")}</button>
            </form>
            <PasskeyButton next=address/>
            <p class="auth-other">
                <a href=to rel="external">{move || t(other)}</a>
                <a href=start rel="external">{move || t("login-from-start")}</a>
            </p>
        </Frame>
    }
}
