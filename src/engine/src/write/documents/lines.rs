//! Lines of a document: what they leave open is filled, prices are those of the price book unless the writer may write
//! others, and a discount is a percentage or an amount.

use model::document::{DISCOUNT_AMOUNT, DISCOUNT_PERCENT, LINES, Offer, TaxClass, Terms, line};
use model::record::Values;
use model::{Id, Name, Problem, Row, Value};
use rust_decimal::Decimal;

use crate::write::draft::{Draft, Scene};

pub(super) fn price(draft: &mut Draft, scene: &Scene, terms: &Terms, offers: &[Offer]) {
    check_discount(draft);
    if !draft.changes(LINES) {
        return;
    }
    let before = draft.was(LINES).as_rows().to_vec();
    let mut rows = draft.value(LINES).as_rows().to_vec();
    let mut problems = Vec::new();
    for (place, row) in rows.iter_mut().enumerate() {
        let was = before.iter().find(|was| was.id == row.id);
        let offer = row.value(line::PRODUCT).as_link().map(|link| link.id);
        let offer = offer.and_then(|id: Id| offers.iter().find(|offer| offer.product.id == id));
        fill(row, was, offer, terms);
        let mut tell = |name: &str, code: &'static str, detail: String| {
            let problem = Problem::new(Name::new(format!("{LINES}.{place}.{name}")), code);
            problems.push(if detail.is_empty() { problem } else { problem.detail(detail) });
        };
        check(row, &mut tell);
        if let Some(price) = offer.and_then(|offer| offer.price(decimal(row, line::QUANTITY)))
            && scene.by_person()
            && !terms.limits.changes_prices
            && was.is_none_or(|was| differs(was, row))
            && decimal(row, line::PRICE) != price
        {
            tell(line::PRICE, "price-is-fixed", price.normalize().to_string());
        }
    }
    draft.problems.extend(problems);
    draft.set(LINES, if rows.is_empty() { Value::Empty } else { Value::Rows(rows) });
}

fn decimal(row: &Row, name: &str) -> Decimal {
    row.value(name).as_decimal().unwrap_or_default()
}

fn differs(was: &Row, row: &Row) -> bool {
    [line::PRODUCT, line::QUANTITY, line::PRICE].iter().any(|name| was.value(name) != row.value(name))
}

fn fill(row: &mut Row, was: Option<&Row>, offer: Option<&Offer>, terms: &Terms) {
    let another = was.is_none_or(|was| was.value(line::PRODUCT) != row.value(line::PRODUCT));
    if let (Some(offer), true) = (offer, another) {
        offer.fill(&mut row.values, terms);
    }
    if let (Some(offer), Some(was)) = (offer, was) {
        follow_quantity(row, was, offer);
    }
    let priced = !row.value(line::PRICE).is_empty();
    if priced && row.value(line::QUANTITY).is_empty() && was.is_none() {
        put(&mut row.values, line::QUANTITY, Some(Value::Decimal(Decimal::ONE)));
    }
    let counts = !row.value(line::QUANTITY).is_empty();
    if counts && row.value(line::TAX_CLASS).is_empty() && was.is_none() {
        put(&mut row.values, line::TAX_CLASS, terms.standard().map(TaxClass::link));
    }
}

/// Where more are bought the price is another, if it was that of the price book; one that was taken away comes back.
fn follow_quantity(row: &mut Row, was: &Row, offer: &Offer) {
    let same_price = was.value(line::PRICE) == row.value(line::PRICE);
    let listed = offer.price(decimal(was, line::QUANTITY)) == was.value(line::PRICE).as_decimal();
    let more = was.value(line::QUANTITY) != row.value(line::QUANTITY);
    if row.value(line::PRICE).is_empty() || more && same_price && listed {
        let price = offer.price(decimal(row, line::QUANTITY));
        put(&mut row.values, line::PRICE, price.map(Value::Decimal));
    }
}

fn put(values: &mut Values, name: &'static str, value: Option<Value>) {
    if let Some(value) = value {
        values.insert(Name::new_static(name), value);
    }
}

fn check(row: &Row, tell: &mut impl FnMut(&str, &'static str, String)) {
    if row.value(line::NAME).is_empty() {
        tell(line::NAME, "required", String::new());
    }
    if row.value(line::QUANTITY).is_empty() {
        return;
    }
    if row.value(line::PRICE).is_empty() {
        tell(line::PRICE, "required", String::new());
    }
    let off = row.value(DISCOUNT_AMOUNT);
    if off.is_empty() {
        return;
    }
    let list = decimal(row, line::QUANTITY).checked_mul(decimal(row, line::PRICE)).unwrap_or_default();
    let off = off.as_decimal().unwrap_or_default();
    if !row.value(DISCOUNT_PERCENT).is_empty() {
        tell(DISCOUNT_AMOUNT, "one-discount", String::new());
    } else if off < Decimal::ZERO || list >= Decimal::ZERO && off > list {
        tell(DISCOUNT_AMOUNT, "out-of-range", String::new());
    }
}

fn check_discount(draft: &mut Draft) {
    let off = draft.value(DISCOUNT_AMOUNT).as_decimal();
    if off.is_some() && !draft.value(DISCOUNT_PERCENT).is_empty() {
        draft.problem(Problem::new(DISCOUNT_AMOUNT, "one-discount"));
    } else if off.is_some_and(|off| off < Decimal::ZERO) {
        draft.problem(Problem::new(DISCOUNT_AMOUNT, "out-of-range"));
    }
}
