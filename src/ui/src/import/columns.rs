//! The second step: how the file is read, and where each of its columns goes.

use api::{Failure, ImportPlan, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::extra::Extra;
use super::files::MappingFiles;
use super::mapping;
use super::matching::Matching;
use super::parts::{Heading, Wrong, count};
use super::preview::Preview;
use super::reading::Reading;
use super::table::MappingTable;
use super::wizard::Wizard;
use crate::prelude::*;

#[component]
pub fn ColumnsStep(wizard: Wizard) -> impl IntoView {
    let plan = Resource::new(
        move || (wizard.id.get(), wizard.asked.get()),
        |(id, read)| async move {
            match id {
                Some(id) => calls::import_plan(id, read).await,
                None => Err(Failure::NotFound),
            }
        },
    );
    let (busy, wrong, pending) = (RwSignal::new(false), RwSignal::new(String::new()), RwSignal::new(false));
    let check = move |_| {
        if let Err(why) = ready(wizard) {
            return wrong.set(why);
        }
        busy.set(true);
        wrong.set(String::new());
        spawn_local(async move {
            let started = wizard.start(true).await;
            let _ = busy.try_set(false);
            if let Err(failure) = started {
                let _ = wrong.try_set(failure_text(&failure));
            }
        });
    };
    view! {
        <div class="wizard-body" aria-busy=move || pending.get().then_some("true")>
            <Heading wizard/>
            <Reading wizard/>
            <Transition
                fallback=move || view! { <progress class="progress" aria-label=t("loading")></progress> }
                set_pending=pending
            >
                {move || Suspend::new(async move {
                    match plan.await {
                        Ok(plan) => {
                            wizard.adopt(&plan);
                            view! { <Columns wizard plan/> }.into_any()
                        }
                        Err(failure @ Failure::Invalid(_)) => {
                            view! { <Wrong text=Signal::derive(move || failure_text(&failure))/> }.into_any()
                        }
                        Err(failure) => view! { <Failed failure/> }.into_any(),
                    }
                })}
            </Transition>
            <Wrong text=wrong/>
        </div>
        <footer class="wizard-foot">
            <a class="btn" href=move || wizard.address()>{move || t("back")}</a>
            <span class="grow"></span>
            <button
                type="button"
                class="btn primary"
                aria-busy=move || busy.get().then_some("true")
                disabled=move || wizard.file.with(Option::is_none)
                on:click=check
            >
                {move || t("import-dry-run")}
            </button>
        </footer>
    }
}

/// Whether the decisions make sense; else what is missing.
fn ready(wizard: Wizard) -> Result<(), String> {
    let decided = wizard.decided();
    if mapping::filled(&decided).is_empty() {
        return Err(t("import-nothing-mapped"));
    }
    if wizard.updating.get_untracked() && decided.match_by.is_empty() {
        return Err(t("import-match-missing"));
    }
    Ok(())
}

#[component]
fn Columns(wizard: Wizard, plan: ImportPlan) -> impl IntoView {
    let rows = plan.rows;
    let facts = move || {
        let rows = t_with("import-rows-n", &[("n", &rows), ("detail", &count(rows))]);
        view! { <p><b>{plan.file_name.clone()}</b> " · " {rows}</p> }
    };
    view! {
        {facts}
        <Preview headers=plan.headers.clone() sample=plan.sample.clone()/>
        <MappingFiles wizard/>
        <MappingTable wizard headers=plan.headers.clone() sample=plan.sample guess=plan.mapping/>
        <Extra wizard headers=plan.headers/>
        <Matching wizard/>
    }
}
