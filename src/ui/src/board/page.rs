//! The page of a board.

use leptos::prelude::*;
use leptos::web_sys::{Element, MouseEvent};
use model::{Id, Name};
use wasm_bindgen::JsCast;

use super::column::Column;
use super::keyboard;
use super::live;
use super::move_menu::{MoveMenu, is_button};
use super::pipeline::PipelineSwitch;
use super::pointer::{Copy, Pointer, id_of};
use super::state::Board;
use crate::filter::{FilterBar, FilterButton, FilterPanel, QuickSearch, Unreadable};
use crate::list::{BoardSwitch, Coming, New, grouped};
use crate::prelude::*;
use crate::record::Peek;

#[component]
pub fn BoardPage(module: Name) -> impl IntoView {
    let known = crate::context::module(&module).filter(|module| module.stages.is_some());
    let Some(first) = known else { return view! { <NotFound/> }.into_any() };
    let module = Memo::new(move |before: Option<&ModuleRef>| {
        crate::context::module(&module).or_else(|| before.cloned()).unwrap_or_else(|| first.clone())
    });
    let board = Board::new(module);
    live::follow(board);
    let cards = OnceResource::new(board.first());
    let label = move || module.with(|module| module.label.clone());
    let content = move || {
        Suspend::new(async move {
            board.take(cards.await);
            view! { <Content board/> }
        })
    };
    view! {
        <PageTitle title=Signal::derive(label)/>
        <Suspense fallback=move || view! { <Coming label toolbar="toolbar board-bar"/> }>{content}</Suspense>
    }
    .into_any()
}

#[component]
fn Content(board: Board) -> impl IntoView {
    let total = move || {
        let lanes = board.lanes.get();
        grouped(lanes.iter().map(|(_, lane)| lane.with(|lane| lane.count)).sum())
    };
    let unreadable = board.condition.unreadable();
    let body = move || match board.failure.get() {
        _ if unreadable.get() => view! { <Unreadable condition=board.condition/> }.into_any(),
        Some(failure) => view! { <Failed failure/> }.into_any(),
        None => view! { <Columns board/> }.into_any(),
    };
    view! {
        <div class="fill">
            <header class="page-head">
                <h1>{move || board.module.with(|module| module.label.clone())}</h1>
                <span class="count">{total}</span>
                <div class="actions">
                    <BoardSwitch module=board.module board=true filter=board.condition.text/>
                    <span class="only-desk"><New module=board.module/></span>
                </div>
            </header>
            <div class="toolbar board-bar">
                <PipelineSwitch board/>
                <span class="grow"></span>
                <QuickSearch condition=board.condition/>
                <FilterButton condition=board.condition/>
            </div>
            <FilterPanel condition=board.condition/>
            <FilterBar condition=board.condition/>
            <div class="split">
                {body}
                <Beside board/>
            </div>
        </div>
    }
}

#[component]
fn Columns(board: Board) -> impl IntoView {
    let pointer = Pointer::new(board);
    let lanes = move || board.lanes.get();
    let columns =
        move || lanes().into_iter().map(|(stage, lane)| view! { <Column board stage lane/> }).collect_view();
    view! {
        <div
            class="board"
            role="list"
            aria-label=move || board.module.with(|module| module.label.clone())
            aria-busy=move || board.busy.get().then_some("true")
            node_ref=board.node
            on:pointerdown=move |event| pointer.down(&event)
            on:pointermove=move |event| pointer.moved(&event)
            on:pointerup=move |_| pointer.up()
            on:pointercancel=move |_| pointer.cancel()
            on:touchmove=move |event| pointer.touch_moved(&event)
            on:contextmenu=move |event| if pointer.is_dragging() { event.prevent_default() }
            on:click=move |event| clicked(board, pointer, &event)
            on:keydown=move |event| keyboard::pressed(board, pointer, &event)
            on:focusin=move |event| keyboard::focused(&event)
        >
            {columns}
        </div>
        <Copy pointer/>
        <MoveMenu board/>
        <p class="sr-only" id="board-help">{move || t("board-keyboard-help")}</p>
        <p class="sr-only" aria-live="assertive">{move || board.said.get()}</p>
    }
}

/// A click on a card opens the record beside the board, one on its button the menu of columns.
fn clicked(board: Board, pointer: Pointer, event: &MouseEvent) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    let Some(card) = target.closest(".deal").ok().flatten() else { return };
    if is_button(&target) {
        // The browser opens the menu.
        board.moving.set(id_of(&card));
        return;
    }
    if pointer.was_dragging() {
        event.prevent_default();
        return;
    }
    let plain = !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
    if let Some(id) = id_of(&card).filter(|_| plain) {
        event.prevent_default();
        board.open(Some(id));
    }
}

/// The record that is open beside the board.
#[component]
fn Beside(board: Board) -> impl IntoView {
    let open = Memo::new(move |_| board.peek.get().is_some());
    let last = Memo::new(move |before: Option<&Option<Id>>| board.peek.get().or(before.copied().flatten()));
    let shown = move || {
        let id = Signal::derive(move || last.get().unwrap_or(Id::new(0, [0; 10])));
        view! { <Peek module=Signal::derive(move || board.name()) id on_close=move |()| board.open(None)/> }
    };
    view! { <Show when=move || open.get()>{shown}</Show> }
}
