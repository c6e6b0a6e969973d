//! A change: what each field was, and what it is since.

use leptos::prelude::*;
use model::module::{CURRENCY, POOL_RULE, POOLED_AT};
use model::{Change, ChangeKind, Field, FieldChange, Instant, Link, Module, Record, Value};

use super::super::open::Open;
use super::entry::Event;
use crate::context::{formats, module};
use crate::field;
use crate::icon::Icon;
use crate::texts::t;

#[component]
pub fn ChangeEntry(open: Open, at: Instant, by: Option<Link>, change: Change) -> impl IntoView {
    let key = format!("change-{}", change.kind.key());
    let icon = match change.kind {
        ChangeKind::Updated if moves(&change).is_some() => "life-buoy",
        ChangeKind::Created => "plus",
        ChangeKind::Updated => "pencil",
        ChangeKind::Deleted | ChangeKind::Removed => "trash-2",
        ChangeKind::Restored => "undo-2",
    };
    let did = t(match moves(&change) {
        Some(true) => "change-pooled",
        Some(false) => "change-claimed",
        None => &key,
    });
    // What a new record was given stands on the page.
    let fields = if change.kind == ChangeKind::Updated { change.fields } else { Vec::new() };
    let record = open.page.with_untracked(|page| page.record.clone());
    let differences = module(&open.module())
        .map(|module| fields.iter().filter_map(|change| difference(&module, &record, change)).collect_view());
    view! { <Event icon at by did>{differences}</Event> }
}

/// Whether it went to the pool with this change, or came out.
fn moves(change: &Change) -> Option<bool> {
    let moved = change.fields.iter().find(|field| field.field == POOLED_AT)?;
    Some(moved.before.is_empty())
}

fn difference(module: &Module, record: &Record, change: &FieldChange) -> Option<impl IntoView + use<>> {
    let field = module.field(&change.field).filter(|field| !field.hidden || field.name == POOL_RULE)?;
    let before =
        (!change.before.is_empty()).then(|| view! { <del>{value(field, record, &change.before)}</del> });
    let after = if change.after.is_empty() {
        view! { <ins class="muted">{t("empty")}</ins> }.into_any()
    } else {
        view! { <ins>{value(field, record, &change.after)}</ins> }.into_any()
    };
    Some(view! {
        <p class="diff">
            <span class="muted">{field.label.clone()}</span>
            {before}
            <Icon name="arrow-right"/>
            {after}
        </p>
    })
}

/// As the field looks in a list, with the record's currency as it is now.
fn value(field: &Field, record: &Record, value: &Value) -> AnyView {
    let mut then = Record { values: Default::default(), title: String::new(), ..*record };
    then.set(CURRENCY, record.value(CURRENCY).clone());
    then.set(field.name.clone(), value.clone());
    field::card(field, &then, &formats())
}
