//! The bar for the thumb, on a phone.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use model::Group;

use crate::context::{app, schema};
use crate::icon::Icon;
use crate::texts::t;

use super::places;
use super::sidebar::SidebarState;

/// Home, a main module on both sides of "New", and all the rest.
#[component]
pub fn Bottombar(sidebar: SidebarState) -> impl IntoView {
    let path = use_location().pathname;
    view! {
        <nav class="bottombar" aria-label=move || t("nav-menu")>
            <a href="/" aria-current=move || (path.get() == "/").then_some("page")>
                <Icon name="house"/>
                <span>{move || t("nav-home")}</span>
            </a>
            {move || main_module(Group::Customers, path)}
            <button type="button" class="make" aria-haspopup="dialog" on:click=move |_| app().create_open.set(true)>
                <Icon name="plus"/>
                <span class="sr-only">{move || t("quick-create")}</span>
            </button>
            {move || main_module(Group::Selling, path)}
            <button type="button" aria-controls="sidebar" on:click=move |_| sidebar.toggle()>
                <Icon name="menu"/>
                <span>{move || t("nav-more")}</span>
            </button>
        </nav>
    }
}

/// The module that stands first in its group.
fn main_module(group: Group, path: Memo<String>) -> impl IntoView {
    places::in_group(&schema(), group).into_iter().next().map(|module| {
        let name = module.name.clone();
        let current = move || path.with(|path| places::module_in(path) == Some(name.as_str()));
        view! {
            <a href=places::href(&module) aria-current=move || current().then_some("page")>
                <Icon name=module.icon.to_string()/>
                <span>{module.label.clone()}</span>
            </a>
        }
    })
}
