//! The order of a list, where there is no head to press: on a phone, and by several columns.

use leptos::prelude::*;
use leptos::web_sys::MouseEvent;

use super::header::sort_by;
use super::state::List;
use crate::prelude::*;

const MENU: &str = "sort-menu";

#[component]
pub fn SortMenu(list: List) -> impl IntoView {
    // Whether the field that is chosen next sorts after those that sort already.
    let adding = RwSignal::new(false);
    let items = move || {
        list.module.with(|module| {
            let fields = module.fields.iter().filter(|field| !field.hidden && field.sortable());
            fields.map(|field| item(list, adding, field)).collect_view()
        })
    };
    view! {
        <button class="btn ghost small" popovertarget=MENU on:click=move |_| adding.set(false)>
            <Icon name="arrow-up-down"/>
            <span class="label">{move || t("list-sort")}</span>
        </button>
        <Menu id=MENU label=Signal::derive(move || t("list-sort")) end=true>
            <ThenBy list adding/>
            {items}
        </Menu>
    }
}

/// Once the list is sorted by something: the way to sort by one more field. It leaves the menu open.
#[component]
fn ThenBy(list: List, adding: RwSignal<bool>) -> impl IntoView {
    let text = list.query.memo("sort");
    let sorted = Memo::new(move |_| text.with(|text| !text.is_empty()));
    let pressed = move |event: MouseEvent| {
        event.stop_propagation();
        adding.update(|adding| *adding = !*adding);
    };
    view! {
        <Show when=move || sorted.get()>
            <button
                class="menu-item"
                role="menuitemcheckbox"
                aria-checked=move || adding.get().to_string()
                on:click=pressed
            >
                <Icon name="plus"/>
                <span>{move || t("list-sort-add")}</span>
            </button>
            <hr/>
        </Show>
    }
}

fn item(list: List, adding: RwSignal<bool>, field: &model::Field) -> AnyView {
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
            on:click=move |event| sort_by(list, &name, event.shift_key() || adding.get_untracked())
        >
            <span>{label}</span>
            {arrow}
        </button>
    }
    .into_any()
}
