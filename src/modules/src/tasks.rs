//! Tasks: what is to be done, by whom, until when, about which record.

use chrono::NaiveDate;
use model::{Choice, Color, Field, Group, Instant, Key, Link, Module, Outcome, Sort, Stages, field};

pub const NAME: Key<String> = Key::new("name");
pub const STATUS: Key<String> = Key::new("status");
pub const DUE_DATE: Key<NaiveDate> = Key::new("due_date");
pub const ABOUT: Key<Link> = Key::new("about");
pub const DONE_AT: Key<Instant> = Key::new("done_at");

/// The status of a task that is done.
pub const DONE: &str = "done";
/// The status of a task that nobody has begun.
pub const NOT_STARTED: &str = "not_started";

pub fn module() -> Module {
    Module::new("tasks", Group::Working, "square-check")
        .section("general", general())
        .section("more", [field::long_text("description")])
        .columns(&["name", "status", "priority", "due_date", "about", "owner"])
        .subtitle(&["due_date", "about"])
        .sort(Sort::up("due_date"))
        .stages(Stages {
            field: "status".into(),
            pipeline: None,
            amount: None,
            probability: None,
            in_turn: false,
        })
}

fn general() -> Vec<Field> {
    vec![
        field::text("name").required().indexed(),
        field::one_of("status", statuses()).required().indexed().starts_as(NOT_STARTED),
        field::one_of("priority", priorities()).starts_as("normal"),
        field::date("start_date"),
        field::date("due_date").indexed(),
        field::duration("effort"),
        field::link_to_any("about"),
        field::link("contact", "contacts"),
        field::instant("done_at").read_only(),
    ]
}

fn statuses() -> Vec<Choice> {
    vec![
        Choice::new(NOT_STARTED, Color::Grey),
        Choice::new("in_progress", Color::Blue),
        Choice::new("waiting", Color::Amber),
        Choice::new("deferred", Color::Violet),
        Choice::new(DONE, Color::Green).outcome(Outcome::Won),
        Choice::new("cancelled", Color::Red).outcome(Outcome::Lost),
    ]
}

fn priorities() -> Vec<Choice> {
    vec![
        Choice::new("urgent", Color::Red),
        Choice::new("high", Color::Orange),
        Choice::new("normal", Color::Blue),
        Choice::new("low", Color::Grey),
    ]
}
