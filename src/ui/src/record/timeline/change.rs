//! A change: what each field was, and what it is since.

use leptos::prelude::*;
use model::document::{COMMISSION, SUMS, TOTAL};
use model::module::{CURRENCY, POOL_RULE, POOLED_AT};
use model::{Change, ChangeKind, Field, FieldChange, Id, Instant, Kind, Link, Module, Record, Value};

use super::super::open::Open;
use super::super::past;
use super::entry::Event;
use super::rows;
use super::story::Story;
use crate::context::{formats, module};
use crate::field;
use crate::icon::Icon;
use crate::texts::t;
use crate::toast::ask_undo;

#[component]
pub fn ChangeEntry(open: Open, story: Story, at: Instant, by: Option<Link>, change: Change) -> impl IntoView {
    let key = format!("change-{}", change.kind.key());
    let icon = match change.kind {
        ChangeKind::Updated if moves(&change).is_some() => "life-buoy",
        ChangeKind::Created => "plus",
        ChangeKind::Updated => "pencil",
        ChangeKind::Deleted | ChangeKind::Removed => "trash-2",
        ChangeKind::Erased => "eraser",
        ChangeKind::Restored => "undo-2",
        ChangeKind::Event(_) => "key-round",
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
    let batch = change.batch;
    let undoable = Memo::new(move |_| story.undoable(batch));
    let was = past::address(&open.module(), open.id, at);
    let tools = move || {
        // What changes this may take the entry away too, and the memo with it.
        let undoable = undoable.try_get().flatten();
        view! {
            <a class="btn ghost icon small" href=was.clone() aria-label=t("past-then") title=t("past-then")>
                <Icon name="history"/>
            </a>
            {undoable.map(|count| undo_button(open, batch, count))}
        }
    };
    view! { <Event icon at by did tools>{differences}</Event> }
}

/// Takes back the whole action that the change was a part of.
fn undo_button(open: Open, batch: Id, count: u64) -> impl IntoView {
    let take_back = move |_| ask_undo(batch, count, move || open.written());
    view! {
        <button type="button" class="btn ghost icon small" aria-label=t("record-undo-change") title=t("record-undo-change") on:click=take_back>
            <Icon name="undo-2"/>
        </button>
    }
}

/// Whether it went to the pool with this change, or came out.
fn moves(change: &Change) -> Option<bool> {
    let moved = change.fields.iter().find(|field| field.field == POOLED_AT)?;
    Some(moved.before.is_empty())
}

fn difference(module: &Module, record: &Record, change: &FieldChange) -> Option<AnyView> {
    let field = module.field(&change.field).filter(|field| !field.hidden || field.name == POOL_RULE)?;
    // Of what a document comes to, the total says enough.
    let told_by_total = |name: &str| SUMS.contains(&name) && name != TOTAL || name == COMMISSION;
    if module.features.document && told_by_total(&field.name) {
        return None;
    }
    if let Kind::Rows(kind) = &field.kind {
        return Some(rows::differences(field, kind, record, change));
    }
    // The person was erased: the log keeps only that there was something.
    let erased = change.before.is_empty() && change.after.is_empty();
    let icon = if erased { "eraser" } else { "arrow-right" };
    let before =
        (!change.before.is_empty()).then(|| view! { <del>{value(field, record, &change.before)}</del> });
    let after = if change.after.is_empty() {
        view! { <ins class="muted">{t(if erased { "change-values-erased" } else { "empty" })}</ins> }
            .into_any()
    } else {
        view! { <ins>{value(field, record, &change.after)}</ins> }.into_any()
    };
    Some(
        view! {
            <p class="diff">
                <span class="muted">{field.label.clone()}</span>
                {before}
                <Icon name=icon/>
                {after}
            </p>
        }
        .into_any(),
    )
}

/// As the field looks in a list, with the record's currency as it is now.
fn value(field: &Field, record: &Record, value: &Value) -> AnyView {
    let mut then = Record { values: Default::default(), title: String::new(), ..*record };
    then.set(CURRENCY, record.value(CURRENCY).clone());
    then.set(field.name.clone(), value.clone());
    field::card(field, &then, &formats())
}
