//! How the record is found that a cell names, and what becomes of a name that there is not.

use api::ColumnMapping;
use leptos::prelude::*;
use model::{Field, Name};

use super::mapping;
use super::wizard::Wizard;
use crate::prelude::*;

#[component]
pub fn Linked(wizard: Wizard, column: String, field: Field, at: usize) -> impl IntoView {
    let column = StoredValue::new(column);
    // Records of several modules have no field in common but what they are called.
    let [target] = field.kind.targets() else { return ().into_any() };
    let Some(target) = module(target) else { return ().into_any() };
    let makes = target.may.create && target.name != "users";
    view! {
        <By wizard column at ways=ways(&target)/>
        {makes.then(|| view! { <Create wizard column/> })}
    }
    .into_any()
}

/// What the record is called, then its texts that may name it.
fn ways(target: &ModuleRef) -> Vec<(Name, String)> {
    let title: Vec<String> = target.pick(&target.title).map(|field| field.label.clone()).collect();
    let only = (target.title.len() == 1).then(|| &target.title[0]);
    let others = target.fields.iter().filter(|field| mapping::finds(field) && !field.hidden);
    let others = others.filter(|field| Some(&field.name) != only);
    let others = others.map(|field| (field.name.clone(), field.label.clone()));
    std::iter::once((Name::default(), title.join(" "))).chain(others).collect()
}

#[component]
fn By(wizard: Wizard, column: StoredValue<String>, at: usize, ways: Vec<(Name, String)>) -> impl IntoView {
    let id = format!("import-by-{at}");
    let now = Memo::new(move |_| read(wizard, column, |mapped| mapped.by.clone()).unwrap_or_default());
    let choose = move |event| {
        let name = Name::from(event_target_value(&event));
        change(wizard, column, |mapped| mapped.by = (!name.is_empty()).then_some(name));
    };
    let option = |(name, label): (Name, String)| {
        let selected = now.with_untracked(|now| *now == name);
        view! { <option value=name.to_string() selected=selected>{label}</option> }
    };
    let options = ways.into_iter().map(option).collect_view();
    view! {
        <div class="row">
            <label class="muted" for=id.clone()>{move || t("import-link-by")}</label>
            <select class="select small grow" id=id prop:value=move || now.get().to_string() on:change=choose>
                {options}
            </select>
        </div>
    }
}

#[component]
fn Create(wizard: Wizard, column: StoredValue<String>) -> impl IntoView {
    let creates = move || read(wizard, column, |mapped| mapped.create);
    view! {
        <label class="check">
            <input
                type="checkbox"
                checked=untrack(creates)
                prop:checked=creates
                on:change=move |event| {
                    let create = event_target_checked(&event);
                    change(wizard, column, |mapped| mapped.create = create);
                }
            />
            {move || t("import-create-missing")}
        </label>
    }
}

fn read<T: Default>(wizard: Wizard, column: StoredValue<String>, what: fn(&ColumnMapping) -> T) -> T {
    wizard.mapping.with(|mapping| {
        column.with_value(|column| mapping::mapped(mapping, column).map(what)).unwrap_or_default()
    })
}

fn change(wizard: Wizard, column: StoredValue<String>, change: impl FnOnce(&mut ColumnMapping)) {
    wizard.mapping.update(|mapping| {
        let mapped =
            column.with_value(|column| mapping.columns.iter_mut().find(|mapped| mapped.column == *column));
        if let Some(mapped) = mapped {
            change(mapped);
        }
    });
}
