//! Duplicate rules: the fields of a module that two records cannot share without being the same.

use model::duplicates::{Compare, MOST_FIELDS, Part, Rule};
use model::module::Access;
use model::{Choice, Color, Default, Field, Group, Key, Module, Name, Record, Sort, Value, field};

pub const NAME: Key<String> = Key::new("name");
pub const MODULE: Key<String> = Key::new("module");
pub const ACTION: Key<String> = Key::new("action");
pub const ACTIVE: Key<bool> = Key::new("active");
/// The fields that must be the same, and how each is compared.
pub const PARTS: [(Key<String>, Key<String>); MOST_FIELDS] = [
    (Key::new("field_1"), Key::new("compare_1")),
    (Key::new("field_2"), Key::new("compare_2")),
    (Key::new("field_3"), Key::new("compare_3")),
    (Key::new("field_4"), Key::new("compare_4")),
];

/// The action that lets nobody make a second one.
pub const REFUSE: &str = "refuse";

pub fn module() -> Module {
    Module::new("duplicate_rules", Group::Nowhere, "copy")
        .section("general", general())
        .section("same", PARTS.iter().flat_map(|(field, compare)| part(field.name, compare.name)))
        .columns(&["name", "module", "field_1", "field_2", "action", "active"])
        .subtitle(&["module"])
        .sort(Sort::up("module"))
        .access(Access::Administered)
        .features(super::settings)
}

fn general() -> Vec<Field> {
    vec![
        field::governed("module").required(),
        field::text("name").required(),
        field::one_of("action", super::lists::plain(["warn", REFUSE])).required().starts_as("warn"),
        field::yes_no("active").default(Default::Value(Value::Bool(true))),
    ]
}

fn part(name: &'static str, compare: &'static str) -> [Field; 2] {
    let choices = Compare::ALL.map(|compare| Choice::new(compare.key(), Color::Grey));
    [field::text(name), field::one_of(compare, choices.into())]
}

/// The module and what is the same in it; nothing of a rule that rests.
pub fn read(record: &Record) -> Option<(Name, Rule)> {
    if record.get(ACTIVE) == Some(false) {
        return None;
    }
    let part = |(field, compare): &(Key<String>, Key<String>)| {
        let compare = Compare::from_key(&record.get(*compare)?)?;
        Some(Part { field: Name::new(record.get(*field)?), compare })
    };
    let rule = Rule {
        name: record.get(NAME).unwrap_or_default(),
        parts: PARTS.iter().filter_map(part).collect(),
        refuse: record.get(ACTION).is_some_and(|action| action == REFUSE),
    };
    Some((Name::new(record.get(MODULE)?), rule))
}
