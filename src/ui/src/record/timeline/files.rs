//! Files: sending them, and their entries in the timeline.

use api::{LARGEST_FILE, calls};
use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::{self, DragEvent, FileList};
use model::record::Values;
use model::{File, Instant, Link, Name, Record, Value};

use super::super::attachments::{ABOUT, FILE, MODULE};
use super::super::open::Open;
use super::comment::DeleteButton;
use super::entry::Event;
use crate::context::{is_administrator, me};
use crate::field::{FILES, download, size};
use crate::icon::Icon;
use crate::texts::{failure_text, t, t_with};
use crate::toast::{toast_failed, toast_undo};
use crate::upload::Upload;

#[component]
pub fn FileEntry(open: Open, at: Instant, by: Option<Link>, record: Record, file: File) -> impl IntoView {
    let mine = by.as_ref().is_some_and(|by| me().is_some_and(|me| me.id == by.id)) || is_administrator();
    let label = t_with("record-delete-attachment", &[("file", &file.name)]);
    let id = record.id;
    let tools = move || mine.then(|| view! { <DeleteButton open module=MODULE id label=label.clone()/> });
    let about = record.value("description").as_text().map(|text| view! { <p>{text.to_owned()}</p> });
    view! {
        <Event icon="paperclip" at by did="" tools>
            <p class="row">
                {download(record.id, "file", &file)}
                <small class="muted">{size(file.size)}</small>
            </p>
            {about}
        </Event>
    }
}

/// A file on its way; `upload` is there as soon as it can be stopped.
#[derive(Clone, Copy)]
struct Sending {
    name: StoredValue<String>,
    share: RwSignal<f64>,
    stopped: StoredValue<bool>,
    upload: StoredValue<Option<Upload>, LocalStorage>,
}

/// Chooses files, or takes those that are dropped here, and sends them.
#[component]
pub fn SendFiles(open: Open) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    let sending = RwSignal::new(Vec::<Sending>::new());
    let owner = Owner::current();
    let send = move |files: Option<FileList>| {
        let files =
            files.into_iter().flat_map(|files| (0..files.length()).filter_map(move |at| files.item(at)));
        for file in files {
            let send = || send_one(open, file, sending);
            match &owner {
                Some(owner) => owner.with(send),
                None => send(),
            }
        }
    };
    let chosen = send.clone();
    let choose = move |_| {
        let Some(input) = input.get_untracked() else { return };
        chosen(input.files());
        // The same file again is a change, too.
        input.set_value("");
    };
    let drop = move |event: DragEvent| {
        event.prevent_default();
        send(event.data_transfer().and_then(|data| data.files()));
    };
    view! {
        <div class="stack menu-body" on:dragover=|event| event.prevent_default() on:drop=drop>
            <label class="field">
                <span class="field-label">{t("record-drop-files")}</span>
                <input node_ref=input id="send-files" class="input" type="file" multiple on:change=choose/>
            </label>
            {move || sending.get().into_iter().map(progress).collect_view()}
        </div>
    }
}

fn send_one(open: Open, file: web_sys::File, sending: RwSignal<Vec<Sending>>) {
    let name = file.name();
    let one = Sending {
        name: StoredValue::new(name.clone()),
        share: RwSignal::new(0.0),
        stopped: StoredValue::new(false),
        upload: StoredValue::new_local(None),
    };
    sending.update(|all| all.push(one));
    spawn_local(async move {
        let answer = attach(open, &file, one).await;
        let stopped = one.stopped.try_get_value() == Some(true);
        if !sending.is_disposed() {
            sending.update(|all| all.retain(|other| other.name != one.name));
        }
        match answer {
            Ok(()) => open.written(),
            Err(_) if stopped => {}
            Err(why) => {
                let failed = t_with("record-upload-failed", &[("file", &name)]);
                toast_failed(format!("{failed} {why}"));
            }
        }
    });
}

/// The error is a sentence.
async fn attach(open: Open, file: &web_sys::File, one: Sending) -> Result<(), String> {
    let upload = Upload::start(FILES, LARGEST_FILE, file, move |share| {
        one.share.try_set(share);
    })?;
    one.upload.set_value(Some(upload.clone()));
    let file: File = upload.finish().await?;
    let values = Values::from([
        (Name::new_static(FILE), Value::File(file.clone())),
        (Name::new_static(ABOUT), Value::Link(open.link())),
    ]);
    let saved = calls::create(Name::new_static(MODULE), values).await;
    let saved = saved.map_err(|failure| failure_text(&failure))?;
    toast_undo(t_with("record-created", &[("record", &file.name)]), saved.batch);
    Ok(())
}

fn progress(one: Sending) -> impl IntoView {
    let label = t_with("record-uploading", &[("file", &one.name.get_value())]);
    let stop = move |_| {
        one.stopped.set_value(true);
        one.upload.get_value().inspect(Upload::stop);
    };
    view! {
        <div class="progress-line">
            <progress
                class="progress"
                max="1"
                value=move || one.share.get().to_string()
                aria-label=label.clone()
            ></progress>
            <span>{label}</span>
            <button type="button" class="btn small" on:click=stop>
                <Icon name="x"/>
                {t("stop")}
            </button>
        </div>
    }
}
