//! Taxes of a class, in the order in which they are worked out: for a country or region or everywhere, and for a time.

use chrono::NaiveDate;
use model::module::Access;
use model::{Field, Group, Key, Module, Sort, field};
use rust_decimal::Decimal;

pub const NAME: Key<String> = Key::new("name");
pub const RATE: Key<Decimal> = Key::new("rate");
/// Worked out on the taxes before it too.
pub const COMPOUND: Key<bool> = Key::new("compound");
/// As it stands in addresses; empty: everywhere.
pub const COUNTRY: Key<String> = Key::new("country");
pub const REGION: Key<String> = Key::new("region");
pub const VALID_FROM: Key<NaiveDate> = Key::new("valid_from");
pub const VALID_UNTIL: Key<NaiveDate> = Key::new("valid_until");

pub fn module() -> Module {
    Module::new("tax_rates", Group::Nowhere, "percent")
        .section("general", general())
        .columns(&["tax_class", "name", "rate", "country", "region", "valid_from", "valid_until"])
        .sort(Sort::up(model::module::CREATED_AT))
        .access(Access::PartOf("tax_class".into()))
        .features(super::settings)
}

fn general() -> Vec<Field> {
    vec![
        field::link("tax_class", "tax_classes"),
        field::text("name").required(),
        field::percent("rate").required(),
        field::yes_no("compound"),
        field::text("country"),
        field::text("region"),
        field::date("valid_from"),
        field::date("valid_until"),
    ]
}
