//! What an app is told, and the code by which it shows that it has understood.

use api::{Proposal, QrCode, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;

use crate::browser;
use crate::failed::Failed;
use crate::icon::Icon;
use crate::settings::Wrong;
use crate::texts::{failure_text, t};
use crate::toast::toast;

/// `done` gets the recovery codes.
#[component]
pub fn SetUp(done: Callback<Vec<String>>) -> impl IntoView {
    let proposal = Resource::new(|| (), |()| calls::propose_second_factor());
    view! {
        <Suspense fallback=|| view! { <p class="skeleton"></p> }>
            {move || Suspend::new(async move {
                match proposal.await {
                    Ok(proposal) => view! { <Form proposal done/> }.into_any(),
                    Err(failure) => view! { <Failed failure/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Form(proposal: Proposal, done: Callback<Vec<String>>) -> impl IntoView {
    let (code, wrong) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let busy = RwSignal::new(false);
    let confirm = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        wrong.set(String::new());
        spawn_local(async move {
            match calls::confirm_second_factor(code.get_untracked()).await {
                Ok(codes) => {
                    busy.set(false);
                    done.run(codes);
                }
                Err(failure) => {
                    busy.set(false);
                    wrong.set(failure_text(&failure));
                }
            }
        });
    };
    view! {
        <div class="set-up">
            <p>{move || t("second-factor-scan")}</p>
            <Qr qr=proposal.qr/>
            <p>{move || t("second-factor-key")}</p>
            <Key secret=proposal.secret/>
            <p><a href=proposal.uri>{move || t("second-factor-open-app")}</a></p>
            <form class="form" on:submit=confirm>
                <CodeField id="code" label="second-factor-code" digits=true value=code/>
                <Wrong text=wrong/>
                <button type="submit" class="btn primary" aria-busy=move || busy.get().to_string()>
                    {move || t("second-factor-turn-on")}
                </button>
            </form>
        </div>
    }
}

/// Dark on light in any theme, with the margin that scanners need.
#[component]
fn Qr(qr: QrCode) -> impl IntoView {
    let side = qr.width + 8;
    view! {
        <svg
            class="qr"
            role="img"
            aria-label=move || t("second-factor-qr")
            viewBox=format!("-4 -4 {side} {side}")
            shape-rendering="crispEdges"
        >
            <path d=qr.path></path>
        </svg>
    }
}

#[component]
fn Key(secret: String) -> impl IntoView {
    let copied = secret.clone();
    let copy = move |_| {
        let secret = copied.clone();
        spawn_local(async move {
            if browser::copy(&secret).await {
                toast(t("copied"));
            }
        });
    };
    view! {
        <div class="key">
            <code>{secret}</code>
            <button type="button" class="btn icon small" aria-label=move || t("copy") on:click=copy>
                <Icon name="copy"/>
            </button>
        </div>
    }
}

/// A field for a code; of `digits` alone, or a recovery code too.
#[component]
pub fn CodeField(
    id: &'static str,
    label: &'static str,
    #[prop(optional)] digits: bool,
    value: RwSignal<String>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>{move || t(label)}</label>
            <input
                class="input"
                id=id
                autocomplete="one-time-code"
                autocapitalize="off"
                inputmode=digits.then_some("numeric")
                required
                prop:value=value
                on:input=move |event| value.set(event_target_value(&event))
            />
        </div>
    }
}
