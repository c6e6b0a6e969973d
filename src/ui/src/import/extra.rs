//! Fields that no column fills by itself: one value for all rows, or a text made of several columns.

use leptos::prelude::*;
use model::{Field, Name};

use super::constant::Constant;
use super::mapping;
use super::template::Template;
use super::wizard::Wizard;
use crate::prelude::*;

const FIELD: &str = "import-extra-field";

#[component]
pub fn Extra(wizard: Wizard) -> impl IntoView {
    let constants =
        Memo::new(move |_| wizard.mapping.with(|mapping| mapping.constants.keys().cloned().collect()));
    let templates = Memo::new(move |_| {
        let headers = wizard.headers();
        wizard.mapping.with(|mapping| mapping::templates(mapping, &headers))
    });
    let fields = move |names: Memo<Vec<Name>>| {
        let names = names.get();
        wizard.module.with(|module| module.pick(&names).cloned().collect::<Vec<Field>>())
    };
    view! {
        <section class="stack">
            <h2>{move || t("import-constant")}</h2>
            <For each=move || fields(constants) key=|field| field.name.clone() let:field>
                <Constant wizard field/>
            </For>
            <For each=move || fields(templates) key=|field| field.name.clone() let:field>
                <Template wizard field/>
            </For>
            <Add wizard/>
        </section>
    }
}

/// Chooses one more field.
#[component]
fn Add(wizard: Wizard) -> impl IntoView {
    let chosen = RwSignal::new(String::new());
    let free = Memo::new(move |_| {
        let groups = wizard.module.with(|module| mapping::groups(module));
        wizard.mapping.with(|mapping| {
            let filled = mapping::filled(mapping);
            let fields = groups.into_iter().flat_map(|(_, fields)| fields);
            let free = fields.filter(|field| !filled.contains(&field.name));
            free.map(|field| (field.name, field.label)).collect::<Vec<_>>()
        })
    });
    let options = move || {
        let option =
            |(name, label): (Name, String)| view! { <option value=name.to_string()>{label}</option> };
        free.get().into_iter().map(option).collect_view()
    };
    let add = move |put: fn(&mut api::Mapping, Name)| {
        let name = Name::from(chosen.get_untracked());
        chosen.set(String::new());
        wizard.mapping.update(|mapping| put(mapping, name));
    };
    let constant = move |_| add(|mapping, name| drop(mapping.constants.insert(name, String::new())));
    let template = move |_| add(|mapping, name| drop(mapping.templates.insert(name, String::new())));
    let nothing = move || chosen.with(String::is_empty);
    view! {
        <div class="btn-row">
            <div class="row">
                <label class="sr-only" for=FIELD>{move || t("import-goes-to")}</label>
                <select
                    class="select"
                    id=FIELD
                    prop:value=chosen
                    on:change=move |event| chosen.set(event_target_value(&event))
                >
                    <option value="">{move || t("widget-choose")}</option>
                    {options}
                </select>
            </div>
            <button type="button" class="btn" disabled=nothing on:click=constant>
                <Icon name="plus"/>
                {move || t("import-constant-add")}
            </button>
            <button type="button" class="btn ghost" disabled=nothing on:click=template>
                {move || t("import-template-add")}
            </button>
        </div>
    }
}
