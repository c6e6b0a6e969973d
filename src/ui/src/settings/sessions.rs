//! Where one is signed in, and ending that.

use api::{Failure, SessionInfo, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::failed::Failed;
use crate::texts::t;
use crate::time::Time;
use crate::toast::{toast, toast_failure};

use super::agent::describe;
use super::block::{Block, Heading};

#[component]
pub fn SessionsPage() -> impl IntoView {
    let sessions = Resource::new(|| (), |()| calls::sessions());
    let end = Callback::new(move |which: Vec<SessionInfo>| {
        spawn_local(async move {
            match end_all(which).await {
                Ok(()) => toast(t("settings-session-ended")),
                Err(failure) => toast_failure(&failure),
            }
            sessions.refetch();
        });
    });
    view! {
        <Heading text="settings-sessions"/>
        <Block text="settings-sessions-text">
            <Transition>
                {move || Suspend::new(async move {
                    match sessions.await {
                        Ok(sessions) => view! { <List sessions end/> }.into_any(),
                        Err(failure) => view! { <Failed failure/> }.into_any(),
                    }
                })}
            </Transition>
        </Block>
    }
}

async fn end_all(sessions: Vec<SessionInfo>) -> Result<(), Failure> {
    for session in sessions {
        calls::end_session(session.id).await?;
    }
    Ok(())
}

#[component]
fn List(sessions: Vec<SessionInfo>, end: Callback<Vec<SessionInfo>>) -> impl IntoView {
    let others: Vec<SessionInfo> = sessions.iter().filter(|session| !session.current).cloned().collect();
    view! {
        {sessions.into_iter().map(|session| view! { <One session end/> }).collect_view()}
        {(others.len() > 1).then(|| view! {
            <div class="setting">
                <span></span>
                <button type="button" class="btn danger" on:click=move |_| end.run(others.clone())>
                    {move || t("settings-session-end-others")}
                </button>
            </div>
        })}
    }
}

#[component]
fn One(session: SessionInfo, end: Callback<Vec<SessionInfo>>) -> impl IntoView {
    let control = if session.current {
        view! { <span class="chip" data-color="green">{move || t("settings-session-this")}</span> }.into_any()
    } else {
        let session = session.clone();
        view! {
            <button type="button" class="btn small" on:click=move |_| end.run(vec![session.clone()])>
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
