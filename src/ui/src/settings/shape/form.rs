//! The form of a module as one arranges it: its sections, and the fields in each.

use std::str::FromStr;

use leptos::prelude::*;
use leptos::web_sys::{Element, HtmlElement, KeyboardEvent, PointerEvent};
use model::shape::layout::HIDDEN;
use model::{Field, Id, Name, Record, Section};
use wasm_bindgen::JsCast;

use super::arrange::Arranged;
use super::field_dialog::{Aim, Aimed, FieldDialog};
use super::said::{About, State};
use crate::context::module;
use crate::dialog::Modal;
use crate::icon::Icon;
use crate::list::{Chooser, Column, columns_named};
use crate::texts::{t, t_with};

#[component]
pub fn FormCard(state: State, name: Name) -> impl IntoView {
    let aim = About::nothing();
    let arranged = Arranged::new(state, name.clone());
    let said = RwSignal::new(String::new());
    let choosing = RwSignal::new(false);
    view! {
        <ForRole state arranged/>
        <div
            class="shape-form"
            on:pointermove=move |event| arranged.over(&event)
            on:pointerup=move |_| arranged.drop()
            on:pointercancel=move |_| arranged.drop()
        >
            <For
                each=move || arranged.sections.get()
                key=|section| (section.name.clone(), section.label.clone())
                let:section
            >
                <SectionCard arranged name=section.name aim said/>
            </For>
        </div>
        <div class="btn-row">
            <button type="button" class="btn" on:click=move |_| arranged.add_section()>
                <Icon name="plus"/>
                {move || t("shape-new-section")}
            </button>
            <button type="button" class="btn" on:click=move |_| choosing.set(true)>
                <Icon name="columns-3"/>
                {move || t("shape-columns")}
            </button>
        </div>
        <span class="sr-only" role="status">{move || said.get()}</span>
        <FieldDialog state module=name aim/>
        <ColumnsDialog arranged open=choosing/>
    }
}

/// Which columns the list shows, until somebody chooses others for herself.
#[component]
fn ColumnsDialog(arranged: Arranged, open: RwSignal<bool>) -> impl IntoView {
    let content = move || {
        let first = untrack(|| module(&arranged.module()))?;
        let module = Signal::derive(move || module(&arranged.module()).unwrap_or_else(|| first.clone()));
        let columns = Signal::derive(move || {
            let said = arranged.columns.get();
            module.with(|module| columns_named(if said.is_empty() { &module.columns } else { &said }, module))
        });
        let put = move |columns: Vec<Column>| {
            arranged.put_columns(columns.into_iter().map(|column| column.field.name.clone()).collect());
        };
        Some(view! { <div class="modal-body"><Chooser module columns put/></div> })
    };
    view! {
        <Modal open title=Signal::derive(move || t("shape-columns"))>
            {content()}
        </Modal>
    }
}

/// Whose form is arranged: that of all, or of a role.
#[component]
fn ForRole(state: State, arranged: Arranged) -> impl IntoView {
    const SELECT: &str = "shape-role";
    let role = arranged.role;
    let name = move |record: &Record| {
        let own = state.said.with(|said| said.layout(&arranged.module(), Some(record.id)).is_some());
        if own { t_with("shape-layout-own", &[("role", &record.title)]) } else { record.title.clone() }
    };
    let options = move || {
        let option = |record: &Record| {
            let chosen = role.get_untracked() == Some(record.id);
            view! { <option value=record.id.to_string() selected=chosen>{name(record)}</option> }
        };
        state.said.with(|said| said.roles.iter().map(option).collect_view())
    };
    let note = move || {
        role.get()?;
        let Some(own) = arranged.own() else {
            return Some(view! { <p class="muted">{t("shape-layout-inherits")}</p> }.into_any());
        };
        let forget = move |_| arranged.forget(&own, t("settings-saved"));
        Some(view! {
            <button type="button" class="btn" on:click=forget><Icon name="undo-2"/>{t("shape-layout-remove")}</button>
        }.into_any())
    };
    view! {
        <div class="shape-role">
            <label for=SELECT>{move || t("shape-layout-for")}</label>
            <select
                class="select"
                id=SELECT
                disabled=move || arranged.is_busy()
                on:change=move |event| role.set(Id::from_str(&event_target_value(&event)).ok())
            >
                <option value="">{move || t("shape-layout-for-all")}</option>
                {options}
            </select>
            {note}
        </div>
    }
}

// A section or field that is moved or renamed is made anew, while what the old one showed may be asked for once more:
// what is asked hangs on the page, and not on the row.

#[component]
fn SectionCard(arranged: Arranged, name: Name, aim: Aimed, said: RwSignal<String>) -> impl IntoView {
    let fields = {
        let name = name.clone();
        move || arranged.fields(&name)
    };
    let empty = {
        let name = name.clone();
        move || arranged.fields(&name).is_empty()
    };
    let label = {
        let name = name.clone();
        move || arranged.label(&name)
    };
    let head = if name == HIDDEN {
        view! { <h2><Icon name="eye"/>{t("shape-hidden")}</h2> }.into_any()
    } else {
        view! { <Head arranged name=name.clone()/> }.into_any()
    };
    let key = name.to_string();
    let add = (name != HIDDEN).then(|| {
        let label = label.clone();
        let add = move |_| aim.show(Aim::New { section: name.clone() });
        view! {
            <button
                type="button"
                class="btn ghost small"
                aria-label=move || t_with("shape-new-field-in", &[("section", &label())])
                on:click=add
            >
                <Icon name="plus"/>
                {t("shape-new-field")}
            </button>
        }
    });
    view! {
        <section class="shape-section" data-section=key aria-label=label>
            <header>{head}</header>
            <div role="list">
                <For each=fields key=Name::clone let:field>
                    <Row arranged name=field aim said/>
                </For>
            </div>
            {move || empty().then(|| view! { <p class="muted">{t("shape-empty-section")}</p> })}
            {add}
        </section>
    }
}

/// The name of a section, which one types over, and what can be done with it.
#[component]
fn Head(arranged: Arranged, name: Name) -> impl IntoView {
    let label = {
        let name = name.clone();
        move || arranged.label(&name)
    };
    let act = |key: &'static str, icon: &'static str, act: fn(Arranged, &Name)| {
        let (label, name) = (label.clone(), name.clone());
        view! {
            <button
                type="button"
                class="act"
                aria-label=move || t_with(key, &[("section", &label())])
                on:click=move |_| act(arranged, &name)
            >
                <Icon name=icon/>
            </button>
        }
    };
    let columns = {
        let (name, turned, label) = (name.clone(), name.clone(), label.clone());
        view! {
            <button
                type="button"
                class="act"
                title=t("shape-one-column")
                aria-label=move || t_with("why-of", &[("user", &label()), ("detail", &t("shape-one-column"))])
                aria-pressed=move || arranged.has_one_column(&name).to_string()
                on:click=move |_| arranged.turn_columns(&turned)
            >
                <Icon name="list"/>
            </button>
        }
    };
    let acts = view! {
        <span class="acts">
            {columns}
            {act("shape-section-up", "arrow-up", |arranged, name| arranged.move_section(name, -1))}
            {act("shape-section-down", "arrow-down", |arranged, name| arranged.move_section(name, 1))}
            {act("shape-section-remove", "x", |arranged, name| arranged.remove_section(name))}
        </span>
    };
    let rename = move |event| arranged.rename(&name, event_target_value(&event));
    view! {
        <input class="shape-name" aria-label=t("shape-section-name") prop:value=label on:change=rename/>
        {acts}
    }
}

/// A field: its grip moves it, its name opens it.
#[component]
fn Row(arranged: Arranged, name: Name, aim: Aimed, said: RwSignal<String>) -> impl IntoView {
    let field = {
        let name = name.clone();
        move || module(&arranged.module())?.field(&name).cloned()
    };
    let label = {
        let field = field.clone();
        move || field().map(|field| field.label).unwrap_or_default()
    };
    let kind = {
        let field = field.clone();
        move || field().as_ref().map(kind_label)
    };
    let required = move || field().is_some_and(|field| field.required);
    let held = {
        let name = name.clone();
        move || arranged.holds(&name)
    };
    let is_own = {
        let name = name.clone();
        move || arranged.is_own(&name)
    };
    let open = {
        let name = name.clone();
        move |_| aim.show(Aim::Field(name.clone()))
    };
    let key = name.to_string();
    view! {
        <div class="shape-field" role="listitem" data-field=key class:held=held>
            <Grip arranged name label=label.clone() said/>
            <button type="button" class="shape-open" on:click=open>
                <b>{label}</b>
                <small>{kind}</small>
            </button>
            {move || required().then(|| view! { <span class="chip">{required_label()}</span> })}
            {move || is_own().then(|| view! { <span class="chip" data-color="violet">{t("shape-own")}</span> })}
        </div>
    }
}

#[component]
fn Grip(
    arranged: Arranged,
    name: Name,
    label: impl Fn() -> String + Clone + Send + 'static,
    said: RwSignal<String>,
) -> impl IntoView {
    let down = {
        let name = name.clone();
        move |event: PointerEvent| {
            event.prevent_default();
            // The row may be made anew in another section while one drags it; what holds all sections stays.
            let form = event_target::<Element>(&event).closest(".shape-form").ok().flatten();
            let _ = form.map(|form| form.set_pointer_capture(event.pointer_id()));
            arranged.take(name.clone());
        }
    };
    let called = label.clone();
    let key = move |event: KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowUp" => -1,
            "ArrowDown" => 1,
            _ => return,
        };
        event.prevent_default();
        let place = arranged.move_by(&name, step);
        said.set(format!("{}: {place}", label()));
        focus_again(name.clone());
    };
    view! {
        <button
            type="button"
            class="btn ghost icon small"
            style=("touch-action", "none")
            aria-label=move || format!("{}: {}", called(), t("drag-to-order"))
            on:keydown=key
            on:pointerdown=down
        >
            <Icon name="grip-vertical"/>
        </button>
    }
}

fn kind_label(field: &Field) -> String {
    t(&format!("kind-{}", field.kind.key()))
}

fn required_label() -> String {
    let fields = module(&super::said::FIELDS);
    fields.and_then(|module| Some(module.field("required")?.label.clone())).unwrap_or_default()
}

/// Moving an element in the page takes the focus from it.
fn focus_again(name: Name) {
    request_animation_frame(move || {
        let grip = document().query_selector(&format!("[data-field=\"{name}\"] button")).ok().flatten();
        if let Some(grip) = grip.and_then(|grip| grip.dyn_into::<HtmlElement>().ok()) {
            let _ = grip.focus();
        }
    });
}

/// The hidden section stands at the end, whatever the layout says.
pub fn is_hidden(section: &Section) -> bool {
    section.name == HIDDEN
}
