//! Accounts: the companies that one sells to, or works with.

use model::{Choice, Color, Field, Group, Key, Link, Module, field};

use crate::lists;

pub const NAME: Key<String> = Key::new("name");
pub const PARENT: Key<Link> = Key::new("parent");
/// By which documents for it are priced.
pub const PRICE_BOOK: Key<Link> = Key::new("price_book");

/// In which it is written to.
pub const LANGUAGE: Key<String> = Key::new("language");

pub fn module() -> Module {
    Module::new("accounts", Group::Customers, "building-2")
        .section("general", general())
        .section("channels", channels())
        .section("business", business())
        .section("billing", field::address("billing_"))
        .section("shipping", field::address("shipping_"))
        .section("more", [field::long_text("description")])
        .columns(&["name", "phone", "email", "billing_city", "industry", "type", "annual_revenue", "owner"])
        .subtitle(&["billing_city", "phone"])
        .features(|features| features.pool = true)
}

fn general() -> Vec<Field> {
    vec![
        field::text("name").required().indexed(),
        field::auto_number("number", "A-", 5),
        field::text("reference").indexed(),
        field::one_of("type", types()),
        field::one_of("industry", lists::industries()),
        field::one_of("rating", lists::ratings()),
        field::one_of("marketing_stage", marketing_stages()),
        field::link("parent", "accounts"),
    ]
}

fn channels() -> Vec<Field> {
    vec![
        field::phone("phone").indexed(),
        field::phone("other_phone"),
        field::phone("fax"),
        field::email("email").indexed(),
        field::email("other_email"),
        field::url("website"),
    ]
}

fn business() -> Vec<Field> {
    vec![
        field::money("annual_revenue").revenue(),
        field::integer("employees"),
        field::money("registered_capital"),
        field::year("year_established"),
        field::one_of("ownership", ownerships()),
        field::text("tax_number"),
        field::link("price_book", "price_books"),
        field::one_of(LANGUAGE.name, lists::languages()),
    ]
}

fn types() -> Vec<Choice> {
    vec![
        Choice::new("prospect", Color::Blue),
        Choice::new("customer", Color::Green),
        Choice::new("partner", Color::Violet),
        Choice::new("reseller", Color::Indigo),
        Choice::new("integrator", Color::Teal),
        Choice::new("supplier", Color::Amber),
        Choice::new("competitor", Color::Red),
        Choice::new("investor", Color::Pink),
        Choice::new("press", Color::Grey),
        Choice::new("other", Color::Grey),
    ]
}

/// How far marketing has come with a company.
fn marketing_stages() -> Vec<Choice> {
    vec![
        Choice::new("target", Color::Grey),
        Choice::new("developing", Color::Blue),
        Choice::new("first_order", Color::Teal),
        Choice::new("regular", Color::Green),
        Choice::new("key_account", Color::Violet),
        Choice::new("dormant", Color::Amber),
        Choice::new("lost", Color::Red),
    ]
}

fn ownerships() -> Vec<Choice> {
    lists::plain(["private", "public", "state", "subsidiary", "partnership", "sole_trader", "other"])
}
