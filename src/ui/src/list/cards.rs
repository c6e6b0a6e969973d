//! The list on a phone: cards instead of a table.

use std::time::Duration;

use leptos::html::Ul;
use leptos::prelude::*;
use leptos::web_sys::{Element, MouseEvent, PointerEvent};
use model::{Id, Kind, Module, Record};
use wasm_bindgen::JsCast;

use super::selection::Selected;
use super::state::{CARDS, List};
use crate::field;
use crate::prelude::*;

/// Besides title and subtitle.
const FACTS: usize = 3;
/// How long a finger rests before it selects.
const LONG: Duration = Duration::from_millis(500);
/// More is asked for so many pixels before the end.
const NEAR: i32 = 3_000;

/// `drawn`: whether the page knows that it is narrow; before, only the first few cards are made.
#[component]
pub fn Cards(list: List, #[prop(into)] drawn: Signal<bool>) -> impl IntoView {
    let node = NodeRef::<Ul>::new();
    let shown = list.cards;
    let each = move || {
        let most = if drawn.get() { shown.get() } else { CARDS };
        list.rows.with(|rows| rows.slice(0, most).iter().map(|record| record.id).collect::<Vec<_>>())
    };
    let picking = move || list.selected.with(Selected::is_active);
    // More cards are made as one comes near the end, and more are asked for when all that are loaded are made.
    let more = move || {
        let Some(node) = node.try_get_untracked().flatten() else { return };
        list.top.set_value(passed(&node));
        if node.scroll_height() - node.scroll_top() - node.client_height() < NEAR {
            let loaded = list.rows.with_untracked(|rows| rows.len());
            if shown.get_untracked() < loaded {
                shown.update(|shown| *shown = (*shown + CARDS).min(loaded));
            } else {
                list.load_more();
            }
        }
    };
    Effect::new(move |_| {
        list.rows.with(|rows| rows.len());
        if drawn.get() {
            request_animation_frame(more);
        }
    });
    Effect::new(move |_| {
        let cards = list.top.get_value();
        if let Some(node) = node.get().filter(|_| drawn.get() && cards > 0.0) {
            // Once more when the cards that came into sight have got their own heights.
            request_animation_frame(move || {
                pass(&node, cards);
                request_animation_frame(move || pass(&node, cards));
            });
        }
    });
    view! {
        <ul
            class="card-list only-phone"
            class:picking=picking
            aria-label=move || list.module.with(|module| module.label.clone())
            aria-busy=move || list.busy.get().then_some("true")
            node_ref=node
            on:scroll=move |_| more()
        >
            <For each=each key=|id| *id let:id>
                <Card list id/>
            </For>
        </ul>
    }
}

/// How many cards one has scrolled past, with the part of the one at the edge. Cards that were never seen have no
/// height of their own yet, so that pixels would lead elsewhere.
fn passed(list: &Element) -> f64 {
    let edge = list.get_bounding_client_rect().top();
    let cards = cards(list);
    let at = cards.partition_point(|card| card.get_bounding_client_rect().bottom() <= edge);
    let Some(bounds) = cards.get(at).map(Element::get_bounding_client_rect) else { return 0.0 };
    at as f64 + ((edge - bounds.top()) / bounds.height().max(1.0)).max(0.0)
}

/// Scrolls past so many.
fn pass(list: &Element, count: f64) {
    if let Some(card) = cards(list).get(count as usize) {
        let bounds = card.get_bounding_client_rect();
        let away = bounds.top() - list.get_bounding_client_rect().top() + count.fract() * bounds.height();
        list.set_scroll_top(list.scroll_top() + away as i32);
    }
}

fn cards(list: &Element) -> Vec<Element> {
    let Ok(found) = list.query_selector_all(":scope > .card") else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}

#[component]
fn Card(list: List, id: Id) -> impl IntoView {
    let record = Memo::new(move |_| list.rows.with(|rows| rows.find(id).cloned()));
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
    let content = move || record.get().map(|record| list.module.with(|module| content(module, &record)));
    let chip = move || record.get().and_then(|record| list.module.with(|module| chip(module, &record)));
    let label = move || {
        let title = record.with(|record| record.as_ref().map(|record| record.title.clone()));
        t_with("list-select-row", &[("record", &title.unwrap_or_default())])
    };
    view! {
        <li class="card" data-changed=move || list.lit.with(|lit| lit.contains(&id)).then_some("")>
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
