//! A backup that lies on the reader's own computer: sent to the server, which says what is in it.

use api::{BackupContent, LARGEST_BACKUP};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::File;

use crate::choose_file::ChooseFile;
use crate::texts::{t, t_with};
use crate::toast::toast_failed;
use crate::upload::Upload;

use super::State;
use super::restore::Chosen;

const ADDRESS: &str = "/backups";

/// The button, and how much of the file has arrived while it is on its way.
#[component]
pub fn FromFile(state: State) -> impl IntoView {
    let sending = RwSignal::new(None::<(String, f64)>);
    let upload = StoredValue::new_local(None::<Upload>);
    let chosen = move |file: File| send(state, &file, sending, upload);
    let stop = move |_| {
        if let Some(upload) = upload.try_update_value(Option::take).flatten() {
            upload.stop();
        }
        sending.set(None);
    };
    let line = move || {
        sending.with(|now| now.as_ref().map(|(name, _)| name.clone())).map(|name| {
            let text = t_with("record-uploading", &[("file", &name)]);
            let share = move || sending.with(|now| now.as_ref().map_or(0.0, |(_, share)| *share));
            view! {
                <div class="progress-line" role="status">
                    <progress class="progress" max="1" value=move || share().to_string() aria-label=text></progress>
                    <button type="button" class="btn small" on:click=stop>{move || t("cancel")}</button>
                </div>
            }
        })
    };
    view! {
        <ChooseFile text="database-from-file" chosen/>
        {line}
    }
}

fn send(
    state: State,
    file: &File,
    sending: RwSignal<Option<(String, f64)>>,
    kept: StoredValue<Option<Upload>, LocalStorage>,
) {
    let name = file.name();
    sending.set(Some((name.clone(), 0.0)));
    let progress = move |share| {
        let _ = sending.try_update(|now| {
            if let Some((_, arrived)) = now {
                *arrived = share;
            }
        });
    };
    let upload = match Upload::start(ADDRESS, LARGEST_BACKUP, file, progress) {
        Ok(upload) => upload,
        Err(wrong) => {
            sending.set(None);
            toast_failed(wrong);
            return;
        }
    };
    kept.set_value(Some(upload.clone()));
    spawn_local(async move {
        let answer = upload.finish::<BackupContent>().await;
        // Stopped meanwhile: nobody waits for it.
        if sending.try_get_untracked().flatten().is_none() {
            return;
        }
        sending.set(None);
        match answer {
            Ok(content) => state.chosen.set(Some(Chosen::Sent(content))),
            Err(wrong) => toast_failed(wrong),
        }
    });
}
