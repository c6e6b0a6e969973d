//! The first step: choosing a file, by mouse, keyboard or touch, or pasting a table.

use api::LARGEST_IMPORT;
use leptos::ev::DragEvent;
use leptos::html::Input;
use leptos::prelude::*;
use leptos::web_sys::{File, FileList};
use model::Id;
use serde::Deserialize;

use super::example::Example;
use super::parts::{Heading, Wrong};
use super::paste::Paste;
use super::wizard::Wizard;
use crate::prelude::*;
use crate::upload::Upload;

/// What may be chosen; what it is, the server finds out.
const ACCEPTED: &str = ".csv,.tsv,.tab,.txt,text/csv,text/plain,text/tab-separated-values";

/// What the server answers.
#[derive(Deserialize)]
struct Taken {
    id: Id,
}

/// A file on its way to the server.
#[derive(Clone, Copy)]
pub struct Sending {
    wizard: Wizard,
    /// The file's name, and how much of it has arrived, 0 to 1.
    now: RwSignal<Option<(String, f64)>>,
    wrong: RwSignal<String>,
    /// Counts up with each file, so that what becomes of the one before is not listened to.
    turn: StoredValue<u32>,
    upload: StoredValue<Option<Upload>, LocalStorage>,
}

impl Sending {
    fn new(wizard: Wizard) -> Sending {
        let sending = Sending {
            wizard,
            now: RwSignal::new(None),
            wrong: RwSignal::default(),
            turn: StoredValue::new(0),
            upload: StoredValue::new_local(None),
        };
        on_cleanup(move || sending.stop());
        sending
    }

    /// Sends a file in place of the one that is on its way.
    pub fn send(self, file: &File) {
        self.stop();
        let (turn, name) = (self.turn.get_value(), file.name());
        self.wrong.set(String::new());
        self.now.set(Some((name.clone(), 0.0)));
        let progress = move |share| {
            if self.turn.try_get_value() == Some(turn) {
                self.now.set(Some((name.clone(), share)));
            }
        };
        let module = self.wizard.module.with_untracked(|module| module.name.clone());
        match Upload::start(&format!("/import/{module}"), LARGEST_IMPORT, file, progress) {
            Ok(upload) => {
                self.upload.set_value(Some(upload.clone()));
                spawn_local(async move {
                    let answer = upload.finish().await;
                    if self.turn.try_get_value() == Some(turn) {
                        self.done(answer.map(|Taken { id }| id));
                    }
                });
            }
            Err(wrong) => self.done(Err(wrong)),
        }
    }

    fn done(self, answer: Result<Id, String>) {
        self.now.set(None);
        match answer {
            Ok(id) => self.wizard.uploaded(id),
            Err(wrong) => self.wrong.set(wrong),
        }
    }

    fn stop(self) {
        let _ = self.turn.try_update_value(|turn| *turn += 1);
        if let Some(upload) = self.upload.try_update_value(Option::take).flatten() {
            upload.stop();
        }
        let _ = self.now.try_set(None);
    }

    fn send_first(self, files: Option<FileList>) {
        if let Some(file) = files.and_then(|files| files.item(0)) {
            self.send(&file);
        }
    }
}

#[component]
pub fn ChooseStep(wizard: Wizard) -> impl IntoView {
    let sending = Sending::new(wizard);
    view! {
        <div class="wizard-body">
            <Heading wizard/>
            <Dropzone sending/>
            <div class="stack">
                <OnItsWay sending/>
                <Wrong text=sending.wrong/>
            </div>
            <div class="btn-row">
                <Paste sending/>
                <Example wizard/>
            </div>
        </div>
        <footer class="wizard-foot">
            <a class="btn" href=move || wizard.list()>{move || t("cancel")}</a>
        </footer>
    }
}

#[component]
fn Dropzone(sending: Sending) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    let over = RwSignal::new(false);
    let choose = move |_| {
        let Some(input) = input.get_untracked() else { return };
        sending.send_first(input.files());
        // The same file again is a change too.
        input.set_value("");
    };
    let hover = move |event: DragEvent| {
        event.prevent_default();
        over.set(true);
    };
    let drop = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        sending.send_first(event.data_transfer().and_then(|data| data.files()));
    };
    view! {
        <label
            class="dropzone"
            data-drop=move || over.get().then_some("true")
            on:dragenter=hover
            on:dragover=hover
            on:dragleave=move |_| over.set(false)
            on:drop=drop
        >
            <Icon name="upload"/>
            <b>{move || t("import-choose-file")}</b>
            <span class="only-desk muted">{move || t("import-drop-file")}</span>
            <small>{move || t("import-file-hint")}</small>
            <input type="file" accept=ACCEPTED node_ref=input on:change=choose/>
        </label>
    }
}

#[component]
fn OnItsWay(sending: Sending) -> impl IntoView {
    let name = Memo::new(move |_| sending.now.with(|now| now.as_ref().map(|(name, _)| name.clone())));
    let share = move || sending.now.with(|now| now.as_ref().map(|(_, share)| *share).unwrap_or_default());
    let line = move || {
        let text = t_with("record-uploading", &[("file", &name.get()?)]);
        Some(view! {
            <p role="status">{text.clone()}</p>
            <div class="progress-line">
                <progress class="progress" max="1" value=move || share().to_string() aria-label=text></progress>
                <button type="button" class="btn small" on:click=move |_| sending.stop()>
                    {move || t("cancel")}
                </button>
            </div>
        })
    };
    view! { <div>{line}</div> }
}
