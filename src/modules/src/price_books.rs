//! Price books: named lists of prices in one currency, which hold for a time. A price stands with its product.

use model::module::Access;
use model::{Default, Field, Group, Key, Module, Sort, Value, field};

pub const CURRENCY: Key<String> = Key::new("currency");
pub const PRICES_INCLUDE_TAX: Key<bool> = Key::new("prices_include_tax");
pub const ACTIVE: Key<bool> = Key::new("active");

pub fn module() -> Module {
    Module::new("price_books", Group::Selling, "book-open")
        .section("general", general())
        .section("more", [field::long_text("description")])
        .columns(&["name", "currency", "valid_from", "valid_until", "prices_include_tax", "active"])
        .subtitle(&["currency"])
        .sort(Sort::up("name"))
        .access(Access::Catalogue)
}

fn general() -> Vec<Field> {
    vec![
        field::text("name").required().unique(),
        field::auto_number("number", "PB-", 4),
        field::currency().required(),
        field::yes_no("prices_include_tax"),
        field::date("valid_from"),
        field::date("valid_until"),
        field::yes_no("active").default(Default::Value(Value::Bool(true))),
    ]
}
