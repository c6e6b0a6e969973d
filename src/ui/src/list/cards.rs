//! The list on a phone: cards instead of a table.

use std::time::Duration;

use leptos::html::Ul;
use leptos::prelude::*;
use leptos::web_sys::{Element, MouseEvent, PointerEvent};
use model::{Kind, Module, Record};
use wasm_bindgen::JsCast;

use super::row::{Drawn, drawn};
use super::rows::Rows;
use super::selection::Selected;
use super::stack::Stack;
use super::state::{CARDS, List};
use super::window::Window;
use crate::field;
use crate::prelude::*;

/// Besides title and subtitle.
const FACTS: usize = 3;
/// More is asked for so many pixels before the end.
const AHEAD: f64 = 4_000.0;
/// How long a finger rests before it selects.
const LONG: Duration = Duration::from_millis(500);

/// `narrow`: whether the page knows that it is; before, only the first few cards are made.
#[component]
pub fn Cards(list: List, #[prop(into)] narrow: Signal<bool>) -> impl IntoView {
    let node = NodeRef::<Ul>::new();
    let known = StoredValue::new(Vec::<Drawn>::new());
    let window =
        Memo::new(
            move |_| {
                if narrow.get() { list.cards.with(|cards| cards.window) } else { Stack::default().window }
            },
        );
    let each = move || {
        let Window { start, end } = window.get();
        list.rows.with(|rows| {
            let now = known.with_value(|known| drawn(known, rows.slice(start, end), start));
            known.set_value(now.clone());
            now
        })
    };
    let before = move || format!("{}px", list.cards.with(Stack::before));
    let after = move || {
        let loaded = list.rows.with(Rows::len);
        format!("{}px", list.cards.with(|cards| cards.after(loaded)))
    };
    let picking = move || list.selected.with(Selected::is_active);
    let scrolled = move || {
        if let Some(node) = node.try_get_untracked().flatten() {
            list.top.set_value(passed(list, &node));
            follow(list, &node);
        }
    };
    Effect::new(move |_| {
        list.rows.with(|rows| rows.len());
        window.with(|_| ());
        if narrow.get() {
            request_animation_frame(scrolled);
        }
    });
    Effect::new(move |_| {
        let cards = list.top.get_value();
        if let Some(node) = node.get().filter(|_| narrow.get() && cards > 0.0) {
            request_animation_frame(move || pass(list, &node, cards));
        }
    });
    view! {
        <ul
            class="card-list only-phone"
            class:picking=picking
            aria-label=move || list.module.with(|module| module.label.clone())
            aria-busy=move || list.busy.get().then_some("true")
            style=("--before", before)
            style=("--after", after)
            node_ref=node
            on:scroll=move |_| scrolled()
        >
            <For each=each key=|drawn| drawn.id let:drawn>
                <Card list drawn/>
            </For>
        </ul>
    }
}

/// Draws the cards that have come near, takes out those that are far, and asks for more before the end.
fn follow(list: List, node: &Element) {
    let (top, height) = (f64::from(node.scroll_top()), f64::from(node.client_height()));
    let loaded = list.rows.with_untracked(Rows::len);
    let mut stack = list.cards.get_untracked();
    measure(&mut stack, &cards(node));
    stack.follow(top, height, loaded);
    if stack != list.cards.get_untracked() {
        list.cards.set(stack);
    }
    let left = f64::from(node.scroll_height()) - top - height;
    if left < AHEAD {
        list.load_more();
    }
}

/// Takes the heights of the blocks that are drawn whole.
fn measure(stack: &mut Stack, cards: &[Element]) {
    let start = stack.window.start;
    for (at, block) in cards.chunks_exact(CARDS).enumerate() {
        if let [first, .., last] = block {
            let top = first.get_bounding_client_rect().top();
            stack.measured(start + at * CARDS, last.get_bounding_client_rect().bottom() - top);
        }
    }
}

/// How many cards one has scrolled past, with the part of the one at the edge.
fn passed(list: List, node: &Element) -> f64 {
    let edge = node.get_bounding_client_rect().top();
    let cards = cards(node);
    let at = cards.partition_point(|card| card.get_bounding_client_rect().bottom() <= edge);
    let Some(bounds) = cards.get(at).map(Element::get_bounding_client_rect) else { return 0.0 };
    let start = list.cards.with_untracked(|cards| cards.window.start);
    (start + at) as f64 + ((edge - bounds.top()) / bounds.height().max(1.0)).max(0.0)
}

/// Scrolls past so many.
fn pass(list: List, node: &Element, count: f64) {
    let start = list.cards.with_untracked(|cards| cards.window.start);
    if let Some(card) = (count as usize).checked_sub(start).and_then(|at| cards(node).get(at).cloned()) {
        let bounds = card.get_bounding_client_rect();
        let away = bounds.top() - node.get_bounding_client_rect().top() + count.fract() * bounds.height();
        node.set_scroll_top(node.scroll_top() + away as i32);
    }
}

fn cards(node: &Element) -> Vec<Element> {
    let Ok(found) = node.query_selector_all(":scope > .card") else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}

#[component]
fn Card(list: List, drawn: Drawn) -> impl IntoView {
    let Drawn { id, at, record } = drawn;
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let long = StoredValue::new(false);
    let stop = move || {
        if let Some(timer) = timer.get_value() {
            timer.clear();
        }
    };
    let press = move |event: PointerEvent| {
        if event.pointer_type() == "mouse" {
            return;
        }
        long.set_value(false);
        let select = move || {
            long.set_value(true);
            list.pick(id, false);
        };
        timer.set_value(set_timeout_with_handle(select, LONG).ok());
    };
    on_cleanup(stop);
    // While selecting, a touch picks; the touch that began it must not open the record.
    let clicked = move |event: MouseEvent| {
        let picking = list.selected.with_untracked(Selected::is_active);
        if long.get_value() || picking {
            event.prevent_default();
            if !long.get_value() {
                list.pick(id, false);
            }
            long.set_value(false);
        } else {
            list.remember();
        }
    };
    let title = record.clone();
    let label = move || title.with(|record| t_with("list-select-row", &[("record", &record.title)]));
    let shown = record.clone();
    let content = move || shown.with(|record| list.module.with(|module| content(module, record)));
    let chip = move || record.with(|record| list.module.with(|module| chip(module, record)));
    let total = move || list.rows.with(|rows| rows.total().map_or(-1, |total| total as i64)).to_string();
    view! {
        <li
            class="card"
            aria-posinset=move || (at.get() + 1).to_string()
            aria-setsize=total
            data-changed=move || list.lit.with(|lit| lit.contains(&id)).then_some("")
        >
            <label class="check">
                <input
                    type="checkbox"
                    aria-label=label
                    prop:checked=move || list.selected.with(|selected| selected.has(id))
                    on:click=move |_| list.pick(id, false)
                />
            </label>
            <a
                class="card-body"
                href=list.address(id)
                draggable="false"
                on:pointerdown=press
                on:pointerup=move |_| stop()
                on:pointermove=move |event| if moved(&event) { stop() }
                on:pointercancel=move |_| stop()
                on:contextmenu=move |event: MouseEvent| if long.get_value() { event.prevent_default() }
                on:click=clicked
            >
                {content}
            </a>
            {chip}
        </li>
    }
}

/// More than a finger trembles.
fn moved(event: &PointerEvent) -> bool {
    event.movement_x().abs() + event.movement_y().abs() > 4
}

fn content(module: &Module, record: &Record) -> AnyView {
    let formats = formats();
    let shown = |field: &&model::Field| !record.format(field, &formats).is_empty();
    let sub: Vec<String> = module
        .pick(&module.subtitle)
        .filter(shown)
        .filter(|field| !is_chip(module, field))
        .map(|field| record.format(field, &formats))
        .collect();
    let told = |field: &&model::Field| {
        !module.title.contains(&field.name)
            && !module.subtitle.contains(&field.name)
            && !is_chip(module, field)
    };
    let facts: Vec<AnyView> = module
        .pick(&module.columns)
        .filter(told)
        .filter(shown)
        .take(FACTS)
        .map(|field| fact(field, record))
        .collect();
    view! {
        <b class="card-title">{record.title.clone()}</b>
        {(!sub.is_empty()).then(|| view! { <span class="card-sub">{sub.join(" · ")}</span> })}
        <span class="card-facts">{facts}</span>
    }
    .into_any()
}

/// Amounts speak for themselves; other facts say what they are to those who cannot see the rest.
fn fact(field: &model::Field, record: &Record) -> AnyView {
    let label = field.label.clone();
    let shown = field::card(field, record, &formats());
    let strong = matches!(field.kind, Kind::Money(_));
    let value = if strong { view! { <b>{shown}</b> }.into_any() } else { shown };
    view! { <span title=label>{value}</span> }.into_any()
}

/// The stage, or else the first list of values among the columns, stands at the card's edge.
fn is_chip(module: &Module, field: &model::Field) -> bool {
    chip_field(module).is_some_and(|chip| chip.name == field.name)
}

fn chip_field(module: &Module) -> Option<&model::Field> {
    let stage = module.stages.as_ref().and_then(|stages| module.field(&stages.field));
    stage.or_else(|| module.pick(&module.columns).find(|field| matches!(field.kind, Kind::OneOf(_))))
}

fn chip(module: &Module, record: &Record) -> Option<AnyView> {
    let field = chip_field(module)?;
    Some(field::card(field, record, &formats()))
}
