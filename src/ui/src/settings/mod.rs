//! Settings: for oneself, and for administrators those for all.

mod about;
mod access;
mod agent;
mod audit;
mod block;
mod company;
mod database;
mod duplicates;
mod hand_over;
mod held;
mod history;
mod kept;
mod mail;
mod papers;
mod privacy;
mod profile;
mod providers;
mod reclaim;
mod records;
mod security;
mod sessions;
mod shape;
mod sign_in_rows;
mod sign_ins;
mod tokens;
mod tree;
mod users;
mod zones;

use std::str::FromStr;

use leptos::html::A;
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_params_map};
use model::{Id, Name};

use crate::browser;
use crate::context::is_administrator;
use crate::failed::NotFound;
use crate::icon::Icon;
use crate::texts::t;

pub use block::Wrong;

use about::AboutPage;
use access::AccessPage;
use audit::AuditPage;
use company::CompanyPage;
use database::DatabasePage;
use duplicates::DuplicatesPage;
use hand_over::HandOverPage;
use history::HistoryPage;
use mail::MailPage;
use papers::PapersPage;
use privacy::PrivacyPage;
use profile::ProfilePage;
use providers::ProvidersPage;
use reclaim::ReclaimPage;
use security::SecurityPage;
use sessions::SessionsPage;
use shape::{ModulePage, ModulesPage};
use tokens::TokensPage;
use tree::{DepartmentsPage, RolesPage};
use users::UsersPage;

/// The pages' list beside the page at hand.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let parameters = use_params_map();
    let page = Memo::new(move |_| parameters.with(|all| all.get("page").unwrap_or_default()));
    view! {
        <div class="settings">
            <nav class="settings-nav" aria-label=move || t("settings-title")>
                <h2>{move || t("settings-personal")}</h2>
                <Page href="/settings/profile" icon="user-round" text="settings-profile"/>
                <Page href="/settings/security" icon="key-round" text="settings-security"/>
                <Page href="/settings/sessions" icon="monitor-smartphone" text="settings-sessions"/>
                <Page href="/settings/tokens" icon="code" text="settings-tokens"/>
                <Page href="/settings/history" icon="history" text="settings-history"/>
                {move || is_administrator().then(|| view! {
                    <h2>{move || t("settings-organisation")}</h2>
                    <Page href="/settings/company" icon="building-2" text="settings-company"/>
                    <Page href="/settings/papers" icon="file-text" text="settings-papers"/>
                    <Page href="/settings/mail" icon="mail" text="settings-mail"/>
                    <Page href="/settings/providers" icon="log-in" text="settings-providers"/>
                    <Page href="/settings/users" icon="users" text="settings-users"/>
                    <Page href="/settings/modules" icon="box" text="settings-modules"/>
                    <Page href="/settings/duplicates" icon="copy" text="settings-duplicates"/>
                    <Page href="/settings/access" icon="lock" text="settings-access"/>
                    <Page href="/settings/reclaim" icon="life-buoy" text="settings-reclaim"/>
                    <Page href="/settings/privacy" icon="id-card" text="settings-privacy"/>
                    <Page href="/settings/audit" icon="scroll-text" text="settings-audit"/>
                    <Page href="/settings/database" icon="database" text="settings-database"/>
                    <Page href="/settings/roles" icon="shield" text="settings-roles"/>
                    <Page href="/settings/departments" icon="network" text="settings-departments"/>
                    <Page href="/m/teams" icon="users-round" text="settings-teams"/>
                })}
                <h2>{move || t("app-name")}</h2>
                <Page href="/settings/about" icon="info" text="settings-about"/>
            </nav>
            <div class="settings-body">{move || chosen(&page.read())}</div>
        </div>
    }
}

/// `/settings` itself shows the first page.
fn chosen(page: &str) -> AnyView {
    if let Some(name) = page.strip_prefix("modules/") {
        return view! { <ModulePage name=Name::new(name)/> }.into_any();
    }
    if let Some(id) = page.strip_prefix("users/").and_then(|id| Id::from_str(id).ok()) {
        return view! { <HandOverPage id/> }.into_any();
    }
    match page {
        "" | "profile" => view! { <ProfilePage/> }.into_any(),
        "security" => view! { <SecurityPage/> }.into_any(),
        "sessions" => view! { <SessionsPage/> }.into_any(),
        "tokens" => view! { <TokensPage/> }.into_any(),
        "history" => view! { <HistoryPage/> }.into_any(),
        "company" => view! { <CompanyPage/> }.into_any(),
        "papers" => view! { <PapersPage/> }.into_any(),
        "mail" => view! { <MailPage/> }.into_any(),
        "users" => view! { <UsersPage/> }.into_any(),
        "roles" => view! { <RolesPage/> }.into_any(),
        "departments" => view! { <DepartmentsPage/> }.into_any(),
        "access" => view! { <AccessPage/> }.into_any(),
        "modules" => view! { <ModulesPage/> }.into_any(),
        "duplicates" => view! { <DuplicatesPage/> }.into_any(),
        "reclaim" => view! { <ReclaimPage/> }.into_any(),
        "privacy" => view! { <PrivacyPage/> }.into_any(),
        "providers" => view! { <ProvidersPage/> }.into_any(),
        "audit" => view! { <AuditPage/> }.into_any(),
        "database" => view! { <DatabasePage/> }.into_any(),
        "about" => view! { <AboutPage/> }.into_any(),
        _ => view! { <NotFound/> }.into_any(),
    }
}

#[component]
fn Page(href: &'static str, icon: &'static str, text: &'static str) -> impl IntoView {
    let path = use_location().pathname;
    let current =
        move || path.with(|path| is_within(path, href) || path == "/settings" && href == "/settings/profile");
    let link = NodeRef::<A>::new();
    // On a phone the list is a row that is wider than the screen.
    Effect::new(move |_| {
        if let (true, Some(link)) = (current(), link.get()) {
            browser::reveal(&link);
        }
    });
    view! {
        <a class="nav-item" node_ref=link href=href aria-current=move || current().then_some("page")>
            <Icon name=icon/>
            <span>{move || t(text)}</span>
        </a>
    }
}

/// Whether `path` is the page at `href` or one below it.
fn is_within(path: &str, href: &str) -> bool {
    path.strip_prefix(href).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
