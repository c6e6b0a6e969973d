//! The third step: all rows are read as they would be imported, but nothing is written. What is wrong is told cell by
//! cell before anything happens.

use api::{ImportStage, ImportStatus};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::bad::BadCells;
use super::parts::{Heading, Note, Wrong, count};
use super::progress::Progress;
use super::step::Step;
use super::tally::Tally;
use super::wizard::Wizard;
use crate::prelude::*;

#[component]
pub fn CheckStep(wizard: Wizard) -> impl IntoView {
    let (busy, wrong) = (RwSignal::new(false), RwSignal::new(String::new()));
    let stage = Memo::new(move |_| wizard.status.with(|status| status.as_ref().map(|status| status.stage)));
    let shown = move || match stage.get() {
        Some(ImportStage::Checked) => done(wizard),
        Some(ImportStage::Failed) => broken(wizard),
        _ => view! { <Progress wizard label=Signal::derive(|| t("import-step-check"))/> }.into_any(),
    };
    let start = move |_| {
        busy.set(true);
        spawn_local(async move {
            let started = wizard.start(false).await;
            let _ = busy.try_set(false);
            if let Err(failure) = started {
                let _ = wrong.try_set(failure_text(&failure));
            }
        });
    };
    let button = move || {
        let (good, failed) = wizard.status.with(|status| status.as_ref().and_then(outcome))?;
        let label = move || start_label(good, failed);
        (good > 0).then(|| {
            view! {
                <button
                    type="button"
                    class="btn primary"
                    aria-busy=move || busy.get().then_some("true")
                    on:click=start
                >
                    {label}
                </button>
            }
        })
    };
    view! {
        <div class="wizard-body">
            <Heading wizard/>
            {shown}
            <Wrong text=wrong/>
        </div>
        <footer class="wizard-foot btn-row">
            <button type="button" class="btn" on:click=move |_| wizard.go(Step::Columns)>
                {move || t("back")}
            </button>
            <span class="grow"></span>
            {button}
        </footer>
    }
}

/// How many rows are good and how many bad, once that is known.
fn outcome(status: &ImportStatus) -> Option<(u64, u64)> {
    (status.stage == ImportStage::Checked).then_some((status.added + status.updated, status.failed))
}

fn start_label(good: u64, failed: u64) -> String {
    match failed {
        0 => t_with("import-start-n", &[("n", &good), ("detail", &count(good))]),
        failed => t_with("import-start-without", &[("n", &count(good)), ("detail", &count(failed))]),
    }
}

fn done(wizard: Wizard) -> AnyView {
    let Some(status) = wizard.status.get_untracked() else { return ().into_any() };
    let (bad, failed) = (status.bad.clone(), status.failed);
    let note = if failed == 0 {
        view! { <Note look="good" icon="circle-check">{move || t("import-no-problems")}</Note> }.into_any()
    } else {
        view! {
            <Note look="warn" icon="triangle-alert">
                <b>{move || t_with("import-rows-bad", &[("n", &failed), ("detail", &count(failed))])}</b>
                " "
                {move || t("import-bad-rows-note")}
            </Note>
        }
        .into_any()
    };
    view! {
        <div role="status">{note}</div>
        <Tally status dry_run=true/>
        <BadCells wizard bad failed/>
    }
    .into_any()
}

fn broken(wizard: Wizard) -> AnyView {
    let problem =
        wizard.status.with_untracked(|status| status.as_ref().and_then(|status| status.problem.clone()));
    let why = move || problem.as_ref().map(problem_text).unwrap_or_default();
    view! { <Wrong text=Signal::derive(why)/> }.into_any()
}
