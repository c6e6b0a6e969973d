//! Dragging a card by mouse, pen or finger. A mouse drags at once, a finger after it has rested, so that it can scroll.
//!
//! What follows the pointer is a copy; the card itself stays pale in its place until it is let go.

use std::time::Duration;

use leptos::prelude::*;
use leptos::web_sys::{DomRect, Element, HtmlElement, PointerEvent, TouchEvent};
use model::{Id, Name};
use wasm_bindgen::JsCast;

use super::card;
use super::move_menu::is_button;
use super::state::{Board, Held};

/// How far a mouse moves before it drags, in CSS pixels.
const SLACK: f64 = 5.0;
/// How far a resting finger may tremble.
const TREMBLE: f64 = 9.0;
/// How long a finger rests before it drags.
const REST: Duration = Duration::from_millis(320);
/// So near an edge the board scrolls by itself.
const EDGE: f64 = 56.0;
/// Pixels a frame, at the very edge.
const SPEED: f64 = 18.0;

/// Where the pointer is, and where in the card it holds it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Grip {
    x: f64,
    y: f64,
    dx: f64,
    dy: f64,
    width: f64,
}

/// A pointer that is down on a card and does not drag yet.
#[derive(Clone, Copy)]
struct Pressed {
    id: Id,
    pointer: i32,
    mouse: bool,
    grip: Grip,
    timer: Option<TimeoutHandle>,
}

#[derive(Clone, Copy)]
pub struct Pointer {
    board: Board,
    pressed: StoredValue<Option<Pressed>>,
    grip: RwSignal<Grip>,
    /// The click that ends a drag opens nothing.
    dragged: StoredValue<bool>,
}

impl Pointer {
    pub fn new(board: Board) -> Pointer {
        Pointer {
            board,
            pressed: StoredValue::new(None),
            grip: RwSignal::new(Grip::default()),
            dragged: StoredValue::new(false),
        }
    }

    pub fn is_dragging(self) -> bool {
        self.board.held.with_untracked(|held| held.as_ref().is_some_and(|held| !held.by_keyboard))
    }

    /// Whether a click is the end of a drag.
    pub fn was_dragging(self) -> bool {
        self.dragged.try_update_value(std::mem::take).unwrap_or_default()
    }

    pub fn down(self, event: &PointerEvent) {
        self.dragged.set_value(false);
        if event.button() != 0 || !event.is_primary() || self.board.held.with_untracked(Option::is_some) {
            return;
        }
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let target = target.filter(|target| !is_button(target));
        let Some(card) = target.and_then(|target| target.closest(".deal").ok().flatten()) else { return };
        let Some(id) = id_of(&card) else { return };
        let bounds = card.get_bounding_client_rect();
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        let grip = Grip { x, y, dx: x - bounds.left(), dy: y - bounds.top(), width: bounds.width() };
        let mouse = event.pointer_type() == "mouse";
        let timer = (!mouse).then(|| set_timeout_with_handle(move || self.start(), REST).ok()).flatten();
        self.pressed.set_value(Some(Pressed { id, pointer: event.pointer_id(), mouse, grip, timer }));
    }

    pub fn moved(self, event: &PointerEvent) {
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        if self.is_dragging() {
            self.grip.update(|grip| (grip.x, grip.y) = (x, y));
            self.find_column();
            return;
        }
        let Some(pressed) = self.pressed.get_value() else { return };
        let far = (x - pressed.grip.x).hypot(y - pressed.grip.y);
        if pressed.mouse && far > SLACK {
            self.start();
        } else if !pressed.mouse && far > TREMBLE {
            self.release();
        }
    }

    pub fn up(self) {
        if !self.is_dragging() {
            self.release();
            return;
        }
        let target = self.board.over.get_untracked();
        let held = self.end();
        if let (Some(held), Some(to)) = (held, target) {
            self.board.move_card(held.id, &to);
        }
        self.board.catch_up();
    }

    pub fn cancel(self) {
        self.release();
        if self.is_dragging() {
            self.end();
            self.board.catch_up();
        }
    }

    /// A finger that drags must not scroll as well.
    pub fn touch_moved(self, event: &TouchEvent) {
        if self.is_dragging() && event.cancelable() {
            event.prevent_default();
        }
    }

    fn release(self) {
        if let Some(timer) =
            self.pressed.try_update_value(Option::take).flatten().and_then(|pressed| pressed.timer)
        {
            timer.clear();
        }
    }

    fn start(self) {
        let Some(pressed) = self.pressed.get_value() else { return };
        self.release();
        let card = self.board.card(pressed.id).filter(|(from, _)| !self.board.stays(from));
        let Some((from, _)) = card else { return };
        if let Some(node) = self.board.node.get_untracked() {
            let _ = node.set_pointer_capture(pressed.pointer);
        }
        self.snap(false);
        mark(pressed.id, "ghost", true);
        self.dragged.set_value(true);
        self.grip.set(pressed.grip);
        self.board.over.set(Some(from.clone()));
        self.board.held.set(Some(Held { id: pressed.id, from, by_keyboard: false }));
        self.scroll_at_edges();
    }

    fn end(self) -> Option<Held> {
        let held = self.board.held.try_update(Option::take).flatten()?;
        mark(held.id, "ghost", false);
        self.snap(true);
        self.board.over.set(None);
        Some(held)
    }

    /// On a phone the board snaps to columns; that would pull it back while it is scrolled at its edges.
    fn snap(self, on: bool) {
        if let Some(node) = self.board.node.get_untracked() {
            let style = HtmlElement::style(&node);
            let _ = match on {
                true => style.remove_property("scroll-snap-type").map(drop),
                false => style.set_property("scroll-snap-type", "none"),
            };
        }
    }

    /// The column under the pointer; beside the columns it is the last one.
    fn find_column(self) {
        let x = self.grip.get_untracked().x;
        let under =
            columns(self.board).into_iter().find(|(_, bounds)| x >= bounds.left() && x <= bounds.right());
        let from = self.board.held.with_untracked(|held| held.as_ref().map(|held| held.from.clone()));
        if let (Some((stage, _)), Some(from)) = (under, from)
            && self.board.over.with_untracked(|over| over.as_ref() != Some(&stage))
            && self.board.targets(&from).contains(&stage)
        {
            self.board.over.set(Some(stage));
        }
    }

    /// While the card is held near an edge, what lies beyond comes closer, frame by frame.
    fn scroll_at_edges(self) {
        request_animation_frame(move || {
            if self.board.held.is_disposed() || !self.is_dragging() {
                return;
            }
            if let Some(node) = self.board.node.get_untracked() {
                let grip = self.grip.get_untracked();
                let bounds = node.get_bounding_client_rect();
                let sideways = pull(grip.x, bounds.left(), bounds.right());
                node.set_scroll_left(node.scroll_left() + sideways as i32);
                self.scroll_column(grip.y);
                if sideways != 0.0 {
                    self.find_column();
                }
            }
            self.scroll_at_edges();
        });
    }

    fn scroll_column(self, y: f64) {
        let Some(over) = self.board.over.get_untracked() else { return };
        let selector = format!(".column[data-stage=\"{over}\"] > .column-body");
        if let Some(list) = document().query_selector(&selector).ok().flatten() {
            let bounds = list.get_bounding_client_rect();
            let pulled = pull(y, bounds.top(), bounds.bottom()) as i32;
            if pulled != 0 {
                list.set_scroll_top(list.scroll_top() + pulled);
            }
        }
    }
}

/// How fast to scroll with the pointer at `at` between two edges.
fn pull(at: f64, start: f64, end: f64) -> f64 {
    let near = |distance: f64| (1.0 - distance / EDGE).clamp(0.0, 1.0) * SPEED;
    near(end - at) - near(at - start)
}

fn columns(board: Board) -> Vec<(Name, DomRect)> {
    let Some(node) = board.node.get_untracked() else { return Vec::new() };
    let Ok(found) = node.query_selector_all(".column") else { return Vec::new() };
    let column = |at| {
        let element: Element = found.item(at)?.dyn_into().ok()?;
        Some((element.get_attribute("data-stage")?.into(), element.get_bounding_client_rect()))
    };
    (0..found.length()).filter_map(column).collect()
}

/// The card that an element is.
pub fn id_of(card: &Element) -> Option<Id> {
    card.get_attribute("data-id")?.parse().ok()
}

/// The element of a card.
pub fn find(id: Id) -> Option<HtmlElement> {
    document().query_selector(&format!(".deal[data-id=\"{id}\"]")).ok().flatten()?.dyn_into().ok()
}

/// Sets a class by hand: thousands of cards need not listen for it.
fn mark(id: Id, class: &str, on: bool) {
    if let Some(card) = find(id) {
        let _ = card.class_list().toggle_with_force(class, on);
    }
}

/// The copy that hangs on the pointer.
#[component]
pub fn Copy(pointer: Pointer) -> impl IntoView {
    let board = pointer.board;
    let held = Memo::new(move |_| board.held.get().filter(|held| !held.by_keyboard).map(|held| held.id));
    let place = move || {
        let grip = pointer.grip.get();
        let page = board.node.get_untracked().and_then(|node| node.parent_element());
        let (left, top) = page.map_or((0.0, 0.0), |page| {
            let bounds = page.get_bounding_client_rect();
            (bounds.left(), bounds.top())
        });
        format!("{}px {}px", grip.x - grip.dx - left, grip.y - grip.dy - top)
    };
    move || {
        let (stage, card) = board.card(held.get()?)?;
        let record = card.get();
        let outcome = untrack(|| board.choice(&stage)).map_or(model::Outcome::Open, |choice| choice.outcome);
        let content = board.module.with_untracked(|module| card::content(module, &record, outcome));
        let width = format!("{}px", pointer.grip.get_untracked().width);
        Some(view! {
            <div
                class="deal"
                data-dragging=""
                aria-hidden="true"
                style=("position", "absolute")
                style=("inset", "0 auto auto 0")
                style=("z-index", "30")
                style=("pointer-events", "none")
                style=("inline-size", width)
                style=("translate", place)
            >
                <span class="deal-title">{record.title.clone()}</span>
                {content}
            </div>
        })
    }
}
