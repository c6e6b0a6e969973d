//! Short messages at the edge of the page, with "Undo" where something was done.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use api::{Failure, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::Id;

use crate::context::app;
use crate::dialog::ask_danger;
use crate::icon::Icon;
use crate::texts::{failure_text, t, t_with};

#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Toast {
    number: u64,
    text: String,
    failed: bool,
    undo: Option<Id>,
}

/// Says that something was done.
pub fn toast(text: impl Into<String>) {
    show(text.into(), false, None);
}

/// Says that something was done, and offers to take it back.
pub fn toast_undo(text: impl Into<String>, batch: Id) {
    show(text.into(), false, Some(batch));
}

/// Says that something did not work.
pub fn toast_failed(text: impl Into<String>) {
    show(text.into(), true, None);
}

/// Says why something did not work.
pub fn toast_failure(failure: &Failure) {
    toast_failed(failure_text(failure));
}

/// Takes back an action and says so. Lists and records learn of it by the live stream.
pub async fn undo(batch: Id) -> Result<(), Failure> {
    match calls::undo(batch).await {
        Ok(_) => {
            toast(t("undone"));
            crate::live::refresh_all();
            Ok(())
        }
        Err(failure) => {
            toast_failed(t("undo-failed"));
            Err(failure)
        }
    }
}

/// Takes an action back; one on many records not without asking.
pub fn ask_undo(batch: Id, count: u64, then: impl Fn() + Copy + Send + Sync + 'static) {
    let take_back = move || {
        spawn_local(async move {
            if undo(batch).await.is_ok() {
                then();
            }
        });
    };
    if count > 1 {
        ask_danger(t("undo"), t_with("history-undo-many", &[("n", &count)]), t("undo"), take_back);
    } else {
        take_back();
    }
}

/// Takes back the newest action that a message still offers to take back.
pub(crate) fn undo_newest() -> bool {
    let toasts = app().toasts;
    let newest = toasts.with_untracked(|all| {
        all.iter().rev().find_map(|toast| toast.undo.map(|batch| (toast.number, batch)))
    });
    let Some((number, batch)) = newest else { return false };
    dismiss(number);
    spawn_local(async move {
        let _ = undo(batch).await;
    });
    true
}

/// Where the messages appear.
#[component]
pub(crate) fn Toasts() -> impl IntoView {
    let toasts = app().toasts;
    view! {
        <div class="toast-stack" role="status" aria-live="polite">
            <For each=move || toasts.get() key=|toast| toast.number let:toast>
                <OneToast toast/>
            </For>
        </div>
    }
}

/// Goes by itself, but not while one points at it or has the focus in it.
#[component]
fn OneToast(toast: Toast) -> impl IntoView {
    let Toast { number, text, failed, undo: batch } = toast;
    let seconds = if batch.is_some() || failed { 12 } else { 5 };
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(timer) = timer.get_value() {
            timer.clear();
        }
    };
    let start = move || {
        stop();
        timer.set_value(set_timeout_with_handle(move || dismiss(number), Duration::from_secs(seconds)).ok());
    };
    Effect::new(move |_| start());
    on_cleanup(stop);
    let take_back = move |batch: Id| {
        dismiss(number);
        spawn_local(async move {
            let _ = undo(batch).await;
        });
    };
    let icon = if failed { "triangle-alert" } else { "circle-check" };
    view! {
        <div
            class="toast"
            class:danger=failed
            on:mouseenter=move |_| stop()
            on:mouseleave=move |_| start()
            on:focusin=move |_| stop()
            on:focusout=move |_| start()
        >
            <Icon name=icon/>
            <p>{text}</p>
            {batch.map(|batch| view! {
                <button class="btn small" on:click=move |_| take_back(batch)>{move || t("undo")}</button>
            })}
            <button
                class="btn ghost icon small"
                aria-label=move || t("toast-dismiss")
                on:click=move |_| dismiss(number)
            >
                <Icon name="x"/>
            </button>
        </div>
    }
}

const MOST: usize = 4;

fn show(text: String, failed: bool, undo: Option<Id>) {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    app().toasts.update(|all| {
        all.push(Toast { number, text, failed, undo });
        let surplus = all.len().saturating_sub(MOST);
        all.drain(..surplus);
    });
}

fn dismiss(number: u64) {
    app().toasts.update(|all| all.retain(|toast| toast.number != number));
}
