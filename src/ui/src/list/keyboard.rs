//! The keys of the table.

use leptos::prelude::*;
use leptos::web_sys::{HtmlElement, HtmlTextAreaElement, KeyboardEvent};
use model::Id;
use wasm_bindgen::JsCast;

use super::bulk;
use super::rows::Rows;
use super::selection::Selected;
use super::state::List;
use super::window::HEAD;

pub fn pressed(list: List, event: &KeyboardEvent) {
    if event.default_prevented() || event.is_composing() {
        return;
    }
    let done = if list.edits.open.with_untracked(Option::is_some) {
        in_editor(list, event)
    } else {
        in_grid(list, event)
    };
    if done {
        event.prevent_default();
        event.stop_propagation();
    }
}

/// Enter saves and goes down, Tab saves and edits the next, Escape throws away.
fn in_editor(list: List, event: &KeyboardEvent) -> bool {
    let (id, column) = list.active.get_value();
    let lines = event.target().is_some_and(|target| target.has_type::<HtmlTextAreaElement>());
    match event.key().as_str() {
        "Escape" => {
            list.cancel();
            focus(list, id, column);
            true
        }
        "Enter" if !lines || event.ctrl_key() || event.meta_key() => {
            if list.commit() {
                focus(list, id, column);
                move_by(list, 1, 0);
            }
            true
        }
        "Tab" => {
            if list.commit() {
                match next_editable(list, column, event.shift_key()) {
                    Some(next) => edit(list, id, next),
                    None => focus(list, id, column),
                }
            }
            true
        }
        _ => false,
    }
}

fn in_grid(list: List, event: &KeyboardEvent) -> bool {
    let (id, column) = list.active.get_value();
    let ctrl = event.ctrl_key() || event.meta_key();
    let page = page_size(list);
    match (event.key().as_str(), id) {
        ("ArrowDown", _) => walk(list, 1),
        ("ArrowUp", _) => walk(list, -1),
        ("j", _) if !ctrl => walk(list, 1),
        ("k", _) if !ctrl => walk(list, -1),
        ("ArrowRight", _) => move_by(list, 0, 1),
        ("ArrowLeft", _) => move_by(list, 0, -1),
        ("PageDown", _) => move_by(list, page, 0),
        ("PageUp", _) => move_by(list, -page, 0),
        ("Home", _) => move_to(list, if ctrl { Some(0) } else { None }, 0),
        ("End", _) => move_to(list, ctrl.then_some(usize::MAX), usize::MAX),
        ("Enter", Some(id)) if ctrl => list.visit(id),
        ("Enter" | "F2", Some(id)) => enter_cell(list, id, column),
        (" ", Some(id)) => list.pick(id, event.shift_key()),
        ("x", Some(id)) if !ctrl => list.pick(id, false),
        ("a", _) if ctrl => select_loaded(list),
        ("o", Some(id)) if !ctrl => list.open(Some(id)),
        ("Delete", Some(id)) => bulk::delete(list, Some(id)),
        ("Escape", _) => return escape(list),
        ("Tab", _) => return leave(list, event.shift_key()),
        _ => return false,
    }
    true
}

/// Edits, or opens where that cannot be edited.
fn enter_cell(list: List, id: Id, column: usize) {
    match list.column(column).filter(|field| list.can_change(id, field)) {
        Some(field) => list.edit(id, &field),
        None if column == 0 => list.pick(id, false),
        None => list.open(Some(id)),
    }
}

fn select_loaded(list: List) {
    let ids = list.rows.with_untracked(Rows::ids);
    list.selected.update(|selected| selected.set_loaded(&ids, true));
}

/// Closes what is open, then drops the selection.
fn escape(list: List) -> bool {
    if list.peek.get_untracked().is_some() {
        list.open(None);
    } else if list.selected.with_untracked(|selected| !selected.is_empty()) {
        list.selected.update(Selected::clear);
    } else {
        return false;
    }
    true
}

fn page_size(list: List) -> isize {
    let viewport = list.viewport.get_untracked();
    if viewport.row > 0.0 { ((viewport.height - HEAD) / viewport.row) as isize - 1 } else { 10 }
}

/// The record that is open beside the list follows.
fn walk(list: List, rows: isize) {
    move_by(list, rows, 0);
    let (id, _) = list.active.get_value();
    if id.is_some() && list.peek.get_untracked().is_some() {
        list.open(id);
    }
}

fn move_by(list: List, rows: isize, columns: isize) {
    let (id, column) = list.active.get_value();
    let count = list.rows.with_untracked(Rows::len);
    let width = list.columns.with_untracked(Vec::len);
    let column = column.saturating_add_signed(columns).min(width);
    // The head counts as row 0.
    let at = id.and_then(|id| list.rows.with_untracked(|rows| rows.position(id))).map_or(0, |at| at + 1);
    let at = at.saturating_add_signed(rows).min(count);
    focus_at(list, at, column);
}

/// To the first or last row where `row` says so, and to a column.
fn move_to(list: List, row: Option<usize>, column: usize) {
    let (id, _) = list.active.get_value();
    let count = list.rows.with_untracked(Rows::len);
    let width = list.columns.with_untracked(Vec::len);
    let here = id.and_then(|id| list.rows.with_untracked(|rows| rows.position(id))).unwrap_or(0);
    let at = row.unwrap_or(here).min(count.saturating_sub(1));
    focus_at(list, at + 1, column.min(width));
}

fn next_editable(list: List, column: usize, back: bool) -> Option<usize> {
    let width = list.columns.with_untracked(Vec::len);
    let fits = |at: &usize| list.column(*at).is_some_and(|field| list.can_edit(&field));
    if back { (1..column).rev().find(fits) } else { (column + 1..=width).find(fits) }
}

fn edit(list: List, id: Option<Id>, column: usize) {
    list.active.set_value((id, column));
    if let (Some(id), Some(field)) = (id, list.column(column)) {
        list.edit(id, &field);
    }
}

/// The grid itself got the focus: hands it on to the cell that had it last.
pub fn enter(list: List, id: Option<Id>, column: usize) {
    let known = id.filter(|id| list.rows.with_untracked(|rows| rows.has(*id)));
    let first = || list.rows.with_untracked(|rows| rows.get(0).map(|record| record.id));
    focus(list, known.or_else(first), column.max(1));
}

pub fn focus(list: List, id: Option<Id>, column: usize) {
    let at = id.and_then(|id| list.rows.with_untracked(|rows| rows.position(id)));
    focus_at(list, at.map_or(0, |at| at + 1), column);
}

/// Focuses a cell, counting the head as row 0; scrolls there first, so that it is in the page.
fn focus_at(list: List, row: usize, column: usize) {
    let id = row
        .checked_sub(1)
        .and_then(|at| list.rows.with_untracked(|rows| rows.get(at).map(|record| record.id)));
    list.active.set_value((id, column));
    let reach = row.checked_sub(1).and_then(|at| list.viewport.get_untracked().reach(at, HEAD));
    if let Some(top) = reach {
        list.scroll_to(top);
    }
    // What was scrolled to is drawn by then.
    request_animation_frame(move || {
        if let Some(cell) = find(list, row, column) {
            let _ = cell.focus();
        }
    });
}

/// The element that takes the focus for a cell: in the head, the button in it.
fn find(list: List, row: usize, column: usize) -> Option<HtmlElement> {
    let node = list.node.get_untracked()?;
    let cell = format!(".cell[aria-colindex=\"{}\"]", column + 1);
    let selector = if row == 0 {
        format!(".list-head > {cell} :is(button, input)")
    } else {
        format!(".list-row[aria-rowindex=\"{}\"] > {cell}", row + 1)
    };
    node.query_selector(&selector).ok().flatten()?.dyn_into().ok()
}

/// Lets Tab go on from the grid's own place in the page, past the cells and what is in them: into the record that is
/// open beside, or to what comes after the list.
fn leave(list: List, back: bool) -> bool {
    let Some(node) = list.node.get_untracked() else { return false };
    let by = |selector: &str| document().query_selector(selector).ok().flatten();
    if back {
        list.resting.set_value(true);
        let _ = node.focus();
        return false;
    }
    let beside = by(".peek a[href]");
    let inside = beside.is_some();
    if let Some(next) =
        beside.or_else(|| by("#list-end")).and_then(|next| next.dyn_into::<HtmlElement>().ok())
    {
        let _ = next.focus();
    }
    inside
}
