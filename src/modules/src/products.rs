//! Products: what one sells. The catalogue is seen by all and changed by administrators.

use model::module::Access;
use model::{Choice, Default, Field, Group, Key, Module, Sort, Value, field};
use rust_decimal::Decimal;

use crate::lists;

pub const NAME: Key<String> = Key::new("name");
pub const PRICE: Key<Decimal> = Key::new("price");
pub const ACTIVE: Key<bool> = Key::new("active");
/// Of what it comes to, who sells it earns so many per cent.
pub const COMMISSION_RATE: Key<Decimal> = Key::new("commission_rate");
/// Below which it is not sold without somebody's approval.
pub const FLOOR: Key<Decimal> = Key::new("floor_price");

pub fn module() -> Module {
    Module::new("products", Group::Selling, "package")
        .section("general", general())
        .section("prices", prices())
        .section("technical", technical())
        .section("more", [field::file("picture"), field::long_text("description")])
        .columns(&["name", "code", "category", "series", "price", "unit", "active"])
        .subtitle(&["code", "category"])
        .sort(Sort::up("name"))
        .access(Access::Catalogue)
}

/// Category and series are free text, so that any catalogue can be brought in as it is.
fn general() -> Vec<Field> {
    vec![
        field::text("name").required().indexed(),
        field::auto_number("number", "P-", 5),
        field::text("code").indexed(),
        field::text("category"),
        field::text("series"),
        field::text("manufacturer"),
        field::url("website"),
        field::yes_no("active").default(Default::Value(Value::Bool(true))),
    ]
}

/// What products and services cost.
pub(crate) fn prices() -> Vec<Field> {
    vec![
        field::unit_price("price"),
        field::unit_price("floor_price"),
        field::unit_price("cost").revenue(),
        field::one_of("unit", units()),
        field::link("tax_class", "tax_classes"),
        field::percent("commission_rate"),
        field::rows("prices", "product_prices"),
    ]
}

fn technical() -> Vec<Field> {
    vec![
        field::text("quantity_per_unit"),
        field::decimal("weight", 3),
        field::rows("parameters", "product_parameters"),
        field::long_text("specification"),
    ]
}

pub(crate) fn units() -> Vec<Choice> {
    lists::plain([
        "piece",
        "set",
        "pair",
        "box",
        "pack",
        "carton",
        "pallet",
        "bottle",
        "gram",
        "kilogram",
        "tonne",
        "litre",
        "metre",
        "square_metre",
        "cubic_metre",
        "hour",
        "day",
        "month",
        "year",
        "licence",
        "flat_rate",
    ])
}
