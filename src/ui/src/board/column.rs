//! A column: what is in it, how much that is, and its cards.

use leptos::prelude::*;
use leptos::web_sys::Element;
use model::kind::{Color, money};
use model::{Name, Outcome};
use wasm_bindgen::JsCast;

use super::card::CardView;
use super::lanes::{Lane, decimal};
use super::state::{Board, LaneSignal};
use crate::list::grouped;
use crate::prelude::*;

/// More cards are asked for so many pixels before the end.
const NEAR: i32 = 600;

#[component]
pub fn Column(board: Board, stage: Name, lane: LaneSignal) -> impl IntoView {
    let choice = {
        let stage = stage.clone();
        Memo::new(move |_| board.choice(&stage))
    };
    let label =
        move || choice.with(|choice| choice.as_ref().map(|choice| choice.label.clone())).unwrap_or_default();
    let color =
        move || choice.with(|choice| choice.as_ref().map_or(Color::Grey, |choice| choice.color)).key();
    let outcome =
        choice.with_untracked(|choice| choice.as_ref().map_or(Outcome::Open, |choice| choice.outcome));
    let locked = board.locks(&stage);
    let adds = !locked && board.module.with_untracked(|module| module.may.create);
    let count = {
        let lane = lane.clone();
        Memo::new(move |_| lane.with(|lane| lane.count))
    };
    let over = {
        let stage = stage.clone();
        Memo::new(move |_| board.over.with(|over| over.as_ref() == Some(&stage)))
    };
    let cards = {
        let lane = lane.clone();
        move || lane.with(|lane| lane.cards.clone()).into_iter().enumerate()
    };
    let scrolled = {
        let stage = stage.clone();
        move |event: leptos::ev::Event| {
            let Some(list) = event.current_target().and_then(|list| list.dyn_into::<Element>().ok()) else {
                return;
            };
            if list.scroll_height() - list.scroll_top() - list.client_height() < NEAR {
                board.load_more(&stage);
            }
        }
    };
    let weighs = board
        .module
        .with_untracked(|module| module.stages.as_ref().is_some_and(|stages| stages.probability.is_some()));
    let summary = move || t_with("board-column-summary", &[("stage", &label()), ("n", &count.get())]);
    view! {
        <div
            class="column"
            role="listitem"
            aria-label=summary
            data-stage=stage.to_string()
            data-drop=move || over.get().then_some("")
        >
            <header class="column-head" data-color=color>
                <h2>{label}</h2>
                <span class="badge">{move || grouped(count.get())}</span>
                {adds.then(|| view! { <Add board stage=stage.clone() label=Signal::derive(label)/> })}
                <Sums lane=lane.clone() weighs/>
            </header>
            <ul class="column-body" on:scroll=scrolled>
                {slot(board, stage.clone(), over)}
                <For each=cards key=|(_, card)| card.id let:item>
                    <CardView board card=item.1 outcome locked first=item.0 == 0/>
                </For>
                <Nothing count/>
            </ul>
        </div>
    }
}

/// Where a card that is held would land.
fn slot(board: Board, stage: Name, over: Memo<bool>) -> impl IntoView {
    let comes = Memo::new(move |_| {
        over.get() && board.held.with(|held| held.as_ref().is_some_and(|held| held.from != stage))
    });
    move || comes.get().then(|| view! { <li class="deal-slot" aria-hidden="true"></li> })
}

#[component]
fn Nothing(count: Memo<u64>) -> impl IntoView {
    let none = Memo::new(move |_| count.get() == 0);
    move || none.get().then(|| view! { <li class="muted"><small>{t("board-empty-column")}</small></li> })
}

/// A new record that begins in this column.
#[component]
fn Add(board: Board, stage: Name, label: Signal<String>) -> impl IntoView {
    let href = move || {
        board.module.with(|module| {
            let path = format!("/m/{}/new", module.name);
            let pipeline = board.pipeline.get();
            let Some(stages) = &module.stages else { return path };
            let mut all = vec![(stages.field.as_str(), stage.as_str())];
            all.extend(stages.pipeline.as_ref().map(|field| (field.as_str(), pipeline.as_str())));
            address_with(&path, &all)
        })
    };
    view! {
        <a
            class="btn ghost icon small"
            href=href
            aria-label=move || t_with("board-add-here", &[("stage", &label.get())])
        >
            <Icon name="plus"/>
        </a>
    }
}

/// The sum of each currency, and what is to be expected of it where the module knows how probable it is.
#[component]
fn Sums(lane: LaneSignal, weighs: bool) -> impl IntoView {
    let sums = Memo::new(move |_| lane.with(|lane: &Lane| lane.sums.clone()));
    let shown = move || {
        let formats = formats();
        let sums = sums.get();
        let lines = sums.iter().map(|sum| {
            // Cents say nothing about a column.
            let whole = |amount: &str| money::format_whole(decimal(amount), &sum.currency, &formats);
            let (amount, weighted) = (whole(&sum.amount), whole(&sum.weighted));
            let title = format!("{} {weighted}", t("board-weighted"));
            let weighted = weighs.then(|| view! { " " <span>{title}</span> });
            view! { <b title=t("board-sum")>{amount}</b> {weighted} }
        });
        lines.collect_view()
    };
    move || (!sums.with(Vec::is_empty)).then(|| view! { <p class="column-sum">{shown}</p> })
}
