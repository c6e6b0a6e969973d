//! Profiles: what their holders may do, module by module. A user holds those of her role, of her team and her own; what
//! any of them allows, she may do. Who holds none may do what her role's level allows.

use model::access::FieldAccess;
use model::module::Access;
use model::{Choice, Color, Default, Field, Group, Key, Module, Sort, Value, field};

/// The profile of who sells, in a new installation.
pub const SALES: &str = "Sales";

pub const NAME: Key<String> = Key::new("name");
pub const PERSONAL: Key<String> = Key::new("personal_data");
pub const REVENUE: Key<String> = Key::new("revenue");
pub const ALL_MODULES: Key<bool> = Key::new("all_modules");

pub fn module() -> Module {
    Module::new("profiles", Group::Running, "id-card")
        .section("general", general())
        .columns(&["name", "description", "all_modules", "personal_data", "revenue"])
        .subtitle(&["description"])
        .sort(Sort::up("name"))
        .access(Access::Administered)
        .features(super::settings)
}

fn general() -> Vec<Field> {
    vec![
        field::text("name").required().unique(),
        field::text("description"),
        field::yes_no("all_modules").default(Default::Value(Value::Bool(true))),
        field::one_of("personal_data", accesses()).required().starts_as(FieldAccess::Hidden.key()),
        field::one_of("revenue", accesses()).required().starts_as(FieldAccess::Hidden.key()),
    ]
}

fn accesses() -> Vec<Choice> {
    FieldAccess::ALL.map(|access| Choice::new(access.key(), color(access))).into()
}

fn color(access: FieldAccess) -> Color {
    match access {
        FieldAccess::Hidden => Color::Grey,
        FieldAccess::Read => Color::Blue,
        FieldAccess::Write => Color::Green,
    }
}
