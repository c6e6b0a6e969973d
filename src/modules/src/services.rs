//! Services: what one sells by the hour, the month or as a whole. The catalogue is seen by all and changed by administrators.

use model::module::Access;
use model::{Default, Field, Group, Module, Sort, Value, field};

use crate::products;

pub fn module() -> Module {
    Module::new("services", Group::Selling, "wrench")
        .section("general", general())
        .section("prices", products::prices())
        .section("more", [field::long_text("description")])
        .columns(&["name", "code", "category", "price", "unit", "active"])
        .subtitle(&["code", "category"])
        .sort(Sort::up("name"))
        .access(Access::Catalogue)
}

fn general() -> Vec<Field> {
    vec![
        field::text("name").required().indexed(),
        field::auto_number("number", "S-", 5),
        field::text("code").indexed(),
        field::text("category"),
        field::yes_no("active").default(Default::Value(Value::Bool(true))),
    ]
}
