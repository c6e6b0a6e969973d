//! Moving a card without dragging it: a button on the card opens a menu of the other columns.

use leptos::prelude::*;
use leptos::web_sys::{Element, MouseEvent};
use model::Name;

use super::keyboard::focus_soon;
use super::state::Board;
use crate::prelude::*;

/// One menu for all cards: it is about the card whose button was pressed last.
const MENU: &str = "board-move";

#[component]
pub fn MoveButton(#[prop(into)] title: Signal<String>) -> impl IntoView {
    view! {
        <button
            type="button"
            class="btn ghost icon small deal-move"
            popovertarget=MENU
            aria-label=move || format!("{}: {}", title.get(), t("board-move-to"))
        >
            <Icon name="ellipsis"/>
        </button>
    }
}

#[component]
pub fn MoveMenu(board: Board) -> impl IntoView {
    let from = move || board.moving.get().and_then(|id| board.card(id)).map(|(stage, _)| stage);
    let items = move || {
        board.lanes.track();
        let from = from().unwrap_or_default();
        let others = board.targets(&from).into_iter().filter(|stage| *stage != from);
        others.map(|stage| item(board, stage)).collect_view()
    };
    view! {
        <Menu id=MENU label=Signal::derive(move || t("board-move-to")) end=true>
            <div class="menu-label" role="presentation">{move || t("board-move-to")}</div>
            {items}
        </Menu>
    }
}

fn item(board: Board, stage: Name) -> impl IntoView {
    let label = board.label(&stage);
    let chosen = move |event: MouseEvent| {
        let Some(id) = board.moving.get_untracked() else { return };
        board.move_card(id, &stage);
        // Who pressed a key goes along with the card; a finger stays where it is.
        if event.detail() == 0 {
            focus_soon(id);
        }
    };
    view! {
        <button type="button" class="menu-item" role="menuitem" on:click=chosen>
            <span>{label}</span>
        </button>
    }
}

/// Whether an event is about the button of a card.
pub fn is_button(target: &Element) -> bool {
    target.closest(".deal-move").ok().flatten().is_some()
}
