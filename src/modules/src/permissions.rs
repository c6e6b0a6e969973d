//! Permissions: what a profile allows in one module. A module without one is allowed or hidden as the profile says.

use model::module::Access;
use model::{Field, Group, Key, Link, Module, Sort, field};

pub const PROFILE: Key<Link> = Key::new("profile");
pub const MODULE: Key<String> = Key::new("module");
pub const SEE: Key<bool> = Key::new("see");
pub const CREATE: Key<bool> = Key::new("create");
pub const EDIT: Key<bool> = Key::new("edit");
pub const DELETE: Key<bool> = Key::new("delete");
pub const IMPORT: Key<bool> = Key::new("import");
pub const EXPORT: Key<bool> = Key::new("export");
pub const CLAIM: Key<bool> = Key::new("claim");
pub const REVIEW: Key<bool> = Key::new("review");
/// Names of fields that differ from what the profile says of all.
pub const HIDDEN: Key<Vec<String>> = Key::new("hidden_fields");
pub const READ: Key<Vec<String>> = Key::new("read_fields");
pub const WRITE: Key<Vec<String>> = Key::new("write_fields");

/// What can be allowed, in the order of the matrix.
pub const ACTIONS: [Key<bool>; 8] = [SEE, CREATE, EDIT, DELETE, IMPORT, EXPORT, CLAIM, REVIEW];

pub fn module() -> Module {
    Module::new("permissions", Group::Nowhere, "key-round")
        .section(
            "general",
            [field::link("profile", "profiles").required(), field::governed("module").required()],
        )
        .section("actions", ACTIONS.map(|action| field::yes_no(action.name)))
        .section("fields", fields())
        .columns(&[
            "profile", "module", "see", "create", "edit", "delete", "import", "export", "claim", "review",
        ])
        .title(&["module"])
        .subtitle(&["profile"])
        .sort(Sort::up("module"))
        .access(Access::Administered)
        .features(super::settings)
}

fn fields() -> Vec<Field> {
    [HIDDEN.name, READ.name, WRITE.name].map(field::tags).into()
}
