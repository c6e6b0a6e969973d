//! Documents: what their lines cost, how they are taxed and what their currencies are worth, for who writes one and for
//! the write path.

pub(crate) mod begin;
mod paper;
mod revise;

use std::collections::BTreeSet;

use api::{Approval, Caller, DocumentAt, Failure, OffersQuery};
use chrono::NaiveDate;
use model::document::{self, Breach, Limits, Offer, TaxClass, TaxRate, Terms, line};
use model::grant::Level;
use model::kind::money;
use model::module::CURRENCY;
use model::record::Values;
use model::totals::Tax;
use model::{Filter, Grant, Id, Link, Module, Name, Op, Operand, Record, Row, Sort, Test, Value};
use modules::documents::SOLD;
use modules::{exchange_rates, price_books, product_prices, products, tax_classes, tax_rates};
use rust_decimal::{Decimal, RoundingStrategy};
use store::{Query, Right};

use crate::Engine;
use crate::error::Result;
use crate::organisation::all;
use crate::rights;
use crate::world::World;

pub(crate) use paper::preview;
pub use paper::{Pdf, TEMPLATE};
pub(crate) use revise::revise;

const TAX_CLASSES: &str = "tax_classes";
const EXCHANGE_RATES: &str = "exchange_rates";
pub(crate) const PRICE_BOOKS: &str = "price_books";

/// Products, and services, that are offered for what was typed.
const OFFERED: u32 = 10;
/// Asked for by their ids at most.
const MOST_PRODUCTS: usize = model::totals::MOST_LINES;

/// What documents of a day, a currency and a place are worked out by.
pub(crate) async fn terms(engine: &Engine, caller: &Caller, at: DocumentAt) -> Result<Terms> {
    let world = engine.world();
    let day = at.day.unwrap_or_else(|| caller.formats.zone.date(engine.now()));
    let company = &world.company;
    let currency = if at.currency.is_empty() { &company.currency } else { &at.currency };
    Ok(Terms {
        policy: company.policy,
        classes: classes(engine, day, &at.country, &at.region).await?,
        rate: rate(engine, currency, day).await?,
        company: company.currency.clone(),
        limits: limits(&world, caller),
    })
}

/// What those of `record` are.
pub(crate) async fn terms_of(engine: &Engine, caller: &Caller, record: &Record) -> Result<Terms> {
    terms(engine, caller, at(record)).await
}

/// When and where a document is of.
pub(crate) fn at(record: &Record) -> DocumentAt {
    DocumentAt {
        day: day(record),
        currency: record.value(CURRENCY).as_text().unwrap_or_default().into(),
        country: document::country(record).to_owned(),
        region: document::region(record).to_owned(),
    }
}

fn day(record: &Record) -> Option<NaiveDate> {
    if let Value::Date(day) = record.value(document::DAY) { Some(*day) } else { None }
}

/// What somebody may do with prices.
fn limits(world: &World, caller: &Caller) -> Limits {
    match caller.grant.user.and_then(|user| world.organisation.user(user)) {
        Some(user) => limits_of(world, user.id),
        None => Limits::none(),
    }
}

fn limits_of(world: &World, user: Id) -> Limits {
    let Some(user) = world.organisation.user(user) else { return Limits::default() };
    match world.organisation.level(user) {
        Level::Administrator => Limits::none(),
        Level::Manager | Level::Representative => {
            let role = user.role.and_then(|role| world.organisation.role(role));
            role.map_or_else(Limits::default, |role| role.limits)
        }
    }
}

async fn classes(engine: &Engine, day: NaiveDate, country: &str, region: &str) -> Result<Vec<TaxClass>> {
    let ids: Vec<Id> =
        all(engine.store(), TAX_CLASSES, false).await?.into_iter().map(|record| record.id).collect();
    let grant = Grant::system("the taxes of a document");
    let records = engine.store().get_many(&grant, TAX_CLASSES, &ids).await?;
    let class = |record: Record| {
        let rates: Vec<TaxRate> = record.value(tax_classes::RATES).as_rows().iter().map(tax_rate).collect();
        TaxClass {
            id: record.id,
            standard: record.get(tax_classes::STANDARD).unwrap_or_default(),
            taxes: document::holding(&rates, day, country, region),
            name: record.title,
        }
    };
    Ok(records.into_iter().map(class).collect())
}

fn tax_rate(row: &Row) -> TaxRate {
    let row = Record { id: row.id, version: 1, title: String::new(), values: row.values.clone() };
    TaxRate {
        tax: Tax {
            name: row.get(tax_rates::NAME).unwrap_or_default(),
            rate: row.get(tax_rates::RATE).unwrap_or_default(),
            compound: row.get(tax_rates::COMPOUND).unwrap_or_default(),
        },
        country: row.get(tax_rates::COUNTRY).unwrap_or_default(),
        region: row.get(tax_rates::REGION).unwrap_or_default(),
        from: row.get(tax_rates::VALID_FROM),
        until: row.get(tax_rates::VALID_UNTIL),
    }
}

/// What one unit of `currency` is worth in the company's on a day; none where nobody has said.
async fn rate(engine: &Engine, currency: &str, day: NaiveDate) -> Result<Option<Decimal>> {
    if currency == engine.world().company.currency {
        return Ok(Some(Decimal::ONE));
    }
    let grant = Grant::system("the exchange rate of a document");
    let up_to = Test::new(exchange_rates::DAY.name, Op::AtMost, vec![Operand::Value(Value::Date(day))]);
    let query = Query {
        module: Name::new_static(EXCHANGE_RATES),
        filter: Filter::is(exchange_rates::CURRENCY.name, Value::text(currency)).and(Filter::Test(up_to)),
        sort: vec![Sort::down(exchange_rates::DAY.name)],
        limit: 1,
        ..Query::default()
    };
    let asking = engine.asking(&engine.system_caller());
    let page = engine.store().list(&grant, &asking, &query).await?;
    Ok(page.records.first().and_then(|record| record.get(exchange_rates::RATE)))
}

/// Products and services for what was typed, or those that are named.
pub(crate) async fn offers(engine: &Engine, caller: &Caller, query: OffersQuery) -> Result<Vec<Offer>> {
    let links = match query.products.is_empty() {
        true => search(engine, caller, &query.text).await?,
        false => query.products.into_iter().take(MOST_PRODUCTS).collect(),
    };
    let day = query.day.unwrap_or_else(|| caller.formats.zone.date(engine.now()));
    offers_of(engine, &caller.grant, &links, query.price_book, &query.currency, day).await
}

async fn search(engine: &Engine, caller: &Caller, text: &str) -> Result<Vec<Link>> {
    let text = text.trim();
    let test =
        |field: &'static str, op| Filter::Test(Test::new(field, op, vec![Operand::Value(Value::text(text))]));
    let named = Filter::Or(vec![test(products::NAME.name, Op::Contains), test("code", Op::Starts)]);
    let active = Filter::is(products::ACTIVE.name, Value::Bool(true));
    let filter = if text.is_empty() { active } else { active.and(named) };
    let asking = engine.asking(caller);
    let mut links = Vec::new();
    for module in SOLD.into_iter().filter(|module| caller.schema.module(module).is_some()) {
        let query = Query {
            module: Name::new_static(module),
            filter: filter.clone(),
            sort: vec![Sort::up(products::NAME.name)],
            fields: vec![Name::new_static(products::NAME.name)],
            limit: OFFERED,
            ..Query::default()
        };
        let page = engine.store().list(&caller.grant, &asking, &query).await?;
        links.extend(page.records.into_iter().map(|record| Link::new(module, record.id)));
    }
    Ok(links)
}

/// What the products that `grant` sees cost, in their order.
async fn offers_of(
    engine: &Engine,
    grant: &Grant,
    links: &[Link],
    book: Option<Id>,
    currency: &str,
    day: NaiveDate,
) -> Result<Vec<Offer>> {
    let mut offers = Vec::new();
    for module in SOLD {
        let ids: BTreeSet<Id> =
            links.iter().filter(|link| link.module == module).map(|link| link.id).collect();
        if ids.is_empty() {
            continue;
        }
        let ids: Vec<Id> = ids.into_iter().collect();
        for record in engine.store().get_many(grant, module, &ids).await? {
            offers.push(offer(engine, module, record, book, currency, day).await?);
        }
    }
    let place = |offer: &Offer| links.iter().position(|link| *link == offer.product);
    offers.sort_by_key(place);
    Ok(offers)
}

async fn offer(
    engine: &Engine,
    module: &'static str,
    record: Record,
    book: Option<Id>,
    currency: &str,
    day: NaiveDate,
) -> Result<Offer> {
    let company = engine.world().company.currency.clone();
    let own = record.get(price_books::CURRENCY).map_or(company, Name::new);
    let factor = match currency == own {
        true => Some(Decimal::ONE),
        false => match (rate(engine, &own, day).await?, rate(engine, currency, day).await?) {
            (Some(own), Some(other)) if !other.is_zero() => own.checked_div(other),
            _ => None,
        },
    };
    let here = |amount: Decimal| amount.checked_mul(factor?);
    let mut prices = book.map(|book| prices_in(&record, book)).unwrap_or_default();
    if prices.is_empty() {
        let digits = if currency == own { money::SCALE } else { money::digits(currency) };
        let listed = record.get(products::PRICE).and_then(here);
        prices.extend(listed.map(|price| (Decimal::ZERO, half_up(price, digits))));
    }
    let commission = record.get(products::COMMISSION_RATE);
    let floor = record.get(products::FLOOR).and_then(here).map(|floor| half_up(floor, money::SCALE));
    Ok(Offer {
        code: record.value("code").as_text().unwrap_or_default().to_owned(),
        unit: record.value("unit").as_text().map(Name::new),
        tax_class: record.value("tax_class").as_link().map(|link| link.id),
        product: Link { title: record.title, ..Link::new(module, record.id) },
        prices,
        floor,
        commission,
    })
}

fn half_up(amount: Decimal, digits: u32) -> Decimal {
    amount.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero).normalize()
}

/// Its prices in a book, by the quantity from which each holds.
fn prices_in(record: &Record, book: Id) -> Vec<(Decimal, Decimal)> {
    let of_book =
        |row: &&Row| row.value(product_prices::PRICE_BOOK.name).as_link().is_some_and(|link| link.id == book);
    let price = |row: &Row| {
        let from = row.value(product_prices::FROM_QUANTITY.name).as_decimal().unwrap_or_default();
        Some((from, row.value(product_prices::PRICE.name).as_decimal()?))
    };
    let mut prices: Vec<_> =
        record.value("prices").as_rows().iter().filter(of_book).filter_map(price).collect();
    prices.sort();
    prices
}

/// The offers of all that stands in the lines of a document, whoever may see the products.
pub(crate) async fn offers_in(engine: &Engine, caller: &Caller, record: &Record) -> Result<Vec<Offer>> {
    let rows = record.value(document::LINES).as_rows().iter();
    let links: Vec<Link> = rows.filter_map(|row| row.value(line::PRODUCT).as_link().cloned()).collect();
    let book = record.value(document::PRICE_BOOK).as_link().map(|link| link.id);
    let at = at(record);
    let day = at.day.unwrap_or_else(|| caller.formats.zone.date(engine.now()));
    let currency = if at.currency.is_empty() { engine.world().company.currency.clone() } else { at.currency };
    offers_of(engine, &Grant::system("the prices of a document"), &links, book, &currency, day).await
}

/// Why a document has to be approved, and whether the caller is one who may.
pub(crate) async fn approval(engine: &Engine, caller: &Caller, module: Name, id: Id) -> Result<Approval> {
    let known = known(caller, &module)?;
    let record = engine.store().get(&caller.grant, &module, id, false).await?.ok_or(Failure::NotFound)?;
    // Who does not see what it comes to learns nothing of it here either.
    if !may_count(known) {
        return Err(Failure::NotFound.into());
    }
    let world = engine.world();
    let owner = record.value(model::module::OWNER).as_link().map(|owner| limits_of(&world, owner.id));
    let (mut breaches, mine) = {
        let terms = terms_of(engine, caller, &record).await?;
        let offers = offers_in(engine, caller, &record).await?;
        let of_owner = Terms { limits: owner.unwrap_or_default(), ..terms.clone() };
        (told(&record, &of_owner, &offers), told(&record, &terms, &offers))
    };
    if breaches.is_empty() {
        breaches.clone_from(&mine);
    }
    let may = rights::may(engine, caller, &module, &record, Right::Edit).await?;
    Ok(Approval { may_approve: may && mine.is_empty(), needed: !mine.is_empty(), breaches })
}

fn told(record: &Record, terms: &Terms, offers: &[Offer]) -> Vec<Breach> {
    let mut record = record.clone();
    let totals = document::work_out(&mut record, terms);
    totals.map(|totals| Breach::all(&record, &totals, terms, offers)).unwrap_or_default()
}

/// A module of documents.
fn known<'a>(caller: &'a Caller, module: &str) -> Result<&'a Module, Failure> {
    caller.schema.module(module).filter(|known| known.features.document).ok_or(Failure::NotFound)
}

/// Whether its reader sees all that a document is worked out from.
pub(crate) fn may_count(module: &Module) -> bool {
    let fields = document::INPUTS.iter().chain([&document::TOTAL]);
    let rows = module.rows().find(|(field, _)| field.name == document::LINES);
    let prices = [line::PRICE, document::DISCOUNT_PERCENT, document::DISCOUNT_AMOUNT, line::AMOUNT];
    fields.into_iter().all(|name| module.field(name).is_some())
        && rows.is_some_and(|(_, rows)| prices.iter().all(|name| rows.field(name).is_some()))
}

/// What a document begins with where its writer has said so much.
pub(crate) async fn begin(engine: &Engine, caller: &Caller, module: Name, said: Values) -> Result<Values> {
    let module = known(caller, &module)?;
    let record = Record { id: engine.new_id(), version: 0, title: String::new(), values: said };
    let begun = begin::begin(engine, caller, module, &record, |_| false).await?;
    Ok(begun
        .into_iter()
        .filter(|(name, _)| module.field(name).is_some_and(|field| field.editable()))
        .collect())
}
