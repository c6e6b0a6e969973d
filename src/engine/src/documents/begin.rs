//! What a document begins with: the customer of its opportunity, the customer's addresses and price book, the book's
//! currency, the company's terms.

use api::Caller;
use chrono::Days;
use model::document::{DAY, EXCHANGE_RATE, PRICE_BOOK, PRICES_INCLUDE_TAX};
use model::module::CURRENCY;
use model::record::Values;
use model::{Id, Link, Module, Name, Record, Value};
use modules::documents::{ACCOUNT, CONTACT, LANGUAGE};
use modules::quotes::OPPORTUNITY;
use modules::{accounts, opportunities, price_books};

use super::PRICE_BOOKS;
use crate::Engine;
use crate::error::Result;

const ADDRESSES: [&str; 2] = ["billing_", "shipping_"];
const VALID_UNTIL: &str = "valid_until";
const TERMS: &str = "terms";

/// The values for all of it that is empty in `record`, as far as the caller sees where they come from. What is `given`
/// stays, also where it was emptied on purpose.
pub(crate) async fn begin(
    engine: &Engine,
    caller: &Caller,
    module: &Module,
    record: &Record,
    given: impl Fn(&str) -> bool,
) -> Result<Values> {
    let open = |begun: &Values, name: &str| {
        module.field(name).is_some()
            && !given(name)
            && record.value(name).is_empty()
            && begun.get(name).is_none_or(Value::is_empty)
    };
    let mut begun = Values::new();
    let link = |begun: &Values, name: &str| begun.get(name).unwrap_or(record.value(name)).as_link().cloned();
    if let Some(deal) = read(engine, caller, record.get(OPPORTUNITY)).await? {
        for (own, its) in [(ACCOUNT, opportunities::ACCOUNT), (CONTACT, opportunities::CONTACT)] {
            if open(&begun, own.name) {
                take(&mut begun, own.name, deal.value(its.name).clone());
            }
        }
    }
    if let Some(account) = read(engine, caller, link(&begun, ACCOUNT.name)).await? {
        for prefix in ADDRESSES {
            for (name, value) in address(&account, prefix, |name| open(&begun, name)) {
                take(&mut begun, &name, value);
            }
        }
        for (own, its) in [(PRICE_BOOK, accounts::PRICE_BOOK.name), (LANGUAGE.name, accounts::LANGUAGE.name)]
        {
            if open(&begun, own) {
                take(&mut begun, own, account.value(its).clone());
            }
        }
    }
    follow_book(engine, caller, link(&begun, PRICE_BOOK), &mut begun, &given).await?;
    let company = &engine.world().company;
    if open(&begun, PRICES_INCLUDE_TAX) && company.prices_include_tax {
        take(&mut begun, PRICES_INCLUDE_TAX, Value::Bool(true));
    }
    if open(&begun, LANGUAGE.name) {
        take(&mut begun, LANGUAGE.name, Value::text(company.language.code()));
    }
    let today = caller.formats.zone.date(engine.now());
    let day = if let Value::Date(day) = record.value(DAY) { *day } else { today };
    if open(&begun, VALID_UNTIL)
        && let Some(until) = company.quote_days.and_then(|days| day.checked_add_days(Days::new(days)))
    {
        take(&mut begun, VALID_UNTIL, Value::Date(until));
    }
    if open(&begun, TERMS) {
        take(&mut begun, TERMS, Value::text(company.quote_terms.as_str()));
    }
    Ok(begun)
}

/// The parts of an address, where none of them is said yet.
fn address(account: &Record, prefix: &str, open: impl Fn(&str) -> bool) -> Vec<(String, Value)> {
    let parts: Vec<String> =
        model::kind::Address::PARTS.iter().map(|part| format!("{prefix}{part}")).collect();
    if !parts.iter().all(|part| open(part)) {
        return Vec::new();
    }
    parts.into_iter().map(|part| (part.clone(), account.value(&part).clone())).collect()
}

/// A book says in which currency its prices are, and what they mean.
pub(crate) async fn follow_book(
    engine: &Engine,
    caller: &Caller,
    book: Option<Link>,
    values: &mut Values,
    given: impl Fn(&str) -> bool,
) -> Result<()> {
    let Some(book) = read(engine, caller, book).await? else { return Ok(()) };
    for (own, its) in
        [(CURRENCY, price_books::CURRENCY.name), (PRICES_INCLUDE_TAX, price_books::PRICES_INCLUDE_TAX.name)]
    {
        if !given(own) {
            values.insert(Name::new(own), book.value(its).clone());
        }
    }
    Ok(())
}

/// The exchange rate of the day.
pub(crate) fn rate(rate: Option<rust_decimal::Decimal>) -> (Name, Value) {
    (Name::new_static(EXCHANGE_RATE), rate.map_or(Value::Empty, Value::Decimal))
}

fn take(begun: &mut Values, name: &str, value: Value) {
    if !value.is_empty() {
        begun.insert(Name::new(name), value);
    }
}

/// The record that is linked to, if the caller sees it.
async fn read(engine: &Engine, caller: &Caller, link: Option<Link>) -> Result<Option<Record>> {
    let Some(Link { module, id, .. }) = link else { return Ok(None) };
    if caller.schema.module(&module).is_none() {
        return Ok(None);
    }
    Ok(engine.store().get(&caller.grant, &module, id, false).await?)
}

/// The currency of a price book.
pub(crate) async fn currency_of(engine: &Engine, book: Id) -> Result<Option<String>> {
    let grant = model::Grant::system("the currency of a price book");
    let book = engine.store().get(&grant, PRICE_BOOKS, book, false).await?;
    Ok(book.and_then(|book| book.get(price_books::CURRENCY)))
}
