//! The order of a list, where there is no head to press: on a phone, and by several columns.

use leptos::prelude::*;

use super::header::sort_by;
use super::state::List;
use crate::prelude::*;

const MENU: &str = "sort-menu";

#[component]
pub fn SortMenu(list: List) -> impl IntoView {
    let items = move || {
        list.module.with(|module| {
            let fields = module.fields.iter().filter(|field| !field.hidden && field.sortable());
            fields.map(|field| item(list, field)).collect_view()
        })
    };
    view! {
        <button class="btn ghost small" popovertarget=MENU>
            <Icon name="arrow-up-down"/>
            <span class="label">{move || t("list-sort")}</span>
        </button>
        <Menu id=MENU label=Signal::derive(move || t("list-sort")) end=true>
            {items}
        </Menu>
    }
}

fn item(list: List, field: &model::Field) -> AnyView {
    let name = field.name.clone();
    let label = field.label.clone();
    let sorted = {
        let name = name.clone();
        Memo::new(move |_| {
            list.sort.with(|sort| sort.iter().find(|sort| sort.field == name).map(|sort| sort.descending))
        })
    };
    let said = {
        let label = label.clone();
        move || {
            let key = match sorted.get()? {
                false => "list-sorted-up",
                true => "list-sorted-down",
            };
            Some(t_with(key, &[("field", &label)]))
        }
    };
    let arrow = move || {
        sorted
            .get()
            .map(|descending| view! { <Icon name=if descending { "arrow-down" } else { "arrow-up" }/> })
    };
    view! {
        <button
            class="menu-item"
            role="menuitem"
            aria-label=said
            on:click=move |event| sort_by(list, &name, event.shift_key())
        >
            <span>{label}</span>
            {arrow}
        </button>
    }
    .into_any()
}
