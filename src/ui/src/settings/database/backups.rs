//! The backups that there are, and making one.

use api::{Backup, BackupKind, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::context::formats;
use crate::dialog::ask_danger;
use crate::field::size;
use crate::icon::Icon;
use crate::settings::block::Block;
use crate::texts::{t, t_with};
use crate::toast::{toast, toast_failure};

use super::State;
use super::restore::Chosen;
use super::sending::FromFile;

/// So many are shown until more are asked for.
const FEW: usize = 8;

#[component]
pub fn Backups(state: State) -> impl IntoView {
    let busy = RwSignal::new(false);
    let back_up = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            match calls::back_up().await {
                Ok(_) => toast(t("database-backed-up")),
                Err(failure) => toast_failure(&failure),
            }
            busy.set(false);
            state.reload();
        });
    };
    let folder = state.of(|database| database.folder.clone());
    view! {
        <Block title="database-backups" text="database-backups-text">
            <div class="btn-row">
                <button
                    type="button"
                    class="btn primary"
                    aria-busy=move || busy.get().to_string()
                    on:click=back_up
                >
                    <Icon name="save"/>
                    {move || t("database-back-up")}
                </button>
                <FromFile state/>
            </div>
            <List state/>
            <p class="note">{move || t_with("database-folder", &[("file", &folder.get())])}</p>
            <KeyNote state/>
        </Block>
    }
}

/// Where the key for secrets is, which is to be kept beside the backups.
#[component]
pub fn KeyNote(state: State) -> impl IntoView {
    let file = state.of(|database| database.key_file.clone());
    let said = move || match file.get() {
        Some(file) => t_with("database-key", &[("file", &file)]),
        None => t("database-key-given"),
    };
    view! { <p class="note">{said}</p> }
}

#[component]
fn List(state: State) -> impl IntoView {
    let backups = state.of(|database| database.backups.clone());
    let all = RwSignal::new(false);
    let list = move || {
        let backups = backups.get();
        if backups.is_empty() {
            return view! { <p class="muted">{t("database-none")}</p> }.into_any();
        }
        let shown = if all.get() { usize::MAX } else { FEW };
        let more = backups.len() > shown;
        view! {
            {backups.into_iter().take(shown).map(|backup| view! { <One backup state/> }).collect_view()}
            {more.then(|| view! {
                <div class="setting">
                    <button type="button" class="btn small" on:click=move |_| all.set(true)>
                        {move || t("show-all")}
                    </button>
                </div>
            })}
        }
        .into_any()
    };
    view! { <div class="backups">{list}</div> }
}

#[component]
fn One(backup: Backup, state: State) -> impl IntoView {
    let made = backup.made;
    let time = move || formats().instant(made);
    let address = format!("/backups/{}", backup.name);
    let name = StoredValue::new(backup.name.clone());
    let delete = move || {
        spawn_local(async move {
            match calls::delete_backup(name.get_value()).await {
                Ok(()) => toast(t("database-deleted")),
                Err(failure) => toast_failure(&failure),
            }
            state.reload();
        });
    };
    let ask = move |_| ask_danger(t("database-delete"), time(), t("delete"), delete);
    view! {
        <div class="setting">
            <div>
                <b>{time}</b>
                <small>{move || t(kind_text(backup.kind))} " · " {move || size(backup.bytes)}</small>
            </div>
            <div class="btn-row">
                <button
                    type="button"
                    class="btn small"
                    aria-label=move || t_with("database-restore-of", &[("time", &time())])
                    on:click=move |_| state.chosen.set(Some(Chosen::Listed(name.get_value())))
                >
                    {move || t("database-restore")}
                </button>
                <a
                    class="btn small icon"
                    href=address
                    rel="external"
                    download=backup.name.clone()
                    title=move || t("download")
                    aria-label=move || t_with("database-download", &[("time", &time())])
                >
                    <Icon name="download"/>
                </a>
                <button
                    type="button"
                    class="btn small icon"
                    title=move || t("delete")
                    aria-label=move || t_with("database-delete-of", &[("time", &time())])
                    on:click=ask
                >
                    <Icon name="trash-2"/>
                </button>
            </div>
        </div>
    }
}

const fn kind_text(kind: BackupKind) -> &'static str {
    match kind {
        BackupKind::Hand => "database-kind-hand",
        BackupKind::Scheduled => "database-kind-scheduled",
        BackupKind::Upgrade => "database-kind-upgrade",
        BackupKind::Restore => "database-kind-restore",
    }
}
