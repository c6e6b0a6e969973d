//! Where one is signed in, and ending that.

use api::{Failure, SessionInfo, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::Id;

use crate::failed::Failed;
use crate::texts::t;
use crate::toast::{toast, toast_failure};

use super::block::{Block, Heading};
use super::sign_in_rows::SessionRow;

#[component]
pub fn SessionsPage() -> impl IntoView {
    let sessions = Resource::new(|| (), |()| calls::sessions());
    let end = Callback::new(move |which: Vec<Id>| {
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

async fn end_all(sessions: Vec<Id>) -> Result<(), Failure> {
    for id in sessions {
        calls::end_session(id).await?;
    }
    Ok(())
}

#[component]
fn List(sessions: Vec<SessionInfo>, end: Callback<Vec<Id>>) -> impl IntoView {
    let others: Vec<Id> =
        sessions.iter().filter(|session| !session.current).map(|session| session.id).collect();
    view! {
        {sessions.into_iter().map(|session| view! { <SessionRow session end=move |id| end.run(vec![id])/> }).collect_view()}
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
