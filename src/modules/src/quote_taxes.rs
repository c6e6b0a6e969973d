//! Taxes in quotes, as they were on the day of each.

use model::module::Access;
use model::{Field, Group, Module, Sort, field};

use crate::documents;

pub fn module() -> Module {
    Module::new("quote_taxes", Group::Nowhere, "percent")
        .section("general", general())
        .columns(&["quote", "name", "rate", "base", "amount"])
        .sort(Sort::up(model::module::CREATED_AT))
        .access(Access::PartOf("quote".into()))
        .features(super::settings)
}

fn general() -> Vec<Field> {
    std::iter::once(field::link("quote", "quotes")).chain(documents::tax()).collect()
}
