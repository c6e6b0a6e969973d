//! A step of writing documents: lines get the prices and taxes that hold, sums are worked out, and nobody offers more
//! than she may.

mod approval;
mod lines;

use std::collections::BTreeSet;

use model::document::{self, EXCHANGE_RATE, INPUTS, LINES, PRICE_BOOK, SUMS, Terms};
use model::module::CURRENCY;
use model::{Filter, Grant, Id, Link, Name, Problem, Record, Value};
use modules::quotes::{LEADS_AMOUNT, OPPORTUNITY, STAGE};
use store::Right;

use super::draft::{Draft, Origin, Scene};
use crate::Engine;
use crate::documents::{begin, offers_in, terms_of};
use crate::error::Result;
use crate::{documents, rights};

const PLACE: [&str; 4] = ["billing_country", "billing_region", "shipping_country", "shipping_region"];
const OPPORTUNITIES: &str = "opportunities";

pub(super) async fn work_out(engine: &Engine, scene: &Scene, drafts: &mut [Draft]) -> Result<()> {
    if !scene.module.features.document {
        return Ok(());
    }
    for draft in drafts.iter_mut().filter(|draft| draft.problems.is_empty()) {
        work_out_one(engine, scene, draft).await?;
    }
    Ok(())
}

async fn work_out_one(engine: &Engine, scene: &Scene, draft: &mut Draft) -> Result<()> {
    begin_with(engine, scene, draft).await?;
    lead(engine, scene, draft).await?;
    let counts = draft.is_new() || inputs().any(|name| draft.changes(name));
    if !counts && !approval::is_about(draft) || may_not(draft, scene) {
        return Ok(());
    }
    let terms = take_terms(engine, scene, draft).await?;
    let offers = offers_in(engine, &scene.caller, &draft.after()).await?;
    if counts {
        lines::price(draft, scene, &terms, &offers);
    }
    if !draft.problems.is_empty() {
        return Ok(());
    }
    let mut record = draft.after();
    let Ok(totals) = document::work_out(&mut record, &terms) else {
        draft.problem(Problem::new(LINES, "out-of-range"));
        return Ok(());
    };
    if counts {
        let earned = document::commission(&record, &totals, &terms, &offers);
        draft.set(document::COMMISSION, Value::Decimal(earned));
        take_sums(engine, draft, record);
    }
    approval::check(draft, scene, &terms, &totals, &offers);
    Ok(())
}

/// What it comes to, as it was worked out in `record`.
fn take_sums(engine: &Engine, draft: &mut Draft, mut record: Record) {
    let is_new = draft.is_new();
    for name in [LINES].iter().chain(&SUMS) {
        let mut value = record.values.remove(*name).unwrap_or_default();
        name_rows(engine, &mut value);
        if is_new && !value.is_empty() || value != *draft.value(name) {
            draft.set(name, value);
        }
    }
}

pub(super) fn inputs() -> impl Iterator<Item = &'static str> {
    INPUTS.into_iter().chain(PLACE).chain([CURRENCY])
}

/// Who does not see all of a document cannot change what it comes to.
fn may_not(draft: &mut Draft, scene: &Scene) -> bool {
    let changed = inputs().find(|name| draft.changes(name));
    let sees = scene.visible().is_some_and(documents::may_count);
    if !sees {
        draft.problem(Problem::new(changed.unwrap_or(STAGE.name), "not-allowed"));
    }
    !sees
}

/// What a new one begins with, and what another customer or price book brings.
async fn begin_with(engine: &Engine, scene: &Scene, draft: &mut Draft) -> Result<()> {
    if scene.origin != Origin::Person {
        return Ok(());
    }
    let given: BTreeSet<Name> = draft.given.clone();
    let given = |name: &str| given.contains(name);
    let begun = match draft.is_new() {
        true => begin::begin(engine, &scene.caller, &scene.module, &draft.after(), given).await?,
        false if draft.changes(PRICE_BOOK) => {
            let mut values = model::record::Values::new();
            let book = draft.value(PRICE_BOOK).as_link().cloned();
            begin::follow_book(engine, &scene.caller, book, &mut values, given).await?;
            values
        }
        false => return Ok(()),
    };
    for (name, value) in begun {
        draft.set(&name, value);
    }
    Ok(())
}

/// What it is worked out by: in the currency of its price book, at the rate of its day.
async fn take_terms(engine: &Engine, scene: &Scene, draft: &mut Draft) -> Result<Terms> {
    let terms = terms_of(engine, &scene.caller, &draft.after()).await?;
    let moved = draft.is_new() || draft.changes(CURRENCY) || draft.changes(document::DAY);
    let is_said = draft.is_given(EXCHANGE_RATE) && !draft.value(EXCHANGE_RATE).is_empty();
    if moved && !is_said {
        let (name, value) = begin::rate(terms.rate);
        draft.set(&name, value);
    }
    if draft.changes(PRICE_BOOK) || draft.changes(CURRENCY) {
        let book = draft.value(PRICE_BOOK).as_link().map(|book| book.id);
        check_book(engine, draft, book).await?;
    }
    Ok(terms)
}

async fn check_book(engine: &Engine, draft: &mut Draft, book: Option<Id>) -> Result<()> {
    let Some(book) = book else { return Ok(()) };
    if let Some(currency) = begin::currency_of(engine, book).await?
        && currency != draft.text(CURRENCY)
    {
        draft.problem(Problem::new(CURRENCY, "not-of-price-book").detail(currency));
    }
    Ok(())
}

/// Only who may change an opportunity has its amount follow, and only one quote leads it.
async fn lead(engine: &Engine, scene: &Scene, draft: &mut Draft) -> Result<()> {
    let deal = draft.value(OPPORTUNITY.name).as_link().cloned();
    let leads = draft.value(LEADS_AMOUNT.name).as_bool() == Some(true);
    let Some(deal) = deal.filter(|_| leads) else { return Ok(()) };
    draft.leads = scene.world.wordings.module(OPPORTUNITIES);
    if !draft.changes(LEADS_AMOUNT.name) && !draft.changes(OPPORTUNITY.name) || !scene.by_person() {
        return Ok(());
    }
    let record = engine.store().get(&scene.caller.grant, OPPORTUNITIES, deal.id, false).await?;
    let may = match &record {
        Some(record) => rights::may(engine, &scene.caller, OPPORTUNITIES, record, Right::Edit).await?,
        None => false,
    };
    let writes = scene.caller.schema.module(OPPORTUNITIES).and_then(|module| module.field("amount"));
    if !may || !writes.is_some_and(|field| field.editable()) {
        draft.problem(Problem::new(LEADS_AMOUNT.name, "not-allowed"));
        return Ok(());
    }
    if let Some(other) = leads_already(engine, draft, deal.id).await? {
        draft.problem(Problem::new(LEADS_AMOUNT.name, "leads-already").detail(other));
    }
    Ok(())
}

/// What another quote is called that the opportunity's amount follows.
async fn leads_already(engine: &Engine, draft: &Draft, deal: Id) -> Result<Option<String>> {
    let grant = Grant::system("which quote leads an opportunity");
    let link = Value::Link(Link::new(OPPORTUNITIES, deal));
    let query = store::Query {
        module: draft.module.name.clone(),
        filter: Filter::is(OPPORTUNITY.name, link).and(Filter::is(LEADS_AMOUNT.name, Value::Bool(true))),
        limit: 2,
        ..store::Query::default()
    };
    let asking = engine.asking(&engine.system_caller());
    let page = engine.store().list(&grant, &asking, &query).await?;
    Ok(page.records.into_iter().find(|record| record.id != draft.id).map(|record| record.title))
}

/// Ids for rows that the product made.
fn name_rows(engine: &Engine, value: &mut Value) {
    let Value::Rows(rows) = value else { return };
    for row in rows.iter_mut().filter(|row| row.is_new()) {
        row.id = engine.new_id();
    }
}
