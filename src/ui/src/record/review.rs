//! An entry that waits: who answers for it accepts or returns it, who entered it reads why it came back.

use leptos::prelude::*;
use leptos::web_sys::SubmitEvent;
use model::module::{RETURNED, REVIEW, REVIEW_NOTE, WAITING};
use model::record::Values;
use model::{Name, Value};

use super::open::Open;
use crate::context::ModuleRef;
use crate::dialog::Modal;
use crate::field::{Draft, FormField};
use crate::icon::Icon;
use crate::texts::{t, t_with};

/// The values that accept an entry.
pub fn accepted() -> Values {
    Values::from([(Name::new_static(REVIEW), Value::Empty)])
}

/// The values that return it, with a note that says why.
pub fn returned(note: Value) -> Values {
    let state = Value::text(RETURNED);
    Values::from([(Name::new_static(REVIEW), state), (Name::new_static(REVIEW_NOTE), note)])
}

#[component]
pub fn ReviewBanner(open: Open, module: ModuleRef) -> impl IntoView {
    let may = module.may.review;
    let state = Memo::new(move |_| {
        open.page.with(|page| {
            let text = |name| page.record.value(name).as_text().unwrap_or_default().to_owned();
            (text(REVIEW), text(REVIEW_NOTE), may && page.may_edit && !page.deleted)
        })
    });
    let asked = RwSignal::new(false);
    let banner = move || {
        let (review, note, answers) = state.get();
        match review.as_str() {
            WAITING => Some(waits(open, asked, answers).into_any()),
            RETURNED => Some(came_back(&note).into_any()),
            _ => None,
        }
    };
    view! {
        {banner}
        <Modal open=asked title=Signal::derive(|| t("review-return"))>
            <Why open module=module.clone() asked/>
        </Modal>
    }
}

fn waits(open: Open, asked: RwSignal<bool>, answers: bool) -> impl IntoView {
    let accept = move |_| open.put(&Name::new_static(REVIEW), Value::Empty);
    let buttons = move || {
        view! {
            <div class="btn-row">
                <button type="button" class="btn small primary" aria-busy=move || open.saving.get().to_string() on:click=accept>
                    {t("review-accept")}
                </button>
                <button type="button" class="btn small" on:click=move |_| asked.set(true)>{t("review-return")}</button>
            </div>
        }
    };
    view! {
        <div class="banner warn" role="status">
            <Icon name="clipboard-check"/>
            <p>{t(if answers { "review-asks" } else { "review-waits" })}</p>
            {answers.then(buttons)}
        </div>
    }
}

fn came_back(note: &str) -> impl IntoView + use<> {
    view! {
        <div class="banner warn" role="status">
            <Icon name="undo-2"/>
            <p>{t_with("review-returned", &[("detail", &note)])}</p>
        </div>
    }
}

/// Asks what is missing.
#[component]
fn Why(open: Open, module: ModuleRef, asked: RwSignal<bool>) -> impl IntoView {
    let Some(note) = module.field(REVIEW_NOTE).cloned() else { return ().into_any() };
    let note = model::Field { required: true, ..note };
    let draft = Draft::empty(open.module());
    let field = note.clone();
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let Ok(values) = draft.check([&note]) else { return };
        let why = values.into_values().next().unwrap_or_default();
        asked.set(false);
        open.send(open.page.with_untracked(|page| page.record.clone()), returned(why), None);
    };
    view! {
        <form on:submit=send novalidate>
            <div class="modal-body">
                <div class="form"><FormField id="review-note" field draft focus=true/></div>
            </div>
            <footer class="modal-foot">
                <button type="button" class="btn" on:click=move |_| asked.set(false)>{t("cancel")}</button>
                <button type="submit" class="btn primary">{t("review-return")}</button>
            </footer>
        </form>
    }
    .into_any()
}
