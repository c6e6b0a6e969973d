//! Purposes: what the company does with what it knows of persons, and what allows it to.

use model::module::Access;
use model::{Choice, Color, Default, Field, Group, Key, Module, Name, Record, Sort, Value, field};

use crate::lists;

pub const NAME: Key<String> = Key::new("name");
/// By which other records and programs name it; it stays when the purpose is called otherwise.
pub const KEY: Key<String> = Key::new("key");
pub const BASIS: Key<String> = Key::new("basis");
pub const ACTIVE: Key<bool> = Key::new("active");

/// The basis of purposes for which persons are asked.
pub const CONSENT: &str = "consent";

pub fn module() -> Module {
    Module::new("consent_purposes", Group::Nowhere, "list-checks")
        .section("general", general())
        .columns(&["name", "basis", "active"])
        .subtitle(&["basis"])
        .sort(Sort::up("name"))
        .access(Access::Administered)
        .features(super::settings)
}

fn general() -> Vec<Field> {
    let bases = lists::plain([CONSENT, "contract", "legal_obligation", "legitimate_interest"]);
    vec![
        field::text("name").required().unique(),
        field::text("key").read_only().hidden(),
        field::long_text("description"),
        field::one_of("basis", bases).required().starts_as(CONSENT),
        field::yes_no("active").default(Default::Value(Value::Bool(true))),
    ]
}

/// The purpose as persons are asked for it; who was asked before still shows what she said.
pub fn read(record: &Record, deleted: bool) -> Option<Choice> {
    let key = record.get(KEY).filter(|key| !key.is_empty())?;
    let asked = record.get(BASIS).is_some_and(|basis| basis == CONSENT);
    Some(Choice {
        key: Name::new(key),
        label: record.get(NAME)?,
        color: Color::Green,
        retired: deleted || !asked || record.get(ACTIVE) != Some(true),
        ..Choice::default()
    })
}
