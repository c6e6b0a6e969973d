//! Oneself: profile, appearance, language, sign-out.

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::Language;

use crate::context::{app, language, me};
use crate::field::Avatar;
use crate::icon::Icon;
use crate::menu::Menu;
use crate::start::switch_language;
use crate::texts::t;
use crate::theme::{Theme, set_theme};
use crate::toast::toast_failure;

#[component]
pub fn UserMenu() -> impl IntoView {
    me().map(|me| {
        view! {
            <button type="button" class="user-menu" popovertarget="user-menu" aria-haspopup="menu">
                <Avatar title=me.name.clone() id=me.id/>
                <span class="sr-only">{move || t("account-menu")}</span>
            </button>
            <Menu id="user-menu" label=Signal::derive(move || t("account-menu")) end=true>
                <div class="menu-label" role="presentation">{me.name}<br/>{me.email}</div>
                <Link href="/settings/profile" icon="user-round" text="my-profile"/>
                <Link href="/settings" icon="settings" text="nav-settings"/>
                <button
                    type="button"
                    class="menu-item only-desk"
                    role="menuitem"
                    on:click=move |_| app().help_open.set(true)
                >
                    <Icon name="keyboard"/>
                    <span>{move || t("keys-title")}</span>
                    <kbd class="kbd">"?"</kbd>
                </button>
                <hr/>
                <Themes/>
                <hr/>
                <Languages/>
                <hr/>
                <button type="submit" form="sign-out" class="menu-item" role="menuitem">
                    <Icon name="log-out"/>
                    <span>{move || t("sign-out")}</span>
                </button>
            </Menu>
        }
    })
}

#[component]
fn Link(href: &'static str, icon: &'static str, text: &'static str) -> impl IntoView {
    view! {
        <a class="menu-item" role="menuitem" href=href><Icon name=icon/><span>{move || t(text)}</span></a>
    }
}

#[component]
fn Themes() -> impl IntoView {
    let chosen = app().theme;
    let choice = move |theme: Theme| {
        view! {
            <button
                type="button"
                class="menu-item"
                role="menuitemradio"
                aria-checked=move || (chosen.get() == theme).to_string()
                on:click=move |_| set_theme(theme)
            >
                <Icon name=theme.icon()/>
                <span>{move || t(theme.text())}</span>
            </button>
        }
    };
    view! {
        <div role="group" aria-label=move || t("theme")>{Theme::ALL.map(choice).collect_view()}</div>
    }
}

#[component]
fn Languages() -> impl IntoView {
    let choice = |to: Language| {
        view! {
            <button
                type="button"
                class="menu-item"
                role="menuitemradio"
                lang=to.code()
                aria-checked=move || (language() == to).to_string()
                on:click=move |_| choose_language(to)
            >
                <span>{to.own_name()}</span>
            </button>
        }
    };
    view! {
        <div role="group" aria-label=move || t("language")>{Language::ALL.map(choice).collect_view()}</div>
    }
}

/// Shows the whole page in another language, or says why not.
pub fn choose_language(to: Language) {
    spawn_local(async move {
        if let Err(failure) = switch_language(to).await {
            toast_failure(&failure);
        }
    });
}
