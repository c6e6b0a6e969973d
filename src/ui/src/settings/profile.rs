//! Who I am, and how the page looks and speaks to me.

use api::{Preferences, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::Language;

use crate::context::{app, formats, language, me};
use crate::icon::Icon;
use crate::shell::choose_language;
use crate::start::reload;
use crate::texts::t;
use crate::theme::{Theme, set_theme};
use crate::toast::{toast, toast_failure};

use super::block::{Block, Heading, Setting};
use super::zones::ZoneSelect;

#[component]
pub fn ProfilePage() -> impl IntoView {
    let field = |read: fn(api::Me) -> String| move || me().map(read).unwrap_or_default();
    view! {
        <Heading text="settings-profile"/>
        <Block>
            <Setting label=Signal::derive(|| t("name"))><span>{field(|me| me.name)}</span></Setting>
            <Setting label=Signal::derive(|| t("login-email"))><span>{field(|me| me.email)}</span></Setting>
            <Setting label=Signal::derive(|| t("language")) r#for="language"><Languages/></Setting>
            <Setting label=Signal::derive(|| t("setup-time-zone")) r#for="time-zone">
                <ZoneSelect
                    id="time-zone"
                    chosen=Signal::derive(|| formats().zone.name.clone())
                    choose=choose_zone
                />
            </Setting>
            <Setting label=Signal::derive(|| t("theme"))><Themes/></Setting>
        </Block>
    }
}

#[component]
fn Languages() -> impl IntoView {
    let choose = |event| {
        if let Some(language) = Language::from_code(&event_target_value(&event)) {
            choose_language(language);
        }
    };
    let option = |of: Language| {
        view! {
            <option value=of.code() lang=of.code() selected=move || language() == of>{of.own_name()}</option>
        }
    };
    view! {
        <select class="select" id="language" on:change=choose>{Language::ALL.map(option).collect_view()}</select>
    }
}

fn choose_zone(zone: String) {
    spawn_local(async move {
        let preferences = Preferences { language: None, time_zone: Some(zone) };
        let done = match calls::set_preferences(preferences).await {
            Ok(()) => reload().await,
            Err(failure) => Err(failure),
        };
        match done {
            Ok(()) => toast(t("settings-saved")),
            Err(failure) => toast_failure(&failure),
        }
    });
}

#[component]
fn Themes() -> impl IntoView {
    let chosen = app().theme;
    let button = move |theme: Theme| {
        view! {
            <button
                type="button"
                aria-pressed=move || (chosen.get() == theme).to_string()
                on:click=move |_| set_theme(theme)
            >
                <Icon name=theme.icon()/>
                {move || t(theme.text())}
            </button>
        }
    };
    view! {
        <div class="segmented" role="group" aria-label=move || t("theme")>{Theme::ALL.map(button).collect_view()}</div>
    }
}
