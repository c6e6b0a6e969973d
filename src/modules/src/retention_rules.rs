//! Retention rules: when a person with whom nobody deals any more is erased, or goes to the recycle bin.

use model::kind::Integer;
use model::module::Access;
use model::{Field, Group, Key, Kind, Module, Sort, field};

use crate::lists;

pub const NAME: Key<String> = Key::new("name");
pub const MODULE: Key<String> = Key::new("module");
/// Only records that meet this condition, in the language of filters.
pub const SEGMENT: Key<String> = Key::new("segment");
pub const MONTHS: Key<i64> = Key::new("months");
pub const ACTION: Key<String> = Key::new("action");
pub const ACTIVE: Key<bool> = Key::new("active");

pub const BIN: &str = "bin";
pub const ERASE: &str = "erase";

pub fn module() -> Module {
    Module::new("retention_rules", Group::Nowhere, "clock")
        .section("general", general())
        .columns(&["name", "module", "months", "action", "active"])
        .subtitle(&["module"])
        .sort(Sort::up("name"))
        .access(Access::Administered)
        .features(super::settings)
}

fn general() -> Vec<Field> {
    let months = Kind::Integer(Integer { min: 1, max: 1_200, grouped: false });
    vec![
        field::text("name").required(),
        field::governed("module").required(),
        field::long_text("segment"),
        Field::new("months", months).required(),
        field::one_of("action", lists::plain([BIN, ERASE])).required().starts_as(BIN),
        field::yes_no("active"),
    ]
}
