use super::*;
use crate::Shape;
use crate::field::{date, instant, link, link_to_any, money, one_of, text, user};
use crate::kind::Color;
use crate::module::Group;
use crate::{Choice, Module, Schema};

fn schema() -> Schema {
    let stages = ["proposal", "negotiation", "won"].map(|key| Choice::new(key, Color::Grey)).to_vec();
    let deals = Module::new("deals", Group::Selling, "target").section(
        "main",
        [
            text("name"),
            money("amount"),
            one_of("stage", stages),
            date("close_date"),
            instant("called"),
            link("account", "firms"),
            link_to_any("about"),
        ],
    );
    let firms =
        Module::new("firms", Group::Customers, "building").section("main", [text("name"), user("manager")]);
    Schema::merge(vec![deals, firms], Shape::default(), "EUR")
}

fn parse(text: &str) -> Result<Filter, FilterError> {
    let schema = schema();
    Filter::parse(text, schema.module("deals").unwrap(), &schema)
}

#[test]
fn conditions_read_back_as_they_were_written() {
    for text in [
        "",
        "stage in (proposal, negotiation) and amount >= 1000",
        "name contains \"acme\" or close_date < today + 30d",
        "(name contains \"say \\\"hi\\\"\" or name is empty) and owner = me",
        "not (owner in (me, my team))",
        "owner in (my department, my team) or owner != my department",
        "close_date >= month and close_date < month + 1m",
        "close_date >= today - 7d",
        "account.name starts \"北京\"",
        "account.manager = me",
        "about = firms:0190a000-0000-7000-8000-000000000001",
        "called >= 2026-07-01",
        "tags contains vip",
        "amount != -12.5",
    ] {
        let filter = parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let printed = filter.to_string();
        assert_eq!(parse(&printed), Ok(filter), "{text} → {printed}");
    }
}

#[test]
fn of_several_choices_one_is_asked_for_like_of_one() {
    assert_eq!(parse("stage contains won"), parse("stage = won"));
    assert_eq!(parse("tags = vip"), parse("tags contains vip"));
    assert_eq!(parse("tags != \"vip one\""), parse("tags not in (\"vip one\")"));
}

#[test]
fn precedence_is_not_and_or() {
    let filter = parse("name = a or name = b and not name = c").unwrap();
    let Filter::Or(parts) = filter else { panic!("{filter:?}") };
    assert!(matches!(&parts[1], Filter::And(inner) if matches!(inner[1], Filter::Not(_))));
}

#[test]
fn errors_say_where() {
    for (text, at, code) in [
        ("amount >= ", 10, "expected-value"),
        ("amount >= lots", 10, "not-a-number"),
        ("colour = red", 0, "unknown-field"),
        ("name contains \"acme", 14, "quote-not-closed"),
        ("stage = maybe", 8, "unknown-choice"),
        ("(name = a", 9, "expected"),
        ("name = a name = b", 9, "expected"),
        ("stage contains x", 15, "unknown-choice"),
        ("amount contains 5", 7, "operator-does-not-fit"),
        ("name.first = a", 0, "not-a-link"),
        ("name = a; drop table", 8, "unexpected"),
        ("北 = 1", 0, "unknown-field"),
    ] {
        let error = parse(text).unwrap_err();
        assert_eq!((error.at, error.code.as_str()), (at, code), "{text}");
    }
    assert_eq!(parse(&"(".repeat(10_000)).unwrap_err().code, "too-deep");
}

#[test]
fn relative_points_follow_the_calendar() {
    let now: Instant = "2026-11-21T20:00:00Z".parse().unwrap();
    let asking = Asking {
        now,
        zone: Zone::default(),
        first_weekday: 0,
        me: None,
        team: Vec::new(),
        department: Vec::new(),
    };
    for (text, day) in [
        ("today", "2026-11-21"),
        ("yesterday", "2026-11-20"),
        ("today + 30d", "2026-12-21"),
        ("today-3w", "2026-10-31"),
        ("week", "2026-11-16"),
        ("month + 1m", "2026-12-01"),
        ("quarter", "2026-10-01"),
        ("year - 1y", "2025-01-01"),
    ] {
        let filter = parse(&format!("close_date = {text}")).unwrap().resolve(&asking);
        assert_eq!(filter, Filter::is("close_date", Value::Date(day.parse().unwrap())), "{text}");
    }
    for (first_weekday, day) in [(5, "2026-11-21"), (6, "2026-11-15"), (0, "2026-11-16")] {
        let asking = Asking { first_weekday, ..asking.clone() };
        let filter = parse("close_date = week").unwrap().resolve(&asking);
        assert_eq!(filter, Filter::is("close_date", Value::Date(day.parse().unwrap())), "{first_weekday}");
    }
}

#[test]
fn an_unknown_answer_does_not_decide() {
    let asking = Asking {
        now: Instant::default(),
        zone: Zone::default(),
        first_weekday: 0,
        me: None,
        team: Vec::new(),
        department: Vec::new(),
    };
    let record = crate::Record {
        id: Id::new(0, [0; 10]),
        version: 1,
        title: String::new(),
        values: [(Name::new_static("name"), Value::text("Acme"))].into(),
    };
    for (text, answer) in [
        ("name = Acme", Some(true)),
        ("name contains ACM", Some(true)),
        ("stage != won", Some(true)),
        ("account.name = x", None),
        ("account.name = x and name = other", Some(false)),
        ("account.name = x or name = Acme", Some(true)),
    ] {
        assert_eq!(parse(text).unwrap().matches(&record, &asking), answer, "{text}");
    }
}
