//! What stands in place of rows or cards where the condition in the URL is none.

use leptos::prelude::*;

use super::Condition;
use super::bar::error_text;
use super::panel::show_panel;
use crate::icon::Icon;
use crate::texts::t;

/// Says what is wrong; the panel keeps the text, so that it can be mended instead of written again.
#[component]
pub fn Unreadable(condition: Condition) -> impl IntoView {
    let why = move || condition.parsed.with(|parsed| parsed.as_ref().err().map(error_text));
    view! {
        <div class="empty" role="alert">
            <Icon name="triangle-alert"/>
            <h2>{move || t("error-invalid-filter")}</h2>
            <p>{why}</p>
            <div class="btn-row">
                <button class="btn primary" on:click=move |_| show_panel()>
                    {move || t("filter-edit-condition")}
                </button>
                <button class="btn" on:click=move |_| condition.clear()>
                    {move || t("list-clear-filter")}
                </button>
            </div>
        </div>
    }
}
