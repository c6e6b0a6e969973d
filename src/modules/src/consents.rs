//! Consents: that a person allowed something, or took that back. What counts is the newest of each purpose; what was said
//! before stays as it was, because it must be possible to show it.

use model::kind::LinkKind;
use model::module::Access;
use model::{Choice, Color, Field, Group, Instant, Key, Kind, Link, Module, Name, Sort, field};

use crate::lists;

pub const PERSON: Key<Link> = Key::new("person");
pub const PURPOSE: Key<String> = Key::new("purpose");
pub const STATE: Key<String> = Key::new("state");
pub const SOURCE: Key<String> = Key::new("source");
pub const MOMENT: Key<Instant> = Key::new("moment");

pub const GIVEN: &str = "given";

pub fn module() -> Module {
    Module::new("consents", Group::Nowhere, "circle-check")
        .section("general", general())
        .columns(&["person", "purpose", "state", "source", "moment", "created_by"])
        .title(&["purpose"])
        .subtitle(&["person"])
        .sort(Sort::down("moment"))
        .access(Access::Follows("person".into()))
        .features(|features| {
            features.timeline = false;
            features.search = false;
            features.tags = false;
        })
}

fn general() -> Vec<Field> {
    let persons = LinkKind { to: ["contacts", "leads"].map(Name::new_static).into() };
    vec![
        Field::new("person", Kind::Link(persons)).indexed().required(),
        // The choices are the company's purposes.
        field::one_of("purpose", Vec::new()).required(),
        field::one_of("state", states()).required().starts_as(GIVEN),
        field::one_of("source", sources()).required(),
        field::instant("moment"),
        field::long_text("note"),
    ]
}

fn states() -> Vec<Choice> {
    vec![Choice::new(GIVEN, Color::Green), Choice::new("withdrawn", Color::Red)]
}

fn sources() -> Vec<Choice> {
    lists::plain(["form", "email", "phone", "letter", "event", "in_person", "import", "other"])
}
