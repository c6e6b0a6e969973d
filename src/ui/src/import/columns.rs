//! The second step: how the file is read, and where each of its columns goes.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::extra::Extra;
use super::files::MappingFiles;
use super::mapping;
use super::matching::Matching;
use super::parts::{Heading, Wrong};
use super::preview::Preview;
use super::reading::Reading;
use super::table::MappingTable;
use super::wizard::Wizard;
use crate::prelude::*;

#[component]
pub fn ColumnsStep(wizard: Wizard) -> impl IntoView {
    let (busy, wrong) = (RwSignal::new(false), RwSignal::new(String::new()));
    let known = Memo::new(move |_| wizard.plan.with(Option::is_some));
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
        <div class="wizard-body" aria-busy=move || wizard.reading.get().then_some("true")>
            <Heading wizard/>
            <Reading wizard/>
            <Unread wizard known/>
            <Show when=move || known.get()>
                <Preview wizard/>
                <MappingFiles wizard/>
                <MappingTable wizard/>
                <Extra wizard/>
                <Matching wizard/>
            </Show>
            <Wrong text=wrong/>
        </div>
        <footer class="wizard-foot btn-row">
            <a class="btn" href=move || wizard.address()>{move || t("back")}</a>
            <span class="grow"></span>
            <button
                type="button"
                class="btn primary"
                aria-busy=move || busy.get().then_some("true")
                disabled=move || !known.get()
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

/// In place of the columns: the file is being read, or cannot be read, or not so.
#[component]
fn Unread(wizard: Wizard, known: Memo<bool>) -> impl IntoView {
    let why =
        move || wizard.unreadable.with(|failure| failure.as_ref().map(failure_text)).unwrap_or_default();
    let busy = move || {
        let waits = !known.get() && wizard.unreadable.with(Option::is_none);
        waits.then(|| view! { <progress class="progress" aria-label=t("loading")></progress> })
    };
    let another = move || {
        let broken = wizard.unreadable.with(Option::is_some);
        broken.then(|| view! { <a class="btn" href=wizard.address()>{t("import-again")}</a> })
    };
    view! {
        <div class="stack">
            {busy}
            <Wrong text=Signal::derive(why)/>
            <div class="btn-row">{another}</div>
        </div>
    }
}
