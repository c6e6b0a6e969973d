//! Settings: for oneself, and for administrators those for all.

mod about;
mod agent;
mod block;
mod password;
mod profile;
mod sessions;
mod tokens;
mod users;
mod zones;

use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::use_location;

use crate::context::is_administrator;
use crate::icon::Icon;
use crate::texts::t;

pub use about::AboutPage;
pub use password::PasswordPage;
pub use profile::ProfilePage;
pub use sessions::SessionsPage;
pub use tokens::TokensPage;
pub use users::UsersPage;

/// The pages' list beside the page at hand.
#[component]
pub fn Settings() -> impl IntoView {
    view! {
        <div class="settings">
            <nav class="settings-nav" aria-label=move || t("settings-title")>
                <h2>{move || t("settings-personal")}</h2>
                <Page href="/settings/profile" icon="user-round" text="settings-profile"/>
                <Page href="/settings/password" icon="key-round" text="settings-password"/>
                <Page href="/settings/sessions" icon="monitor-smartphone" text="settings-sessions"/>
                <Page href="/settings/tokens" icon="code" text="settings-tokens"/>
                {move || is_administrator().then(|| view! {
                    <h2>{move || t("settings-organisation")}</h2>
                    <Page href="/settings/users" icon="users" text="settings-users"/>
                    <Page href="/m/roles" icon="shield" text="settings-roles"/>
                    <Page href="/m/teams" icon="users-round" text="settings-teams"/>
                })}
                <h2>{move || t("app-name")}</h2>
                <Page href="/settings/about" icon="info" text="settings-about"/>
            </nav>
            <div class="settings-body"><Outlet/></div>
        </div>
    }
}

/// `/settings` itself shows the first page.
#[component]
fn Page(href: &'static str, icon: &'static str, text: &'static str) -> impl IntoView {
    let path = use_location().pathname;
    let current =
        move || path.with(|path| path == href || (path == "/settings" && href == "/settings/profile"));
    view! {
        <a class="nav-item" href=href aria-current=move || current().then_some("page")>
            <Icon name=icon/>
            <span>{move || t(text)}</span>
        </a>
    }
}
