//! All kinds, in all places.

use leptos::prelude::*;
use model::module::CURRENCY;
use model::record::Values;
use model::{
    Choice, Color, Field, File, Formats, Group, Id, Link, Module, Name, Op, Record, Schema, Value, field,
};

use super::*;
use crate::context::{App, ServerBoot};

fn id(number: u64) -> Id {
    Id::new(number, [0; 10])
}

/// A field of each kind, with a value.
fn all() -> Vec<(Field, Value)> {
    let choices = || vec![Choice::new("red", Color::Red), Choice::new("blue", Color::Blue)];
    let link = |module: &'static str| {
        Value::Link(Link { module: module.into(), id: id(7), title: "<b>Acme</b>".into() })
    };
    let number = |text: &str| Value::Decimal(text.parse().unwrap());
    let file = File { id: id(8), name: "offer <1>.pdf".into(), size: 2_345, mime: "application/pdf".into() };
    let day = chrono::NaiveDate::from_ymd_opt(2026, 7, 4).unwrap();
    let mut fields = vec![
        (field::text("text"), Value::text("<script>alert(1)</script>")),
        (field::long_text("long_text"), Value::text("one\ntwo\n\n<b>three</b>")),
        (field::email("email"), Value::text("a@example.com")),
        (field::phone("phone"), Value::text("+49 (30) 1234-5")),
        (field::url("url"), Value::text("javascript:alert(1)")),
        (field::integer("integer"), Value::Integer(1_234)),
        (field::decimal("decimal", 3), number("1.5")),
        (field::percent("percent"), number("12.5")),
        (field::money("money"), number("1234.5")),
        (field::date("date"), Value::Date(day)),
        (field::instant("instant"), Value::Instant("2026-07-04T10:00:00Z".parse().unwrap())),
        (field::duration("duration"), Value::Integer(90)),
        (field::yes_no("yes_no"), Value::Bool(true)),
        (field::one_of("one_of", choices()), Value::text("red")),
        (field::many_of("many_of", choices()), Value::Many(vec!["red".into(), "gone".into()])),
        (field::link("link", "things"), link("things")),
        (field::user("user"), link("users")),
        (field::tags("tags"), Value::Many(vec!["<i>vip</i>".into()])),
        (field::auto_number("auto_number", "A-", 5), Value::text("A-00001")),
        (field::file("file"), Value::File(file)),
        (field::score("score"), Value::Integer(70)),
        (field::text("street"), Value::text("<u>Main</u> Street 1")),
        (field::currency(), Value::text("EUR")),
    ];
    fields.extend(
        field::address("").into_iter().filter(|part| part.name != "street").map(|part| (part, Value::Empty)),
    );
    fields
}

/// Renders `view` on a page whose schema has a module with all kinds.
fn html(view: impl FnOnce(&Module, &Record) -> AnyView) -> String {
    let owner = Owner::new();
    owner.with(|| {
        let fields = all();
        let values: Values =
            fields.iter().map(|(field, value)| (field.name.clone(), value.clone())).collect();
        let record = Record { id: id(1), version: 1, title: "Thing".into(), values };
        let module = Module::new("things", Group::Customers, "box")
            .section("all", fields.into_iter().map(|(field, _)| field));
        let schema = Schema::merge(vec![module], Default::default(), "EUR");
        let module = schema.modules[0].clone();
        App::provide(ServerBoot { schema: schema.into(), ..ServerBoot::nobody() });
        view(&module, &record).to_html()
    })
}

#[test]
fn no_kind_makes_markup_of_what_it_holds() {
    let page = html(|module, record| {
        let formats = Formats::default();
        let places = [cell, card, show];
        let views = module.fields.iter().flat_map(|field| places.map(|look| look(field, record, &formats)));
        views.collect_view().into_any()
    });
    for text in ["<script", "<b>three", "<b>Acme", "<i>vip", "<u>Main", "href=\"javascript"] {
        assert!(!page.contains(text), "{text} in {page}");
    }
    for text in [
        "href=\"mailto:a@example.com\"",
        "href=\"tel:+493012345\"",
        "/m/things/",
        "data-color=\"red\"",
        "gone",
    ] {
        assert!(page.contains(text), "{text} in {page}");
    }
}

#[test]
fn a_card_holds_nothing_to_click() {
    let page = html(|module, record| {
        let formats = Formats::default();
        module.fields.iter().map(|field| card(field, record, &formats)).collect_view().into_any()
    });
    assert!(!page.contains("<a ") && !page.contains("<button"), "{page}");
}

#[test]
fn every_kind_has_an_editor_with_its_label() {
    let page = html(|module, record| {
        let draft = Draft::of("things", record.clone());
        let field = |field: &Field| {
            let (field, id) = (field.clone(), format!("edit-{}", field.name));
            view! { <FormField field draft id/> }
        };
        module.fields.iter().filter(|field| field.editable()).map(field).collect_view().into_any()
    });
    for name in all().iter().filter(|(field, _)| field.editable()).map(|(field, _)| &field.name) {
        assert!(page.contains(&format!("for=\"edit-{name}\"")), "no label for {name}");
        assert!(page.contains(&format!("id=\"edit-{name}\"")), "no editor for {name}");
    }
}

#[test]
fn every_operator_has_its_operand() {
    html(|module, _| {
        let one = |field: &Field, op: Op| {
            let (field, value, id) =
                (field.clone(), RwSignal::new(Vec::new()), format!("{}-{}", field.name, op.key()));
            view! { <FilterValue field op value id module=Name::new_static("things")/> }
        };
        let of =
            |field: &Field| field.kind.rules().operators().iter().map(|op| one(field, *op)).collect_view();
        module.fields.iter().map(of).collect_view().into_any()
    });
}

#[test]
fn a_draft_tells_what_changed_and_what_is_wrong() {
    html(|module, record| {
        let draft = Draft::of("things", record.clone());
        let email = module.field("email").unwrap().clone().required();
        draft.put("email", email.parse("nonsense", &Formats::default()));
        assert_eq!(draft.problem("email"), None, "nothing is said while one types");
        draft.leave(&email);
        assert!(draft.problem("email").is_some());
        assert_eq!(draft.check([&email]), Err(1));

        draft.set("email", Value::Empty);
        assert_eq!(draft.check([&email]), Err(1));
        assert_eq!(draft.problem("email").unwrap().code, "required");

        draft.set("email", record.value("email").clone());
        draft.set("text", Value::text("new"));
        assert_eq!(draft.check([&email]), Ok(Values::from([("text".into(), Value::text("new"))])));

        let missing = model::Problem::new(CURRENCY, "required");
        draft.show_problems(std::slice::from_ref(&missing));
        assert_eq!(draft.whole(), [missing], "a problem of a field that nobody shows is not lost");
        ().into_any()
    });
}

#[test]
fn a_record_may_stay_as_incomplete_as_it_is() {
    html(|module, record| {
        let mut record = record.clone();
        record.set("email", Value::Empty);
        let email = module.field("email").unwrap().clone().required();
        assert_eq!(Draft::of("things", record.clone()).check([&email]), Ok(Values::new()));
        record.version = 0;
        assert_eq!(Draft::of("things", record).check([&email]), Err(1));
        ().into_any()
    });
}
