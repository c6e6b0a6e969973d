//! What lets somebody in, one row each, with the button that ends it.

use api::{SessionInfo, TokenInfo};
use leptos::prelude::*;
use model::Id;

use super::agent::describe;
use crate::texts::t;
use crate::time::Time;

/// A browser that is signed in; this one is not ended here.
#[component]
pub fn SessionRow(session: SessionInfo, #[prop(into)] end: Callback<Id>) -> impl IntoView {
    let id = session.id;
    let control = if session.current {
        view! { <span class="chip" data-color="green">{move || t("settings-session-this")}</span> }.into_any()
    } else {
        view! {
            <button type="button" class="btn small" on:click=move |_| end.run(id)>
                {move || t("settings-session-end")}
            </button>
        }
        .into_any()
    };
    view! {
        <div class="setting">
            <div>
                <b title=session.agent.clone()>{describe(&session.agent)}</b>
                <small>{session.address} " · " <Time at=session.seen/></small>
            </div>
            {control}
        </div>
    }
}

/// A token by which a program works in somebody's name.
#[component]
pub fn TokenRow(token: TokenInfo, #[prop(into)] end: Callback<Id>) -> impl IntoView {
    let id = token.id;
    let used = match token.last_used {
        Some(at) => view! { <Time at/> }.into_any(),
        None => view! { <span>{move || t("settings-token-never-used")}</span> }.into_any(),
    };
    view! {
        <div class="setting">
            <div><b>{token.name}</b><small>{used}</small></div>
            <button type="button" class="btn small" on:click=move |_| end.run(id)>
                {move || t("settings-token-end")}
            </button>
        </div>
    }
}
