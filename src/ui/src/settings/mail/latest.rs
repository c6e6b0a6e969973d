//! What became of the last mails. One that failed can be sent again.

use api::{MailProgress, MailSent, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::State;
use crate::icon::Icon;
use crate::settings::block::Block;
use crate::texts::{problem_text, t, t_with};
use crate::time::Time;
use crate::toast::{toast, toast_failure};

#[component]
pub fn Latest(state: State) -> impl IntoView {
    let latest = Memo::new(move |_| state.mail.with(|mail| mail.latest.clone()));
    let list = move || {
        let latest = latest.get();
        if latest.is_empty() {
            return view! { <p class="muted">{t("settings-mail-none")}</p> }.into_any();
        }
        latest.into_iter().map(|mail| view! { <One state mail/> }).collect_view().into_any()
    };
    view! {
        <Block title="settings-mail-latest">
            <div class="btn-row">
                <button type="button" class="btn small" on:click=move |_| state.reload()>
                    <Icon name="refresh-cw"/>
                    {move || t("settings-mail-refresh")}
                </button>
            </div>
            {list}
        </Block>
    }
}

#[component]
fn One(state: State, mail: MailSent) -> impl IntoView {
    let (color, key) = match mail.progress {
        MailProgress::Sent => ("green", "settings-mail-sent"),
        MailProgress::Waiting(_) => ("amber", "settings-mail-waiting"),
        MailProgress::Failed => ("red", "settings-mail-failed"),
    };
    let trouble = mail.trouble.as_ref().map(problem_text);
    let next = match mail.progress {
        MailProgress::Waiting(at) if trouble.is_some() => {
            let time = crate::context::formats().instant(at);
            Some(t_with("settings-mail-next", &[("time", &time)]))
        }
        _ => None,
    };
    let again = (mail.progress == MailProgress::Failed).then(|| {
        let (id, to) = (mail.id, mail.to.clone());
        view! { <Again state id to/> }
    });
    view! {
        <div class="setting mail">
            <div>
                <b>{mail.subject}</b>
                <small>{mail.to} " · " <Time at=mail.at/></small>
                {trouble.map(|text| view! { <small class="error">{text}</small> })}
                {next.map(|text| view! { <small>{text}</small> })}
            </div>
            <span class="chip" data-color=color>{t(key)}</span>
            {again}
        </div>
    }
}

#[component]
fn Again(state: State, id: model::Id, to: String) -> impl IntoView {
    let send = move |_| {
        spawn_local(async move {
            match calls::send_mail_again(id).await {
                Ok(()) => toast(t("settings-mail-again-done")),
                Err(failure) => toast_failure(&failure),
            }
            state.reload();
        });
    };
    view! {
        <button
            type="button"
            class="btn small"
            aria-label=move || t_with("settings-mail-again-to", &[("email", &to)])
            on:click=send
        >
            {move || t("settings-mail-again")}
        </button>
    }
}
