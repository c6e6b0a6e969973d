//! One's own second factor: setting it up, new recovery codes, turning it off.

use api::{Failure, SecondFactor, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;

use crate::context::formats;
use crate::dialog::Modal;
use crate::failed::Failed;
use crate::second_factor::{CodeField, RecoveryCodes, SetUp};
use crate::settings::block::{Block, Wrong};
use crate::texts::{failure_text, t, t_with};
use crate::toast::toast;

use super::password::Field;

/// What is asked for with password and code.
#[derive(Clone, Copy, PartialEq)]
enum Ask {
    NewCodes,
    TurnOff,
}

impl Ask {
    const fn title(self) -> &'static str {
        match self {
            Ask::NewCodes => "second-factor-codes-new",
            Ask::TurnOff => "second-factor-turn-off",
        }
    }

    const fn text(self) -> &'static str {
        match self {
            Ask::NewCodes => "second-factor-codes-new-text",
            Ask::TurnOff => "second-factor-turn-off-text",
        }
    }
}

/// The state of the block; it outlives what is shown at the moment.
#[derive(Clone, Copy)]
struct State {
    factor: Resource<Result<SecondFactor, Failure>>,
    setting_up: RwSignal<bool>,
    /// Recovery codes to be kept now.
    codes: RwSignal<Vec<String>>,
    asked: RwSignal<Ask>,
    open: RwSignal<bool>,
}

#[component]
pub fn SecondFactorBlock() -> impl IntoView {
    let state = State {
        factor: Resource::new(|| (), |()| calls::second_factor()),
        setting_up: RwSignal::new(false),
        codes: RwSignal::new(Vec::new()),
        asked: RwSignal::new(Ask::NewCodes),
        open: RwSignal::new(false),
    };
    let set_up = Callback::new(move |codes| {
        state.setting_up.set(false);
        state.codes.set(codes);
        state.factor.refetch();
        toast(t("second-factor-turned-on"));
    });
    let kept = Callback::new(move |()| state.codes.set(Vec::new()));
    let has_codes = Memo::new(move |_| state.codes.with(|codes| !codes.is_empty()));
    view! {
        <Block title="second-factor-title" text="second-factor-text">
            <Transition>
                {move || Suspend::new(async move {
                    match state.factor.await {
                        Ok(now) => view! { <Now now state/> }.into_any(),
                        Err(failure) => view! { <Failed failure/> }.into_any(),
                    }
                })}
            </Transition>
            {move || state.setting_up.get().then(|| view! { <SetUp done=set_up/> })}
            {move || has_codes.get().then(|| view! { <RecoveryCodes codes=state.codes.get_untracked() kept/> })}
        </Block>
        <Modal open=state.open title=Signal::derive(move || t(state.asked.get().title()))>
            <Prove state/>
        </Modal>
    }
}

#[component]
fn Now(now: SecondFactor, state: State) -> impl IntoView {
    let said = move || match now.since {
        Some(since) => t_with("second-factor-since", &[("time", &formats().instant(since))]),
        None => t("second-factor-off"),
    };
    let more = move || match now.since {
        Some(_) => t_with("second-factor-codes-left", &[("n", &now.codes_left)]),
        None if now.required => t("second-factor-required"),
        None => String::new(),
    };
    let controls = if now.since.is_some() {
        view! { <Change ask=Ask::NewCodes state/> <Change ask=Ask::TurnOff state/> }.into_any()
    } else {
        view! {
            <button
                type="button"
                class="btn primary"
                hidden=move || state.setting_up.get()
                on:click=move |_| state.setting_up.set(true)
            >
                {move || t("second-factor-set-up")}
            </button>
        }
        .into_any()
    };
    view! {
        <div class="setting">
            <div><b>{said}</b><small>{more}</small></div>
            <div class="btn-row">{controls}</div>
        </div>
    }
}

#[component]
fn Change(ask: Ask, state: State) -> impl IntoView {
    let open = move |_| {
        state.asked.set(ask);
        state.open.set(true);
    };
    view! { <button type="button" class="btn" on:click=open>{move || t(ask.title())}</button> }
}

/// Password and code, and what is done with them.
#[component]
fn Prove(state: State) -> impl IntoView {
    let ask = state.asked.get_untracked();
    let (password, code) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (wrong, busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        wrong.set(String::new());
        spawn_local(async move {
            let done = do_it(ask, password.get_untracked(), code.get_untracked()).await;
            let _ = busy.try_set(false);
            match done {
                Ok(codes) => {
                    state.open.set(false);
                    state.codes.set(codes);
                    state.factor.refetch();
                    if ask == Ask::TurnOff {
                        toast(t("second-factor-turned-off"));
                    }
                }
                Err(failure) => drop(wrong.try_set(failure_text(&failure))),
            }
        });
    };
    view! {
        <form on:submit=submit>
            <div class="modal-body stack">
                <p>{move || t(ask.text())}</p>
                <Field id="factor-password" label="settings-password-current" autocomplete="current-password" value=password/>
                <CodeField id="factor-code" label="second-factor-any-code" value=code/>
                <Wrong text=wrong/>
            </div>
            <footer class="modal-foot">
                <button type="button" class="btn" on:click=move |_| state.open.set(false)>{move || t("cancel")}</button>
                <button
                    type="submit"
                    class="btn primary"
                    class:danger=ask == Ask::TurnOff
                    aria-busy=move || busy.get().to_string()
                >
                    {move || t(ask.title())}
                </button>
            </footer>
        </form>
    }
}

/// New recovery codes, if such were asked for.
async fn do_it(ask: Ask, password: String, code: String) -> Result<Vec<String>, Failure> {
    match ask {
        Ask::NewCodes => calls::new_recovery_codes(password, code).await,
        Ask::TurnOff => calls::end_second_factor(password, code).await.map(|()| Vec::new()),
    }
}
