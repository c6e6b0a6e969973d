//! Custom fields: what a company adds to its modules, and what it calls, shows or demands differently in declared
//! fields.

use model::field::{Default, Privacy};
use model::kind::{self, Kind, Restart};
use model::module::Access;
use model::roll_up::{self, Total};
use model::shape::{FieldShape, choices};
use model::{Choice, Color, Field, Formats, Group, Key, Module, Name, Problem, Record, Sort, Value, field};

pub const MODULE: Key<String> = Key::new("module");
pub const LABEL: Key<String> = Key::new("label");
/// Whether the company made it; else it says what is different in a declared one.
pub const OWN: Key<bool> = Key::new("own");
pub const NAME: Key<String> = Key::new("name");
pub const KIND: Key<String> = Key::new("kind");
pub const SECTION: Key<String> = Key::new("section");
pub const REQUIRED: Key<bool> = Key::new("required");
pub const UNIQUE: Key<bool> = Key::new("unique");
pub const IN_LIST: Key<bool> = Key::new("in_list");
pub const PRIVACY: Key<String> = Key::new("privacy");
pub const DEFAULT: Key<String> = Key::new("default_value");
pub const CHOICES: Key<String> = Key::new("choices");
pub const DEPENDS_ON: Key<String> = Key::new("depends_on");
pub const LINK_TO: Key<String> = Key::new("link_to");
pub const DIGITS: Key<i64> = Key::new("digits");
pub const PREFIX: Key<String> = Key::new("prefix");
pub const SUFFIX: Key<String> = Key::new("suffix");
pub const RESTART: Key<String> = Key::new("restart");
pub const SMALLEST: Key<i64> = Key::new("smallest");
pub const LARGEST: Key<i64> = Key::new("largest");
pub const SHOWN_IF: Key<String> = Key::new("shown_if");
pub const REQUIRED_IF: Key<String> = Key::new("required_if");
pub const FORMULA: Key<String> = Key::new("formula");
/// How what is rolled up becomes one value; empty for what is no roll-up.
pub const ROLL_UP: Key<String> = Key::new("roll_up");
pub const ROLL_UP_MODULE: Key<String> = Key::new("roll_up_module");
pub const ROLL_UP_LINK: Key<String> = Key::new("roll_up_link");
pub const ROLL_UP_FIELD: Key<String> = Key::new("roll_up_field");
pub const ROLL_UP_IF: Key<String> = Key::new("roll_up_if");

/// The kinds that a field can be of, in the order in which they are offered.
pub const KINDS: [&str; 22] = [
    "text",
    "long_text",
    "integer",
    "decimal",
    "money",
    "percent",
    "date",
    "instant",
    "duration",
    "yes_no",
    "one_of",
    "many_of",
    "link",
    "user",
    "email",
    "phone",
    "url",
    "address",
    "tags",
    "file",
    "score",
    "auto_number",
];

/// Values that a default may name instead of one.
const ME: &str = "me";
const TODAY: &str = "today";

pub fn module() -> Module {
    Module::new("custom_fields", Group::Nowhere, "list-checks")
        .section("general", general())
        .section("rules", rules())
        .section("details", details())
        .columns(&["module", "label", "kind", "name", "required", "in_list"])
        .title(&["label"])
        .subtitle(&["module", "kind"])
        .sort(Sort::up("module"))
        .access(Access::Administered)
        .features(super::settings)
}

fn general() -> Vec<Field> {
    vec![
        field::governed("module").required(),
        field::text("label").required(),
        field::text("name"),
        field::yes_no("own").read_only(),
        field::one_of("kind", KINDS.map(|key| Choice::new(key, Color::Grey)).into()).required(),
        field::text("section"),
    ]
}

fn rules() -> Vec<Field> {
    vec![
        field::yes_no("required"),
        field::yes_no("unique"),
        field::yes_no("in_list"),
        field::one_of("privacy", super::lists::plain(["open", "personal", "revenue"])).starts_as("open"),
        field::text("default_value"),
        field::long_text("shown_if"),
        field::long_text("required_if"),
        field::long_text("formula"),
        field::one_of("roll_up", super::lists::plain(Total::ALL.map(Total::key))),
        field::governed("roll_up_module"),
        field::text("roll_up_link"),
        field::text("roll_up_field"),
        field::long_text("roll_up_if"),
    ]
}

fn details() -> Vec<Field> {
    let any = kind::Integer { min: i64::MIN, max: i64::MAX, grouped: true };
    vec![
        field::long_text("choices"),
        field::text("depends_on"),
        field::governed("link_to"),
        Field::new("digits", Kind::Integer(kind::Integer { min: 0, max: 9, grouped: false })),
        field::text("prefix"),
        field::text("suffix"),
        field::one_of("restart", super::lists::plain(Restart::ALL.map(Restart::key))),
        Field::new("smallest", Kind::Integer(any.clone())),
        Field::new("largest", Kind::Integer(any)),
    ]
}

/// What the record says; `key_of` makes a key of a choice's label. The problems stand at the fields of the record.
pub fn read(record: &Record, key_of: impl Fn(&str) -> String) -> Result<FieldShape, Vec<Problem>> {
    let mut problems = Vec::new();
    let text = |key: Key<String>| record.get(key).unwrap_or_default();
    let list = choices::read(&text(CHOICES), CHOICES.name, key_of);
    let list = list.unwrap_or_else(|problem| {
        problems.push(problem);
        Vec::new()
    });
    let kind = kind(record, list).unwrap_or_else(|problem| {
        problems.push(problem);
        Kind::Text(kind::Text { max: kind::LINE })
    });
    let default = default(&text(DEFAULT), &kind).unwrap_or_else(|problem| {
        problems.push(problem);
        Default::Nothing
    });
    if !problems.is_empty() {
        return Err(problems);
    }
    let formula = text(FORMULA);
    let roll_up = roll_up(record);
    let is_filled = formula.is_empty() && roll_up.is_none();
    let is = |key: Key<bool>| record.get(key).unwrap_or_default();
    Ok(FieldShape {
        module: Name::new(text(MODULE)),
        name: Name::new(text(NAME)),
        kind,
        label: text(LABEL),
        required: is(REQUIRED) && is_filled,
        unique: is(UNIQUE),
        in_list: is(IN_LIST),
        privacy: privacy(&text(PRIVACY)),
        default: if is_filled { default } else { Default::Nothing },
        section: record.get(SECTION).map(Name::new),
        shown_if: text(SHOWN_IF),
        required_if: text(REQUIRED_IF),
        formula,
        numbering: record.get(PREFIX).is_some() || record.get(DIGITS).is_some(),
        roll_up,
    })
}

fn roll_up(record: &Record) -> Option<roll_up::Said> {
    Some(roll_up::Said {
        total: Total::called(&record.get(ROLL_UP)?)?,
        module: Name::new(record.get(ROLL_UP_MODULE).unwrap_or_default()),
        link: Name::new(record.get(ROLL_UP_LINK).unwrap_or_default()),
        field: record.get(ROLL_UP_FIELD).map(Name::new),
        only: record.get(ROLL_UP_IF).unwrap_or_default(),
    })
}

fn privacy(key: &str) -> Privacy {
    match key {
        "personal" => Privacy::Personal,
        "revenue" => Privacy::Revenue,
        _ => Privacy::Open,
    }
}

/// A choice, a link and a number say more than their kind.
fn kind(record: &Record, list: Vec<Choice>) -> Result<Kind, Problem> {
    let key = record.get(KIND).unwrap_or_default();
    let digits = record.get(DIGITS).and_then(|digits| u32::try_from(digits).ok());
    let bounds =
        |min: i64, max: i64| (record.get(SMALLEST).unwrap_or(min), record.get(LARGEST).unwrap_or(max));
    Ok(match key.as_str() {
        "text" => Kind::Text(kind::Text { max: kind::LINE }),
        "long_text" => Kind::LongText(kind::LongText {}),
        "email" => Kind::Email(kind::Email {}),
        "phone" => Kind::Phone(kind::Phone {}),
        "url" => Kind::Url(kind::Url {}),
        "integer" => {
            let (min, max) = bounds(i64::MIN, i64::MAX);
            Kind::Integer(kind::Integer { min, max, grouped: true })
        }
        "decimal" => Kind::Decimal(kind::DecimalKind { scale: digits.unwrap_or(2) }),
        "percent" => {
            let (min, max) = bounds(0, 100);
            Kind::Percent(kind::Percent { min, max })
        }
        "money" => Kind::Money(kind::Money::default()),
        "date" => Kind::Date(kind::Date {}),
        "instant" => Kind::Instant(kind::InstantKind {}),
        "duration" => Kind::Duration(kind::Duration {}),
        "yes_no" => Kind::YesNo(kind::YesNo {}),
        "one_of" => {
            let depends_on = record.get(DEPENDS_ON).map(Name::new);
            Kind::OneOf(kind::OneOf { choices: list, depends_on })
        }
        "many_of" => Kind::ManyOf(kind::ManyOf { choices: list }),
        "link" => {
            let to = record.get(LINK_TO).ok_or_else(|| Problem::new(LINK_TO.name, "required"))?;
            Kind::Link(kind::LinkKind { to: vec![Name::new(to)] })
        }
        "user" => Kind::User(kind::User {}),
        "address" => address(record),
        "tags" => Kind::Tags(kind::Tags {}),
        "auto_number" => Kind::AutoNumber(kind::AutoNumber {
            prefix: record.get(PREFIX).unwrap_or_default(),
            digits: digits.unwrap_or(5) as usize,
            suffix: record.get(SUFFIX).unwrap_or_default(),
            restart: record.get(RESTART).and_then(|key| Restart::called(&key)).unwrap_or_default(),
        }),
        "file" => Kind::File(kind::FileKind {}),
        "score" => Kind::Score(kind::Score {}),
        _ => return Err(Problem::new(KIND.name, "unknown-choice").detail(key)),
    })
}

fn address(record: &Record) -> Kind {
    let name = record.get(NAME).unwrap_or_default();
    let parts = kind::Address::PARTS.map(|part| Name::new(format!("{name}_{part}")));
    Kind::Address(kind::Address { parts: parts.into() })
}

fn default(text: &str, kind: &Kind) -> Result<Default, Problem> {
    match (text.trim(), kind) {
        ("", _) => Ok(Default::Nothing),
        (ME, Kind::User(_)) => Ok(Default::Me),
        (TODAY, Kind::Date(_)) => Ok(Default::Today),
        (text, kind) => {
            let field = Field::new(DEFAULT.name, kind.clone());
            let value = field.parse(text, &Formats::default())?;
            Ok(if value == Value::Empty { Default::Nothing } else { Default::Value(value) })
        }
    }
}
