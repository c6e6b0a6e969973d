//! The files of a record.

use api::ListPage;
use leptos::prelude::*;
use model::{Record, Value};

use super::open::Open;
use super::related::List;
use super::sections::Part;
use crate::context::module;
use crate::field::{download, size};
use crate::icon::Icon;
use crate::texts::t;

/// The module of the files, and its fields.
pub const MODULE: &str = "attachments";
pub const FILE: &str = "file";
pub const ABOUT: &str = "about";

/// More stand in the timeline.
const SHOWN: u32 = 50;

/// The files of the open record, where it may have some.
pub fn list(open: Open) -> Option<List> {
    let files = untrack(|| module(MODULE))?;
    let about = files.field(ABOUT)?;
    about.kind.targets().contains(&open.module()).then(|| List::new(open, &files, about, SHOWN))
}

#[component]
pub fn Attachments(list: List) -> impl IntoView {
    let List { count, page, .. } = list;
    let some = Memo::new(move |_| count.get() > 0);
    let files = move || {
        page.get().map(|page| {
            let ListPage { records, .. } = page.unwrap_or_default();
            view! { <ul class="attachments">{records.iter().map(row).collect_view()}</ul> }
        })
    };
    view! {
        <Show when=move || some.get()>
            <Part
                label=t("record-attachments")
                expanded=true
                count=Signal::derive(move || Some(count.get()))
            >
                <Transition>{files}</Transition>
            </Part>
        </Show>
    }
}

fn row(record: &Record) -> Option<impl IntoView + use<>> {
    let Value::File(file) = record.value(FILE) else { return None };
    Some(view! {
        <li>
            <Icon name="file"/>
            {download(record.id, "file", file)}
            <small>{size(file.size)}</small>
        </li>
    })
}
