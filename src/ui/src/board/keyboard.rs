//! The keys of the board: arrows move from card to card; Space picks one up, the arrows then choose a column.

use leptos::prelude::*;
use leptos::web_sys::{Element, FocusEvent, HtmlElement, KeyboardEvent};
use model::{Id, Name};
use wasm_bindgen::JsCast;

use super::move_menu::is_button;
use super::pointer::{Pointer, find, id_of};
use super::state::{Board, Held};
use crate::browser;
use crate::list::address;
use crate::prelude::*;

pub fn pressed(board: Board, pointer: Pointer, event: &KeyboardEvent) {
    if event.default_prevented() {
        return;
    }
    let held = board.held.get_untracked();
    let card = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .filter(|target| !is_button(target))
        .and_then(|target| target.closest(".deal").ok().flatten());
    let done = match (held, card) {
        (Some(held), _) if !held.by_keyboard => {
            event.key() == "Escape" && {
                pointer.cancel();
                true
            }
        }
        (Some(held), _) => while_held(board, &held, &event.key()),
        (None, Some(card)) => on_card(board, &card, event),
        (None, None) => false,
    };
    if done {
        event.prevent_default();
        event.stop_propagation();
    }
}

fn on_card(board: Board, card: &Element, event: &KeyboardEvent) -> bool {
    let Some(id) = id_of(card) else { return false };
    match event.key().as_str() {
        " " => grab(board, id),
        "Enter" if event.ctrl_key() || event.meta_key() => go(&address(&board.name(), id)),
        "Enter" | "o" if !event.ctrl_key() && !event.meta_key() => board.open(Some(id)),
        "ArrowDown" => focus(next_card(card, true)),
        "ArrowUp" => focus(next_card(card, false)),
        "ArrowRight" => focus(beside(card, true)),
        "ArrowLeft" => focus(beside(card, false)),
        "Escape" if board.peek.get_untracked().is_some() => board.open(None),
        _ => return false,
    }
    true
}

fn while_held(board: Board, held: &Held, key: &str) -> bool {
    match key {
        "ArrowRight" => over_next(board, held, 1),
        "ArrowLeft" => over_next(board, held, -1),
        " " | "Enter" => drop_card(board, held),
        "Escape" | "Tab" => cancel(board, held),
        "ArrowUp" | "ArrowDown" => {}
        _ => return false,
    }
    true
}

fn title(board: Board, id: Id) -> String {
    board.card(id).map(|(_, card)| card.get().title.clone()).unwrap_or_default()
}

fn say(board: Board, key: &str, id: Id, stage: &Name) {
    let place = board.stages().iter().position(|known| known == stage).unwrap_or_default() + 1;
    let (record, stage) = (title(board, id), board.label(stage));
    board.said.set(t_with(key, &[("record", &record), ("stage", &stage), ("n", &place)]));
}

fn grab(board: Board, id: Id) {
    let Some((from, _)) = board.card(id).filter(|(from, _)| !board.stays(from)) else { return };
    mark(id, true);
    board.over.set(Some(from.clone()));
    say(board, "board-picked-up", id, &from);
    board.held.set(Some(Held { id, from, by_keyboard: true }));
}

fn over_next(board: Board, held: &Held, step: isize) {
    let stages = board.targets(&held.from);
    let now = board.over.get_untracked();
    let at = stages.iter().position(|stage| Some(stage) == now.as_ref()).unwrap_or_default();
    let Some(next) = stages.get(at.saturating_add_signed(step)) else { return };
    board.over.set(Some(next.clone()));
    show_column(next);
    say(board, "board-now-over", held.id, next);
}

fn drop_card(board: Board, held: &Held) {
    let to = board.over.get_untracked().unwrap_or_else(|| held.from.clone());
    let_go(board, held);
    if to == held.from {
        say(board, "board-cancelled", held.id, &held.from);
    } else {
        board.move_card(held.id, &to);
        say(board, "board-dropped", held.id, &to);
        focus_soon(held.id);
    }
    board.catch_up();
}

fn cancel(board: Board, held: &Held) {
    let_go(board, held);
    say(board, "board-cancelled", held.id, &held.from);
    show_column(&held.from);
    board.catch_up();
}

fn let_go(board: Board, held: &Held) {
    mark(held.id, false);
    board.held.set(None);
    board.over.set(None);
}

/// As by the pointer, by hand: thousands of cards need not listen.
fn mark(id: Id, on: bool) {
    let Some(card) = find(id) else { return };
    let _ = if on { card.set_attribute("data-grabbed", "") } else { card.remove_attribute("data-grabbed") };
}

/// In its new column it is another element.
pub fn focus_soon(id: Id) {
    request_animation_frame(move || focus(find(id)));
}

fn focus(card: Option<HtmlElement>) {
    if let Some(card) = card {
        let _ = card.focus();
    }
}

fn is_card(element: &Element) -> bool {
    element.class_list().contains("deal")
}

fn next_card(card: &Element, down: bool) -> Option<HtmlElement> {
    let step = |at: &Element| if down { at.next_element_sibling() } else { at.previous_element_sibling() };
    let mut next = step(card);
    while let Some(element) = next {
        if is_card(&element) {
            return element.dyn_into().ok();
        }
        next = step(&element);
    }
    None
}

/// The card at the same height in the next column that has any.
fn beside(card: &Element, right: bool) -> Option<HtmlElement> {
    let height = card.get_bounding_client_rect().top();
    let mut column = card.closest(".column").ok().flatten();
    loop {
        column = if right { column?.next_element_sibling() } else { column?.previous_element_sibling() };
        let cards = column.as_ref()?.query_selector_all(".deal").ok()?;
        let cards = (0..cards.length()).filter_map(|at| cards.item(at)?.dyn_into::<HtmlElement>().ok());
        let far = |card: &HtmlElement| (card.get_bounding_client_rect().top() - height).abs();
        if let Some(found) = cards.min_by(|a, b| far(a).total_cmp(&far(b))) {
            return Some(found);
        }
    }
}

fn show_column(stage: &Name) {
    let selector = format!(".column[data-stage=\"{stage}\"]");
    if let Some(column) = document().query_selector(&selector).ok().flatten() {
        browser::reveal(&column);
    }
}

/// Tab stops once in each column: at the card that had the focus last.
pub fn focused(event: &FocusEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(card) = target.filter(is_card) else { return };
    let Some(column) = card.parent_element() else { return };
    if let Ok(Some(before)) = column.query_selector(".deal[tabindex=\"0\"]") {
        let _ = before.set_attribute("tabindex", "-1");
    }
    let _ = card.set_attribute("tabindex", "0");
}
