//! Tax classes, and which of their taxes hold for a day and a place.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::fold::fold;
use crate::totals::Tax;
use crate::{Id, Link, Record, Value};

/// What is taxed alike, with the taxes on it for one day and place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxClass {
    pub id: Id,
    pub name: String,
    /// It is that of what names none.
    pub standard: bool,
    /// In the order in which they are worked out.
    pub taxes: Vec<Tax>,
}

impl TaxClass {
    pub fn link(&self) -> Value {
        Value::Link(Link { title: self.name.clone(), ..Link::new("tax_classes", self.id) })
    }
}

/// A tax of a class, with where and when it holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaxRate {
    pub tax: Tax,
    /// As in addresses; empty: everywhere that has none of its own.
    pub country: String,
    /// Empty: all of the country.
    pub region: String,
    pub from: Option<NaiveDate>,
    /// The last day.
    pub until: Option<NaiveDate>,
}

/// The taxes among `rates` that hold on a day, in a country and its region: those of the country where it has any, else
/// those that name none.
pub fn holding(rates: &[TaxRate], day: NaiveDate, country: &str, region: &str) -> Vec<Tax> {
    let same = |one: &str, other: &str| fold(one.trim()) == fold(other.trim());
    let held = |rate: &&TaxRate| {
        rate.from.is_none_or(|from| from <= day)
            && rate.until.is_none_or(|until| day <= until)
            && (rate.region.is_empty() || same(&rate.region, region))
    };
    let own = |rate: &TaxRate| !rate.country.is_empty() && same(&rate.country, country);
    let has_own = rates.iter().any(own);
    let here = |rate: &&TaxRate| if has_own { own(rate) } else { rate.country.is_empty() };
    rates.iter().filter(here).filter(held).map(|rate| rate.tax.clone()).collect()
}

/// Where the goods go: the country of the address that they are sent to, or else of who pays.
pub fn country(record: &Record) -> &str {
    of_place(record, ["shipping_country", "billing_country"])
}

/// The region of the same address.
pub fn region(record: &Record) -> &str {
    match record.value("shipping_country").is_empty() {
        true => of_place(record, ["billing_region", "shipping_region"]),
        false => of_place(record, ["shipping_region", "shipping_region"]),
    }
}

fn of_place<'a>(record: &'a Record, fields: [&str; 2]) -> &'a str {
    let text = |field: &str| record.value(field).as_text().filter(|text| !text.is_empty());
    fields.into_iter().find_map(text).unwrap_or_default()
}
