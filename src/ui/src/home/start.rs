//! What to do first, where there is nothing yet.

use leptos::prelude::*;

use crate::context::is_administrator;
use crate::icon::Icon;
use crate::texts::t;

#[component]
pub fn Start() -> impl IntoView {
    view! {
        <div class="stack">
            <Step href="/m/accounts/import" icon="upload" title="home-start-import" text="home-start-import-text"/>
            <Step href="/m/leads/new" icon="target" title="home-start-lead" text="home-start-lead-text"/>
            {is_administrator().then(|| view! {
                <Step href="/m/users/new" icon="user-round-plus" title="home-start-users" text="home-start-users-text"/>
            })}
        </div>
    }
}

#[component]
fn Step(href: &'static str, icon: &'static str, title: &'static str, text: &'static str) -> impl IntoView {
    view! {
        <div class="setting">
            <div>
                <b>{move || t(title)}</b>
                <small>{move || t(text)}</small>
            </div>
            <a class="btn" href=href><Icon name=icon/>{move || t(title)}</a>
        </div>
    }
}
