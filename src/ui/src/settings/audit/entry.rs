//! One entry of the audit: when, who, what; and what was before and after.

use api::AuditEntry;
use leptos::prelude::*;
use model::module::CURRENCY;
use model::{FieldChange, Link, Record, Value};

use crate::context::{formats, module};
use crate::icon::Icon;
use crate::query::Query;
use crate::texts::{t, t_with};

/// Details of events whose values are words of ours.
const OURS: [&str; 2] = ["by", "setting"];

#[component]
pub fn EntryView(query: Query, entry: AuditEntry) -> impl IntoView {
    let action = format!("audit-{}", entry.action);
    let who = entry.by.as_ref().map_or_else(
        // Whoever could not come in is nobody whom we know.
        || t(if entry.action == "sign_in_failed" { "audit-nobody" } else { "record-system" }),
        |by| by.title.clone(),
    );
    let time = formats().instant(entry.at);
    let at = entry.at.to_rfc3339();
    // An element either way, so that the page is taken over as it was drawn.
    let about = match entry.record.clone() {
        Some(record) => view! { <span><About query record/></span> }.into_any(),
        None => view! { <span></span> }.into_any(),
    };
    let details = (!entry.fields.is_empty()).then(|| {
        let rows = entry.fields.iter().map(|change| difference(&entry, change)).collect_view();
        view! {
            <details class="more">
                <summary>{t("settings-audit-details")}</summary>
                {rows}
            </details>
        }
    });
    view! {
        <li class="audit-entry" data-action=entry.action.clone()>
            <time datetime=at>{time}</time>
            <p><b>{who}</b> " " <span class="chip">{t(&action)}</span> " " {about}</p>
            {details}
        </li>
    }
}

/// What it is about: a link to the record, and one to all that happened to it.
#[component]
fn About(query: Query, record: Link) -> impl IntoView {
    let known = module(&record.module);
    let label = known.as_ref().map_or_else(|| record.module.to_string(), |module| module.label_one.clone());
    let title = match record.title.as_str() {
        "" => t("settings-audit-gone"),
        title => title.to_owned(),
    };
    let href = format!("/m/{}/{}", record.module, record.id);
    let there = known.is_some() && !record.title.is_empty();
    let id = record.id.to_string();
    let only = query.href(&[("record", Some(&id))]);
    view! {
        <span class="muted">{label}</span>
        " "
        {if there { view! { <a href=href>{title}</a> }.into_any() } else { view! { <span>{title}</span> }.into_any() }}
        " "
        <a class="btn ghost icon small" href=only aria-label=t("settings-audit-only") title=t("settings-audit-only")>
            <Icon name="funnel"/>
        </a>
    }
}

fn difference(entry: &AuditEntry, change: &FieldChange) -> impl IntoView + use<> {
    let label = label(entry, change);
    let before = read(entry, change, &change.before);
    let after = read(entry, change, &change.after);
    let before = (!before.is_empty()).then(|| view! { <del>{before}</del> <Icon name="arrow-right"/> });
    let after = if after.is_empty() { t("empty") } else { after };
    view! {
        <p class="diff">
            <span class="muted">{label}</span>
            {before}
            <ins>{after}</ins>
        </p>
    }
}

/// A field that is gone is told by its name.
fn label(entry: &AuditEntry, change: &FieldChange) -> String {
    if entry.module.is_empty() {
        return t(&format!("audit-detail-{}", change.field));
    }
    let field = module(&entry.module).and_then(|module| module.field(&change.field).cloned());
    field.map_or_else(|| change.field.to_string(), |field| field.label)
}

fn read(entry: &AuditEntry, change: &FieldChange, value: &Value) -> String {
    if value.is_empty() {
        return String::new();
    }
    if let Value::Link(link) = value {
        return link.title.clone();
    }
    let plain = value.as_text().unwrap_or_default();
    if entry.module.is_empty() && change.field == "why" {
        return t_with(&format!("problem-{plain}"), &[("detail", &"…")]);
    }
    if entry.module.is_empty() {
        let ours = OURS.contains(&change.field.as_str());
        return if ours { t(&format!("audit-said-{}", plain.replace('.', "-"))) } else { plain.to_owned() };
    }
    let field = module(&entry.module).and_then(|module| module.field(&change.field).cloned());
    let Some(field) = field else { return plain.to_owned() };
    let mut record = Record {
        id: entry.record.as_ref().map_or(model::Id(Default::default()), |record| record.id),
        version: 0,
        title: String::new(),
        values: Default::default(),
    };
    // An amount is told with the currency that it got in the same change, if it did.
    if let Some(currency) = entry.fields.iter().find(|field| field.field == CURRENCY) {
        record.set(CURRENCY, currency.after.clone());
    }
    record.set(field.name.clone(), value.clone());
    record.format(&field, &formats())
}
