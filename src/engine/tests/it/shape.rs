//! Modules and fields that a company makes while the program runs.

use api::{Backend, BoardQuery, BulkChange, ListQuery, Selection};
use engine::Engine;
use model::{Kind, Module, Record, Value};
use modules::custom_fields;

use crate::house::{
    House, add_user, empty, everywhere, failure, link, number, problems, role_called, text, user, values,
};

const YES: Value = Value::Bool(true);

/// Adds a module of machines with a board, as the administrator.
async fn machines(house: &House) -> Record {
    let module = house
        .add(
            &house.ada,
            "custom_modules",
            &[
                ("label", text("Machines")),
                ("label_one", text("Machine")),
                ("icon", text("factory")),
                ("numbering", text("M-")),
            ],
        )
        .await;
    add(house, "State", "one_of", &[("choices", text("New (blue)\nIn use (green)\nScrapped (red, lost)"))])
        .await;
    add(house, "Price", "money", &[("in_list", YES)]).await;
    let module = house.get("custom_modules", module.id).await;
    let board = [("board_field", text("state")), ("board_amount", text("price"))];
    house.set(&house.ada, "custom_modules", &module, &board).await.unwrap().record
}

/// Adds a field to the machines.
async fn add(house: &House, label: &str, kind: &str, more: &[(&'static str, Value)]) -> Record {
    add_to(house, "machines", label, kind, more).await
}

async fn add_to(
    house: &House,
    module: &str,
    label: &str,
    kind: &str,
    more: &[(&'static str, Value)],
) -> Record {
    let mut values = vec![("module", text(module)), ("label", text(label)), ("kind", text(kind))];
    values.extend(more.iter().cloned());
    house.add(&house.ada, "custom_fields", &values).await
}

async fn refused(house: &House, values: &[(&'static str, Value)]) -> Vec<String> {
    problems(house.try_add(&house.ada, "custom_fields", values).await)
}

fn seen(engine: &Engine, module: &str) -> Option<Module> {
    engine.schema().module(module).cloned()
}

#[tokio::test]
async fn a_module_of_ones_own_is_like_any_other() {
    everywhere(async |house: House| {
        machines(&house).await;
        let rita = house.again(&house.rita).await;
        let module = rita.schema.module("machines").unwrap().clone();
        assert_eq!((module.label.as_str(), module.label_one.as_str()), ("Machines", "Machine"));
        assert_eq!(module.columns, ["number", "name", "price"]);
        let label = |name| module.field(name).unwrap().label.as_str();
        let labels: Vec<_> = module.sections[0].fields.iter().map(|name| label(name)).collect();
        assert_eq!(labels, ["Number", "Name", "State", "Price"]);

        let press = [("name", text("Press 数控")), ("state", text("in_use")), ("price", number("1200.50"))];
        let press = house.add(&rita, "machines", &press).await;
        assert_eq!((press.title.as_str(), press.value("number")), ("Press 数控", &text("M-00001")));
        assert_eq!(press.value("owner").as_link().unwrap().id, rita.me.id);
        let lathe = house.add(&rita, "machines", &[("name", text("Lathe"))]).await;
        assert_eq!(lathe.value("number"), &text("M-00002"));
        assert_eq!(house.titles(&rita, "machines").await, ["Lathe", "Press 数控"]);
        let sue = house.again(&house.sue).await;
        assert!(house.titles(&sue, "machines").await.is_empty(), "not hers");
        let max = house.again(&house.max).await;
        assert_eq!(house.list(&max, "machines", "state = in_use and price > 1000").await.len(), 1);
        assert_eq!(house.engine.search(&rita, "数控".into(), None, 5).await.unwrap()[0].id, press.id);

        let board = BoardQuery { module: "machines".into(), ..BoardQuery::default() };
        let board = house.engine.board(&rita, board).await.unwrap();
        let columns: Vec<_> =
            board.columns.iter().map(|column| (column.stage.as_str(), column.count)).collect();
        assert_eq!(columns, [("new", 0), ("in_use", 1), ("scrapped", 0)]);
        assert_eq!(board.columns[1].sums[0].amount, "1200.50");

        let press = house.get("machines", press.id).await;
        let scrapped = house.set(&rita, "machines", &press, &[("state", text("Scrapped"))]).await.unwrap();
        house.engine.undo(&rita, scrapped.batch).await.unwrap();
        assert_eq!(house.get("machines", press.id).await.value("state"), &text("in_use"));
        let note = [("body", text("Oiled")), ("about", link("machines", press.id))];
        house.add(&rita, "notes", &note).await;
    })
    .await;
}

/// A value of each kind, as a person or a file writes it.
fn written(kind: &str) -> Value {
    match kind {
        "yes_no" => YES,
        "integer" | "score" => Value::Integer(7),
        "decimal" | "money" | "percent" => number("7.25"),
        "tags" | "many_of" => Value::Many(vec!["a".into()]),
        "one_of" => text("a"),
        "date" => Value::Date("2026-03-01".parse().unwrap()),
        "instant" => Value::Instant("2026-03-01T10:00:00Z".parse().unwrap()),
        "duration" => Value::Integer(90),
        "email" => text("press@example.com"),
        "phone" => text("+49 30 1234"),
        "url" => text("https://example.com/"),
        _ => text("Text"),
    }
}

#[tokio::test]
async fn a_field_of_every_kind_can_be_added_and_filled() {
    everywhere(async |house: House| {
        for module in ["accounts", "machines"] {
            if module == "machines" {
                machines(&house).await;
            }
            for kind in custom_fields::KINDS {
                let more: &[(&'static str, Value)] = match kind {
                    "one_of" | "many_of" => &[("choices", text("a: Erste\nb: Zweite (red)"))],
                    "link" => &[("link_to", text("contacts"))],
                    _ => &[],
                };
                add_to(&house, module, &format!("My {kind}"), kind, more).await;
            }
            let ada = house.again(&house.ada).await;
            let declared = seen(&house.engine, module).unwrap();
            let contact = house.add(&ada, "contacts", &[("last_name", text("Ito"))]).await;
            let mut values = vec![("name", text("All of them"))];
            let name = |kind: &str| -> &'static str {
                let suffix = if module == "accounts" { "_c" } else { "" };
                format!("my_{kind}{suffix}").leak()
            };
            for kind in custom_fields::KINDS {
                assert_eq!(declared.field(name(kind)).map(|field| field.kind.key()), Some(kind));
                match kind {
                    "address" => values.push((format!("{}_city", name(kind)).leak(), text("서울"))),
                    "auto_number" => {}
                    "file" => {
                        let file = house.engine.put_file(&ada, "Plan.txt", b"4711".to_vec()).await.unwrap();
                        values.push((name(kind), Value::File(file)));
                    }
                    "link" => values.push((name(kind), link("contacts", contact.id))),
                    "user" => values.push((name(kind), user(&ada))),
                    _ => values.push((name(kind), written(kind))),
                }
            }
            let module: &'static str = module.to_owned().leak();
            let made = house.add(&ada, module, &values).await;
            let read = house.get(module, made.id).await;
            for (field, value) in values {
                match (&value, read.value(field)) {
                    (Value::Link(was), Value::Link(is)) => assert_eq!(was.id, is.id, "{field}"),
                    (was, is) => assert_eq!(is, was, "{field}"),
                }
            }
            assert_eq!(read.value(name("auto_number")), &text("00001"));
            let (file, content) = house.engine.file(&ada, made.id, name("file")).await.unwrap();
            assert_eq!((file.name.as_str(), content.as_slice()), ("Plan.txt", b"4711".as_slice()));
            let hidden = house.engine.file(&*house.again(&house.sue).await, made.id, name("file")).await;
            assert_eq!(failure(hidden).status(), 404);
            let sort = format!("-{}", name("decimal"));
            let query = ListQuery { module: module.into(), sort, ..ListQuery::default() };
            assert_eq!(house.engine.list(&ada, query).await.unwrap().records[0].id, made.id);
        }
    })
    .await;
}

#[tokio::test]
async fn names_and_kinds_that_cannot_be_are_refused() {
    everywhere(async |house: House| {
        machines(&house).await;
        let module = |name: &'static str| {
            let (house, name) = (&house, name.to_owned());
            async move {
                let values = [("label", text("X")), ("label_one", text("X")), ("name", text(&name))];
                problems(house.try_add(&house.ada, "custom_modules", &values).await)
            }
        };
        for name in ["machines", "invoices", "users", "search"] {
            assert_eq!(module(name).await, ["name: name-taken"], "{name}");
        }
        assert_eq!(module("Ma chines").await, ["name: not-a-key"]);
        let icon = [("label", text("X")), ("label_one", text("X")), ("icon", text("rocket"))];
        let icon = house.try_add(&house.ada, "custom_modules", &icon).await;
        assert_eq!(problems(icon), ["icon: unknown-choice"]);

        let base =
            |kind: &str| vec![("module", text("machines")), ("label", text("New")), ("kind", text(kind))];
        let with = |kind: &str, more: &[(&'static str, Value)]| [base(kind), more.to_vec()].concat();
        for (expected, values) in [
            ("name: name-taken", with("text", &[("name", text("state"))])),
            ("name: name-taken", with("text", &[("name", text("created_at"))])),
            ("name: not-a-key", with("text", &[("name", text("2nd"))])),
            ("kind: unknown-choice", with("formula", &[])),
            ("link_to: required", with("link", &[])),
            ("link_to: unknown-choice", with("link", &[("link_to", text("users"))])),
            ("choices: required", with("one_of", &[])),
            ("choices: not-unique", with("one_of", &[("choices", text("a: A\na: B"))])),
            ("default_value: not-a-whole-number", with("integer", &[("default_value", text("2.5"))])),
            ("unique: cannot-be-unique", with("long_text", &[("unique", YES)])),
            (
                "depends_on: unknown-field",
                with("one_of", &[("choices", text("A")), ("depends_on", text("price"))]),
            ),
        ] {
            assert_eq!(refused(&house, &values).await, [expected], "{values:?}");
        }
        // The columns of an address are names too.
        add(&house, "Site city", "text", &[]).await;
        assert_eq!(refused(&house, &with("address", &[("name", text("site"))])).await, ["name: name-taken"]);
        let office = add(&house, "Office", "address", &[]).await;
        assert_eq!(
            refused(&house, &with("text", &[("name", text("office_city"))])).await,
            ["name: name-taken"]
        );
        let which = Selection::Ids(vec![office.id]);
        let ada = house.again(&house.ada).await;
        house.engine.change_many(&ada, "custom_fields".into(), which, BulkChange::Delete).await.unwrap();
        assert_eq!(
            refused(&house, &with("text", &[("name", text("office_city"))])).await,
            ["name: name-taken"]
        );
        let long = text("a_name_that_is_much_too_long_for_a_column");
        assert_eq!(refused(&house, &with("address", &[("name", long)])).await, ["name: not-a-key"]);
        assert_eq!(add(&house, "In", "text", &[]).await.value("name"), &text("in_2"), "a word of conditions");

        let plain = [
            ("module", text("accounts")),
            ("label", text("Rank")),
            ("name", text("rank")),
            ("kind", text("text")),
        ];
        assert_eq!(
            refused(&house, &plain).await,
            ["name: name-taken"],
            "declared modules may get it one day"
        );
        assert_eq!(
            refused(&house, &with("text", &[("module", text("users"))])).await,
            ["module: unknown-choice"]
        );
        let rita = [("module", text("accounts")), ("label", text("Mine")), ("kind", text("text"))];
        assert_eq!(failure(house.try_add(&house.rita, "custom_fields", &rita).await).status(), 404);
    })
    .await;
}

#[tokio::test]
async fn a_field_becomes_a_kind_that_can_say_all_that_lies_in_it() {
    everywhere(async |house: House| {
        machines(&house).await;
        let size = add(&house, "Size", "integer", &[]).await;
        let colours = [("choices", text("Red (red)\nBlue (blue)"))];
        let colour = add(&house, "Colour", "one_of", &colours).await;
        add(&house, "Twice", "decimal", &[("formula", text("size * 2"))]).await;
        let press = [("name", text("Press")), ("size", Value::Integer(12)), ("colour", text("red"))];
        let press = house.add(&house.ada, "machines", &press).await;
        let none = house.add(&house.ada, "machines", &[("name", text("None"))]).await;
        let renamed =
            house.set(&house.ada, "machines", &press, &[("size", Value::Integer(-7))]).await.unwrap().batch;

        let turn = async |field: &Record, values: &[(&'static str, Value)]| {
            let record = house.get("custom_fields", field.id).await;
            house.set(&house.ada, "custom_fields", &record, values).await
        };
        let value = async |id, field: &str| house.get("machines", id).await.value(field).clone();
        let found = async |filter: &str| {
            let found = house.list(&*house.again(&house.ada).await, "machines", filter).await;
            found.into_iter().map(|record| record.title).collect::<Vec<_>>()
        };
        assert_eq!(problems(turn(&size, &[("kind", text("date"))]).await), ["kind: not-wider"]);
        let wider = turn(&size, &[("kind", text("decimal")), ("digits", Value::Integer(1))]).await.unwrap();
        assert_eq!(value(press.id, "size").await, number("-7"));
        assert_eq!(value(none.id, "size").await, Value::Empty);
        assert_eq!(found("size < -6.5").await, ["Press"]);
        house.engine.undo(&house.ada, renamed).await.unwrap();
        assert_eq!(value(press.id, "size").await, number("12"), "what was said before is still known");

        let set = async |values: &[(&'static str, Value)]| {
            let now = house.get("machines", press.id).await;
            house.set(&house.ada, "machines", &now, values).await.unwrap()
        };
        set(&[("size", number("2.5"))]).await;
        assert_eq!(value(press.id, "twice").await, number("5"));
        assert_eq!(problems(turn(&size, &[("digits", Value::Integer(0))]).await), ["digits: does-not-fit"]);
        assert_eq!(problems(turn(&size, &[("kind", text("integer"))]).await), ["kind: does-not-fit"]);
        let back = house.engine.undo(&house.ada, wider.batch).await.unwrap();
        assert_eq!((back.count, back.skipped), (0, 1), "it would lose the half");
        turn(&size, &[("digits", Value::Integer(3))]).await.unwrap();
        assert_eq!(value(press.id, "size").await, number("2.5"));
        set(&[("size", number("3"))]).await;
        turn(&size, &[("kind", text("integer"))]).await.unwrap();
        assert_eq!(value(press.id, "size").await, Value::Integer(3));

        turn(&colour, &[("kind", text("many_of"))]).await.unwrap();
        let keys = |keys: &[&str]| Value::Many(keys.iter().map(|key| (*key).to_owned()).collect());
        assert_eq!(value(press.id, "colour").await, keys(&["red"]));
        for filter in
            ["colour = red", "colour contains red", "colour in (red, blue)", "colour != blue and size = 3"]
        {
            assert_eq!(found(filter).await, ["Press"], "{filter}");
        }
        set(&[("colour", keys(&["red", "blue"]))]).await;
        assert_eq!(problems(turn(&colour, &[("kind", text("one_of"))]).await), ["kind: does-not-fit"]);
        set(&[("colour", keys(&["blue"]))]).await;
        turn(&colour, &[("kind", text("one_of"))]).await.unwrap();
        assert_eq!(value(press.id, "colour").await, text("blue"));
        let on_board = house.list(&house.ada, "custom_fields", "name = state").await.remove(0);
        assert_eq!(problems(turn(&on_board, &[("kind", text("many_of"))]).await), ["kind: in-use"]);
    })
    .await;
}

#[tokio::test]
async fn what_lies_in_a_field_outlives_its_changes() {
    everywhere(async |house: House| {
        machines(&house).await;
        let nick = add(&house, "Nickname", "email", &[]).await;
        let press = house
            .add(&house.ada, "machines", &[("name", text("Press")), ("nickname", text("p@example.com"))])
            .await;
        let get = async || house.get("machines", press.id).await;

        let set = async |values: &[(&'static str, Value)]| {
            let record = house.get("custom_fields", nick.id).await;
            house.set(&house.ada, "custom_fields", &record, values).await
        };
        assert_eq!(problems(set(&[("name", text("other"))]).await), ["name: fixed"]);
        assert_eq!(problems(set(&[("kind", text("integer"))]).await), ["kind: not-wider"]);
        let wider = set(&[("kind", text("long_text")), ("label", text("Also called"))]).await.unwrap();
        assert_eq!(problems(set(&[("kind", text("email"))]).await), ["kind: not-wider"]);
        let field = seen(&house.engine, "machines").unwrap().field("nickname").cloned().unwrap();
        assert!(matches!(field.kind, Kind::LongText(_)) && field.label == "Also called");
        house.set(&house.ada, "machines", &get().await, &[("nickname", text("The\nold one"))]).await.unwrap();
        house.engine.undo(&house.ada, wider.batch).await.unwrap();
        assert_eq!(seen(&house.engine, "machines").unwrap().field("nickname").unwrap().kind.key(), "email");

        let which = |id| Selection::Ids(vec![id]);
        let retired = house
            .engine
            .change_many(&house.ada, "custom_fields".into(), which(nick.id), BulkChange::Delete)
            .await
            .unwrap();
        assert!(seen(&house.engine, "machines").unwrap().field("nickname").is_none());
        assert!(get().await.value("nickname").is_empty());
        let again = [
            ("module", text("machines")),
            ("label", text("Nickname")),
            ("name", text("nickname")),
            ("kind", text("integer")),
        ];
        assert_eq!(refused(&house, &again).await, ["name: name-taken"], "its column is still there");
        house.engine.undo(&house.ada, retired.batch.unwrap()).await.unwrap();
        assert_eq!(get().await.value("nickname"), &text("The\nold one"));

        let module = house.list(&house.ada, "custom_modules", "").await[0].id;
        let gone = house
            .engine
            .change_many(&house.ada, "custom_modules".into(), which(module), BulkChange::Delete)
            .await
            .unwrap();
        assert!(seen(&house.engine, "machines").is_none());
        let ada = house.again(&house.ada).await;
        let query = ListQuery { module: "machines".into(), ..ListQuery::default() };
        assert_eq!(failure(house.engine.list(&ada, query).await).status(), 404);
        house.engine.undo(&house.ada, gone.batch.unwrap()).await.unwrap();
        assert_eq!(get().await.title, "Press");
    })
    .await;
}

#[tokio::test]
async fn declared_fields_are_called_and_shown_as_the_company_likes() {
    everywhere(async |house: House| {
        let over = [("module", text("leads")), ("name", text("source")), ("label", text("Herkunft")), ("kind", text("text"))];
        let source = house.add(&house.ada, "custom_fields", &over).await;
        assert_eq!(source.value("kind"), &text("one_of"), "a declared field stays of its kind");
        let choices = "website: Homepage (green)\nHausmesse (blue)\nreferral: Empfehlung (grey, retired)";
        let set = [("choices", text(choices)), ("required", YES)];
        house.set(&house.ada, "custom_fields", &source, &set).await.unwrap();
        let layout = [
            ("module", text("leads")),
            ("sections", text("[general]\nlast_name\nsource\n[mine: Erstkontakt]\nfirst_contact\nemail\n[hidden]\nfax\ndepartment\nlast_name")),
            ("columns", Value::Many(vec!["last_name".into(), "source".into()])),
        ];
        house.add(&house.ada, "layouts", &layout).await;

        let rita = house.again(&house.rita).await;
        let leads = rita.schema.module("leads").unwrap();
        let source = leads.field("source").unwrap();
        assert_eq!((source.label.as_str(), source.required), ("Herkunft", true));
        let labels: Vec<_> = source.kind.choices().iter().map(|choice| (choice.label.as_str(), choice.retired)).take(4).collect();
        assert_eq!(labels, [("Homepage", false), ("Hausmesse", false), ("Empfehlung", true), ("Cold call", true)]);
        assert_eq!(leads.columns, ["last_name", "source"]);
        assert_eq!(leads.sections[1].label, "Erstkontakt");
        assert_eq!(leads.sections[1].fields, ["first_contact", "email"]);
        let shown = |name: &str| leads.sections.iter().any(|section| section.fields.iter().any(|field| field == name));
        assert!(!shown("fax") && !shown("department"), "hidden");
        assert!(shown("last_name") && shown("phone") && shown("need"), "what names a lead, and what no layout speaks of");

        let lead = |source: &str| [("last_name", text("Kim")), ("source", text(source))];
        assert_eq!(problems(house.try_add(&rita, "leads", &lead("referral")).await), ["source: retired-choice"]);
        assert_eq!(problems(house.try_add(&rita, "leads", &[("last_name", text("Kim"))]).await), ["source: required"]);
        house.add(&rita, "leads", &lead("Hausmesse")).await;
        let bad = [("module", text("accounts")), ("sections", text("[general]\nnothing"))];
        assert_eq!(problems(house.try_add(&house.ada, "layouts", &bad).await), ["sections: unknown-field"]);
    })
    .await;
}

#[tokio::test]
async fn a_start_finds_all_as_it_was() {
    let (engine, _, folder) = empty().await;
    let system = engine.system_caller();
    let administrator = role_called(&engine, "Administrator").await;
    let ada = add_user(&engine, &system, "Ada", administrator).await;
    let module = values(&[("label", text("Häuser")), ("label_one", text("Haus"))]);
    engine.create(&system, "custom_modules".into(), module).await.unwrap();
    let add = async |module: &str, name: &str| {
        let values = values(&[("module", text(module)), ("label", text(name)), ("kind", text("text"))]);
        engine.create(&engine.system_caller(), "custom_fields".into(), values).await.unwrap();
    };
    add("hauser", "Straße").await;
    add("accounts", "Rang").await;
    let account =
        values(&[("name", text("Acme")), ("rang_c", text("Schlüsselkunde")), ("owner", user(&ada))]);
    let account = engine.create(&engine.system_caller(), "accounts".into(), account).await.unwrap().record.id;
    engine.store().close().await;

    let url = format!("sqlite:{}", folder.path().join("test.db").display());
    let engine = Engine::open(&url).await.unwrap();
    let system = engine.system_caller();
    assert!(seen(&engine, "hauser").unwrap().field("strasse").is_some());
    let hits = engine.search(&system, "schlussel".into(), None, 5).await.unwrap();
    assert_eq!(hits.iter().map(|hit| hit.id).collect::<Vec<_>>(), [account]);
    assert_eq!(engine.store().check().await.unwrap(), Vec::<String>::new());
    let words = system.schema.module("accounts").unwrap().sections.last().unwrap().label.clone();
    assert_eq!(words, "Own fields");
}

#[tokio::test]
async fn formulas_are_worked_out_for_what_is_there_and_what_comes() {
    everywhere(async |house: House| {
        machines(&house).await;
        let ada = house.again(&house.ada).await;
        let old = [("name", text("Lathe")), ("price", number("19.99")), ("state", text("in_use"))];
        let old = house.add(&ada, "machines", &old).await;
        let gone = house.add(&ada, "machines", &[("name", text("Saw")), ("price", number("5"))]).await;
        let which = Selection::Ids(vec![gone.id]);
        house.engine.change_many(&ada, "machines".into(), which.clone(), BulkChange::Delete).await.unwrap();

        let formula = |text_of: &str| [("formula", text(text_of)), ("in_list", YES)];
        add(&house, "Tax", "money", &formula("price * 0.19")).await;
        add(&house, "Gross", "money", &formula("price + tax")).await;
        add(&house, "Said", "text", &formula("upper(name) & if(state = 'in_use', ' ✓', '')")).await;
        let read = house.get("machines", old.id).await;
        assert_eq!((read.value("tax"), read.value("gross")), (&number("3.80"), &number("23.79")));
        assert_eq!((read.value("said"), read.version), (&text("LATHE ✓"), old.version));
        house.engine.change_many(&ada, "machines".into(), which, BulkChange::Restore).await.unwrap();
        assert_eq!(house.get("machines", gone.id).await.value("gross"), &number("5.95"));

        let ada = house.again(&house.ada).await;
        let new = house.add(&ada, "machines", &[("name", text("Press")), ("price", number("100"))]).await;
        assert_eq!(new.value("gross"), &number("119"));
        let set = house.set(&ada, "machines", &new, &[("price", number("200"))]).await.unwrap();
        assert_eq!(set.record.value("gross"), &number("238"));
        let undone = house.engine.undo(&ada, set.batch).await;
        undone.unwrap();
        assert_eq!(house.get("machines", new.id).await.value("gross"), &number("119"));
        let found = house.list(&ada, "machines", "gross > 100 or said contains \"lathe\"").await;
        assert_eq!(found.len(), 2);
        let new = house.get("machines", new.id).await;
        let written = house.set(&ada, "machines", &new, &[("gross", number("1"))]).await;
        assert_eq!(problems(written), ["gross: read-only"]);

        // Another formula holds for all at once; what is read stays, and so does what people fill in.
        let records = house.list(&ada, "custom_fields", "name = \"tax\"").await;
        let tax = house.get("custom_fields", records[0].id).await;
        house.set(&ada, "custom_fields", &tax, &[("formula", text("price * 0.2"))]).await.unwrap();
        assert_eq!(house.get("machines", new.id).await.value("gross"), &number("120"));
        let tax = house.get("custom_fields", tax.id).await;
        let change = |to: &str| {
            let (house, ada, tax, to) = (&house, &ada, &tax, text(to));
            async move { problems(house.set(ada, "custom_fields", tax, &[("formula", to)]).await) }
        };
        assert_eq!(change("").await, ["formula: fixed"]);
        assert_eq!(change("gross - price").await, ["formula: formula-reads-itself"]);
        assert_eq!(change("name").await, ["formula: invalid-formula"]);
        let delete = |id| {
            let change = BulkChange::Delete;
            house.engine.change_many(&ada, "custom_fields".into(), Selection::Ids(vec![id]), change)
        };
        assert_eq!(problems(delete(tax.id).await), [": in-use"]);
        let kind = [("kind", text("date")), ("formula", text("price"))];
        let base = [("module", text("machines")), ("label", text("X"))];
        assert_eq!(refused(&house, &[base.clone(), kind].concat()).await, ["formula: invalid-formula"]);
        let kind = [("kind", text("url")), ("formula", text("name"))];
        assert_eq!(refused(&house, &[base, kind].concat()).await, ["formula: no-formula-here"]);
    })
    .await;
}

#[tokio::test]
async fn a_formula_hides_what_it_reads() {
    everywhere(async |house: House| {
        machines(&house).await;
        let cost = add(&house, "Cost", "money", &[("privacy", text("revenue"))]).await;
        assert_eq!(cost.value("name"), &text("cost"));
        add(&house, "Margin", "money", &[("formula", text("price - cost"))]).await;
        let profile = house.add(&house.ada, "profiles", &[("name", text("Without revenue"))]).await;
        let sees = [
            ("profile", link("profiles", profile.id)),
            ("module", text("machines")),
            ("see", YES),
            ("create", YES),
            ("edit", YES),
        ];
        house.add(&house.ada, "permissions", &sees).await;
        let rita = house.get("users", house.rita.me.id).await;
        house.set(&house.ada, "users", &rita, &[("profile", link("profiles", profile.id))]).await.unwrap();
        let rita = house.again(&house.rita).await;
        let seen = rita.schema.module("machines").unwrap();
        assert!(
            seen.field("price").is_some() && seen.field("cost").is_none() && seen.field("margin").is_none()
        );
        assert_eq!(failure_of_filter(&house, &rita, "margin > 1").await, 422);

        // She changes what it reads, and it is right for those who see it.
        let press = house.add(&rita, "machines", &[("name", text("Press")), ("price", number("100"))]).await;
        assert_eq!(press.value("margin"), &Value::Empty);
        let ada = house.again(&house.ada).await;
        let seen = house.get("machines", press.id).await;
        house.set(&ada, "machines", &seen, &[("cost", number("60"))]).await.unwrap();
        let mut press = press;
        press.version = house.get("machines", press.id).await.version;
        house.set(&rita, "machines", &press, &[("price", number("110"))]).await.unwrap();
        assert_eq!(house.get("machines", press.id).await.value("margin"), &number("50"));
    })
    .await;
}

async fn failure_of_filter(house: &House, by: &api::Caller, filter: &str) -> u16 {
    let query = ListQuery { module: "machines".into(), filter: filter.into(), ..ListQuery::default() };
    failure(house.engine.list(by, query).await).status()
}

#[tokio::test]
async fn fields_are_asked_for_where_a_condition_holds() {
    everywhere(async |house: House| {
        machines(&house).await;
        add(&house, "Reason", "text", &[("required_if", text("state = scrapped"))]).await;
        let leased = [("shown_if", text("price > 1000 and state != new")), ("required", YES)];
        add(&house, "Lease", "text", &leased).await;
        let ada = house.again(&house.ada).await;
        let press = house.add(&ada, "machines", &[("name", text("Press")), ("price", number("900"))]).await;
        let scrapped = house.set(&ada, "machines", &press, &[("state", text("scrapped"))]).await;
        assert_eq!(problems(scrapped), ["reason: required"]);
        let with = [("state", text("scrapped")), ("reason", text("Ржавчина"))];
        let press = house.set(&ada, "machines", &press, &with).await.unwrap().record;
        let dear = house.set(&ada, "machines", &press, &[("price", number("2000"))]).await;
        assert_eq!(problems(dear), ["lease: required"]);
        let emptied = house.set(&ada, "machines", &press, &[("reason", Value::Empty)]).await;
        assert_eq!(problems(emptied), ["reason: required"]);

        let base = [("module", text("machines")), ("label", text("X")), ("kind", text("text"))];
        for (condition, code) in [
            ("owner.email contains \"a\"", "not-of-one-record"),
            ("owner = my team", "not-of-one-record"),
            ("nothing = 1", "invalid-filter"),
        ] {
            let values = [base.to_vec(), vec![("shown_if", text(condition))]].concat();
            assert_eq!(refused(&house, &values).await, [format!("shown_if: {code}")], "{condition}");
        }
        let declared = [
            ("module", text("contacts")),
            ("label", text("Name")),
            ("kind", text("text")),
            ("name", text("last_name")),
            ("shown_if", text("email is empty")),
        ];
        assert_eq!(refused(&house, &declared).await, ["shown_if: names-records"]);
    })
    .await;
}

/// The names of the fields in the sections of a form.
fn form(by: &api::Caller, module: &str) -> Vec<Vec<String>> {
    let module = by.schema.module(module).unwrap();
    let names = |section: &model::Section| section.fields.iter().map(ToString::to_string).collect();
    module.sections.iter().map(names).collect()
}

#[tokio::test]
async fn a_role_can_have_a_form_of_its_own() {
    everywhere(async |house: House| {
        machines(&house).await;
        let layout = |sections: &str| vec![("module", text("machines")), ("sections", text(sections))];
        house.add(&house.ada, "layouts", &layout("[general]\nname\nprice\nstate\n")).await;
        let role = role_called(&house.engine, "Representative").await;
        let own = [
            layout("[money]\nprice\n[general]\nname\n[hidden]\nstate\n"),
            vec![("role", link("roles", role))],
        ];
        let own = house.add(&house.ada, "layouts", &own.concat()).await;
        let (ada, rita) = (house.again(&house.ada).await, house.again(&house.rita).await);
        assert_eq!(form(&ada, "machines"), [["name", "price", "state", "number"]]);
        assert_eq!(form(&rita, "machines"), [vec!["price"], vec!["name", "number"]]);
        assert!(rita.schema.module("machines").unwrap().field("state").unwrap().hidden);

        let twice = [layout("[general]\nname\n"), vec![("role", link("roles", role))]].concat();
        assert_eq!(problems(house.try_add(&house.ada, "layouts", &twice).await), ["module: not-unique"]);
        let twice = house.try_add(&house.ada, "layouts", &layout("[general]\nname\n")).await;
        assert_eq!(problems(twice), ["module: not-unique"]);
        let which = Selection::Ids(vec![own.id]);
        house.engine.change_many(&house.ada, "layouts".into(), which, BulkChange::Delete).await.unwrap();
        assert_eq!(
            form(&*house.again(&house.rita).await, "machines"),
            [["name", "price", "state", "number"]]
        );
    })
    .await;
}

#[tokio::test]
async fn what_need_not_be_unique_any_more_can_be_there_twice() {
    everywhere(async |house: House| {
        machines(&house).await;
        let serial = add(&house, "Serial", "text", &[("unique", YES)]).await;
        let ada = house.again(&house.ada).await;
        let one = [("name", text("Press")), ("serial", text("A-1"))];
        house.add(&ada, "machines", &one).await;
        assert_eq!(problems(house.try_add(&ada, "machines", &one).await), ["serial: not-unique"]);
        house.set(&ada, "custom_fields", &serial, &[("unique", Value::Bool(false))]).await.unwrap();
        house.add(&ada, "machines", &one).await;
    })
    .await;
}

#[tokio::test]
async fn a_value_in_use_is_replaced_everywhere() {
    everywhere(async |house: House| {
        machines(&house).await;
        add(&house, "Options", "many_of", &[("choices", text("a: A\nb: B\nc: C"))]).await;
        let ada = house.again(&house.ada).await;
        let many = |items: &[&str]| Value::Many(items.iter().map(|item| (*item).to_owned()).collect());
        for (name, state, options) in [
            ("One", "new", many(&["c", "a"])),
            ("Two", "new", many(&["a", "b"])),
            ("Three", "scrapped", many(&["b"])),
        ] {
            let values = [("name", text(name)), ("state", text(state)), ("options", options)];
            house.add(&ada, "machines", &values).await;
        }
        let replace = |by: &std::sync::Arc<api::Caller>, field: &str, from: &str, to: &str| {
            let (engine, by) = (house.engine.clone(), by.clone());
            let (field, from, to) = (field.into(), from.into(), to.into());
            async move { engine.replace_choice(&by, "machines".into(), field, from, to).await }
        };
        let done = replace(&ada, "state", "new", "in_use").await.unwrap();
        assert_eq!(done.count, 2);
        assert_eq!(house.list(&ada, "machines", "state = in_use").await.len(), 2);
        assert_eq!(replace(&ada, "options", "a", "b").await.unwrap().count, 2);
        let options = async |name: &str| {
            let found = house.list(&ada, "machines", &format!("name = {name}")).await;
            house.get("machines", found[0].id).await.value("options").clone()
        };
        assert_eq!((options("One").await, options("Two").await), (many(&["b", "c"]), many(&["b"])));
        house.engine.undo(&ada, done.batch.unwrap()).await.unwrap();
        assert_eq!(house.list(&ada, "machines", "state = new").await.len(), 2);
        assert_eq!(
            failure(replace(&house.again(&house.rita).await, "state", "new", "in_use").await).status(),
            403
        );
        assert_eq!(problems(replace(&ada, "state", "new", "nothing").await), ["state: unknown-choice"]);
    })
    .await;
}

#[tokio::test]
async fn a_shape_is_taken_from_one_company_to_another() {
    everywhere(async |house: House| {
        let machines = machines(&house).await;
        add(&house, "Gross", "money", &[("formula", text("price * 1.19"))]).await;
        add(&house, "Lease", "text", &[("shown_if", text("gross > 1000 and state != new"))]).await;
        add_to(&house, "contacts", "Nickname", "text", &[("privacy", text("personal"))]).await;
        let role = role_called(&house.engine, "Representative").await;
        let layout =
            [("module", text("machines")), ("role", link("roles", role)), ("sections", text("[a]\nname\n"))];
        house.add(&house.ada, "layouts", &layout).await;
        let rule = [
            ("module", text("machines")),
            ("name", text("Same name")),
            ("field_1", text("name")),
            ("compare_1", text("exact")),
        ];
        house.add(&house.ada, "duplicate_rules", &rule).await;
        let file = house.engine.export_shape(&house.ada).await.unwrap();

        let (engine, _, _folder) = empty().await;
        let ada =
            add_user(&engine, &engine.system_caller(), "Ada", role_called(&engine, "Administrator").await)
                .await;
        let told = engine.preview_shape(&ada, file.clone()).await.unwrap();
        let (same, new): (Vec<_>, Vec<_>) =
            told.iter().partition(|item| item.change == api::ShapeChange::Same);
        assert!(same.iter().all(|item| item.module == "duplicate_rules"), "every company begins with these");
        assert!(new.iter().all(|item| item.change == api::ShapeChange::New));
        let labels: Vec<_> = told.iter().map(|item| (item.of.as_str(), item.label.as_str())).collect();
        assert_eq!(labels.iter().filter(|(of, _)| *of == "Machines").count(), 7);
        assert!(
            labels.contains(&("Contacts", "Nickname")) && labels.contains(&("Machines", "Representative"))
        );
        let done = engine.import_shape(&ada, file.clone()).await.unwrap();
        let same = |module: &str| (*engine.schema()).module(module).cloned() == seen(&house.engine, module);
        assert!(same("machines") && same("contacts"));
        let again = engine.preview_shape(&ada, file.clone()).await.unwrap();
        assert!(again.iter().all(|item| item.change == api::ShapeChange::Same));
        assert_eq!(engine.import_shape(&ada, file.clone()).await.unwrap().count, 0);

        // What was retired comes back; what differs is told first.
        engine.undo(&ada, done.batch.unwrap()).await.unwrap();
        assert!(engine.schema().module("machines").is_none());
        engine.import_shape(&ada, file.clone()).await.unwrap();
        assert!(same("machines"));
        let other = file.replace("\"Machines\"", "\"Maschinen\"");
        let told = engine.preview_shape(&ada, other).await.unwrap();
        let changed = told.iter().find(|item| item.module == "custom_modules").unwrap();
        let api::ShapeChange::Changed(differences) = &changed.change else { panic!("{changed:?}") };
        assert_eq!(
            (differences[0].before.as_str(), differences[0].after.as_str()),
            ("Machines", "Maschinen")
        );

        // What cannot be is refused as a whole.
        let wrong = file.replace("price * 1.19", "cost * 1.19").replace("\"Machines\"", "\"Maschinen\"");
        assert_eq!(problems(engine.import_shape(&ada, wrong).await), [": shape-refused"]);
        assert!(same("machines"));
        assert_eq!(problems(engine.import_shape(&ada, "{}".into()).await), [": not-a-shape"]);
        assert_eq!(failure(house.engine.export_shape(&house.rita).await).status(), 403);
        assert_eq!(machines.title, "Machines");
        engine.store().close().await;
    })
    .await;
}
