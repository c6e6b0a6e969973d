//! A link to another record.

use leptos::prelude::*;
use model::kind::LinkKind;
use model::{Link, Name, Value};

use super::edit::Editing;
use super::picker::Picker;
use super::{Place, Shown};
use crate::texts::t;

pub fn show(shown: &Shown<'_>) -> AnyView {
    let Some(link) = shown.value().as_link() else { return ().into_any() };
    let title = title(link);
    if shown.place == Place::Card {
        return view! { <span>{title}</span> }.into_any();
    }
    view! { <a href=href(link)>{title}</a> }.into_any()
}

pub fn edit(kind: LinkKind, edit: Editing) -> AnyView {
    pick(kind.to, edit, true)
}

/// The picker of a field that links to records of `targets`.
pub fn pick(targets: Vec<Name>, edit: Editing, create: bool) -> AnyView {
    let (now, change) = (edit.clone(), edit.clone());
    let link = Signal::derive(move || now.value().as_link().cloned());
    let on_choose = move |link: Option<Link>| change.set(link.map_or(Value::Empty, Value::Link));
    view! {
        <Picker
            id=edit.id.clone()
            targets
            link
            on_choose
            what=edit.field.label.clone()
            label=edit.aria_label()
            create
            invalid=Signal::derive(edit.invalid())
            described_by=Signal::derive(edit.described_by())
        />
    }
    .into_any()
}

/// A record that one may not see has no title.
pub fn title(link: &Link) -> String {
    if link.title.is_empty() { t("hidden-record") } else { link.title.clone() }
}

pub fn href(link: &Link) -> String {
    format!("/m/{}/{}", link.module, link.id)
}
