//! Technical parameters of a product, such as `Voltage: 230 V`.

use model::module::Access;
use model::{Group, Module, Sort, field};

pub fn module() -> Module {
    Module::new("product_parameters", Group::Nowhere, "list")
        .section(
            "general",
            [field::link("product", "products"), field::text("name").required(), field::text("value")],
        )
        .columns(&["product", "name", "value"])
        .sort(Sort::up(model::module::CREATED_AT))
        .access(Access::PartOf("product".into()))
        .features(super::settings)
}
