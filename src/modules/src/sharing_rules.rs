//! Sharing rules: records of a role, a team, a department or that meet a condition are shared with a role, a team, a
//! department or a user.

use model::module::Access;
use model::{Default, Field, Group, Key, Link, Module, Sort, Value, field};

pub const NAME: Key<String> = Key::new("name");
pub const MODULE: Key<String> = Key::new("module");
pub const FROM_ROLE: Key<Link> = Key::new("from_role");
pub const FROM_TEAM: Key<Link> = Key::new("from_team");
pub const FROM_DEPARTMENT: Key<Link> = Key::new("from_department");
/// A condition in the language of filters.
pub const SEGMENT: Key<String> = Key::new("segment");
pub const TO_ROLE: Key<Link> = Key::new("to_role");
pub const TO_TEAM: Key<Link> = Key::new("to_team");
pub const TO_DEPARTMENT: Key<Link> = Key::new("to_department");
pub const TO_USER: Key<Link> = Key::new("to_user");
pub const MAY_CHANGE: Key<bool> = Key::new("may_change");
pub const ACTIVE: Key<bool> = Key::new("active");

pub fn module() -> Module {
    Module::new("sharing_rules", Group::Running, "share-2")
        .section("general", general())
        .section("from", from())
        .section("to", to())
        .columns(&[
            "name",
            "module",
            "from_role",
            "from_team",
            "from_department",
            "segment",
            "to_role",
            "to_team",
            "to_department",
            "to_user",
            "may_change",
            "active",
        ])
        .subtitle(&["module"])
        .sort(Sort::up("name"))
        .access(Access::Administered)
        .features(super::settings)
}

fn general() -> Vec<Field> {
    vec![
        field::text("name").required().indexed(),
        field::governed("module").required(),
        field::yes_no("may_change"),
        field::yes_no("active").default(Default::Value(Value::Bool(true))),
    ]
}

/// All that are filled must hold; where none is, all records are shared.
fn from() -> Vec<Field> {
    vec![
        field::link("from_role", "roles"),
        field::link("from_team", "teams"),
        field::link("from_department", "departments"),
        field::long_text("segment"),
    ]
}

/// Whoever is meant by any of them.
fn to() -> Vec<Field> {
    vec![
        field::link("to_role", "roles"),
        field::link("to_team", "teams"),
        field::link("to_department", "departments"),
        field::user("to_user"),
    ]
}
