//! Exchange rates by day: what one unit of a currency is worth in the company's. The last one up to a day holds on it.

use chrono::NaiveDate;
use model::module::Access;
use model::{Default, Field, Group, Key, Module, Sort, field};
use rust_decimal::Decimal;

pub const CURRENCY: Key<String> = Key::new("currency");
pub const DAY: Key<NaiveDate> = Key::new("day");
pub const RATE: Key<Decimal> = Key::new("rate");

pub fn module() -> Module {
    Module::new("exchange_rates", Group::Running, "coins")
        .section("general", general())
        .columns(&["currency", "day", "rate"])
        .title(&["currency", "day"])
        .sort(Sort::down("day"))
        .access(Access::Catalogue)
        .features(super::organisation)
}

fn general() -> Vec<Field> {
    vec![
        field::currency().required(),
        field::date("day").required().indexed().default(Default::Today),
        field::decimal("rate", 8).required(),
    ]
}
