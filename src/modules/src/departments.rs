//! Departments: the tree of the company, with who heads each. Roles say how high somebody stands; this, where.

use model::module::Access;
use model::{Default, Field, Group, Key, Link, Module, Sort, Value, field};

pub const NAME: Key<String> = Key::new("name");
pub const PARENT: Key<Link> = Key::new("parent");
pub const HEAD: Key<Link> = Key::new("head");
/// Whether the head sees and changes what belongs to the people of the department and of those below it.
pub const HEAD_SEES: Key<bool> = Key::new("head_sees");

pub fn module() -> Module {
    Module::new("departments", Group::Running, "network")
        .section("general", general())
        .columns(&["name", "parent", "head", "head_sees", "description"])
        .subtitle(&["parent"])
        .sort(Sort::up("name"))
        .access(Access::Catalogue)
        .features(super::organisation)
}

fn general() -> Vec<Field> {
    vec![
        field::text("name").required().indexed(),
        field::link("parent", "departments"),
        field::user("head"),
        field::yes_no("head_sees").default(Default::Value(Value::Bool(true))),
        field::text("description"),
    ]
}
