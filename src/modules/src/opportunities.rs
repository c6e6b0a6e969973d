//! Opportunities: deals on their way through a pipeline.

use chrono::NaiveDate;
use model::{Choice, Color, Field, Group, Key, Link, Module, Outcome, Stages, field};
use rust_decimal::Decimal;

use crate::lists;

pub const NAME: Key<String> = Key::new("name");
pub const ACCOUNT: Key<Link> = Key::new("account");
pub const CONTACT: Key<Link> = Key::new("contact");
pub const PIPELINE: Key<String> = Key::new("pipeline");
pub const STAGE: Key<String> = Key::new("stage");
pub const AMOUNT: Key<Decimal> = Key::new("amount");
pub const PROBABILITY: Key<Decimal> = Key::new("probability");
pub const CLOSE_DATE: Key<NaiveDate> = Key::new("close_date");

/// The pipeline that a new deal is in.
pub const SALES: &str = "sales";
/// For deals that are planned and offered like a project.
pub const PROJECTS: &str = "projects";

pub fn module() -> Module {
    let stages = Stages {
        field: "stage".into(),
        pipeline: Some("pipeline".into()),
        amount: Some("amount".into()),
        probability: Some("probability".into()),
        in_turn: true,
    };
    Module::new("opportunities", Group::Selling, "handshake")
        .section("general", general())
        .section("progress", progress())
        .section("origin", origin())
        .section("more", [field::long_text("description")])
        .columns(&["name", "account", "amount", "stage", "probability", "close_date", "owner"])
        .subtitle(&["account", "stage"])
        .stages(stages)
}

fn general() -> Vec<Field> {
    vec![
        field::text("name").required().indexed(),
        field::auto_number("number", "O-", 5),
        field::link("account", "accounts"),
        field::link("contact", "contacts"),
        field::link("product", "products"),
        field::money("amount").indexed().revenue(),
        field::one_of("type", types()),
        field::text("reference").indexed(),
    ]
}

/// The close date is not required: a deal at its beginning may have none yet, and old data often lacks it.
fn progress() -> Vec<Field> {
    vec![
        field::one_of("pipeline", lists::plain([SALES, PROJECTS])).required().starts_as(SALES),
        field::one_of_within("stage", "pipeline", stages()).required().indexed().starts_as("prospecting"),
        field::percent("probability"),
        field::date("close_date").indexed(),
        field::text("next_step"),
        field::date("engaged_on"),
        field::date("valid_until"),
        field::one_of("lost_reason", lists::lost_reasons()),
    ]
}

fn origin() -> Vec<Field> {
    vec![field::one_of("source", lists::sources()), field::text("originating_unit")]
}

fn types() -> Vec<Choice> {
    lists::plain(["new_business", "existing_business", "renewal", "direct", "project"])
}

/// The stages of both pipelines, each in its order; both end won or lost.
fn stages() -> Vec<Choice> {
    let sales = |key, color, percent| Choice::new(key, color).probability(percent).within(&[SALES]);
    let projects = |key, color, percent| Choice::new(key, color).probability(percent).within(&[PROJECTS]);
    vec![
        sales("prospecting", Color::Grey, 10),
        sales("qualification", Color::Blue, 20),
        sales("engaging", Color::Indigo, 40),
        sales("proposal", Color::Violet, 60),
        sales("negotiation", Color::Amber, 80),
        projects("inquiry", Color::Grey, 10),
        projects("assessment", Color::Blue, 25),
        projects("design", Color::Indigo, 40),
        projects("offer", Color::Violet, 60),
        projects("contract", Color::Amber, 85),
        Choice::new("won", Color::Green).probability(100).outcome(Outcome::Won),
        Choice::new("lost", Color::Red).probability(0).outcome(Outcome::Lost),
    ]
}
