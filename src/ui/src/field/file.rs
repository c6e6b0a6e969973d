//! An uploaded file.

use api::LARGEST_FILE;
use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{File, Id, Value};
use rust_decimal::Decimal;

use super::edit::Editing;
use super::{Place, Shown};
use crate::context::formats;
use crate::icon::Icon;
use crate::texts::{t, t_with};
use crate::toast::toast_failed;
use crate::upload::Upload;

/// Where files go; the answer is what a field of the kind file holds.
pub const ADDRESS: &str = "/files";

pub fn show(shown: &Shown<'_>) -> AnyView {
    let Value::File(file) = shown.value() else { return ().into_any() };
    match shown.place {
        Place::Card => view! { <span>{file.name.clone()}</span> }.into_any(),
        Place::Cell => view! {
            <Icon name="paperclip"/>
            {download(shown.record.id, &shown.field.name, file)}
        }
        .into_any(),
        Place::Page => view! {
            <Icon name="paperclip"/>
            {download(shown.record.id, &shown.field.name, file)}
            <small class="muted">{size(file.size)}</small>
        }
        .into_any(),
    }
}

/// A link that the browser, not the router, follows. A file is reached by the record that holds it.
pub fn download(record: Id, field: &str, file: &File) -> impl IntoView + use<> {
    view! {
        <a href=format!("/files/{record}/{field}") rel="external" download=file.name.clone()>
            {file.name.clone()}
        </a>
    }
}

/// How large, in words.
pub fn size(bytes: u64) -> String {
    let (key, unit) = match bytes {
        0..1_024 => return t_with("size-bytes", &[("n", &bytes)]),
        1_024..1_048_576 => ("size-kilobytes", 1_024),
        1_048_576..1_073_741_824 => ("size-megabytes", 1_048_576),
        _ => ("size-gigabytes", 1_073_741_824),
    };
    let digits = if bytes < 10 * unit { 1 } else { 0 };
    let number = formats().number(Decimal::from(bytes) / Decimal::from(unit), digits);
    t_with(key, &[("n", &number)])
}

pub fn edit(edit: Editing) -> AnyView {
    let input = NodeRef::<Input>::new();
    let progress = RwSignal::new(None::<f64>);
    let (now, change) = (edit.clone(), edit.clone());
    let send = move |_| {
        let chosen = input.get_untracked().and_then(|input| input.files()).and_then(|files| files.item(0));
        let Some(file) = chosen else { return };
        let change = change.clone();
        progress.set(Some(0.0));
        spawn_local(async move {
            let sent =
                match Upload::start(ADDRESS, LARGEST_FILE, &file, move |share| progress.set(Some(share))) {
                    Ok(upload) => upload.finish().await,
                    Err(wrong) => Err(wrong),
                };
            progress.set(None);
            match sent {
                Ok(file) => change.set(Value::File(file)),
                Err(wrong) => toast_failed(wrong),
            }
        });
    };
    let current = move || match now.value() {
        Value::File(file) => Some(view! { <p>{file.name} " " <small>{size(file.size)}</small></p> }),
        _ => None,
    };
    view! {
        {current}
        <input
            id=edit.id.clone()
            node_ref=input
            class="input"
            type="file"
            aria-label=edit.aria_label()
            aria-required=edit.required()
            aria-invalid=edit.invalid()
            aria-describedby=edit.described_by()
            on:change=send
        />
        <Show when=move || progress.get().is_some()>
            <progress
                class="progress"
                max="1"
                value=move || progress.get().unwrap_or_default().to_string()
                aria-label=t("upload")
            ></progress>
        </Show>
    }
    .into_any()
}
