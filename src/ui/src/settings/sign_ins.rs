//! By what a user can come in, for administrators: sessions, tokens, the second factor; and ending each.

use api::{Failure, SignIns, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::Id;

use crate::context::{formats, me};
use crate::dialog::Modal;
use crate::failed::Failed;
use crate::texts::{t, t_with};
use crate::toast::{toast, toast_failure};

use super::sign_in_rows::{SessionRow, TokenRow};

/// Whose dialog it is.
#[derive(Clone, PartialEq)]
pub struct Whose {
    pub id: Id,
    pub name: String,
}

/// What can be ended, and by whom it is asked anew.
#[derive(Clone, Copy)]
struct State {
    user: Id,
    sign_ins: Resource<Result<SignIns, Failure>>,
}

impl State {
    fn end(self, id: Id, said: &'static str) {
        spawn_local(async move {
            match calls::end_sign_in(self.user, id).await {
                Ok(()) => toast(t(said)),
                Err(failure) => toast_failure(&failure),
            }
            self.sign_ins.refetch();
        });
    }
}

#[component]
pub fn SignInsDialog(chosen: RwSignal<Option<Whose>>) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(chosen.with(Option::is_some)));
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        if before == Some(true) && !now {
            chosen.set(None);
        }
        now
    });
    let title = Signal::derive(move || match chosen.get() {
        Some(whose) => t_with("settings-user-sign-ins-of", &[("name", &whose.name)]),
        None => t("settings-user-sign-ins"),
    });
    view! {
        <Modal open title>
            {move || chosen.get().map(|whose| view! { <Content whose/> })}
            <footer class="modal-foot">
                <button type="button" class="btn" on:click=move |_| open.set(false)>{move || t("close")}</button>
            </footer>
        </Modal>
    }
}

#[component]
fn Content(whose: Whose) -> impl IntoView {
    let user = whose.id;
    let state = State { user, sign_ins: Resource::new(|| (), move |()| calls::sign_ins(user)) };
    let whose = StoredValue::new(whose);
    view! {
        <div class="modal-body">
            <Transition fallback=|| view! { <p class="skeleton"></p> }>
                {move || Suspend::new(async move {
                    match state.sign_ins.await {
                        Ok(sign_ins) => view! { <All sign_ins state whose=whose.get_value()/> }.into_any(),
                        Err(failure) => view! { <Failed failure/> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

#[component]
fn All(sign_ins: SignIns, state: State, whose: Whose) -> impl IntoView {
    let SignIns { sessions, tokens, second_factor } = sign_ins;
    let end = |said: &'static str| move |id: Id| state.end(id, said);
    let (no_sessions, no_tokens) = (sessions.is_empty(), tokens.is_empty());
    let since = move || match second_factor {
        Some(since) => t_with("second-factor-since", &[("time", &formats().instant(since))]),
        None => t("second-factor-off"),
    };
    // One's own is turned off where one proves that one has it.
    let may_reset = second_factor.is_some() && me().is_none_or(|me| me.id != whose.id);
    view! {
        <h3>{move || t("second-factor-title")}</h3>
        <div class="setting">
            <div>{since}</div>
            {may_reset.then(|| view! { <Reset whose state/> })}
        </div>
        <h3>{move || t("settings-sessions")}</h3>
        {no_sessions.then(|| view! { <p class="muted">{move || t("settings-user-no-sessions")}</p> })}
        {sessions.into_iter().map(|session| view! { <SessionRow session end=end("settings-session-ended")/> }).collect_view()}
        <h3>{move || t("settings-tokens")}</h3>
        {no_tokens.then(|| view! { <p class="muted">{move || t("settings-tokens-empty")}</p> })}
        {tokens.into_iter().map(|token| view! { <TokenRow token end=end("settings-token-ended")/> }).collect_view()}
    }
}

/// Asked in the dialog itself: a second dialog would lie over the first.
#[component]
fn Reset(whose: Whose, state: State) -> impl IntoView {
    let sure = RwSignal::new(false);
    let reset = move |_| {
        spawn_local(async move {
            match calls::reset_second_factor(state.user).await {
                Ok(()) => toast(t("settings-user-factor-was-reset")),
                Err(failure) => toast_failure(&failure),
            }
            state.sign_ins.refetch();
        });
    };
    move || {
        if sure.get() {
            let text = t_with("settings-user-factor-reset-text", &[("name", &whose.name)]);
            view! {
                <p role="status">{text}</p>
                <button type="button" class="btn small danger" on:click=reset>
                    {move || t("settings-user-factor-reset")}
                </button>
            }
            .into_any()
        } else {
            view! {
                <button type="button" class="btn small" on:click=move |_| sure.set(true)>
                    {move || t("settings-user-factor-reset")}
                </button>
            }
            .into_any()
        }
    }
}
