//! Custom modules: what a company keeps besides the declared modules, and what it calls these instead.

use model::kind::AutoNumber;
use model::module::Access;
use model::shape::ModuleShape;
use model::{Choice, Color, Field, Group, Key, Module, Name, Record, Sort, field};

/// Whether the company made it; else it says what is different in a declared one.
pub const OWN: Key<bool> = Key::new("own");
pub const NAME: Key<String> = Key::new("name");
pub const LABEL: Key<String> = Key::new("label");
pub const LABEL_ONE: Key<String> = Key::new("label_one");
pub const ICON: Key<String> = Key::new("icon");
pub const GROUP: Key<String> = Key::new("group");
pub const CATALOGUE: Key<bool> = Key::new("catalogue");
pub const NUMBERING: Key<String> = Key::new("numbering");
pub const BOARD: Key<String> = Key::new("board_field");
pub const AMOUNT: Key<String> = Key::new("board_amount");

/// Where the sidebar may list one.
const GROUPS: [Group; 3] = [Group::Customers, Group::Selling, Group::Working];
const DIGITS: usize = 5;

pub fn module() -> Module {
    Module::new("custom_modules", Group::Nowhere, "box")
        .section("general", general())
        .section("board", [field::text(BOARD.name), field::text(AMOUNT.name)])
        .columns(&["label", "label_one", "name", "icon", "group"])
        .title(&["label"])
        .subtitle(&["name"])
        .sort(Sort::up("label"))
        .access(Access::Administered)
        .features(super::settings)
}

fn general() -> Vec<Field> {
    let groups = GROUPS.map(|group| Choice::new(group.key(), Color::Grey)).into();
    vec![
        field::text("label").required(),
        field::text("label_one").required(),
        field::text("name"),
        field::yes_no("own").read_only(),
        field::text("icon").default(model::Default::Value(model::Value::text("box"))),
        field::one_of("group", groups).required().starts_as(Group::Working.key()),
        field::yes_no("catalogue"),
        field::text("numbering"),
    ]
}

/// What the record says; nothing where it lacks a name.
pub fn read(record: &Record) -> Option<ModuleShape> {
    let group = record.get(GROUP);
    let group = GROUPS.into_iter().find(|known| group.as_deref() == Some(known.key()));
    Some(ModuleShape {
        name: Name::new(record.get(NAME)?),
        label: record.get(LABEL).unwrap_or_default(),
        label_one: record.get(LABEL_ONE).unwrap_or_default(),
        icon: record.get(ICON).map_or(Name::new_static("box"), Name::new),
        group: group.unwrap_or(Group::Working),
        catalogue: record.get(CATALOGUE).unwrap_or_default(),
        numbering: record.get(NUMBERING).map(|prefix| AutoNumber {
            prefix,
            digits: DIGITS,
            ..AutoNumber::default()
        }),
        board: record.get(BOARD).map(Name::new),
        amount: record.get(AMOUNT).map(Name::new),
    })
}
