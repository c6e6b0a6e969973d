//! The sidebar: all modules by group. Narrow by choice or for want of room; on a phone a drawer.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::browser;
use crate::context::{ModuleRef, app, schema};
use crate::icon::Icon;
use crate::pool::has_pool;
use crate::texts::t;

use super::places;

const COOKIE: &str = "sidebar";
const COLLAPSED: &str = "collapsed";
const OPEN: &str = "open";

/// Without a word the styles decide by the width.
#[derive(Clone, Copy)]
pub struct SidebarState(RwSignal<Option<&'static str>>);

impl SidebarState {
    pub fn new() -> SidebarState {
        let collapsed = browser::cookie(COOKIE).is_some_and(|value| value == COLLAPSED);
        SidebarState(RwSignal::new(collapsed.then_some(COLLAPSED)))
    }

    /// What `data-sidebar` says.
    pub fn attribute(self) -> Option<&'static str> {
        self.0.get()
    }

    /// Whether it was opened where there is little room.
    pub fn is_open(self) -> bool {
        self.0.get() == Some(OPEN)
    }

    /// A drawer on a phone, wider or narrower elsewhere; only where there is room, the choice is kept.
    pub fn toggle(self) {
        let now = self.0.get_untracked();
        if browser::media("(width <= 1080px)") {
            self.0.set((now != Some(OPEN)).then_some(OPEN));
            if now != Some(OPEN) && browser::is_phone() {
                browser::focus("sidebar-home");
            }
        } else {
            let next = (now != Some(COLLAPSED)).then_some(COLLAPSED);
            browser::set_cookie(COOKIE, next.unwrap_or("wide"));
            self.0.set(next);
        }
    }

    /// Puts the drawer away.
    pub fn close(self) {
        if self.0.get_untracked() == Some(OPEN) && browser::is_phone() {
            self.0.set(None);
        }
    }
}

#[component]
pub fn Sidebar(state: SidebarState) -> impl IntoView {
    let path = use_location().pathname;
    let escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            state.close();
        }
    };
    view! {
        <aside class="sidebar" id="sidebar" aria-label=move || t("nav-modules") on:keydown=escape>
            <a class="brand" href="/" title=move || t("app-name")>
                <img src=logo alt="" width="24" height="24"/>
                <span>
                    {move || t("app-name")}
                    {move || company().map(|company| view! { <small>{company}</small> })}
                </span>
            </a>
            <nav class="nav" aria-label=move || t("nav-modules")>
                <Item
                    id="sidebar-home"
                    href="/"
                    icon="house"
                    label=move || t("nav-home")
                    current=move || path.get() == "/"
                />
                {move || has_pool().then(|| view! {
                    <Item
                        href="/pool"
                        icon="life-buoy"
                        label=Signal::derive(|| t("pool-title"))
                        current=Signal::derive(move || path.get() == "/pool")
                    />
                })}
                {move || groups(path)}
            </nav>
            <div class="sidebar-foot">
                <Item
                    href="/settings/profile"
                    icon="settings"
                    label=move || t("nav-settings")
                    current=move || path.with(|path| path.starts_with("/settings"))
                />
            </div>
        </aside>
    }
}

/// The company's own, if it has one.
fn logo() -> String {
    let logo = app().boot.with(|boot| boot.logo.clone());
    if logo.is_empty() { "/logo.svg".into() } else { logo }
}

/// Whose installation it is, if it was given a name of its own.
fn company() -> Option<String> {
    let company = app().boot.with(|boot| boot.company.clone());
    (!company.is_empty() && company != t("app-name")).then_some(company)
}

/// Read here, not in the component: what a component's body reads is not followed.
fn groups(path: Memo<String>) -> impl IntoView {
    let schema = schema();
    places::GROUPS
        .into_iter()
        .map(|group| (group, places::in_group(&schema, group)))
        .filter(|(_, modules)| !modules.is_empty())
        .map(|(group, modules)| {
            let label = t(&format!("group-{}", group.key()));
            view! { <GroupOf label modules path/> }
        })
        .collect_view()
}

#[component]
fn GroupOf(label: String, modules: Vec<ModuleRef>, path: Memo<String>) -> impl IntoView {
    view! {
        <details class="nav-group" open>
            <summary>{label}<Icon name="chevron-down"/></summary>
            {modules.into_iter().map(|module| view! { <ModuleItem module path/> }).collect_view()}
        </details>
    }
}

#[component]
fn ModuleItem(module: ModuleRef, path: Memo<String>) -> impl IntoView {
    let name = module.name.clone();
    let current = move || path.with(|path| places::module_in(path) == Some(name.as_str()));
    let label = module.label.clone();
    view! { <Item href=places::href(&module) icon=module.icon.to_string() label=move || label.clone() current/> }
}

/// The title is the link's name where the sidebar is too narrow for its text.
#[component]
pub fn Item(
    #[prop(optional)] id: &'static str,
    #[prop(into)] href: String,
    #[prop(into)] icon: String,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] current: Signal<bool>,
) -> impl IntoView {
    view! {
        <a
            class="nav-item"
            id=(!id.is_empty()).then_some(id)
            href=href
            title=move || label.get()
            aria-current=move || current.get().then_some("page")
        >
            <Icon name=icon/>
            <span>{move || label.get()}</span>
        </a>
    }
}
