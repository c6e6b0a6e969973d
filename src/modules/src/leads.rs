//! Leads: people and companies that may become customers, kept apart until they are converted.

use model::{Choice, Color, Field, Group, Instant, Key, Link, Module, Outcome, Stages, field};

use crate::lists;

pub const STATUS: Key<String> = Key::new("status");
pub const FIRST_NAME: Key<String> = Key::new("first_name");
pub const LAST_NAME: Key<String> = Key::new("last_name");
pub const COMPANY: Key<String> = Key::new("company");
pub const EMAIL: Key<String> = Key::new("email");
pub const CONVERTED_ACCOUNT: Key<Link> = Key::new("converted_account");
pub const CONVERTED_CONTACT: Key<Link> = Key::new("converted_contact");
pub const CONVERTED_OPPORTUNITY: Key<Link> = Key::new("converted_opportunity");
pub const CONVERTED_AT: Key<Instant> = Key::new("converted_at");

/// The status that conversion gives, and that locks a lead.
pub const CONVERTED: &str = "converted";

pub fn module() -> Module {
    Module::new("leads", Group::Customers, "target")
        .section("general", general())
        .section("channels", channels())
        .section("qualification", qualification())
        .section("address", field::private_address(""))
        .section("more", [field::long_text("description")])
        .section("conversion", conversion())
        .columns(&["first_name", "last_name", "company", "status", "source", "email", "phone", "owner"])
        .title(&["first_name", "last_name"])
        .subtitle(&["company", "title"])
        .stages(Stages {
            field: "status".into(),
            pipeline: None,
            amount: None,
            probability: None,
            in_turn: true,
        })
        .features(|features| {
            features.convert = true;
            features.pool = true;
            features.person = true;
        })
}

fn general() -> Vec<Field> {
    vec![
        field::one_of("salutation", lists::salutations()),
        field::text("first_name"),
        field::text("last_name").required().indexed(),
        field::text("company").indexed(),
        field::text("title"),
        field::text("department"),
        field::one_of("status", statuses()).required().indexed().starts_as("new"),
        field::one_of("source", lists::sources()),
        field::text("reference").indexed(),
    ]
}

fn channels() -> Vec<Field> {
    vec![
        field::email("email").indexed().personal(),
        field::email("other_email").personal(),
        field::phone("phone").indexed().personal(),
        field::phone("mobile").personal(),
        field::phone("fax").personal(),
        field::url("website"),
        field::yes_no("do_not_call"),
        field::yes_no("email_opt_out"),
    ]
}

fn qualification() -> Vec<Field> {
    vec![
        field::one_of("rating", lists::ratings()),
        field::score("score"),
        field::long_text("need"),
        field::date("first_contact"),
        field::date("next_follow_up"),
        field::one_of("industry", lists::industries()),
        field::integer("employees"),
        field::money("annual_revenue").revenue(),
    ]
}

fn conversion() -> Vec<Field> {
    vec![
        field::link("converted_account", "accounts").read_only(),
        field::link("converted_contact", "contacts").read_only(),
        field::link("converted_opportunity", "opportunities").read_only(),
        field::instant("converted_at").read_only(),
    ]
}

fn statuses() -> Vec<Choice> {
    vec![
        Choice::new("new", Color::Blue),
        Choice::new("contacted", Color::Indigo),
        Choice::new("qualified", Color::Teal),
        Choice::new(CONVERTED, Color::Green).outcome(Outcome::Won).locks().given(),
        Choice::new("recycled", Color::Amber),
        Choice::new("abandoned", Color::Grey).outcome(Outcome::Lost),
    ]
}
