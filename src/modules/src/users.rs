//! Users: who works with the product. Passwords, sessions and tokens lie elsewhere, never in a record.

use model::module::Access;
use model::{Default, Field, Group, Key, Link, Module, Sort, Value, field};

pub const NAME: Key<String> = Key::new("name");
pub const EMAIL: Key<String> = Key::new("email");
pub const ROLE: Key<Link> = Key::new("role");
pub const TEAM: Key<Link> = Key::new("team");
pub const DEPARTMENT: Key<Link> = Key::new("department");
pub const PROFILE: Key<Link> = Key::new("profile");
pub const LANGUAGE: Key<String> = Key::new("language");
pub const TIME_ZONE: Key<String> = Key::new("time_zone");
pub const ACTIVE: Key<bool> = Key::new("active");

pub fn module() -> Module {
    Module::new("users", Group::Running, "user-round")
        .section("general", general())
        .section("channels", channels())
        .section(
            "preferences",
            [field::one_of("language", super::lists::languages()), field::text("time_zone")],
        )
        .columns(&["name", "email", "role", "team", "department", "office", "active"])
        .subtitle(&["title", "office"])
        .sort(Sort::up("name"))
        .access(Access::Catalogue)
        .features(super::organisation)
}

fn general() -> Vec<Field> {
    vec![
        field::text("name").required().indexed(),
        field::email("email").required().unique(),
        field::link("role", "roles").required(),
        field::link("team", "teams"),
        field::link("department", "departments"),
        field::link("profile", "profiles"),
        field::yes_no("active").default(Default::Value(Value::Bool(true))),
        field::text("reference").indexed(),
    ]
}

fn channels() -> Vec<Field> {
    vec![field::text("title"), field::text("office"), field::phone("phone"), field::phone("mobile")]
}
