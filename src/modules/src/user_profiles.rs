//! Profiles that a user holds besides those of her role and team: one record for each, so that she can hold several.

use model::module::Access;
use model::{Group, Key, Link, Module, Sort, field};

pub const USER: Key<Link> = Key::new("user");
pub const PROFILE: Key<Link> = Key::new("profile");

pub fn module() -> Module {
    Module::new("user_profiles", Group::Nowhere, "id-card")
        .section("general", [field::user("user").required(), field::link("profile", "profiles").required()])
        .columns(&["user", "profile"])
        .title(&["profile"])
        .subtitle(&["user"])
        .sort(Sort::up(model::module::CREATED_AT))
        .access(Access::Administered)
        .features(super::settings)
}
