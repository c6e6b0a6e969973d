//! Recovery codes, which are shown once.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser;
use crate::icon::Icon;
use crate::query::encode;
use crate::texts::t;
use crate::toast::toast;

/// What the downloaded file is called.
const FILE: &str = "rapport-recovery-codes.txt";

/// `kept` is called when they need not be shown any more.
#[component]
pub fn RecoveryCodes(codes: Vec<String>, kept: Callback<()>) -> impl IntoView {
    let text = codes.join("\n") + "\n";
    let file = format!("data:text/plain;charset=utf-8,{}", encode(&text));
    let copy = move |_| {
        let text = text.clone();
        spawn_local(async move {
            if browser::copy(&text).await {
                toast(t("copied"));
            }
        });
    };
    view! {
        <section class="recovery" aria-label=move || t("second-factor-codes")>
            <h2>{move || t("second-factor-codes")}</h2>
            <p role="status">{move || t("second-factor-codes-text")}</p>
            <ul>{codes.into_iter().map(|code| view! { <li><code>{code}</code></li> }).collect_view()}</ul>
            <div class="btn-row">
                <button type="button" class="btn" on:click=copy>
                    <Icon name="copy"/>
                    {move || t("copy")}
                </button>
                <a class="btn" download=FILE href=file>
                    <Icon name="download"/>
                    {move || t("download")}
                </a>
                <button type="button" class="btn primary" on:click=move |_| kept.run(())>
                    {move || t("second-factor-codes-kept")}
                </button>
            </div>
        </section>
    }
}
