//! Restoring a backup: what is in it is shown first, and whoever restores it types the company's name.

use api::{BackupContent, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;

use crate::browser;
use crate::context::{app, formats};
use crate::dialog::Modal;
use crate::field::size;
use crate::icon::Icon;
use crate::settings::block::Wrong;
use crate::texts::{failure_text, t, t_with};

use super::size::Records;
use super::{State, Term};

const PAGE: &str = "/settings/database";

/// Which backup.
#[derive(Clone, PartialEq)]
pub enum Chosen {
    Listed(String),
    /// It was sent, and looked at when it arrived.
    Sent(BackupContent),
}

/// How far it is.
#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Asked,
    AtWork,
    Done,
}

#[component]
pub fn RestoreDialog(state: State) -> impl IntoView {
    let chosen = state.chosen;
    let open = RwSignal::new(false);
    let stage = RwSignal::new(Stage::Asked);
    Effect::new(move |_| {
        if chosen.with(Option::is_some) {
            stage.set(Stage::Asked);
            open.set(true);
        }
    });
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        if before == Some(true) && !now {
            left(state, stage.get_untracked());
        }
        now
    });
    view! {
        <Modal open title=Signal::derive(|| t("database-restore-title"))>
            {move || chosen.get().map(|chosen| view! { <Content chosen open stage/> })}
        </Modal>
    }
}

/// A file that was sent and is not restored is not kept.
fn left(state: State, stage: Stage) {
    let chosen = state.chosen.try_update(Option::take).flatten();
    match (stage, chosen) {
        (Stage::Asked, Some(Chosen::Sent(content))) => {
            spawn_local(async move { drop(calls::delete_backup(content.name).await) });
        }
        (Stage::Done, _) => browser::leave(PAGE),
        (Stage::Asked | Stage::AtWork, _) => {}
    }
}

#[component]
fn Content(chosen: Chosen, open: RwSignal<bool>, stage: RwSignal<Stage>) -> impl IntoView {
    let name = match chosen {
        Chosen::Sent(content) => return view! { <Form content open stage/> }.into_any(),
        Chosen::Listed(name) => name,
    };
    let content = Resource::new(|| (), move |()| calls::backup_content(name.clone()));
    view! {
        <Suspense fallback=|| view! { <div class="modal-body"><p class="skeleton"></p></div> }>
            {move || Suspend::new(async move {
                match content.await {
                    Ok(content) => view! { <Form content open stage/> }.into_any(),
                    Err(failure) => {
                        view! { <div class="modal-body"><Wrong text=RwSignal::new(failure_text(&failure))/></div> }
                            .into_any()
                    }
                }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Form(content: BackupContent, open: RwSignal<bool>, stage: RwSignal<Stage>) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let wrong = RwSignal::new(String::new());
    let name = content.name.clone();
    let company = app().boot.with_untracked(|boot| boot.company.clone());
    let expected = StoredValue::new(company.clone());
    let may = move || expected.with_value(|expected| typed.read().trim() == expected.trim());
    let restore = move |event: SubmitEvent| {
        event.prevent_default();
        if !untrack(may) || stage.get_untracked() != Stage::Asked {
            return;
        }
        stage.set(Stage::AtWork);
        wrong.set(String::new());
        let name = name.clone();
        spawn_local(async move {
            match calls::restore_backup(name).await {
                Ok(()) => stage.set(Stage::Done),
                Err(failure) => {
                    wrong.set(failure_text(&failure));
                    stage.set(Stage::Asked);
                }
            }
        });
    };
    let form = view! {
        <form on:submit=restore>
            <div class="modal-body stack">
                <About content/>
                <div class="banner warn">
                    <Icon name="triangle-alert"/>
                    <p>{move || t("database-restore-warning")}</p>
                </div>
                <div class="field">
                    <label for="restore-confirm">
                        {move || t_with("database-confirm", &[("detail", &company)])}
                    </label>
                    <input
                        class="input"
                        id="restore-confirm"
                        autocomplete="off"
                        prop:value=typed
                        on:input=move |event| typed.set(event_target_value(&event))
                    />
                </div>
                <div role="status">
                    {move || (stage.get() == Stage::AtWork).then(|| view! { <p>{t("database-restoring")}</p> })}
                </div>
                <Wrong text=wrong/>
            </div>
            <footer class="modal-foot">
                <button type="button" class="btn" on:click=move |_| open.set(false)>{move || t("cancel")}</button>
                <button
                    type="submit"
                    class="btn primary danger"
                    disabled=move || !may()
                    aria-busy=move || (stage.get() == Stage::AtWork).to_string()
                >
                    {move || t("database-restore")}
                </button>
            </footer>
        </form>
    };
    view! {
        <div class="contents" hidden=move || stage.get() == Stage::Done>{form}</div>
        {move || (stage.get() == Stage::Done).then(|| view! { <Restored open/> })}
    }
}

/// What is in the backup.
#[component]
fn About(content: BackupContent) -> impl IntoView {
    let instant = |at: model::Instant| move || formats().instant(at);
    let version = content.version.clone();
    let version = move || if version.is_empty() { t("database-version-unknown") } else { version.clone() };
    view! {
        <dl class="records one">
            {content.made.map(|at| view! { <Term text="database-made">{instant(at)}</Term> })}
            {content.last_change.map(|at| view! { <Term text="database-last-change">{instant(at)}</Term> })}
            <Term text="database-version">{version}</Term>
            <Term text="database-size">{move || size(content.bytes)}</Term>
        </dl>
        <h3>{move || t("database-modules")}</h3>
        <Records modules=content.modules/>
    }
}

/// The page is asked anew from the server when the dialog is left: everything may be different.
#[component]
fn Restored(open: RwSignal<bool>) -> impl IntoView {
    view! {
        <div class="modal-body stack">
            <div class="banner good" role="status">
                <Icon name="circle-check"/>
                <p><b>{move || t("database-restored")}</b> " " {move || t("database-restored-text")}</p>
            </div>
        </div>
        <footer class="modal-foot">
            <button type="button" class="btn primary" on:click=move |_| open.set(false)>
                {move || t("database-go-on")}
            </button>
        </footer>
    }
}
