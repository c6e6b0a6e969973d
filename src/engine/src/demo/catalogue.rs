//! What is sold, at which prices, and how it is taxed.

use std::collections::BTreeMap;

use model::record::Values;
use model::{Id, Name, Row, Value};
use rust_decimal::Decimal;

use super::people::ALEX;
use super::story::{Story, link, money, texts};
use crate::error::Result;

/// So many days ago all of it was entered.
const ENTERED: i64 = 360;
/// So many days ago the rates were: before the first quote.
const RATED: i64 = 60;

/// Name, code, category, price, unit.
const PRODUCTS: &[(&str, &str, &str, i64, &str)] = &[
    ("Bergwind One", "BW-100", "Machines", 1_290, "piece"),
    ("Bergwind Duo", "BW-200", "Machines", 3_450, "piece"),
    ("Bergwind Barista Pro", "BW-300", "Machines", 8_900, "piece"),
    ("Bergwind Tower", "BW-400", "Machines", 12_600, "piece"),
    ("Silent Grinder S", "GR-10", "Grinders", 540, "piece"),
    ("Silent Grinder L", "GR-20", "Grinders", 1_180, "piece"),
    ("Milk cooler", "AC-11", "Accessories", 390, "piece"),
    ("Water filter set", "AC-20", "Accessories", 96, "set"),
    ("House blend, 6 kg", "BE-06", "Beans", 132, "box"),
    ("Care plan, one year", "CP-12", "Services", 780, "year"),
];

/// Name, code, price, unit.
const SERVICES: &[(&str, &str, i64, &str)] = &[
    ("Installation on site", "SV-10", 240, "flat_rate"),
    ("Barista training", "SV-20", 95, "hour"),
    ("Repair", "SV-30", 88, "hour"),
];

/// Voltage, power and cups an hour of the machines.
const MACHINES: &[(&str, [&str; 3])] = &[
    ("BW-100", ["230 V", "1.4 kW", "40"]),
    ("BW-200", ["230 V", "2.9 kW", "90"]),
    ("BW-300", ["400 V", "4.5 kW", "180"]),
    ("BW-400", ["400 V", "6.8 kW", "320"]),
];

/// Name, currency, and what one of the list price is there.
const BOOKS: &[(&str, &str, i64)] =
    &[("Handel", "EUR", 82), ("中国经销商", "CNY", 780), ("대리점", "KRW", 151_000)];

/// A name and a rate.
type Tax = (&'static str, i64);

/// Name, whether what names none is in it, and its taxes.
const TAXES: &[(&str, bool, &[Tax])] =
    &[("Goods and services", true, &[("MwSt. 19 %", 19)]), ("Food", false, &[("MwSt. 7 %", 7)])];

/// What one unit is worth in euros.
const RATES: &[(&str, &str)] =
    &[("CNY", "0.1282"), ("KRW", "0.00066"), ("TWD", "0.0287"), ("RUB", "0.0103"), ("USD", "0.921")];

/// What there is to be offered.
pub(super) struct Catalogue {
    /// Each with its price.
    pub(super) products: Vec<(Id, i64)>,
    pub(super) services: Vec<Id>,
    pub(super) books: Vec<Id>,
}

pub(super) async fn offer(story: &mut Story<'_>) -> Result<Catalogue> {
    let classes = tax(story).await?;
    let books = print(story).await?;
    let mut products = Vec::new();
    for (name, code, category, price, unit) in PRODUCTS {
        let mut values = texts([
            ("name", *name),
            ("code", *code),
            ("category", *category),
            ("unit", *unit),
            ("manufacturer", "Bergwind"),
        ]);
        cost(&mut values, *price);
        let class = if *category == "Beans" { "Food" } else { "Goods and services" };
        values.insert(Name::new_static("tax_class"), link("tax_classes", classes[class]));
        values.insert(Name::new_static("floor_price"), money(price * 7 / 10));
        values.insert(Name::new_static("commission_rate"), money(3));
        values.insert(Name::new_static("prices"), prices(&books, *price));
        if let Some((_, said)) = MACHINES.iter().find(|(machine, _)| machine == code) {
            values.insert(Name::new_static("parameters"), parameters(said));
        }
        let at = story.ago(ENTERED);
        products.push((story.add(ALEX, at, "products", values).await?.id, *price));
    }
    let mut services = Vec::new();
    for (name, code, price, unit) in SERVICES {
        let mut values = texts([("name", *name), ("code", *code), ("unit", *unit)]);
        cost(&mut values, *price);
        let at = story.ago(ENTERED);
        services.push(story.add(ALEX, at, "services", values).await?.id);
    }
    let books = books.into_iter().map(|(book, _)| book).collect();
    Ok(Catalogue { products, services, books })
}

fn cost(values: &mut Values, price: i64) {
    values.insert(Name::new_static("price"), money(price));
    values.insert(Name::new_static("cost"), money(price * 3 / 5));
}

fn rows(rows: impl Iterator<Item = Values>) -> Value {
    Value::Rows(rows.map(Row::new).collect())
}

fn prices(books: &[(Id, i64)], price: i64) -> Value {
    rows(books.iter().map(|(book, share)| {
        let price = Value::Decimal(Decimal::new(price * share, 2));
        [(Name::new_static("price_book"), link("price_books", *book)), (Name::new_static("price"), price)]
            .into()
    }))
}

fn parameters([voltage, power, cups]: &[&str; 3]) -> Value {
    let said = [("Voltage", voltage), ("Power", power), ("Cups an hour", cups)];
    rows(said.into_iter().map(|(name, value)| texts([("name", name), ("value", value)])))
}

/// Tax classes by their names, and exchange rates.
async fn tax(story: &mut Story<'_>) -> Result<BTreeMap<&'static str, Id>> {
    let mut classes = BTreeMap::new();
    for (name, standard, taxes) in TAXES {
        let mut values = texts([("name", *name)]);
        values.insert(Name::new_static("standard"), Value::Bool(*standard));
        let rate = |(name, percent): &Tax| {
            let mut values = texts([("name", *name)]);
            values.insert(Name::new_static("rate"), money(*percent));
            values
        };
        values.insert(Name::new_static("rates"), rows(taxes.iter().map(rate)));
        let at = story.ago(ENTERED);
        classes.insert(*name, story.add(ALEX, at, "tax_classes", values).await?.id);
    }
    for (currency, rate) in RATES {
        let mut values = texts([("currency", *currency)]);
        values.insert(Name::new_static("day"), Value::Date(story.day(-RATED)));
        values.insert(Name::new_static("rate"), Value::Decimal(rate.parse().unwrap_or_default()));
        let at = story.ago(RATED);
        story.add(ALEX, at, "exchange_rates", values).await?;
    }
    Ok(classes)
}

/// Price books, with what one of the list price is there in hundredths.
async fn print(story: &mut Story<'_>) -> Result<Vec<(Id, i64)>> {
    let mut books = Vec::new();
    for (name, currency, share) in BOOKS {
        let mut values = texts([("name", *name), ("currency", *currency)]);
        values.insert(Name::new_static("valid_from"), Value::Date(story.day(-ENTERED)));
        let at = story.ago(ENTERED);
        books.push((story.add(ALEX, at, "price_books", values).await?.id, *share));
    }
    Ok(books)
}
