//! Teams: colleagues who may share what they own, across the tree of roles.

use model::module::Access;
use model::{Field, Group, Key, Link, Module, Sort, field};

pub const NAME: Key<String> = Key::new("name");
/// Sees and changes what the members own; one may manage several teams.
pub const MANAGER: Key<Link> = Key::new("manager");
pub const PROFILE: Key<Link> = Key::new("profile");

pub fn module() -> Module {
    Module::new("teams", Group::Running, "users-round")
        .section("general", general())
        .columns(&["name", "manager", "profile", "description"])
        .sort(Sort::up("name"))
        .access(Access::Catalogue)
        .features(super::organisation)
}

fn general() -> Vec<Field> {
    vec![
        field::text("name").required().indexed(),
        field::user("manager"),
        field::link("profile", "profiles"),
        field::text("description"),
    ]
}
