//! Where one adds to the timeline: a comment, a note, a task or a file.

use api::{Saved, calls};
use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::module::OWNER;
use model::record::Values;
use model::{Field, Name, Value};

use super::super::attachments;
use super::super::guard::guard;
use super::super::open::Open;
use super::files::SendFiles;
use super::mention::MentionText;
use super::task;
use super::words::{Mentioned, with_ids};
use crate::browser;
use crate::context::{ModuleRef, module};
use crate::field::{Draft, FormField};
use crate::texts::t;
use crate::toast::{toast_failure, toast_undo};

/// What can be added: the module, and the name of its tab.
const TABS: [(&str, &str); 4] = [
    ("comments", "record-comments"),
    ("notes", "record-notes"),
    (task::MODULE, "record-tasks"),
    (attachments::MODULE, "record-attachments"),
];

#[component]
pub fn Composer(open: Open) -> impl IntoView {
    let tabs: Vec<_> =
        TABS.into_iter().filter(|(name, _)| module(name).is_some_and(|module| module.may.create)).collect();
    let Some((first, _)) = tabs.first().copied() else { return ().into_any() };
    let chosen = RwSignal::new(first);
    let names: Vec<&'static str> = tabs.iter().map(|(name, _)| *name).collect();
    let arrow = move |event: KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowRight" => 1,
            "ArrowLeft" => names.len() - 1,
            _ => return,
        };
        let at = names.iter().position(|name| *name == chosen.get_untracked()).unwrap_or_default();
        let next = names[(at + by) % names.len()];
        chosen.set(next);
        browser::focus(&tab_id(next));
    };
    let tab = move |(name, key): (&'static str, &'static str)| {
        view! {
            <button
                type="button"
                role="tab"
                id=tab_id(name)
                aria-selected=move || (chosen.get() == name).to_string()
                aria-controls="composer-panel"
                tabindex=move || if chosen.get() == name { "0" } else { "-1" }
                on:click=move |_| chosen.set(name)
            >
                {t(key)}
            </button>
        }
    };
    let panel = move || match chosen.get() {
        "comments" => view! { <Comment open/> }.into_any(),
        "notes" => view! { <Note open/> }.into_any(),
        task::MODULE => module(task::MODULE).map(|tasks| view! { <Task open tasks/> }).into_any(),
        _ => view! { <SendFiles open/> }.into_any(),
    };
    view! {
        <div class="composer">
            <div class="tabs" role="tablist" aria-label=t("add") on:keydown=arrow>
                {tabs.into_iter().map(tab).collect_view()}
            </div>
            <div id="composer-panel" role="tabpanel" aria-labelledby=move || tab_id(chosen.get())>
                {panel}
            </div>
        </div>
    }
    .into_any()
}

fn tab_id(name: &str) -> String {
    format!("composer-{name}")
}

/// Makes a record about the open one; `then` clears what was typed.
fn add(
    open: Open,
    module: &'static str,
    mut values: Values,
    sending: RwSignal<bool>,
    then: impl FnOnce(&Saved) + 'static,
) {
    if sending.get_untracked() {
        return;
    }
    values.insert(Name::new_static(attachments::ABOUT), Value::Link(open.link()));
    sending.set(true);
    spawn_local(async move {
        let answer = calls::create(Name::new_static(module), values).await;
        if sending.is_disposed() {
            return;
        }
        sending.set(false);
        match answer {
            Ok(saved) => {
                toast_undo(t("saved"), saved.batch);
                then(&saved);
                open.written();
            }
            Err(failure) => toast_failure(&failure),
        }
    });
}

#[component]
fn Comment(open: Open) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let mentioned = RwSignal::new(Vec::<Mentioned>::new());
    let sending = RwSignal::new(false);
    guard(move || text.try_with_untracked(|text| !text.trim().is_empty()) == Some(true));
    let send = move || {
        let body = mentioned.with_untracked(|known| with_ids(text.get_untracked().trim(), known));
        if body.is_empty() {
            return;
        }
        let values = Values::from([(Name::new_static("body"), Value::Text(body))]);
        add(open, "comments", values, sending, move |_| {
            text.set(String::new());
            mentioned.set(Vec::new());
        });
    };
    view! {
        <form on:submit=move |event| submit(event, send)>
            <MentionText
                id="comment-text"
                text
                mentioned
                label=t("record-write-comment")
                placeholder=t("record-write-comment")
                on_send=send
                on_escape=|()| ()
            />
            <Foot label="record-send-comment" sending/>
        </form>
    }
}

#[component]
fn Note(open: Open) -> impl IntoView {
    let (title, body) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let sending = RwSignal::new(false);
    guard(move || body.try_with_untracked(|text| !text.trim().is_empty()) == Some(true));
    let send = move || {
        let text = body.get_untracked();
        if text.trim().is_empty() {
            return;
        }
        let values = Values::from([
            (Name::new_static("title"), Value::Text(title.get_untracked())),
            (Name::new_static("body"), Value::Text(text)),
        ]);
        add(open, "notes", values, sending, move |_| {
            title.set(String::new());
            body.set(String::new());
        });
    };
    view! {
        <form on:submit=move |event| submit(event, send) on:keydown=move |event| command(&event, send)>
            <div class="menu-body">
                <input
                    class="input"
                    autocomplete="off"
                    aria-label=t("record-note-title")
                    placeholder=t("record-note-title")
                    prop:value=title
                    on:input=move |event| title.set(event_target_value(&event))
                />
            </div>
            <textarea
                class="textarea"
                rows="4"
                aria-label=t("record-write-note")
                placeholder=t("record-write-note")
                aria-describedby="note-hint"
                prop:value=body
                on:input=move |event| body.set(event_target_value(&event))
            ></textarea>
            <p class="menu-label" id="note-hint">{t("widget-markdown-hint")}</p>
            <Foot label="record-add-note" sending/>
        </form>
    }
}

#[component]
fn Task(open: Open, tasks: ModuleRef) -> impl IntoView {
    let draft = Draft::blank(&tasks);
    let sending = RwSignal::new(false);
    // After one task is made, the inputs are made anew for the next.
    let round = RwSignal::new(0);
    let names = ["name", "due_date", OWNER];
    let fields: Vec<Field> = names.into_iter().filter_map(|name| tasks.field(name)).cloned().collect();
    let inputs = fields.clone();
    let shown = move || {
        let number = round.get();
        let input = |(at, field): (usize, Field)| {
            let id = format!("task-{}", field.name);
            view! { <FormField id field draft focus={number > 0 && at == 0}/> }
        };
        inputs.clone().into_iter().enumerate().map(input).collect_view()
    };
    let again = tasks.clone();
    let send = move || {
        let Ok(values) = draft.check(&fields) else { return };
        let again = again.clone();
        add(open, task::MODULE, values, sending, move |_| {
            draft.begin(&again);
            round.update(|round| *round += 1);
        });
    };
    let by_key = send.clone();
    view! {
        <form
            novalidate
            on:submit=move |event| submit(event, send.clone())
            on:keydown=move |event| command(&event, by_key.clone())
        >
            <div class="menu-body">
                <div class="form two">{shown}</div>
            </div>
            <Foot label="record-add-task" sending/>
        </form>
    }
}

#[component]
fn Foot(label: &'static str, sending: RwSignal<bool>) -> impl IntoView {
    view! {
        <div class="composer-foot">
            <span class="grow"></span>
            <button class="btn primary small" aria-busy=move || sending.get().to_string()>
                {t(label)}
            </button>
        </div>
    }
}

fn submit(event: SubmitEvent, send: impl Fn()) {
    event.prevent_default();
    send();
}

/// Ctrl and Enter send from everywhere in a form.
fn command(event: &KeyboardEvent, send: impl Fn()) {
    if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) && !event.default_prevented() {
        event.prevent_default();
        event.stop_propagation();
        send();
    }
}
