//! The company itself: one record, with what stands on its papers, how amounts and dates are meant, and when it works.

use model::module::Access;
use model::{Color, Field, Group, Key, Language, Module, Problem, Record, Sort, WorkingHours, field, hours};

pub const NAME: Key<String> = Key::new("name");
pub const LOGO: &str = "logo";
pub const CURRENCY: Key<String> = Key::new("currency");
pub const CURRENCIES: &str = "currencies";
pub const LANGUAGE: Key<String> = Key::new("language");
pub const TIME_ZONE: Key<String> = Key::new("time_zone");
pub const FIRST_WEEKDAY: Key<String> = Key::new("first_weekday");
pub const ROUNDING: Key<String> = Key::new("rounding");
pub const HALF: Key<String> = Key::new("half");
pub const PRICES_INCLUDE_TAX: Key<bool> = Key::new("prices_include_tax");
/// So many days a quote holds.
pub const QUOTE_DAYS: Key<i64> = Key::new("quote_days");
/// The terms that a quote begins with.
pub const QUOTE_TERMS: Key<String> = Key::new("quote_terms");
pub const HOLIDAYS: Key<String> = Key::new("holidays");

/// The fields that say when the company works, Monday first.
pub const DAYS: [Key<String>; 7] = [
    Key::new("monday"),
    Key::new("tuesday"),
    Key::new("wednesday"),
    Key::new("thursday"),
    Key::new("friday"),
    Key::new("saturday"),
    Key::new("sunday"),
];

/// The days with which weeks begin somewhere, and how many days after Monday.
const FIRST_WEEKDAYS: [(&str, u8); 3] = [("monday", 0), ("saturday", 5), ("sunday", 6)];

/// What a new company works, until it says otherwise.
const OFFICE: &str = "09:00–17:00";

pub fn module() -> Module {
    Module::new("company", Group::Nowhere, "building-2")
        .section("general", general())
        .section("address", field::address(""))
        .section("formats", formats())
        .section("documents", documents())
        .section("hours", working_hours())
        .columns(&["name", "currency", "language", "time_zone"])
        .sort(Sort::up("name"))
        .access(Access::Administered)
        .features(super::settings)
}

fn general() -> Vec<Field> {
    vec![
        field::text("name").required(),
        field::url("website"),
        field::email("email"),
        field::phone("phone"),
        field::text("tax_number"),
        field::file(LOGO),
    ]
}

fn formats() -> Vec<Field> {
    let weekdays = FIRST_WEEKDAYS.map(|(key, _)| model::Choice::new(key, Color::Grey)).into();
    vec![
        field::currency().required(),
        field::tags(CURRENCIES),
        field::one_of("language", super::lists::languages()).required().starts_as(Language::English.code()),
        field::text("time_zone"),
        field::one_of("first_weekday", weekdays).required().starts_as("monday"),
    ]
}

/// How what documents come to is rounded, and what prices mean that are in no price book.
fn documents() -> Vec<Field> {
    vec![
        field::one_of("rounding", super::lists::plain(["line", "tax", "document"]))
            .required()
            .starts_as("line"),
        field::one_of("half", super::lists::plain(["up", "even"])).required().starts_as("up"),
        field::yes_no("prices_include_tax"),
        field::integer("quote_days"),
        field::long_text("quote_terms"),
    ]
}

fn working_hours() -> Vec<Field> {
    let day = |(at, key): (usize, Key<String>)| {
        let day = field::text(key.name);
        let value = || model::Default::Value(model::Value::text(OFFICE));
        if at < 5 { day.default(value()) } else { day }
    };
    let days = DAYS.into_iter().enumerate().map(day);
    days.chain([field::long_text("holidays")]).collect()
}

/// When the company works, or what cannot be read, at its fields.
pub fn working(record: &Record) -> Result<WorkingHours, Vec<Problem>> {
    let mut problems = Vec::new();
    let text = |key: Key<String>| record.get(key).unwrap_or_default();
    let mut working = WorkingHours::default();
    for (spans, key) in working.days.iter_mut().zip(DAYS) {
        match hours::read_day(&text(key)) {
            Ok(read) => *spans = read,
            Err(fault) => problems.push(fault.on(&key.name.into())),
        }
    }
    match hours::read_holidays(&text(HOLIDAYS)) {
        Ok(read) => working.holidays = read,
        Err(fault) => problems.push(fault.on(&HOLIDAYS.name.into())),
    }
    if problems.is_empty() { Ok(working) } else { Err(problems) }
}

/// With which a week begins, 0 for Monday.
pub fn first_weekday(record: &Record) -> u8 {
    let key = record.get(FIRST_WEEKDAY).unwrap_or_default();
    FIRST_WEEKDAYS.into_iter().find(|(known, _)| *known == key).map_or(0, |(_, day)| day)
}
