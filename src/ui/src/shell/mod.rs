//! What stands around every page: sidebar, top bar, bottom bar on a phone, and the dialogs that open anywhere.

mod bottombar;
mod create;
mod crumbs;
mod help;
mod keyboard;
pub mod places;
mod sidebar;
mod topbar;
mod user_menu;

use leptos::prelude::*;
use leptos::web_sys::MouseEvent;
use leptos_router::components::Outlet;
use leptos_router::hooks::use_location;

use crate::context::{app, me};
use crate::dialog::Asking;
use crate::failed::Failed;
use crate::palette::Palette;
use crate::texts::t;
use crate::toast::Toasts;
use crate::{browser, live, query, time};

use bottombar::Bottombar;
use create::CreateSheet;
use help::Help;
use sidebar::{Sidebar, SidebarState};
use topbar::Topbar;
pub use user_menu::choose_language;

/// The frame with the page in it.
#[component]
pub fn Shell() -> impl IntoView {
    if me().is_none() {
        return view! { <main class="main" id="main"><Failed failure=api::Failure::NotSignedIn page=true/></main> }.into_any();
    }
    query::remember_router();
    let sidebar = SidebarState::new();
    wake_up();
    keyboard::listen();
    follow_the_page(sidebar);
    view! {
        <a class="skip-link" href="#main" on:click=skip>{move || t("skip-to-content")}</a>
        <div class="app" data-sidebar=move || sidebar.attribute()>
            <Sidebar state=sidebar/>
            <Topbar sidebar/>
            <main class="main" id="main" tabindex="-1"><Outlet/></main>
            <Bottombar sidebar/>
            <div class="sidebar-scrim" on:click=move |_| sidebar.close()></div>
        </div>
        <form id="sign-out" method="post" action="/logout" hidden></form>
        <Palette/>
        <CreateSheet/>
        <Help/>
        <Asking/>
        <Toasts/>
    }
    .into_any()
}

/// Once, when the page answers.
fn wake_up() {
    Effect::new(|before: Option<()>| {
        if before.is_none() {
            time::start();
            live::start();
        }
    });
}

/// The router would take the link for one to a page, and leave the focus where it is.
fn skip(event: MouseEvent) {
    event.prevent_default();
    browser::focus("main");
}

/// On the way to another page, the drawer closes and the focus goes to the new content, as it would with a new document.
fn follow_the_page(sidebar: SidebarState) {
    let path = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let path = path.get();
        if before.is_some_and(|before| before != path) {
            sidebar.close();
            app().palette_open.set(false);
            app().create_open.set(false);
            browser::scroll_to_top();
            browser::focus("main");
        }
        path
    });
}
