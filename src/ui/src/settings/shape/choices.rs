//! The list of values of a field, a row each: label, colour, and what it means on a board.

use std::sync::atomic::{AtomicU64, Ordering};

use api::calls;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::shape::choices::{read, write};
use model::{Choice, Color, Name, Outcome, Value};

use crate::field::Draft;
use crate::icon::Icon;
use crate::texts::{problem_text, t, t_with};
use crate::toast::{toast, toast_failure, toast_undo};

/// The field of the draft that holds the list as a text.
const CHOICES: &str = "choices";

/// A row keeps its number while it moves, so that its input keeps what is typed.
#[derive(Clone, Copy)]
struct Row {
    number: u64,
    choice: RwSignal<Choice>,
}

impl Row {
    fn new(choice: Choice) -> Row {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        Row { number: NUMBER.fetch_add(1, Ordering::Relaxed), choice: RwSignal::new(choice) }
    }

    fn label(self) -> String {
        self.choice.with(|choice| choice.label.clone())
    }
}

#[derive(Clone, Copy)]
struct List {
    draft: Draft,
    rows: RwSignal<Vec<Row>>,
}

impl List {
    /// What the rows say, as the text that is saved. Rows without a label say nothing.
    fn put(self) {
        let rows = self.rows.get_untracked();
        let choices: Vec<Choice> = rows.iter().map(|row| row.choice.get_untracked()).collect();
        let said: Vec<Choice> =
            choices.into_iter().filter(|choice| !choice.label.trim().is_empty()).collect();
        self.draft.set(CHOICES, Value::text(write(&said)));
    }

    fn change(self, row: Row, change: impl FnOnce(&mut Choice)) {
        row.choice.update(change);
        self.put();
    }

    fn move_by(self, row: Row, step: isize) {
        self.rows.update(|rows| {
            let Some(at) = rows.iter().position(|known| known.number == row.number) else { return };
            let to = at.saturating_add_signed(step);
            if to < rows.len() {
                rows.swap(at, to);
            }
        });
        self.put();
    }

    fn remove(self, row: Row) {
        self.rows.update(|rows| rows.retain(|known| known.number != row.number));
        self.put();
    }
}

/// `board`: whether the choices may be the columns of one. `within` are the choices of the field depended on.
#[component]
pub fn Choices(
    draft: Draft,
    declared: Vec<Choice>,
    board: bool,
    #[prop(into)] within: Signal<Vec<Choice>>,
    /// The module and the field, where records can hold its values.
    at: Option<(Name, Name)>,
) -> impl IntoView {
    let at = StoredValue::new(at);
    let text = draft.get_untracked(CHOICES).as_text().unwrap_or_default().to_owned();
    let said =
        if text.is_empty() { declared } else { read(&text, CHOICES, |_| String::new()).unwrap_or_default() };
    let first = if said.is_empty() {
        vec![Row::new(Choice::default())]
    } else {
        said.into_iter().map(Row::new).collect()
    };
    let list = List { draft, rows: RwSignal::new(first) };
    let problem =
        move || draft.problem(CHOICES).map(|problem| view! { <p class="error">{problem_text(&problem)}</p> });
    view! {
        <fieldset class="choice-rows">
            <legend>{t("shape-choices")}</legend>
            <For each=move || list.rows.get() key=|row| row.number let:row>
                <One list row board within at/>
            </For>
            {problem}
            <button
                type="button"
                class="btn small"
                on:click=move |_| list.rows.update(|rows| rows.push(Row::new(Choice::default())))
            >
                <Icon name="plus"/>
                {t("shape-choice-add")}
            </button>
        </fieldset>
    }
}

#[component]
fn One(
    list: List,
    row: Row,
    board: bool,
    within: Signal<Vec<Choice>>,
    at: StoredValue<Option<(Name, Name)>>,
) -> impl IntoView {
    let replacing = RwSignal::new(false);
    let in_use = at.with_value(Option::is_some);
    let number = move || {
        let at = list.rows.with(|rows| rows.iter().position(|known| known.number == row.number));
        t_with("shape-choice-label", &[("n", &(at.unwrap_or_default() + 1))])
    };
    let known = row.choice.with_untracked(|choice| !choice.key.is_empty());
    let locked = row.choice.with_untracked(|choice| choice.locks);
    let called = move |key: &'static str| move || t_with(key, &[("choice", &row.label())]);
    view! {
        <div class="choice-row" class:retired=move || row.choice.with(|choice| choice.retired)>
            <span class="dot-mark" data-color=move || row.choice.with(|choice| choice.color.key())></span>
            <input
                class="input grow"
                aria-label=number
                prop:value=row.choice.with_untracked(|choice| choice.label.clone())
                on:input=move |event| list.change(row, |choice| choice.label = event_target_value(&event))
            />
            <select
                class="select"
                aria-label=called("shape-choice-color")
                on:change=move |event| list.change(row, |choice| {
                    let key = event_target_value(&event);
                    choice.color = Color::ALL.into_iter().find(|color| color.key() == key).unwrap_or_default();
                })
            >
                {Color::ALL.map(|color| {
                    let chosen = row.choice.with_untracked(|choice| choice.color == color);
                    view! { <option value=color.key() selected=chosen>{t(&format!("color-{}", color.key()))}</option> }
                }).into_iter().collect_view()}
            </select>
            {board.then(|| view! { <Meaning list row/> })}
            <span class="acts">
                <button type="button" class="act" aria-label=called("shape-choice-up") on:click=move |_| list.move_by(row, -1)>
                    <Icon name="arrow-up"/>
                </button>
                <button type="button" class="act" aria-label=called("shape-choice-down") on:click=move |_| list.move_by(row, 1)>
                    <Icon name="arrow-down"/>
                </button>
                {(!locked && known && in_use).then(|| view! {
                    <button
                        type="button"
                        class="act"
                        aria-label=called("shape-choice-replace")
                        title=called("shape-choice-replace")
                        aria-expanded=move || replacing.get().to_string()
                        on:click=move |_| replacing.update(|on| *on = !*on)
                    >
                        <Icon name="git-merge"/>
                    </button>
                })}
                {(!locked).then(|| if known {
                    view! { <RetireChoice list row/> }.into_any()
                } else {
                    view! {
                        <button type="button" class="act" aria-label=called("shape-choice-remove") on:click=move |_| list.remove(row)>
                            <Icon name="x"/>
                        </button>
                    }.into_any()
                })}
            </span>
            {move || replacing.get().then(|| view! { <Replace list row at replacing/> })}
            {move || (!within.with(Vec::is_empty)).then(|| view! { <Within list row offered=within.get()/> })}
        </div>
    }
}

/// Whether a record that reaches it goes on, or is won or lost.
#[component]
fn Meaning(list: List, row: Row) -> impl IntoView {
    let called = move || t_with("shape-choice-outcome", &[("choice", &row.label())]);
    let outcomes = [Outcome::Open, Outcome::Won, Outcome::Lost];
    let option = |outcome: Outcome| {
        let chosen = row.choice.with_untracked(|choice| choice.outcome == outcome);
        let label = match outcome {
            Outcome::Open => t("shape-choice-goes-on"),
            Outcome::Won | Outcome::Lost => t(&format!("outcome-{}", outcome.key())),
        };
        view! { <option value=outcome.key() selected=chosen>{label}</option> }
    };
    let choose = move |event| {
        let key = event_target_value(&event);
        let outcome = outcomes.into_iter().find(|outcome| outcome.key() == key).unwrap_or_default();
        list.change(row, |choice| choice.outcome = outcome);
    };
    view! {
        <select class="select" aria-label=called on:change=choose>
            {outcomes.map(option).into_iter().collect_view()}
        </select>
    }
}

/// What is in use stays, but is not offered any more.
#[component]
fn RetireChoice(list: List, row: Row) -> impl IntoView {
    let retired = move || row.choice.with(|choice| choice.retired);
    let label = move || {
        let key = if retired() { "shape-choice-restore" } else { "shape-choice-retire" };
        t_with(key, &[("choice", &row.label())])
    };
    let turn = move |_| list.change(row, |choice| choice.retired = !choice.retired);
    view! {
        <button type="button" class="act" aria-label=label title=label on:click=turn>
            {move || view! { <Icon name=if retired() { "undo-2" } else { "x" }/> }}
        </button>
    }
}

/// All records that hold the value get another; then it is offered no more.
#[component]
fn Replace(
    list: List,
    row: Row,
    at: StoredValue<Option<(Name, Name)>>,
    replacing: RwSignal<bool>,
) -> impl IntoView {
    let key = move |row: &Row| row.choice.with_untracked(|choice| choice.key.clone());
    let others: Vec<(Name, String)> = list.rows.with_untracked(|rows| {
        let kept = |other: &&Row| {
            let stays = other.choice.with_untracked(|choice| !choice.key.is_empty() && !choice.retired);
            other.number != row.number && stays
        };
        rows.iter()
            .filter(kept)
            .map(|other| (key(other), other.choice.with_untracked(|choice| choice.label.clone())))
            .collect()
    });
    let to = RwSignal::new(others.first().map(|(key, _)| key.clone()).unwrap_or_default());
    let none = others.is_empty();
    let busy = RwSignal::new(false);
    let replace = move |_| {
        let Some((module, field)) = at.get_value() else { return };
        busy.set(true);
        spawn_local(async move {
            match calls::replace_choice(module, field, key(&row), to.get_untracked()).await {
                Ok(done) => {
                    let text = t_with("shape-choice-replaced", &[("n", &done.count)]);
                    match done.batch {
                        Some(batch) => toast_undo(text, batch),
                        None => toast(text),
                    }
                    if !row.choice.is_disposed() {
                        list.change(row, |choice| choice.retired = true);
                        replacing.set(false);
                    }
                }
                Err(failure) => toast_failure(&failure),
            }
            let _ = busy.try_set(false);
        });
    };
    let option = |(key, label): (Name, String)| view! { <option value=key.to_string()>{label}</option> };
    view! {
        <div class="choice-within">
            <label>
                {move || t_with("shape-choice-replace-by", &[("choice", &row.label())])}
                " "
                <select class="select" on:change=move |event| to.set(Name::new(event_target_value(&event)))>
                    {others.into_iter().map(option).collect_view()}
                </select>
            </label>
            <button
                type="button"
                class="btn small"
                disabled=none
                aria-busy=move || busy.get().to_string()
                on:click=replace
            >
                {t("shape-choice-replace-now")}
            </button>
        </div>
    }
}

/// Under which values of the other list it is offered; under all where none is checked.
#[component]
fn Within(list: List, row: Row, offered: Vec<Choice>) -> impl IntoView {
    let one = move |other: Choice| {
        let (key, held) = (other.key.clone(), other.key.clone());
        let turn = move |event| {
            let on = event_target_checked(&event);
            list.change(row, |choice| put(&mut choice.within, &key, on));
        };
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || row.choice.with(|choice| choice.within.contains(&held))
                    on:change=turn
                />
                {other.label}
            </label>
        }
    };
    view! {
        <fieldset class="choice-within">
            <legend>{t("shape-choice-within")}</legend>
            {offered.into_iter().map(one).collect_view()}
        </fieldset>
    }
}

fn put(keys: &mut Vec<Name>, key: &Name, on: bool) {
    keys.retain(|known| known != key);
    if on {
        keys.push(key.clone());
    }
}
