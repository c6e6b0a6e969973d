//! The conditions in force, as chips.

use leptos::prelude::*;
use model::{Filter, FilterError};

use super::Condition;
use super::panel::PANEL;
use crate::icon::Icon;
use crate::texts::{t, t_with};

/// Is there only while there is a condition; a chip opens the panel, its cross takes it away.
#[component]
pub fn FilterBar(condition: Condition) -> impl IntoView {
    let chips = move || condition.parts().into_iter().enumerate();
    let any = Memo::new(move |_| !condition.parts().is_empty());
    view! {
        <Show when=move || any.get()>
            <div class="filter-bar" role="group" aria-label=move || t("filter-title")>
                {move || chips().map(|(at, part)| chip(condition, at, &part)).collect_view()}
                <button class="btn ghost small" on:click=move |_| condition.clear()>
                    {move || t("list-clear-filter")}
                </button>
            </div>
        </Show>
    }
}

fn chip(condition: Condition, at: usize, part: &Filter) -> AnyView {
    let said = condition.say(part);
    let name = if said.field.is_empty() { said.value.clone() } else { said.field.clone() };
    let remove = format!("{}: {name}", t("filter-remove-condition"));
    view! {
        <div class="filter-chip">
            <button popovertarget=PANEL>
                <span>{said.field}</span> " " {said.comparison} " " <b>{said.value}</b>
            </button>
            <button aria-label=remove on:click=move |_| condition.remove(at)>
                <Icon name="x"/>
            </button>
        </div>
    }
    .into_any()
}

/// What is wrong with a condition, and where.
pub fn error_text(error: &FilterError) -> String {
    let why = t_with(&format!("filter-{}", error.code), &[("detail", &error.detail)]);
    t_with("filter-text-error", &[("n", &(error.at + 1)), ("detail", &why)])
}
