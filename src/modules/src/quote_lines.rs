//! Lines of quotes: a product, a service or free text, in a group or in none.

use model::module::Access;
use model::{Field, Group, Module, Sort, field};

use crate::documents;

pub fn module() -> Module {
    Module::new("quote_lines", Group::Nowhere, "list")
        .section("general", general())
        .columns(&["quote", "name", "quantity", "price", "amount"])
        .sort(Sort::up(model::module::CREATED_AT))
        .access(Access::PartOf("quote".into()))
        .features(super::settings)
}

fn general() -> Vec<Field> {
    std::iter::once(field::link("quote", "quotes")).chain(documents::line()).collect()
}
