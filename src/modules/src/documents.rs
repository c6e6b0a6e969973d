//! What all documents have: lines, how they are discounted and taxed, and what they come to. The names are those of
//! `model::document`.

use model::{Default, Field, Key, Link, field};

use crate::products;

pub const ACCOUNT: Key<Link> = Key::new("account");
pub const CONTACT: Key<Link> = Key::new("contact");
/// In which it is sent.
pub const LANGUAGE: Key<String> = Key::new("language");
pub const PRICE_BOOK: Key<Link> = Key::new(model::document::PRICE_BOOK);

/// The modules whose records are sold.
pub const SOLD: [&str; 2] = ["products", "services"];

/// What the lines, of the module `lines`, are priced by, what stands below them and what they come to, with taxes of the
/// module `taxes`.
pub(crate) fn lines(lines: &'static str, taxes: &'static str) -> Vec<Field> {
    let inputs = vec![
        field::link("price_book", "price_books"),
        field::currency().required(),
        field::yes_no("prices_include_tax"),
        field::rows("lines", lines),
        field::percent("discount_percent").revenue(),
        field::money("discount_amount").revenue(),
        field::money("freight").revenue(),
        field::link("freight_tax_class", "tax_classes"),
        field::money("adjustment").revenue(),
        field::decimal("exchange_rate", 8),
    ];
    inputs.into_iter().chain(sums(taxes)).collect()
}

fn sums(taxes: &'static str) -> Vec<Field> {
    let sum = |name| field::money(name).revenue().read_only();
    vec![
        sum("subtotal"),
        sum("discount"),
        sum("net").indexed(),
        field::rows("taxes", taxes).read_only(),
        sum("tax"),
        sum("total").indexed(),
        field::decimal("net_base", 4).revenue().read_only(),
        sum("commission"),
    ]
}

/// What a line holds.
pub(crate) fn line() -> Vec<Field> {
    vec![
        field::link_to_some("product", &SOLD),
        field::text("name"),
        field::long_text("description"),
        field::decimal("quantity", 3),
        field::one_of("unit", products::units()),
        field::unit_price("price").revenue(),
        field::percent("discount_percent").revenue(),
        field::money("discount_amount").revenue(),
        field::link("tax_class", "tax_classes"),
        field::text("group"),
        field::money("amount").revenue().read_only(),
    ]
}

/// A tax on what it is worked out on.
pub(crate) fn tax() -> Vec<Field> {
    vec![
        field::link("tax_class", "tax_classes"),
        field::text("name").required(),
        field::percent("rate").required(),
        field::yes_no("compound"),
        field::money("base").revenue(),
        field::money("amount").revenue(),
    ]
}

/// The day that it is of.
pub(crate) fn day() -> Field {
    field::date("issued_on").required().indexed().default(Default::Today)
}
