//! The table's head: sorts, and changes the width of columns.

use leptos::prelude::*;
use leptos::web_sys::{HtmlElement, KeyboardEvent, MouseEvent, PointerEvent};
use model::{Name, Sort};
use wasm_bindgen::JsCast;

use super::columns::{Column, WIDTHS};
use super::rows::Rows;
use super::state::List;
use crate::field;
use crate::prelude::*;

#[component]
pub fn Header(list: List) -> impl IntoView {
    let cells = move || {
        let columns = list.columns.get();
        columns.iter().enumerate().map(|(at, column)| head(list, column, at)).collect_view()
    };
    view! {
        <div class="list-head" role="row" aria-rowindex="1">
            <PickAll list/>
            {cells}
        </div>
    }
}

#[component]
fn PickAll(list: List) -> impl IntoView {
    let all = Memo::new(move |_| {
        list.selected.with(|selected| {
            selected.all || list.rows.with(|rows| rows.len() > 0 && selected.ids.len() >= rows.len())
        })
    });
    let some = move || list.selected.with(|selected| !selected.is_empty()) && !all.get();
    let clicked = move |_| {
        let ids = list.rows.with_untracked(Rows::ids);
        let on = !all.get_untracked();
        list.selected.update(|selected| selected.set_loaded(&ids, on));
    };
    view! {
        <div class="cell pick" role="columnheader" aria-colindex="1">
            <label class="check">
                <input
                    type="checkbox"
                    tabindex="-1"
                    aria-label=move || t("list-select-all")
                    prop:checked=move || all.get()
                    prop:indeterminate=some
                    on:click=clicked
                />
            </label>
        </div>
    }
}

fn head(list: List, column: &Column, at: usize) -> AnyView {
    let name = column.field.name.clone();
    let class = match (at, field::is_number(&column.field)) {
        (0, _) => "cell pinned",
        (_, true) => "cell number",
        (_, false) => "cell",
    };
    let label = column.field.label.clone();
    let sorted = {
        let name = name.clone();
        move || list.sort.with(|sort| sort.iter().find(|sort| sort.field == name).map(|sort| sort.descending))
    };
    let aria = {
        let sorted = sorted.clone();
        move || match sorted() {
            None => "none",
            Some(false) => "ascending",
            Some(true) => "descending",
        }
    };
    let arrow = move || {
        sorted().map(|descending| {
            if descending {
                view! { <Icon name="arrow-down"/> }
            } else {
                view! { <Icon name="arrow-up"/> }
            }
        })
    };
    let title = if column.field.sortable() {
        let name = name.clone();
        let clicked = move |event: MouseEvent| sort_by(list, &name, event.shift_key());
        view! { <button class="sort" tabindex="-1" on:click=clicked>{label} {arrow}</button> }.into_any()
    } else {
        view! { <span>{label}</span> }.into_any()
    };
    view! {
        <div class=class role="columnheader" aria-colindex=(at + 2).to_string() aria-sort=aria>
            {title}
            <Resize list name width=column.pixels(at == 0) label=column.field.label.clone()/>
        </div>
    }
    .into_any()
}

/// Up, then down, then no more; with `add` the other columns keep sorting first.
pub fn sort_by(list: List, name: &Name, add: bool) {
    let mut sort = list.sort.get_untracked();
    let before = sort.iter().position(|sort| sort.field == *name);
    let own = list.query.get("sort").is_none();
    let next = match before.map(|at| sort[at].descending) {
        None => Some(Sort::up(name.clone())),
        Some(false) => Some(Sort::down(name.clone())),
        Some(true) if own && !add => Some(Sort::up(name.clone())),
        Some(true) => None,
    };
    if !add {
        sort.clear();
        sort.extend(next);
    } else if let Some(at) = before {
        match next {
            Some(next) => sort[at] = next,
            None => {
                sort.remove(at);
            }
        }
    } else {
        sort.extend(next);
    }
    list.set_sort(&sort);
}

/// The handle at a column's edge: by pointer, or by the arrow keys.
#[component]
fn Resize(list: List, name: Name, width: u16, label: String) -> impl IntoView {
    let start = StoredValue::new(None::<(i32, u16)>);
    let name = StoredValue::new(name);
    let resized = move |width: i32| name.with_value(|name| resize(list, name, width));
    let down = move |event: PointerEvent| {
        event.prevent_default();
        event.stop_propagation();
        let _ = event_target::<HtmlElement>(&event).set_pointer_capture(event.pointer_id());
        start.set_value(Some((event.client_x(), width)));
    };
    // The page shows the width at once, the URL gets it when one lets go.
    let moved = move |event: PointerEvent| {
        if let Some((x, width)) = start.get_value() {
            name.with_value(|name| show_width(list, name, i32::from(width) + event.client_x() - x));
        }
    };
    let up = move |event: PointerEvent| {
        if let Some((x, width)) = start.try_update_value(Option::take).flatten() {
            resized(i32::from(width) + event.client_x() - x);
        }
    };
    let key = move |event: KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowLeft" => -16,
            "ArrowRight" => 16,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        resized(i32::from(width) + step);
    };
    view! {
        <span
            class="resize"
            role="separator"
            aria-orientation="vertical"
            aria-label=move || t_with("list-column-width", &[("field", &label)])
            aria-valuenow=width.to_string()
            aria-valuemin=WIDTHS.start().to_string()
            aria-valuemax=WIDTHS.end().to_string()
            tabindex="-1"
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=up
            on:keydown=key
            on:click=|event: MouseEvent| event.stop_propagation()
        ></span>
    }
}

fn clamped(width: i32) -> u16 {
    u16::try_from(width).unwrap_or(0).clamp(*WIDTHS.start(), *WIDTHS.end())
}

fn with_width(list: List, name: &Name, width: i32) -> Vec<Column> {
    let mut columns = list.columns.get_untracked();
    if let Some(column) = columns.iter_mut().find(|column| column.field.name == *name) {
        column.width = Some(clamped(width));
    }
    columns
}

fn resize(list: List, name: &Name, width: i32) {
    list.set_columns(&with_width(list, name, width));
}

fn show_width(list: List, name: &Name, width: i32) {
    if let Some(node) = list.node.get_untracked() {
        let template = super::columns::template(&with_width(list, name, width));
        let style = node.unchecked_ref::<HtmlElement>().style();
        let _ = style.set_property("--columns", &template);
    }
}
