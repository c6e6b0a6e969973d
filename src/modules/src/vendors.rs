//! Vendors: the firms that one buys from.

use model::{Field, Group, Module, Sort, field};

pub fn module() -> Module {
    Module::new("vendors", Group::Selling, "box")
        .section("general", general())
        .section("buying", buying())
        .section("address", field::address(""))
        .section("more", [field::long_text("description")])
        .columns(&["name", "category", "phone", "email", "city", "country", "lead_time", "owner"])
        .subtitle(&["city", "category"])
        .sort(Sort::up("name"))
}

fn general() -> Vec<Field> {
    vec![
        field::text("name").required().indexed(),
        field::auto_number("number", "V-", 5),
        field::text("category"),
        field::phone("phone").indexed(),
        field::email("email").indexed(),
        field::url("website"),
    ]
}

fn buying() -> Vec<Field> {
    vec![
        field::integer("lead_time"),
        field::integer("payment_days"),
        field::money("minimum_order"),
        field::text("customer_number"),
        field::text("tax_number"),
    ]
}
