//! Roles: a tree in which those above see what those below own, with the level that decides what a user may do.

use model::grant::Level;
use model::module::Access;
use model::{Choice, Color, Field, Group, Key, Link, Module, Sort, field};
use rust_decimal::Decimal;

pub const NAME: Key<String> = Key::new("name");
pub const PARENT: Key<Link> = Key::new("parent");
pub const LEVEL: Key<String> = Key::new("level");
pub const PROFILE: Key<Link> = Key::new("profile");
pub const SEES_TEAM: Key<bool> = Key::new("sees_team");
pub const SEES_ALL: Key<bool> = Key::new("sees_all");
pub const SECOND_FACTOR: Key<bool> = Key::new("second_factor");
/// The highest discount that she gives by herself, in per cent; empty: any.
pub const DISCOUNT_LIMIT: Key<Decimal> = Key::new("discount_limit");
/// Sells below what a product costs at least.
pub const BELOW_FLOOR: Key<bool> = Key::new("below_floor");
/// Writes other prices into documents than those of the price book.
pub const CHANGES_PRICES: Key<bool> = Key::new("changes_prices");

pub fn module() -> Module {
    Module::new("roles", Group::Running, "shield")
        .section("general", general())
        .section("prices", prices())
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

/// What she may offer without asking anybody.
fn prices() -> Vec<Field> {
    vec![field::percent("discount_limit"), field::yes_no("below_floor"), field::yes_no("changes_prices")]
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
