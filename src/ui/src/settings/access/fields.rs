//! The fields of a module for a profile: as the profile says of all, or hidden, read, changed.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::web_sys::SubmitEvent;
use model::access::FieldAccess;
use model::field::Privacy;
use model::record::Values;
use model::{Field, Id, Module, Name, Record, Value};

use super::decided::{PERMISSIONS, PROFILES, State, text};
use crate::context::{ModuleRef, module};
use crate::dialog::Modal;
use crate::texts::{t, t_with};

/// Which profile and module the dialog is about.
pub type Chosen = RwSignal<Option<(Id, Name)>>;

/// The lists of a permission, and what stands in each.
const LISTS: [(&str, FieldAccess); 3] = [
    ("hidden_fields", FieldAccess::Hidden),
    ("read_fields", FieldAccess::Read),
    ("write_fields", FieldAccess::Write),
];

#[component]
pub fn FieldsDialog(state: State, chosen: Chosen) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(chosen.with(Option::is_some)));
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        if before == Some(true) && !now {
            chosen.set(None);
        }
        now
    });
    let title = move || {
        let Some((profile, name)) = chosen.get() else { return String::new() };
        let profile =
            state.decided.with(|decided| decided.profile(profile).map(|record| record.title.clone()));
        let module = module(&name).map(|module| module.label.clone());
        t_with(
            "access-fields",
            &[("module", &module.unwrap_or_default()), ("profile", &profile.unwrap_or_default())],
        )
    };
    view! {
        <Modal open title=Signal::derive(title)>
            {move || {
                let (profile, name) = chosen.get()?;
                let module = module(&name)?;
                let profile = state.decided.with_untracked(|decided| decided.profile(profile).cloned())?;
                Some(view! { <Form state profile module open/> })
            }}
        </Modal>
    }
}

#[component]
fn Form(state: State, profile: Record, module: ModuleRef, open: RwSignal<bool>) -> impl IntoView {
    let before =
        state.decided.with_untracked(|decided| decided.permission(profile.id, &module.name).cloned());
    let said = RwSignal::new(before.as_ref().map(said).unwrap_or_default());
    let fields = module.sections.iter().flat_map(|section| module.pick(&section.fields));
    let rows = fields.map(|field| row(field, &module, &profile, said)).collect_view();
    let id = profile.id;
    let name = module.name.clone();
    let title = t_with("access-fields", &[("module", &module.label), ("profile", &profile.title)]);
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let mut values = match &before {
            Some(_) => Values::new(),
            None => state.decided.with_untracked(|decided| decided.as_it_is(id, &name)),
        };
        said.with_untracked(|said| {
            values.extend(LISTS.map(|(list, access)| (list.into(), names(said, access))))
        });
        state.save(format!("{id} {name}"), PERMISSIONS, before.clone(), values, title.clone());
        open.set(false);
    };
    view! {
        <form on:submit=save>
            <div class="modal-body">{rows}</div>
            <footer class="modal-foot">
                <button type="button" class="btn" on:click=move |_| open.set(false)>{t("cancel")}</button>
                <button type="submit" class="btn primary">{t("save")}</button>
            </footer>
        </form>
    }
}

type Said = RwSignal<BTreeMap<Name, FieldAccess>>;

/// What the permission says of single fields.
fn said(permission: &Record) -> BTreeMap<Name, FieldAccess> {
    let list = |(list, access): (&'static str, FieldAccess)| {
        permission.value(list).as_many().iter().map(move |name| (Name::new(name), access))
    };
    LISTS.into_iter().flat_map(list).collect()
}

fn names(said: &BTreeMap<Name, FieldAccess>, access: FieldAccess) -> Value {
    let such = said.iter().filter(|(_, its)| **its == access);
    Value::Many(such.map(|(name, _)| name.to_string()).collect())
}

fn row(field: &Field, module: &Module, profile: &Record, said: Said) -> impl IntoView + use<> {
    let id = format!("access-{}", field.name);
    let name = field.name.clone();
    let now = {
        let name = name.clone();
        move || said.with(|said| said.get(&name).copied())
    };
    let choose = move |event| {
        let chosen = FieldAccess::from_key(&event_target_value(&event));
        said.update(|said| match chosen {
            Some(access) => {
                said.insert(name.clone(), access);
            }
            None => {
                said.remove(&name);
            }
        });
    };
    let usual = match field.privacy {
        Privacy::Open => FieldAccess::Write.key(),
        Privacy::Personal => text(profile, "personal_data"),
        Privacy::Revenue => text(profile, "revenue"),
    };
    let usual = t_with("access-field-usual", &[("detail", &access_label(usual))]);
    let offered = FieldAccess::ALL.into_iter();
    // What names a record is seen by all who see the record.
    let offered = offered.filter(|access| *access != FieldAccess::Hidden || !module.always_shows(field));
    let option = |access: Option<FieldAccess>, label: String| {
        let now = now.clone();
        let chosen = move || now() == access;
        let at_first = untrack(&chosen);
        let key = access.map_or("", FieldAccess::key);
        view! { <option value=key selected=at_first prop:selected=chosen>{label}</option> }
    };
    let options = offered.map(|access| option(Some(access), access_label(access.key()))).collect_view();
    view! {
        <div class="field-access">
            <label for=id.clone()>{field.label.clone()}</label>
            <select class="select" id=id on:change=choose>{option(None, usual)}{options}</select>
        </div>
    }
}

/// What may be done with a field, in words.
pub fn access_label(key: &str) -> String {
    let profiles = module(&PROFILES);
    let choices =
        profiles.as_ref().and_then(|module| module.field("revenue")).map(|field| field.kind.choices());
    let choice = choices.unwrap_or_default().iter().find(|choice| choice.key == key);
    choice.map(|choice| choice.label.clone()).unwrap_or_default()
}
