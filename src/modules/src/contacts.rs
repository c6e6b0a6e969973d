//! Contacts: the people one deals with, most of them at an account.

use model::{Field, Group, Key, Link, Module, field};

use crate::lists;

pub const FIRST_NAME: Key<String> = Key::new("first_name");
pub const LAST_NAME: Key<String> = Key::new("last_name");
pub const EMAIL: Key<String> = Key::new("email");
pub const ACCOUNT: Key<Link> = Key::new("account");

pub fn module() -> Module {
    Module::new("contacts", Group::Customers, "users")
        .section("general", general())
        .section("channels", channels())
        .section("address", field::private_address(""))
        .section("more", [field::long_text("description")])
        .columns(&["first_name", "last_name", "title", "account", "email", "phone", "city", "owner"])
        .title(&["first_name", "last_name"])
        .subtitle(&["title", "account"])
        .features(|features| features.person = true)
}

fn general() -> Vec<Field> {
    vec![
        field::one_of("salutation", lists::salutations()),
        field::text("first_name"),
        field::text("last_name").required().indexed(),
        field::link("account", "accounts"),
        field::text("title"),
        field::text("department"),
        field::link("reports_to", "contacts"),
        field::one_of("source", lists::sources()),
        field::date("birthday").personal(),
        field::text("reference").indexed(),
    ]
}

fn channels() -> Vec<Field> {
    vec![
        field::email("email").indexed().personal(),
        field::email("other_email").personal(),
        field::phone("phone").indexed().personal(),
        field::phone("mobile").personal(),
        field::phone("home_phone").personal(),
        field::phone("other_phone").personal(),
        field::phone("fax").personal(),
        field::text("assistant").personal(),
        field::phone("assistant_phone").personal(),
        field::many_of("preferred_channels", lists::channels()),
        field::yes_no("do_not_call"),
        field::yes_no("email_opt_out"),
    ]
}
