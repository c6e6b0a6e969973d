//! Prices of a product or service in price books: each in the currency of its book, from a quantity on.

use model::module::Access;
use model::{Field, Group, Key, Link, Module, Sort, field};
use rust_decimal::Decimal;

pub const PRICE_BOOK: Key<Link> = Key::new("price_book");
pub const PRICE: Key<Decimal> = Key::new("price");
pub const FROM_QUANTITY: Key<Decimal> = Key::new("from_quantity");

pub fn module() -> Module {
    Module::new("product_prices", Group::Nowhere, "coins")
        .section("general", general())
        .columns(&["product", "price_book", "price", "from_quantity"])
        .title(&["price_book"])
        .sort(Sort::up(model::module::CREATED_AT))
        .access(Access::PartOf("product".into()))
        .features(super::settings)
}

fn general() -> Vec<Field> {
    vec![
        field::link_to_some("product", &["products", "services"]),
        field::link("price_book", "price_books").required(),
        field::decimal("price", 4).required(),
        field::decimal("from_quantity", 3),
    ]
}
