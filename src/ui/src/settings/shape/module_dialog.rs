//! What a module is called, and how one of the company's own is listed, numbered and put on a board.

use api::{BulkChange, Failure};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;
use model::shape::ICONS;
use model::{Choice, Field, Kind, Name, Value};

use super::said::{About, MODULES, State, saved, text};
use crate::context::{ModuleRef, module};
use crate::dialog::{Modal, ask_danger};
use crate::field::{Draft, FormField};
use crate::icon::Icon;
use crate::query::go;
use crate::record::Problems;
use crate::texts::{t, t_with};
use crate::toast::toast_failure;

/// The module that the dialog is about; nothing for a new one.
pub type Aimed = About<Option<Name>>;

#[component]
pub fn ModuleDialog(state: State, about: Aimed) -> impl IntoView {
    let About { open, what } = about;
    let title = move || match what.get() {
        Some(Some(_)) => t("shape-edit-module"),
        Some(None) | None => t("shape-new-module"),
    };
    view! {
        <Modal open title=Signal::derive(title)>
            {move || what.get().map(|name| view! { <Form state name open/> })}
        </Modal>
    }
}

#[component]
fn Form(state: State, name: Option<Name>, open: RwSignal<bool>) -> impl IntoView {
    let Some(own) = untrack(|| module(&MODULES)) else { return ().into_any() };
    let there = name.as_ref().and_then(|name| untrack(|| module(name)));
    let before = name.as_ref().and_then(|name| state.said.with_untracked(|said| said.module(name).cloned()));
    let is_own = name.as_ref().is_none_or(|name| state.said.with_untracked(|said| said.is_own_module(name)));
    let draft = match &before {
        Some(record) => Draft::of(MODULES, record.clone()),
        None => Draft::blank(&own),
    };
    if let (None, Some(there)) = (&before, &there) {
        draft.set("name", Value::text(there.name.as_str()));
        draft.set("label", Value::text(there.label.as_str()));
        draft.set("label_one", Value::text(there.label_one.as_str()));
        draft.set("icon", Value::text(there.icon.as_str()));
    }
    let fields: Vec<Field> = shown(is_own, there.as_ref())
        .into_iter()
        .filter_map(|name| offered(&own, there.as_ref(), name))
        .collect();
    let inputs: Vec<_> = fields
        .iter()
        .cloned()
        .map(|field| {
            let focus = field.name == "label";
            view! { <FormField id=format!("shape-{}", field.name) field draft focus/> }
        })
        .collect();
    let busy = RwSignal::new(false);
    let (old, is_new) = (before.clone(), name.is_none());
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let Ok(values) = draft.check(&fields) else { return };
        let label = draft.get_untracked("label").as_text().unwrap_or_default().to_owned();
        let old = old.clone();
        busy.set(true);
        spawn_local(async move {
            match state.save(MODULES, old, values, saved(&label)).await {
                Ok(record) => {
                    open.set(false);
                    if is_new {
                        go(&format!("/settings/modules/{}", text(&record, "name")));
                    }
                }
                Err(Failure::Invalid(problems)) => draft.show_problems(&problems),
                Err(failure) => toast_failure(&failure),
            }
            let _ = busy.try_set(false);
        });
    };
    view! {
        <form on:submit=save novalidate>
            <div class="modal-body stack">
                <Problems draft/>
                <div class="form two">{inputs}</div>
                <Icons draft/>
            </div>
            <footer class="modal-foot">
                {before.map(|record| view! { <Retire state id=record.id label=record.title is_own open/> })}
                <button type="button" class="btn" on:click=move |_| open.set(false)>{t("cancel")}</button>
                <button type="submit" class="btn primary" aria-busy=move || busy.get().to_string()>{t("save")}</button>
            </footer>
        </form>
    }
    .into_any()
}

/// A declared module is only called differently; a new one has no fields for a board yet.
fn shown(is_own: bool, there: Option<&ModuleRef>) -> Vec<&'static str> {
    let mut shown = vec!["label", "label_one"];
    if is_own {
        shown.extend(["group", "numbering", "catalogue"]);
    }
    if is_own && there.is_some() {
        shown.extend(["board_field", "board_amount"]);
    }
    shown
}

/// The fields of a board are chosen among those that fit.
fn offered(own: &ModuleRef, there: Option<&ModuleRef>, name: &str) -> Option<Field> {
    let mut field = own.field(name)?.clone();
    let fits: fn(&Kind) -> bool = match name {
        "board_field" => |kind| matches!(kind, Kind::OneOf(_)),
        "board_amount" => |kind| matches!(kind, Kind::Money(_)),
        _ => return Some(field),
    };
    let fields = there?
        .sections
        .iter()
        .flat_map(|section| there.into_iter().flat_map(|module| module.pick(&section.fields)));
    let choice =
        |field: &Field| Choice { key: field.name.clone(), label: field.label.clone(), ..Choice::default() };
    let choices: Vec<Choice> = fields.filter(|field| fits(&field.kind)).map(choice).collect();
    if choices.is_empty() {
        return None;
    }
    field.kind = Kind::OneOf(model::kind::OneOf { choices, depends_on: None });
    Some(field)
}

#[component]
fn Icons(draft: Draft) -> impl IntoView {
    let chosen = move || draft.get("icon").as_text().unwrap_or_default().to_owned();
    let one = move |icon: &'static str| {
        view! {
            <label class="icon-choice" title=icon>
                <input
                    type="radio"
                    name="shape-icon"
                    aria-label=icon
                    prop:checked=move || chosen() == icon
                    on:change=move |_| draft.set("icon", Value::text(icon))
                />
                <Icon name=icon/>
            </label>
        }
    };
    let label = module(&MODULES).and_then(|module| Some(module.field("icon")?.label.clone()));
    view! {
        <fieldset class="icon-choices">
            <legend>{label}</legend>
            {ICONS.map(one).into_iter().collect_view()}
        </fieldset>
    }
}

#[component]
fn Retire(state: State, id: model::Id, label: String, is_own: bool, open: RwSignal<bool>) -> impl IntoView {
    let remove = move |done: String| {
        spawn_local(async move {
            if state.change(MODULES, id, BulkChange::Delete, done).await {
                open.set(false);
                if is_own {
                    go("/settings/modules");
                }
            }
        });
    };
    let (text, icon) = if is_own { ("shape-retire", "trash-2") } else { ("shape-reset", "undo-2") };
    let click = move |_| {
        let label = label.clone();
        if is_own {
            ask_danger(
                t_with("shape-retire-module", &[("module", &label)]),
                t("shape-retire-module-text"),
                t("shape-retire"),
                move || remove(t_with("shape-retired", &[("name", &label)])),
            );
        } else {
            remove(saved(&label));
        }
    };
    view! {
        <button type="button" class="btn start" on:click=click>
            <Icon name=icon/>
            {t(text)}
        </button>
    }
}
