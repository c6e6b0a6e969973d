//! Documents: records whose lines come to a total, such as quotes. What is a line, a tax or a sum of one has the same
//! name in every module of documents; here it is read from a record, worked out and put back, in the browser while
//! somebody types and on the server as the truth.

mod paper;
mod protection;
mod taxes;
#[cfg(test)]
mod tests;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use crate::kind::money;
use crate::module::CURRENCY;
use crate::record::Values;
use crate::totals::{Discount, Document, Half, Line, OutOfRange, Policy, Rounding, Tax, Totals};
use crate::{Id, Link, Name, Record, Row, Value};

pub use paper::{Paper, PaperGroup, PaperLine, PaperSum};
pub use protection::{Breach, Limits, Wrong};
pub use taxes::{TaxClass, TaxRate, country, holding, region};

/// The day that prices, taxes and the exchange rate are those of.
pub const DAY: &str = "issued_on";
pub const PRICE_BOOK: &str = "price_book";
pub const PRICES_INCLUDE_TAX: &str = "prices_include_tax";
pub const LINES: &str = "lines";
/// Of the subtotal; in a line of the same names, of the line.
pub const DISCOUNT_PERCENT: &str = "discount_percent";
/// The same as an amount. At most one of both is given.
pub const DISCOUNT_AMOUNT: &str = "discount_amount";
pub const FREIGHT: &str = "freight";
pub const FREIGHT_TAX_CLASS: &str = "freight_tax_class";
pub const ADJUSTMENT: &str = "adjustment";
/// What one unit of its currency is worth in the company's.
pub const EXCHANGE_RATE: &str = "exchange_rate";

// What it comes to, written by the product.

pub const SUBTOTAL: &str = "subtotal";
pub const DISCOUNT: &str = "discount";
pub const NET: &str = "net";
pub const TAX: &str = "tax";
pub const TOTAL: &str = "total";
/// What `NET` is in the company's currency.
pub const NET_BASE: &str = "net_base";
/// Each tax in it, as rows.
pub const TAXES: &str = "taxes";

/// What who sells it earns by it, written by the product.
pub const COMMISSION: &str = "commission";

/// What the sums depend on, besides the day and the place.
pub const INPUTS: [&str; 10] = [
    DAY,
    PRICE_BOOK,
    PRICES_INCLUDE_TAX,
    LINES,
    DISCOUNT_PERCENT,
    DISCOUNT_AMOUNT,
    FREIGHT,
    FREIGHT_TAX_CLASS,
    ADJUSTMENT,
    EXCHANGE_RATE,
];

/// What of one that was sent still changes: notes of its own people, and why it came to nothing.
pub const STAYS_OPEN: [&str; 2] = ["description", "lost_reason"];

/// What the product writes.
pub const SUMS: [&str; 7] = [SUBTOTAL, DISCOUNT, NET, TAX, TOTAL, NET_BASE, TAXES];

/// The fields of a line.
pub mod line {
    pub const PRODUCT: &str = "product";
    pub const NAME: &str = "name";
    pub const DESCRIPTION: &str = "description";
    /// A line without one is a text, and comes to nothing.
    pub const QUANTITY: &str = "quantity";
    pub const UNIT: &str = "unit";
    /// Of one, before the discount.
    pub const PRICE: &str = "price";
    pub const TAX_CLASS: &str = "tax_class";
    /// What the group is called that it stands in.
    pub const GROUP: &str = "group";
    /// What it comes to, written by the product.
    pub const AMOUNT: &str = "amount";
}

/// The fields of a tax.
pub mod tax {
    pub const CLASS: &str = "tax_class";
    pub const NAME: &str = "name";
    pub const RATE: &str = "rate";
    pub const COMPOUND: &str = "compound";
    pub const BASE: &str = "base";
    pub const AMOUNT: &str = "amount";
}

/// What documents are worked out by, besides what they hold: how the company rounds, the taxes that hold for a day and
/// a place, what the currency is worth, and what the reader may do with prices.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    pub policy: Policy,
    pub classes: Vec<TaxClass>,
    /// What one unit of the document's currency is worth in the company's; none where nobody has said.
    pub rate: Option<Decimal>,
    /// The company's currency.
    pub company: Name,
    pub limits: Limits,
}

impl Terms {
    pub fn class(&self, id: Id) -> Option<&TaxClass> {
        self.classes.iter().find(|class| class.id == id)
    }

    /// The class of what names none.
    pub fn standard(&self) -> Option<&TaxClass> {
        self.classes.iter().find(|class| class.standard)
    }
}

/// A product or service as it is offered: what it costs in the document's currency, by its price book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    pub product: Link,
    #[serde(default)]
    pub code: String,
    pub unit: Option<Name>,
    pub tax_class: Option<Id>,
    /// From which quantity on it costs what, the smallest first.
    pub prices: Vec<(Decimal, Decimal)>,
    /// Below which it is not sold without being approved.
    pub floor: Option<Decimal>,
    /// Of what it comes to, who sells it earns so many per cent.
    pub commission: Option<Decimal>,
}

impl Offer {
    /// The price of one where so many are bought.
    pub fn price(&self, quantity: Decimal) -> Option<Decimal> {
        let reached = self.prices.iter().rev().find(|(from, _)| *from <= quantity);
        reached.or(self.prices.first()).map(|(_, price)| *price)
    }

    /// Fills what a line leaves open. A line of which nothing is said but the product is one of it.
    pub fn fill(&self, values: &mut Values, terms: &Terms) {
        let mut put = |name: &'static str, value: Option<Value>| {
            let open = values.get(name).is_none_or(Value::is_empty);
            if let Some(value) = value.filter(|_| open) {
                values.insert(Name::new_static(name), value);
            }
        };
        put(line::NAME, Some(Value::text(self.product.title.as_str())));
        put(line::QUANTITY, Some(Value::Decimal(Decimal::ONE)));
        put(line::UNIT, self.unit.as_ref().map(|unit| Value::text(unit.as_str())));
        let class = self.tax_class.and_then(|id| terms.class(id)).or(terms.standard());
        put(line::TAX_CLASS, class.map(TaxClass::link));
        let quantity = decimal(values, line::QUANTITY).unwrap_or(Decimal::ONE);
        let price = self.price(quantity).map(Value::Decimal);
        let open = values.get(line::PRICE).is_none_or(Value::is_empty);
        if let Some(price) = price.filter(|_| open) {
            values.insert(Name::new_static(line::PRICE), price);
        }
    }
}

/// The groups that lines stand in, in their order; what is above the first stands in none.
pub fn groups(lines: &[Row]) -> Vec<&str> {
    let mut groups: Vec<&str> = Vec::new();
    for group in lines.iter().filter_map(group) {
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    groups
}

/// What the group of a line is called.
pub fn group(row: &Row) -> Option<&str> {
    row.value(line::GROUP).as_text().filter(|group| !group.is_empty())
}

/// What a record comes to, with all that is shown of it put into its values. Rows of taxes keep their ids; new ones
/// have none yet.
pub fn work_out(record: &mut Record, terms: &Terms) -> Result<Totals, OutOfRange> {
    let read = Reading::new(record, terms);
    let totals = read.document.totals()?;
    let taxes = read.tax_rows(record, &totals);
    let mut lines = record.value(LINES).as_rows().to_vec();
    for (row, total) in lines.iter_mut().zip(&totals.lines) {
        let amount = if is_text(row) { Value::Empty } else { Value::Decimal(total.amount.normalize()) };
        put(&mut row.values, line::AMOUNT, amount);
    }
    record.set(LINES, of_rows(lines));
    record.set(TAXES, of_rows(taxes));
    let sums = [
        (SUBTOTAL, totals.subtotal),
        (DISCOUNT, totals.discount),
        (NET, totals.net),
        (TAX, totals.tax),
        (TOTAL, totals.total),
    ];
    for (name, amount) in sums {
        record.set(name, Value::Decimal(amount.normalize()));
    }
    record.set(NET_BASE, in_company(record, terms, totals.net).map_or(Value::Empty, Value::Decimal));
    Ok(totals)
}

/// What who sells a document earns: of each line its product's rate, less what the document's discount takes off.
pub fn commission(record: &Record, totals: &Totals, terms: &Terms, offers: &[Offer]) -> Decimal {
    let rate = |row: &Row| {
        let product = row.value(line::PRODUCT).as_link()?.id;
        offers.iter().find(|offer| offer.product.id == product)?.commission
    };
    let rows = record.value(LINES).as_rows().iter().zip(&totals.lines);
    let earned: Decimal =
        rows.filter_map(|(row, total)| Some(total.amount * rate(row)? / Decimal::ONE_HUNDRED)).sum();
    let digits = money::digits(currency(record, terms));
    (earned * left(totals)).round_dp_with_strategy(digits, half(terms)).normalize()
}

/// The share of the subtotal that the document's discount leaves.
fn left(totals: &Totals) -> Decimal {
    match totals.subtotal.is_zero() {
        true => Decimal::ONE,
        false => (totals.subtotal - totals.discount) / totals.subtotal,
    }
}

fn half(terms: &Terms) -> RoundingStrategy {
    match terms.policy.half {
        Half::Up => RoundingStrategy::MidpointAwayFromZero,
        Half::Even => RoundingStrategy::MidpointNearestEven,
    }
}

/// What an amount of the document is in the company's currency, as it can be paid.
fn in_company(record: &Record, terms: &Terms, amount: Decimal) -> Option<Decimal> {
    let currency = currency(record, terms);
    let rate = match decimal(&record.values, EXCHANGE_RATE) {
        Some(rate) => rate,
        None if currency == terms.company => Decimal::ONE,
        None => return None,
    };
    let amount = amount.checked_mul(rate)?;
    Some(amount.round_dp_with_strategy(money::digits(&terms.company), half(terms)).normalize())
}

fn currency<'a>(record: &'a Record, terms: &'a Terms) -> &'a str {
    record.value(CURRENCY).as_text().unwrap_or(&terms.company)
}

/// Whether a line is there for its words alone.
fn is_text(row: &Row) -> bool {
    row.value(line::QUANTITY).is_empty()
}

fn decimal(values: &Values, name: &str) -> Option<Decimal> {
    values.get(name).and_then(Value::as_decimal)
}

fn put(values: &mut Values, name: &'static str, value: Value) {
    match value.is_empty() {
        true => drop(values.remove(name)),
        false => drop(values.insert(Name::new_static(name), value)),
    }
}

fn of_rows(rows: Vec<Row>) -> Value {
    if rows.is_empty() { Value::Empty } else { Value::Rows(rows) }
}

fn discount(values: &Values) -> Discount {
    match (decimal(values, DISCOUNT_PERCENT), decimal(values, DISCOUNT_AMOUNT)) {
        (Some(percent), _) => Discount::Percent(percent),
        (None, Some(amount)) => Discount::Amount(amount),
        (None, None) => Discount::None,
    }
}

/// A record as the totals see it.
struct Reading<'a> {
    document: Document,
    /// The class of each of the document's taxes.
    classes: Vec<&'a TaxClass>,
}

impl<'a> Reading<'a> {
    fn new(record: &Record, terms: &'a Terms) -> Reading<'a> {
        let rows = record.value(LINES).as_rows();
        let freight_class = record.value(FREIGHT_TAX_CLASS).as_link();
        let used = |class: &&TaxClass| {
            let is = |value: &Value| value.as_link().is_some_and(|link| link.id == class.id);
            rows.iter().any(|row| !is_text(row) && is(row.value(line::TAX_CLASS)))
                || freight_class.is_some_and(|link| link.id == class.id)
        };
        let each = terms.classes.iter().filter(used);
        let (classes, taxes): (Vec<&TaxClass>, Vec<Tax>) =
            each.flat_map(|class| class.taxes.iter().map(move |tax| (class, tax.clone()))).unzip();
        let places = |link: Option<&Link>| -> Vec<usize> {
            let of = |class: &TaxClass| link.is_some_and(|link| link.id == class.id);
            classes.iter().enumerate().filter(|(_, class)| of(class)).map(|(place, _)| place).collect()
        };
        let known = groups(rows);
        let line = |row: &Row| Line {
            quantity: decimal(&row.values, line::QUANTITY).unwrap_or_default(),
            price: decimal(&row.values, line::PRICE).unwrap_or_default(),
            discount: if is_text(row) { Discount::None } else { discount(&row.values) },
            taxes: places(row.value(line::TAX_CLASS).as_link()),
            group: group(row).and_then(|group| known.iter().position(|other| *other == group)),
        };
        let document = Document {
            lines: rows.iter().map(line).collect(),
            discount: discount(&record.values),
            freight: decimal(&record.values, FREIGHT).unwrap_or_default(),
            freight_taxes: places(freight_class),
            adjustment: decimal(&record.values, ADJUSTMENT).unwrap_or_default(),
            taxes,
            prices_include_tax: record.value(PRICES_INCLUDE_TAX).as_bool() == Some(true),
            digits: money::digits(currency(record, terms)),
            policy: terms.policy,
        };
        Reading { document, classes }
    }

    fn tax_rows(&self, record: &Record, totals: &Totals) -> Vec<Row> {
        let mut known = record.value(TAXES).as_rows().to_vec();
        let taxes = self.document.taxes.iter().zip(&self.classes).zip(&totals.taxes);
        let mut row = |((held, class), total): ((&Tax, &&TaxClass), &crate::totals::TaxTotal)| {
            let mut values = Values::from([
                (Name::new_static(tax::CLASS), class.link()),
                (Name::new_static(tax::NAME), Value::text(held.name.as_str())),
                (Name::new_static(tax::RATE), Value::Decimal(held.rate.normalize())),
                (Name::new_static(tax::BASE), Value::Decimal(total.base.normalize())),
                (Name::new_static(tax::AMOUNT), Value::Decimal(total.amount.normalize())),
            ]);
            if held.compound {
                values.insert(Name::new_static(tax::COMPOUND), Value::Bool(true));
            }
            let same = |row: &Row| {
                row.value(tax::CLASS) == &values[tax::CLASS] && row.value(tax::NAME) == &values[tax::NAME]
            };
            match known.iter().position(same) {
                Some(at) => Row { id: known.remove(at).id, values },
                None => Row::new(values),
            }
        };
        taxes.map(&mut row).collect()
    }
}

/// What a document was worked out by, as far as it says so itself: the taxes that are in it.
pub fn terms_in(record: &Record, policy: Policy, company: Name) -> Terms {
    let mut classes: Vec<TaxClass> = Vec::new();
    for row in record.value(TAXES).as_rows() {
        let Some(link) = row.value(tax::CLASS).as_link() else { continue };
        let held = Tax {
            name: row.value(tax::NAME).as_text().unwrap_or_default().to_owned(),
            rate: decimal(&row.values, tax::RATE).unwrap_or_default(),
            compound: row.value(tax::COMPOUND).as_bool() == Some(true),
        };
        match classes.iter_mut().find(|class| class.id == link.id) {
            Some(class) => class.taxes.push(held),
            None => classes.push(TaxClass {
                id: link.id,
                name: link.title.clone(),
                standard: false,
                taxes: vec![held],
            }),
        }
    }
    Terms { policy, classes, company, ..Terms::default() }
}

/// The policy of a company that keeps it under these keys.
pub fn policy(rounding: &str, half: &str) -> Policy {
    Policy {
        rounding: match rounding {
            "tax" => Rounding::Tax,
            "document" => Rounding::Document,
            _ => Rounding::Line,
        },
        half: if half == "even" { Half::Even } else { Half::Up },
    }
}

/// How a line of one document differs from that of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineChange {
    Added(Row),
    Removed(Row),
    Changed { before: Row, after: Row },
}

/// What was changed from some lines to others: those of the same product, or of the same words, are the same line.
pub fn differences(before: &[Row], after: &[Row]) -> Vec<LineChange> {
    let about = |row: &Row| match row.value(line::PRODUCT).as_link() {
        Some(link) => (Some(link.id), String::new()),
        None => (None, row.value(line::NAME).as_text().unwrap_or_default().to_owned()),
    };
    let mut left: Vec<&Row> = before.iter().collect();
    let mut changes = Vec::new();
    for row in after {
        match left.iter().position(|old| about(old) == about(row)) {
            None => changes.push(LineChange::Added(row.clone())),
            Some(at) => {
                let old = left.remove(at);
                if old.values != row.values {
                    changes.push(LineChange::Changed { before: old.clone(), after: row.clone() });
                }
            }
        }
    }
    changes.extend(left.into_iter().map(|row| LineChange::Removed(row.clone())));
    changes
}
