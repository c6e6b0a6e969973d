//! The bar at the top: where one is, search, what can be made, and oneself.

use leptos::prelude::*;

use crate::browser;
use crate::context::{app, schema};
use crate::icon::Icon;
use crate::menu::Menu;
use crate::texts::t;

use super::crumbs::Crumbs;
use super::places;
use super::sidebar::SidebarState;
use super::user_menu::UserMenu;

#[component]
pub fn Topbar(sidebar: SidebarState) -> impl IntoView {
    let mac = RwSignal::new(false);
    Effect::new(move |_| mac.set(browser::is_mac()));
    view! {
        <header class="topbar">
            <button
                type="button"
                class="btn ghost icon small only-desk"
                aria-label=move || t("nav-menu")
                aria-controls="sidebar"
                aria-expanded=move || sidebar.is_open().then_some("true")
                on:click=move |_| sidebar.toggle()
            >
                <Icon name="panel-left"/>
            </button>
            <Crumbs/>
            <button
                type="button"
                class="search-trigger"
                aria-haspopup="dialog"
                aria-keyshortcuts="Control+K /"
                on:click=move |_| app().palette_open.set(true)
            >
                <Icon name="search"/>
                <span>{move || t("nav-search")}</span>
                <kbd class="kbd" aria-hidden="true">{move || if mac.get() { "⌘ K" } else { "Ctrl K" }}</kbd>
            </button>
            <Lost/>
            <CreateMenu/>
            <UserMenu/>
        </header>
    }
}

/// Shown while what others do cannot be seen.
#[component]
fn Lost() -> impl IntoView {
    let lost = move || !app().live.get();
    view! {
        <span role="status">
            {move || lost().then(|| view! {
                <span class="chip" data-color="amber" title=move || t("live-lost")>
                    <Icon name="wifi-off"/>
                    <span class="sr-only">{move || t("live-lost")}</span>
                </span>
            })}
        </span>
    }
}

/// New records of any module.
#[component]
fn CreateMenu() -> impl IntoView {
    let items = move || {
        let modules = places::creatable(&schema());
        modules
            .into_iter()
            .map(|module| {
                view! {
                    <a class="menu-item" role="menuitem" href=format!("{}/new", places::href(&module))>
                        <Icon name=module.icon.to_string()/>
                        <span>{module.label_one.clone()}</span>
                    </a>
                }
            })
            .collect_view()
    };
    view! {
        <button
            type="button"
            class="btn ghost icon small only-desk"
            popovertarget="create-menu"
            aria-haspopup="menu"
            aria-label=move || t("quick-create")
            title=move || t("quick-create")
        >
            <Icon name="plus"/>
        </button>
        <Menu id="create-menu" label=Signal::derive(move || t("quick-create")) end=true>
            {items}
        </Menu>
    }
}
