//! Access rules: what a module is to those who do not own its records. One a module; private where there is none.

use model::access::Others;
use model::module::Access;
use model::{Choice, Color, Group, Key, Module, Sort, field};

pub const MODULE: Key<String> = Key::new("module");
pub const OTHERS: Key<String> = Key::new("others");
pub const OWNER_LOCK: Key<bool> = Key::new("owner_lock");
pub const REVIEW: Key<bool> = Key::new("review");

pub fn module() -> Module {
    Module::new("access_rules", Group::Nowhere, "lock")
        .section(
            "general",
            [
                field::governed("module").required().unique(),
                field::one_of("others", others()).required().starts_as(Others::Private.key()),
                field::yes_no("owner_lock"),
                field::yes_no("review"),
            ],
        )
        .columns(&["module", "others", "owner_lock", "review"])
        .title(&["module"])
        .subtitle(&["others"])
        .sort(Sort::up("module"))
        .access(Access::Administered)
        .features(super::settings)
}

fn others() -> Vec<Choice> {
    Others::ALL.map(|others| Choice::new(others.key(), color(others))).into()
}

fn color(others: Others) -> Color {
    match others {
        Others::Private => Color::Grey,
        Others::Read => Color::Blue,
        Others::Write => Color::Green,
    }
}
