//! The table: an ARIA grid of which only the rows that one sees are in the page.

use leptos::ev;
use leptos::prelude::*;
use leptos::web_sys::{Element, FocusEvent, HtmlElement, MouseEvent};
use model::Id;
use wasm_bindgen::JsCast;

use super::columns;
use super::header::Header;
use super::keyboard;
use super::row::{Drawn, ListRow, drawn};
use super::rows::Rows;
use super::state::List;

/// Rows that stand for those that are on their way.
const SKELETONS: usize = 3;

#[component]
pub fn Grid(list: List) -> impl IntoView {
    let known = StoredValue::new(Vec::<Drawn>::new());
    let each = move || {
        let window = list.window.get();
        list.rows.with(|rows| {
            let now =
                known.with_value(|known| drawn(known, rows.slice(window.start, window.end), window.start));
            known.set_value(now.clone());
            now
        })
    };
    let template = move || list.columns.with(|columns| columns::template(columns));
    let before = move || list.window.get().start.to_string();
    let after = move || (list.rows.with(Rows::len) - list.window.get().end).to_string();
    let count = move || list.rows.with(|rows| rows.total().map_or(-1, |total| total as i64 + 1)).to_string();
    measure(list);
    restore(list);
    view! {
        <div
            class="list only-desk"
            id="list"
            role="grid"
            tabindex="0"
            aria-label=move || list.module.with(|module| module.label.clone())
            aria-rowcount=count
            aria-colcount=move || (list.columns.with(Vec::len) + 1).to_string()
            aria-multiselectable="true"
            aria-busy=move || list.busy.get().then_some("true")
            style=("--columns", template)
            style=("--before", before)
            style=("--after", after)
            node_ref=list.node
            on:scroll=move |_| scrolled(list)
            on:keydown=move |event| keyboard::pressed(list, &event)
            on:click=move |event| clicked(list, &event)
            on:dblclick=move |event| double_clicked(list, &event)
            on:focusin=move |event| focused(list, &event)
            on:focusout=move |event| left(list, &event)
        >
            <Header list/>
            <div class="list-body" role="rowgroup">
                <For each=each key=|drawn| drawn.id let:drawn>
                    <ListRow list drawn/>
                </For>
                <Waiting list/>
            </div>
        </div>
    }
}

/// Shown where one has come to the end of what is loaded before the rest is there.
#[component]
fn Waiting(list: List) -> impl IntoView {
    let waiting = Memo::new(move |_| {
        list.rows.with(|rows| rows.next.is_some() && list.window.get().end == rows.len())
            && list.viewport.with(|viewport| viewport.row > 0.0)
    });
    let row = move || {
        let cells = list.columns.with(Vec::len);
        let cell = || view! { <div class="cell"><span class="skeleton"></span></div> };
        view! {
            <div class="list-row" aria-hidden="true">
                <div class="cell pick"></div>
                {(0..cells).map(|_| cell()).collect_view()}
            </div>
        }
    };
    move || waiting.get().then(|| (0..SKELETONS).map(|_| row()).collect_view())
}

/// Finds out how large things are, now and whenever the window changes.
fn measure(list: List) {
    Effect::new(move |_| {
        list.node.track();
        // Also when the first row appears.
        list.rows.with(|rows| rows.len() > 0);
        take_measure(list);
    });
    let handle = window_event_listener(ev::resize, move |_| take_measure(list));
    on_cleanup(move || handle.remove());
}

/// Goes back to where one was when the list was left.
fn restore(list: List) {
    Effect::new(move |_| {
        let top = list.top.get_value();
        if list.node.get().is_some() && top > 0.0 {
            request_animation_frame(move || list.scroll_to(top));
        }
    });
}

fn take_measure(list: List) {
    let Some(node) = list.node.get_untracked() else { return };
    let row = node.query_selector(".list-row").ok().flatten();
    let row = row.map_or(0.0, |row| row.get_bounding_client_rect().height());
    let now = super::window::Viewport {
        top: f64::from(node.scroll_top()),
        height: f64::from(node.client_height()),
        row,
    };
    if list.viewport.get_untracked() != now {
        list.viewport.set(now);
    }
}

fn scrolled(list: List) {
    let Some(node) = list.node.get_untracked() else { return };
    let top = f64::from(node.scroll_top());
    if (list.viewport.get_untracked().top - top).abs() >= 1.0 {
        leave_what_scrolls_out(list, &node);
        list.top.set_value(top);
        list.viewport.update(|viewport| viewport.top = top);
    }
}

/// A row that is taken out of the page must not take an editor or the focus with it.
fn leave_what_scrolls_out(list: List, node: &HtmlElement) {
    let (id, _) = list.active.get_value();
    let Some(at) = id.and_then(|id| list.rows.with_untracked(|rows| rows.position(id))) else { return };
    let (first, last) = list.viewport.get_untracked().seen();
    let near = at + 8 >= first && at <= last + 8;
    if near || !has_focus(node) {
        return;
    }
    if !list.commit() {
        list.cancel();
    }
    // The grid hands the focus on to the cell again when a key wants it.
    list.resting.set_value(true);
    let _ = node.focus();
}

fn has_focus(node: &Element) -> bool {
    document().active_element().is_some_and(|active| node.contains(Some(&active)))
}

/// The row and column that an event happened in.
pub fn place(list: List, target: Option<&Element>) -> Option<(Option<Id>, usize)> {
    let cell = target?.closest(".cell").ok().flatten()?;
    let column = cell.get_attribute("aria-colindex")?.parse::<usize>().ok()?.checked_sub(1)?;
    let row = cell.closest(".list-row").ok().flatten();
    let at = row.and_then(|row| row.get_attribute("aria-rowindex")?.parse::<usize>().ok()?.checked_sub(2));
    let id = at.and_then(|at| list.rows.with_untracked(|rows| rows.get(at).map(|record| record.id)));
    Some((id, column))
}

fn element(event: &ev::Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// A click on a title opens the record beside; one elsewhere moves the focus there.
fn clicked(list: List, event: &MouseEvent) {
    let target = element(event);
    let Some((Some(id), column)) = place(list, target.as_ref()) else { return };
    list.active.set_value((Some(id), column));
    let link = target.as_ref().and_then(|target| target.closest("a").ok().flatten());
    let plain = !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
    if link.as_ref().is_some_and(|link| link.has_attribute("data-open-beside")) && plain {
        event.prevent_default();
        list.remember();
        list.open(Some(id));
    } else if link.is_none() && column > 0 && !is_editing(target.as_ref()) {
        keyboard::focus(list, Some(id), column);
    }
}

fn is_editing(target: Option<&Element>) -> bool {
    target.is_some_and(|target| target.closest(".editing").ok().flatten().is_some())
}

/// A double click edits where that is possible, and opens the page elsewhere.
fn double_clicked(list: List, event: &MouseEvent) {
    let target = element(event);
    let Some((Some(id), column)) = place(list, target.as_ref()) else { return };
    if column == 0 || is_editing(target.as_ref()) {
        return;
    }
    match list.column(column).filter(|field| column > 1 && list.can_change(id, field)) {
        Some(field) => list.edit(id, &field),
        None => list.visit(id),
    }
}

/// While a cell has the focus, Tab leaves the grid instead of walking through it.
fn focused(list: List, event: &FocusEvent) {
    let target = element(event);
    let Some(node) = list.node.get_untracked() else { return };
    let on_itself = target.as_ref().is_some_and(|target| target.is_same_node(Some(&node)));
    if on_itself && !list.resting.try_update_value(std::mem::take).unwrap_or_default() {
        let (id, column) = list.active.get_value();
        keyboard::enter(list, id, column);
    } else if let Some(place) = place(list, target.as_ref()) {
        list.active.set_value(place);
    }
}

/// Leaving the editor saves.
fn left(list: List, event: &FocusEvent) {
    if list.edits.open.with_untracked(Option::is_none) || !is_editing(element(event).as_ref()) {
        return;
    }
    let next = event.related_target().and_then(|next| next.dyn_into::<Element>().ok());
    // Another window, or a part of the page that takes no focus, such as a list of suggestions.
    let nowhere = next.is_none() && !document().has_focus().unwrap_or(true);
    if !nowhere && !is_editing(next.as_ref()) {
        list.commit();
    }
}
