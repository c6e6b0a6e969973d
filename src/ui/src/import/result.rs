//! The last step: what was done, what was not, and the way to take it all back.

use api::{ImportStage, ImportStatus, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::Id;

use super::bad::BadCells;
use super::parts::{Heading, Note};
use super::step::Step;
use super::tally::Tally;
use super::wizard::Wizard;
use crate::live;
use crate::prelude::*;

#[component]
pub fn ResultStep(wizard: Wizard) -> impl IntoView {
    let undone = RwSignal::new(false);
    let shown = move || match wizard.status.get() {
        Some(status) => outcome(wizard, status, undone),
        None => view! { <progress class="progress" aria-label=t("loading")></progress> }.into_any(),
    };
    // `None` where nothing was written: then there is nothing to undo, and one may try otherwise.
    let batch = Memo::new(move |_| wizard.status.with(|status| status.as_ref().map(|status| status.batch)));
    let first = move || match batch.get()? {
        Some(batch) => (!undone.get()).then(|| view! { <Undo batch undone/> }.into_any()),
        None => Some(view! { <Back wizard/> }.into_any()),
    };
    let imported = Memo::new(move |_| wizard.imported().filter(|_| !undone.get()));
    let records = move || imported.get().unwrap_or_else(|| wizard.list());
    let records_label =
        move || t(if imported.with(Option::is_some) { "import-show-records" } else { "import-open-list" });
    view! {
        <div class="wizard-body">
            <Heading wizard/>
            {shown}
        </div>
        <footer class="wizard-foot btn-row">
            {first}
            <span class="grow"></span>
            <a class="btn" href=move || wizard.address()>{move || t("import-again")}</a>
            <a class="btn primary" href=records>{records_label}</a>
        </footer>
    }
}

fn outcome(wizard: Wizard, status: ImportStatus, undone: RwSignal<bool>) -> AnyView {
    let (bad, failed) = (status.bad.clone(), status.failed);
    let (stage, problem) = (status.stage, status.problem.clone());
    let note = move || {
        if undone.get() {
            return view! { <Note look="good" icon="undo-2">{t("import-undone")}</Note> }.into_any();
        }
        match stage {
            ImportStage::Failed => {
                let why = problem.as_ref().map(problem_text).unwrap_or_default();
                let text = t_with("import-failed", &[("detail", &why)]);
                view! { <Note look="danger" icon="circle-alert">{text}</Note> }.into_any()
            }
            ImportStage::Stopped => {
                view! { <Note look="warn" icon="triangle-alert">{t("import-stopped")}</Note> }.into_any()
            }
            ImportStage::Uploaded
            | ImportStage::Checking
            | ImportStage::Checked
            | ImportStage::Running
            | ImportStage::Finished => {
                view! { <Note look="good" icon="circle-check">{t("import-finished")}</Note> }.into_any()
            }
        }
    };
    view! {
        <div role="status">{note}</div>
        <Tally status/>
        <BadCells wizard bad failed/>
    }
    .into_any()
}

#[component]
fn Back(wizard: Wizard) -> impl IntoView {
    view! {
        <button type="button" class="btn" on:click=move |_| wizard.go(Step::Columns)>
            {move || t("back")}
        </button>
    }
}

/// Takes back all that the import did, after a question.
#[component]
fn Undo(batch: Id, undone: RwSignal<bool>) -> impl IntoView {
    let busy = RwSignal::new(false);
    let undo = move || {
        busy.set(true);
        spawn_local(async move {
            let answer = calls::undo(batch).await;
            let _ = busy.try_set(false);
            match answer {
                Ok(_) => {
                    let _ = undone.try_set(true);
                    toast(t("import-undone"));
                    live::refresh_all();
                }
                Err(failure) => toast_failure(&failure),
            }
        });
    };
    let ask = move |_| ask_danger(t("import-undo"), t("import-undo-ask"), t("import-undo"), undo);
    view! {
        <button type="button" class="btn danger" aria-busy=move || busy.get().then_some("true") on:click=ask>
            <Icon name="undo-2"/>
            {move || t("import-undo")}
        </button>
    }
}
