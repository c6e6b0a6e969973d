//! A card.

use leptos::prelude::*;
use model::module::OWNER;
use model::{Field, Kind, Module, Outcome, Record, Value};

use super::lanes::Card;
use super::move_menu::MoveButton;
use super::state::Board;
use crate::field::{self, Avatar};
use crate::list::address;
use crate::prelude::*;

#[component]
pub fn CardView(board: Board, card: Card, outcome: Outcome, locked: bool, first: bool) -> impl IntoView {
    let id = card.id;
    let record = card.record;
    let href = move || board.module.with(|module| address(&module.name, id));
    let title = {
        let record = record.clone();
        Signal::derive(move || record.with(|record| record.title.clone()))
    };
    let content = move || record.with(|record| board.module.with(|module| content(module, record, outcome)));
    view! {
        <li class="deal" tabindex=if first { "0" } else { "-1" } data-id=id.to_string() aria-describedby="board-help">
            <a class="deal-title" href=href tabindex="-1" draggable="false">{title}</a>
            {(!locked).then(|| view! { <MoveButton title/> })}
            {content}
        </li>
    }
}

/// What stands below the title; also on the copy that hangs on the pointer.
pub fn content(module: &Module, record: &Record, outcome: Outcome) -> AnyView {
    let formats = formats();
    let stage = module.stage_field();
    let sub: Vec<String> = module
        .pick(&module.subtitle)
        .filter(|field| Some(*field) != stage && Some(*field) != due_field(module))
        .map(|field| record.format(field, &formats))
        .filter(|text| !text.is_empty())
        .collect();
    let (sub, facts) = (sub.join(" · "), (amount(module, record), due(module, record, outcome)));
    // With nothing else to say, the line below the title has room for whose it is.
    if matches!(facts, (None, None)) {
        return view! {
            <p class="deal-foot">
                <span class="deal-sub">{sub}</span>
                {owner(record)}
            </p>
        }
        .into_any();
    }
    view! {
        {(!sub.is_empty()).then(|| view! { <p class="deal-sub">{sub}</p> })}
        <p class="deal-foot">
            {facts.0}
            {facts.1}
            {owner(record)}
        </p>
    }
    .into_any()
}

fn amount(module: &Module, record: &Record) -> Option<AnyView> {
    let field = module.field(module.stages.as_ref()?.amount.as_ref()?)?;
    let text = record.format(field, &formats());
    (!text.is_empty()).then(|| view! { <b>{text}</b> }.into_any())
}

/// The first date among the columns.
fn due_field(module: &Module) -> Option<&Field> {
    module.pick(&module.columns).find(|field| matches!(field.kind, Kind::Date(_)))
}

/// Dates by which something should have happened; of others it says nothing that they have passed.
const DUE: [&str; 2] = ["close_date", "due_date"];

/// Red where the day has passed and the matter is not closed.
fn due(module: &Module, record: &Record, outcome: Outcome) -> Option<AnyView> {
    let field = due_field(module)?;
    let Value::Date(date) = record.value(&field.name) else { return None };
    let late = outcome == Outcome::Open && *date < today() && DUE.contains(&field.name.as_str());
    let shown = field::card(field, record, &formats());
    let said = late.then(|| view! { <span class="sr-only">{t("board-overdue")}</span> });
    let title = if late { t("board-overdue") } else { field.label.clone() };
    Some(view! { <span class=late.then_some("late") title=title>{shown} {said}</span> }.into_any())
}

fn owner(record: &Record) -> Option<AnyView> {
    let user = record.value(OWNER).as_link()?;
    let title = user.title.clone();
    Some(
        view! {
            <Avatar title=title.clone() id=user.id look="small"/>
            <span class="sr-only">{title}</span>
        }
        .into_any(),
    )
}
