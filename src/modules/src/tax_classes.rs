//! Tax classes: what is taxed alike, with the taxes on it.

use model::module::Access;
use model::{Field, Group, Key, Module, Sort, field};

pub const NAME: Key<String> = Key::new("name");
/// The class of what names none.
pub const STANDARD: Key<bool> = Key::new("standard");
pub const RATES: &str = "rates";

pub fn module() -> Module {
    Module::new("tax_classes", Group::Running, "percent")
        .section("general", general())
        .columns(&["name", "standard", "description"])
        .sort(Sort::up("name"))
        .access(Access::Catalogue)
        .features(super::organisation)
}

fn general() -> Vec<Field> {
    vec![
        field::text("name").required().unique(),
        field::yes_no("standard"),
        field::rows(RATES, "tax_rates"),
        field::text("description"),
    ]
}
