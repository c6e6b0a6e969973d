//! A task about the record: what, until when, by whom, and whether it is done.

use api::calls;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::module::OWNER;
use model::record::Values;
use model::{Instant, Link, Name, Outcome, Record, Value};

use super::super::open::Open;
use super::entry::Event;
use crate::context::{ModuleRef, formats, module};
use crate::field;
use crate::texts::t_with;
use crate::toast::{toast_failure, toast_undo};

pub const MODULE: &str = "tasks";

#[component]
pub fn TaskEntry(open: Open, at: Instant, by: Option<Link>, record: Record) -> impl IntoView {
    let Some(tasks) = module(MODULE) else { return ().into_any() };
    let done = RwSignal::new(is_done(&tasks, &record));
    let formats = formats();
    let facts: Vec<_> = ["due_date", OWNER]
        .into_iter()
        .filter_map(|name| tasks.field(name))
        .filter(|field| !record.value(&field.name).is_empty())
        .map(|field| field::show(field, &record, &formats))
        .collect();
    let title = record.title.clone();
    let label = move || {
        let key = if done.get() { "record-task-mark-open" } else { "record-task-mark-done" };
        t_with(key, &[("record", &title)])
    };
    let href = format!("/m/{MODULE}/{}", record.id);
    let name = record.title.clone();
    let change = move |event| put_done(open, &tasks, &record, done, event_target_checked(&event));
    view! {
        <Event icon="square-check" at by did="">
            <div class="row">
                <span class="check">
                    <input
                        type="checkbox"
                        aria-label=label
                        checked=done.get_untracked()
                        prop:checked=done
                        on:change=change
                    />
                </span>
                <a href=href>{name}</a>
                {facts}
            </div>
        </Event>
    }
    .into_any()
}

fn is_done(tasks: &ModuleRef, record: &Record) -> bool {
    let Some(stages) = &tasks.stages else { return false };
    let now = record.value(&stages.field).as_text().unwrap_or_default();
    tasks.stage_choices(None).iter().any(|choice| choice.key == now && choice.outcome != Outcome::Open)
}

/// Moves the task to the first status that ends it well, or to the first of all.
fn put_done(open: Open, tasks: &ModuleRef, record: &Record, done: RwSignal<bool>, yes: bool) {
    let Some(stages) = &tasks.stages else { return };
    let wanted = if yes { Outcome::Won } else { Outcome::Open };
    let Some(status) = tasks.stage_choices(None).into_iter().find(|choice| choice.outcome == wanted) else {
        return;
    };
    let values = Values::from([(stages.field.clone(), Value::text(status.key.as_str()))]);
    let (id, version) = (record.id, record.version);
    done.set(yes);
    spawn_local(async move {
        match calls::update(Name::new_static(MODULE), id, version, values).await {
            Ok(saved) => {
                let text = t_with("record-saved", &[("record", &saved.record.title)]);
                toast_undo(text, saved.batch);
                open.written();
            }
            Err(failure) => {
                done.try_set(!yes);
                toast_failure(&failure);
            }
        }
    });
}
