//! Roles: a tree in which those above see what those below own, with the level that decides what a user may do.

use model::grant::Level;
use model::module::Access;
use model::{Choice, Color, Field, Group, Key, Link, Module, Sort, field};

pub const NAME: Key<String> = Key::new("name");
pub const PARENT: Key<Link> = Key::new("parent");
pub const LEVEL: Key<String> = Key::new("level");
pub const PROFILE: Key<Link> = Key::new("profile");
pub const SEES_TEAM: Key<bool> = Key::new("sees_team");
pub const SEES_ALL: Key<bool> = Key::new("sees_all");
pub const SECOND_FACTOR: Key<bool> = Key::new("second_factor");

pub fn module() -> Module {
    Module::new("roles", Group::Running, "shield")
        .section("general", general())
        .section("more", [field::text("description")])
        .columns(&["name", "parent", "level", "profile", "sees_team", "sees_all"])
        .subtitle(&["level"])
        .sort(Sort::up("name"))
        .access(Access::Catalogue)
        .features(super::organisation)
}

fn general() -> Vec<Field> {
    vec![
        field::text("name").required().indexed(),
        field::link("parent", "roles"),
        field::one_of("level", levels()).required().starts_as(Level::Representative.key()),
        field::link("profile", "profiles"),
        field::yes_no("sees_team"),
        field::yes_no("sees_all"),
        field::yes_no("second_factor"),
        field::text("reference").indexed(),
    ]
}

fn levels() -> Vec<Choice> {
    Level::ALL.map(|level| Choice::new(level.key(), color(level))).into()
}

fn color(level: Level) -> Color {
    match level {
        Level::Administrator => Color::Violet,
        Level::Manager => Color::Blue,
        Level::Representative => Color::Grey,
    }
}
