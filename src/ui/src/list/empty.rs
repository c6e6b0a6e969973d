//! What stands in place of the rows where there are none: what to do first, or why.

use api::Failure;
use leptos::prelude::*;

use super::state::List;
use crate::prelude::*;

#[component]
pub fn Empty(list: List) -> impl IntoView {
    move || {
        if list.deleted.get() {
            in_bin(list)
        } else if list.is_filtered() {
            nothing_found(list)
        } else {
            nothing_yet(list)
        }
    }
}

fn nothing_yet(list: List) -> AnyView {
    let icon = list.module.with(|module| module.icon.to_string());
    let title = t_with("list-empty-title", &[("module", &list.module.with(|module| module.label.clone()))]);
    let hint =
        if list.module.with(|module| module.may.create) { "list-empty-text" } else { "list-empty-read-only" };
    let import = list.module.with(|module| {
        module.may.import.then(|| {
            view! {
                <a class="btn" href=format!("/m/{}/import", module.name)>
                    <Icon name="upload"/>
                    {t("list-import")}
                </a>
            }
        })
    });
    view! {
        <div class="empty">
            <Icon name=icon/>
            <h2>{title}</h2>
            <p>{t(hint)}</p>
            <div class="btn-row">
                <super::head::New module=list.module/>
                {import}
            </div>
        </div>
    }
    .into_any()
}

fn nothing_found(list: List) -> AnyView {
    view! {
        <div class="empty">
            <Icon name="funnel-x"/>
            <h2>{t("list-nothing-found")}</h2>
            <div class="btn-row">
                <button class="btn" on:click=move |_| list.condition.clear()>{t("list-clear-filter")}</button>
            </div>
        </div>
    }
    .into_any()
}

fn in_bin(list: List) -> AnyView {
    let back = list.module.with(|module| format!("/m/{}", module.name));
    view! {
        <div class="empty">
            <Icon name="trash-2"/>
            <h2>{t("list-recycle-empty")}</h2>
            <div class="btn-row">
                <a class="btn" href=back>{t("nav-back")}</a>
            </div>
        </div>
    }
    .into_any()
}

/// The rows could not be had; asking again may help.
#[component]
pub fn LoadFailed(list: List, failure: Failure) -> impl IntoView {
    let retry = matches!(failure, Failure::Unreachable(_) | Failure::Unavailable(_) | Failure::TooMany);
    let again = retry.then(|| {
        view! {
            <div class="btn-row">
                <button class="btn primary" on:click=move |_| list.load()>
                    <Icon name="refresh-cw"/>
                    {move || t("retry")}
                </button>
            </div>
        }
    });
    view! {
        <Failed failure/>
        {again}
    }
}
