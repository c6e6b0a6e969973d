//! Teams: colleagues who may share what they own, across the tree of roles.

use model::module::Access;
use model::{Group, Key, Module, Sort, field};

pub const NAME: Key<String> = Key::new("name");

pub fn module() -> Module {
    Module::new("teams", Group::Running, "users-round")
        .section("general", [field::text("name").required().indexed(), field::text("description")])
        .columns(&["name", "description"])
        .sort(Sort::up("name"))
        .access(Access::Catalogue)
        .features(|features| {
            features.timeline = false;
            features.tags = false;
        })
}
