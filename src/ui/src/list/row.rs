//! A row of the table.

use std::sync::Arc;

use leptos::web_sys::MouseEvent;
use model::{Field, Id, Kind, Record};

use super::columns::Column;
use super::state::List;
use super::tools::{Tool, tool};
use crate::field;
use crate::prelude::*;

/// A record that is drawn. It stays the same while its place and its content change.
#[derive(Clone)]
pub struct Drawn {
    pub id: Id,
    pub at: ArcRwSignal<usize>,
    pub record: ArcRwSignal<Arc<Record>>,
}

/// The records of the window, as far as possible the ones of before.
pub fn drawn(before: &[Drawn], records: &[Arc<Record>], start: usize) -> Vec<Drawn> {
    let draw = |(offset, record): (usize, &Arc<Record>)| {
        let at = start + offset;
        match before.iter().find(|drawn| drawn.id == record.id) {
            Some(drawn) => {
                if drawn.at.with_untracked(|known| *known != at) {
                    drawn.at.set(at);
                }
                if drawn.record.with_untracked(|known| !Arc::ptr_eq(known, record)) {
                    drawn.record.set(record.clone());
                }
                drawn.clone()
            }
            None => {
                Drawn { id: record.id, at: ArcRwSignal::new(at), record: ArcRwSignal::new(record.clone()) }
            }
        }
    };
    records.iter().enumerate().map(draw).collect()
}

#[component]
pub fn ListRow(list: List, drawn: Drawn) -> impl IntoView {
    let id = drawn.id;
    let at = drawn.at.clone();
    let selected = move || list.selected.with(|selected| selected.has(id));
    let editing = Memo::new(move |_| {
        list.edits
            .open
            .with(|open| open.as_ref().filter(|(row, _)| *row == id).map(|(_, field)| field.clone()))
    });
    let record = drawn.record.clone();
    let cells = move || {
        list.columns.with(|columns| {
            let views =
                columns.iter().enumerate().map(|(at, column)| cell(list, &record, column, at, editing));
            views.collect_view()
        })
    };
    view! {
        <div
            class="list-row"
            role="row"
            aria-rowindex=move || (at.get() + 2).to_string()
            aria-selected=move || if selected() { "true" } else { "false" }
            aria-busy=move || list.edits.saving.with(|saving| saving.contains(&id)).then_some("true")
            data-open=move || (list.peek.get() == Some(id)).then_some("")
            data-changed=move || list.lit.with(|lit| lit.contains(&id)).then_some("")
        >
            {pick(list, id, drawn.record)}
            {cells}
        </div>
    }
}

fn pick(list: List, id: Id, record: ArcRwSignal<Arc<Record>>) -> AnyView {
    let label = move || t_with("list-select-row", &[("record", &record.with(|record| record.title.clone()))]);
    let clicked = move |event: MouseEvent| list.pick(id, event.shift_key());
    view! {
        <div class="cell pick" role="gridcell" aria-colindex="1" tabindex="-1">
            <label class="check">
                <input
                    type="checkbox"
                    tabindex="-1"
                    aria-label=label
                    prop:checked=move || list.selected.with(|selected| selected.has(id))
                    on:click=clicked
                />
            </label>
        </div>
    }
    .into_any()
}

/// The first column names the row, and leads to its record.
fn cell(
    list: List,
    record: &ArcRwSignal<Arc<Record>>,
    column: &Column,
    at: usize,
    editing: Memo<Option<model::Name>>,
) -> AnyView {
    let field = column.field.clone();
    let name = field.name.clone();
    let is_editing = move || editing.with(|editing| editing.as_ref() == Some(&name));
    let class = match (at, field::is_number(&field)) {
        (0, _) => "cell pinned",
        (_, true) => "cell number",
        (_, false) => "cell",
    };
    let record = record.clone();
    let content = {
        let is_editing = is_editing.clone();
        move || {
            if is_editing() {
                let record = record.get_untracked();
                return tool(list, Tool::Edit(record, field.clone())).into_any();
            }
            record.with(|record| if at == 0 { lead(list, record, &field) } else { content(record, &field) })
        }
    };
    view! {
        <div
            class=class
            class:editing=is_editing
            role=if at == 0 { "rowheader" } else { "gridcell" }
            aria-colindex=(at + 2).to_string()
            tabindex="-1"
        >
            {content}
        </div>
    }
    .into_any()
}

fn content(record: &Record, field: &Field) -> AnyView {
    field::cell(field, record, &formats())
}

/// The link to the record: what the field holds, or what the record is called where it holds nothing.
fn lead(list: List, record: &Record, field: &Field) -> AnyView {
    let empty = !matches!(field.kind, Kind::Address(_)) && record.value(&field.name).is_empty();
    let text = if empty { record.title.clone().into_any() } else { field::card(field, record, &formats()) };
    view! {
        <a href=list.address(record.id) tabindex="-1" data-open-beside="">
            {text}
        </a>
    }
    .into_any()
}
