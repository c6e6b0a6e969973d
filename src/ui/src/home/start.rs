//! What to do first, where there is nothing yet.

use leptos::prelude::*;

use crate::context::is_administrator;
use crate::icon::Icon;
use crate::texts::t;

use super::panel::Panel;
use super::recent::Changed;

/// Before everything else while there are no records.
#[component]
pub fn Begin(recent: Changed) -> impl IntoView {
    view! {
        <Transition>
            {move || Suspend::new(async move { recent.await.is_empty().then(|| view! { <Start/> }) })}
        </Transition>
    }
}

#[component]
fn Start() -> impl IntoView {
    view! {
        <Panel title="home-start-title" href="" wide=true>
            <Step
                href="/m/accounts/import"
                icon="upload"
                title="home-start-import"
                text="home-start-import-text"
                button="list-import"
            />
            <Step
                href="/m/leads/new"
                icon="target"
                title="home-start-lead"
                text="home-start-lead-text"
                button="add"
            />
            {is_administrator().then(|| view! {
                <Step
                    href="/settings/users"
                    icon="user-round-plus"
                    title="home-start-users"
                    text="home-start-users-text"
                    button="invite"
                />
            })}
        </Panel>
    }
}

#[component]
fn Step(
    href: &'static str,
    icon: &'static str,
    title: &'static str,
    text: &'static str,
    button: &'static str,
) -> impl IntoView {
    view! {
        <div class="setting">
            <div>
                <b>{move || t(title)}</b>
                <small>{move || t(text)}</small>
            </div>
            <a class="btn" href=href><Icon name=icon/>{move || t(button)}</a>
        </div>
    }
}
