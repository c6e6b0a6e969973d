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
/// Of headings on paper: a key of `PAPER_COLORS`.
pub const PAPER_COLOR: Key<String> = Key::new("paper_color");
/// What stands at the foot of each page.
pub const PAPER_FOOTER: Key<String> = Key::new("paper_footer");
/// How documents are set, in the language of Typst. Empty: as the program does it by itself.
pub const PAPER_TEMPLATE: Key<String> = Key::new("paper_template");
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

/// The colours that papers may have, and what they are on paper.
const PAPER_COLORS: [(&str, Color, &str); 7] = [
    ("blue", Color::Blue, "#2f54c8"),
    ("teal", Color::Teal, "#0f766e"),
    ("green", Color::Green, "#2e7d32"),
    ("red", Color::Red, "#b3261e"),
    ("orange", Color::Orange, "#b45309"),
    ("violet", Color::Violet, "#6d3fc0"),
    ("grey", Color::Grey, "#30363f"),
];

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
        field::one_of(PAPER_COLOR.name, paper_colors()).starts_as("blue"),
        field::long_text(PAPER_FOOTER.name),
        field::long_text(PAPER_TEMPLATE.name),
    ]
}

fn paper_colors() -> Vec<model::Choice> {
    PAPER_COLORS.map(|(key, color, _)| model::Choice::new(key, color)).into()
}

/// As three pairs of hexadecimal digits after a `#`: the first colour for what is none of them.
pub fn paper_color(key: &str) -> &'static str {
    let known = PAPER_COLORS.iter().find(|(known, ..)| *known == key);
    known.unwrap_or(&PAPER_COLORS[0]).2
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
