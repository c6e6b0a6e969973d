//! A note or a comment: what was written, and changing or deleting it for who wrote it.

use api::{BulkChange, Selection, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::record::Values;
use model::{Id, Instant, Link, Name, Record, Value};

use super::super::open::Open;
use super::entry::Event;
use super::mention::MentionText;
use super::words::{Mentioned, with_ids, without_ids};
use crate::context::{is_administrator, me};
use crate::icon::Icon;
use crate::texts::{t, t_with};
use crate::toast::{toast_failure, toast_undo};

#[component]
pub fn Written(
    open: Open,
    at: Instant,
    by: Option<Link>,
    record: Record,
    /// Made and sanitised by the server.
    html: String,
    module: &'static str,
    icon: &'static str,
) -> impl IntoView {
    let editing = RwSignal::new(false);
    let may = by.as_ref().is_some_and(|by| is_mine(by.id)) || is_administrator();
    let id = record.id;
    let tools = move || {
        (may && !editing.get()).then(|| {
            view! {
                <button
                    type="button"
                    class="btn ghost icon small"
                    aria-label=t("record-edit-comment")
                    on:click=move |_| editing.set(true)
                >
                    <Icon name="pencil"/>
                </button>
                <DeleteButton open module id label=t("record-delete-comment")/>
            }
        })
    };
    let heading = record.value("title").as_text().map(|title| view! { <h3>{title.to_owned()}</h3> });
    let content = move || {
        if editing.get() {
            return view! { <Rewrite open record=record.clone() module editing/> }.into_any();
        }
        view! { <div class="prose" inner_html=html.clone()></div> }.into_any()
    };
    view! {
        <Event icon boxed=true at by did="" tools>
            {heading}
            {content}
        </Event>
    }
}

fn is_mine(by: Id) -> bool {
    me().is_some_and(|me| me.id == by)
}

/// Deletes a record that hangs on the open one, with undo.
#[component]
pub fn DeleteButton(open: Open, module: &'static str, id: Id, #[prop(into)] label: String) -> impl IntoView {
    let delete = move |_| {
        spawn_local(async move {
            let which = Selection::Ids(vec![id]);
            match calls::change_many(Name::new_static(module), which, BulkChange::Delete).await {
                Ok(done) => {
                    if let Some(batch) = done.batch {
                        toast_undo(t_with("list-deleted-n", &[("n", &done.count)]), batch);
                    }
                    open.written();
                }
                Err(failure) => toast_failure(&failure),
            }
        });
    };
    view! {
        <button type="button" class="btn ghost icon small" aria-label=label on:click=delete>
            <Icon name="trash-2"/>
        </button>
    }
}

/// The text to be changed, as Markdown.
#[component]
fn Rewrite(open: Open, record: Record, module: &'static str, editing: RwSignal<bool>) -> impl IntoView {
    let (body, known) = without_ids(record.value("body").as_text().unwrap_or_default());
    let text = RwSignal::new(body);
    let mentioned: RwSignal<Vec<Mentioned>> = RwSignal::new(known);
    let saving = RwSignal::new(false);
    let save = move || {
        let body = mentioned.with_untracked(|known| with_ids(&text.get_untracked(), known));
        if saving.get_untracked() || body.trim().is_empty() {
            return;
        }
        saving.set(true);
        let values = Values::from([(Name::new_static("body"), Value::Text(body))]);
        spawn_local(async move {
            match calls::update(Name::new_static(module), record.id, record.version, values).await {
                Ok(saved) => {
                    toast_undo(t("saved"), saved.batch);
                    editing.set(false);
                    open.written();
                }
                Err(failure) => toast_failure(&failure),
            }
            saving.set(false);
        });
    };
    view! {
        <div class="stack">
            <MentionText
                id=format!("rewrite-{}", record.id)
                text
                mentioned
                label=t("record-edit-comment")
                placeholder=String::new()
                focus=true
                on_send=save
                on_escape=move |()| editing.set(false)
            />
            <div class="btn-row">
                <button
                    type="button"
                    class="btn primary small"
                    aria-busy=move || saving.get().to_string()
                    on:click=move |_| save()
                >
                    {t("save")}
                </button>
                <button type="button" class="btn small" on:click=move |_| editing.set(false)>
                    {t("cancel")}
                </button>
            </div>
        </div>
    }
}
