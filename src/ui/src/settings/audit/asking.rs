//! What is asked of the audit: a form that puts it into the address.

use api::{AuditQuery, NO_MODULE};
use leptos::prelude::*;
use leptos::web_sys::SubmitEvent;
use model::{ChangeKind, Event, Link};

use crate::context::schema;
use crate::icon::Icon;
use crate::query::Query;
use crate::texts::t;

#[component]
pub fn Asking(query: Query, asked: AuditQuery, people: Vec<Link>) -> impl IntoView {
    let narrowed = asked != AuditQuery::default();
    let text = RwSignal::new(asked.text);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        query.set(&[("text", Some(text.get_untracked().trim()))]);
    };
    let clear = move |_| {
        let nothing: Vec<_> = AuditQuery::NAMES.iter().map(|name| (*name, None)).collect();
        query.set(&nothing);
    };
    let people: Vec<(String, String)> =
        people.into_iter().map(|person| (person.id.to_string(), person.title)).collect();
    let modules =
        schema().modules.iter().map(|module| (module.name.to_string(), module.label.clone())).collect();
    view! {
        <form class="form two audit-asking" on:submit=submit>
            <Choose query name="by" label="settings-audit-by" any="settings-audit-anybody" offers=people/>
            <Choose
                query
                name="module"
                label="settings-audit-module"
                any="settings-audit-everything"
                offers=[vec![(NO_MODULE.to_owned(), t("settings-audit-no-module"))], modules].concat()
            />
            <Choose query name="action" label="settings-audit-action" any="settings-audit-everything" offers=actions()/>
            <div class="field">
                <label for="audit-text">{move || t("settings-audit-holds")}</label>
                <input class="input" id="audit-text" type="search" autocomplete="off" bind:value=text/>
            </div>
            <Day query name="from" label="settings-audit-from" value=asked.from.map(|day| day.to_string())/>
            <Day query name="until" label="settings-audit-until" value=asked.until.map(|day| day.to_string())/>
            <div class="form-foot">
                {narrowed.then(|| view! {
                    <button type="button" class="btn" on:click=clear>{move || t("settings-audit-clear")}</button>
                })}
                <button type="submit" class="btn primary">
                    <Icon name="search"/>
                    {move || t("settings-audit-search")}
                </button>
            </div>
        </form>
    }
}

/// All that can have happened, as the log calls it, and as people do.
fn actions() -> Vec<(String, String)> {
    let events = Event::ALL.map(ChangeKind::Event);
    let all = ChangeKind::ALL.into_iter().chain(events);
    all.map(|kind| (kind.key().to_owned(), t(&format!("audit-{}", kind.key())))).collect()
}

#[component]
fn Choose(
    query: Query,
    /// As the address names it.
    name: &'static str,
    label: &'static str,
    /// What stands for all.
    any: &'static str,
    /// Keys, and what people read.
    offers: Vec<(String, String)>,
) -> impl IntoView {
    let id = format!("audit-{name}");
    let chosen = query.text(name);
    let choose = move |event| query.set(&[(name, Some(&event_target_value(&event)))]);
    let offer = |(key, text): (String, String)| {
        let selected = key == chosen;
        view! { <option value=key selected=selected>{text}</option> }
    };
    let offers = offers.into_iter().map(offer).collect_view();
    view! {
        <div class="field">
            <label for=id.clone()>{move || t(label)}</label>
            <select class="select" id=id on:change=choose>
                <option value="">{move || t(any)}</option>
                {offers}
            </select>
        </div>
    }
}

#[component]
fn Day(query: Query, name: &'static str, label: &'static str, value: Option<String>) -> impl IntoView {
    let id = format!("audit-{name}");
    let choose = move |event| query.set(&[(name, Some(&event_target_value(&event)))]);
    view! {
        <div class="field">
            <label for=id.clone()>{move || t(label)}</label>
            <input class="input" id=id type="date" value=value.unwrap_or_default() on:change=choose/>
        </div>
    }
}
