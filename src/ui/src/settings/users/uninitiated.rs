//! How far somebody is who has no password yet, and what can be done about it.

use api::{Uninitiated, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::Id;

use super::Invitations;
use crate::context::formats;
use crate::dialog::ask_danger;
use crate::texts::{t, t_with};
use crate::toast::{toast_failure, toast_undo};

#[component]
pub fn Progress(one: Uninitiated) -> impl IntoView {
    let (color, text) = match one.invited {
        Some(_) if one.expired => ("red", t("invite-expired")),
        Some(until) => ("amber", t_with("invite-until", &[("time", &formats().instant(until))])),
        None => ("grey", t("invite-no-password")),
    };
    view! { <span class="chip" data-color=color>{text}</span> }
}

#[component]
pub fn InviteAgain(one: Uninitiated, name: String, state: Invitations) -> impl IntoView {
    let id = one.user;
    let (again, called) = match one.invited {
        Some(_) => ("invite-again", "invite-again-of"),
        None => ("invite", "invite-of"),
    };
    let (whose, invited) = (name.clone(), name.clone());
    let invite = move |_| {
        let name = invited.clone();
        spawn_local(async move {
            match calls::invite_again(id).await {
                Ok(invited) => state.done(name, invited),
                Err(failure) => toast_failure(&failure),
            }
        });
    };
    let withdraw = one.invited.map(|_| view! { <Withdraw id name state/> });
    view! {
        <button
            type="button"
            class="btn small"
            aria-label=move || t_with(called, &[("name", &whose)])
            on:click=invite
        >
            {t(again)}
        </button>
        {withdraw}
    }
}

#[component]
fn Withdraw(id: Id, name: String, state: Invitations) -> impl IntoView {
    let whose = name.clone();
    let withdraw = move || {
        spawn_local(async move {
            match calls::withdraw_invitation(id).await {
                Ok(done) => {
                    if let Some(batch) = done.batch {
                        toast_undo(t("invite-withdrawn"), batch);
                    }
                }
                Err(failure) => toast_failure(&failure),
            }
            state.reload();
        });
    };
    let ask = move |_| {
        let title = t_with("invite-withdraw-of", &[("name", &name)]);
        ask_danger(title, t("invite-withdraw-text"), t("invite-withdraw"), withdraw);
    };
    view! {
        <button
            type="button"
            class="btn small"
            aria-label=move || t_with("invite-withdraw-of", &[("name", &whose)])
            on:click=ask
        >
            {t("invite-withdraw")}
        </button>
    }
}
