//! Mail, for administrators: the server that sends it, trying that, and what became of the last mails.

mod latest;
mod server;

use api::{Failure, Mail, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::block::Heading;
use crate::context::is_administrator;
use crate::failed::Failed;
use crate::toast::toast_failure;

use latest::Latest;
use server::ServerForm;

/// What is known of mail; its parts show the part of it that is theirs.
#[derive(Clone, Copy)]
pub struct State {
    mail: RwSignal<Mail>,
}

impl State {
    fn reload(self) {
        spawn_local(async move {
            match calls::mail().await {
                Ok(mail) => {
                    let _ = self.mail.try_set(mail);
                }
                Err(failure) => toast_failure(&failure),
            }
        });
    }
}

#[component]
pub fn MailPage() -> impl IntoView {
    if !untrack(is_administrator) {
        return view! { <Failed failure=Failure::NotAllowed page=true/> }.into_any();
    }
    let mail = Resource::new(|| (), |()| calls::mail());
    view! {
        <Heading text="settings-mail"/>
        <Suspense>
            {move || Suspend::new(async move {
                match mail.await {
                    Ok(mail) => view! { <Whole mail/> }.into_any(),
                    Err(failure) => view! { <Failed failure/> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Whole(mail: Mail) -> impl IntoView {
    let state = State { mail: RwSignal::new(mail) };
    view! {
        <ServerForm state/>
        <Latest state/>
    }
}
