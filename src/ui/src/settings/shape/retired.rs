//! What was retired, and the way back.

use api::BulkChange;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{Name, Record};

use super::said::{FIELDS, MODULES, State, text};
use crate::icon::Icon;
use crate::settings::block::Block;
use crate::texts::{t, t_with};

/// A block that is there only if there is something in it.
#[component]
pub fn Retired(title: &'static str, children: Children) -> impl IntoView {
    view! { <div class="if-any"><Block title>{children()}</Block></div> }
}

#[component]
pub fn RetiredModules(state: State) -> impl IntoView {
    move || {
        let retired = state.said.with(|said| said.retired_modules.clone());
        list(state, &MODULES, retired.into_iter().filter(is_own))
    }
}

#[component]
pub fn RetiredFields(state: State, module: Name) -> impl IntoView {
    move || {
        let retired = state.said.with(|said| said.retired_fields.clone());
        list(
            state,
            &FIELDS,
            retired.into_iter().filter(|record| text(record, "module") == module && is_own(record)),
        )
    }
}

fn is_own(record: &Record) -> bool {
    record.value("own").as_bool() == Some(true)
}

fn list(state: State, module: &Name, records: impl Iterator<Item = Record>) -> AnyView {
    records.map(|record| one(state, module.clone(), &record)).collect::<Vec<_>>().into_any()
}

fn one(state: State, module: Name, record: &Record) -> impl IntoView + use<> {
    let (id, label) = (record.id, record.title.clone());
    let name = text(record, "name").to_owned();
    let restore = move |_| {
        let (module, done) = (module.clone(), t_with("shape-restored", &[("name", &label)]));
        spawn_local(async move {
            state.change(module, id, BulkChange::Restore, done).await;
        });
    };
    view! {
        <div class="setting">
            <div><b>{record.title.clone()}</b><small>{name}</small></div>
            <button type="button" class="btn small" on:click=restore>
                <Icon name="undo-2"/>
                {t("shape-restore")}
            </button>
        </div>
    }
}
