//! The write path.

use api::{Backend, Failure};
use model::Value;

use crate::house::{House, everywhere, failure, link, number, problems, stranger, text, user};

#[tokio::test]
async fn all_that_is_wrong_is_told_at_once() {
    everywhere(async |house: House| {
        let wrong = [
            ("email", text("not an address")),
            ("birthday", text("yesterday")),
            ("nonsense", text("x")),
            ("account", link("accounts", stranger())),
            ("reports_to", link("accounts", stranger())),
            ("created_at", Value::Integer(1)),
            ("salutation", text("lord")),
        ];
        let wrong = house.try_add(&house.rita, "contacts", &wrong);
        let expected = [
            "account: not-found",
            "birthday: not-a-date",
            "created_at: not-a-time",
            "email: not-an-email",
            "last_name: required",
            "nonsense: unknown-field",
            "reports_to: wrong-module",
            "salutation: unknown-choice",
        ];
        assert_eq!(problems(wrong.await), expected);
        assert!(house.list(&house.ada, "contacts", "").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_new_record_gets_its_defaults() {
    everywhere(async |house: House| {
        let deal = house.add(&house.rita, "opportunities", &[("name", text("Сделка 大單"))]).await;
        assert_eq!(deal.title, "Сделка 大單");
        assert_eq!(deal.value("owner").as_link().map(|link| link.id), Some(house.rita.me.id));
        assert_eq!(deal.value("owner").as_link().map(|link| link.title.as_str()), Some("Rita"));
        assert_eq!(deal.value("currency"), &text("EUR"));
        assert_eq!(deal.value("stage"), &text("prospecting"));
        assert_eq!(deal.value("probability"), &number("10"));
        assert_eq!(deal.value("number"), &text("O-00001"));
        let second = house.add(&house.rita, "opportunities", &[("name", text("B"))]).await;
        assert_eq!(second.value("number"), &text("O-00002"));
        let read = house.get("opportunities", deal.id).await;
        for field in
            ["name", "owner", "currency", "stage", "probability", "number", "created_at", "created_by"]
        {
            assert_eq!(read.value(field), deal.value(field), "{field}");
        }
        assert_eq!(read.version, deal.version);
    })
    .await;
}

#[tokio::test]
async fn a_stage_brings_its_probability_and_belongs_to_its_pipeline() {
    everywhere(async |house: House| {
        let deal = house.add(&house.rita, "opportunities", &[("name", text("A"))]).await;
        let deal = house.set(&house.rita, "opportunities", &deal, &[("stage", text("won"))]).await.unwrap();
        assert_eq!(deal.record.value("probability"), &number("100"));
        let own = [("stage", text("proposal")), ("probability", number("33.5"))];
        let deal = house.set(&house.rita, "opportunities", &deal.record, &own).await.unwrap();
        assert_eq!(deal.record.value("probability"), &number("33.5"));
        let moved = [("pipeline", text("projects"))];
        let deal = house.set(&house.rita, "opportunities", &deal.record, &moved).await.unwrap();
        assert_eq!(deal.record.value("stage"), &text("inquiry"));
        assert_eq!(deal.record.value("probability"), &number("10"));
        let alien =
            house.set(&house.rita, "opportunities", &deal.record, &[("stage", text("proposal"))]).await;
        assert_eq!(problems(alien), ["stage: not-within"]);
        let made = [("name", text("B")), ("pipeline", text("projects"))];
        let made = house.add(&house.rita, "opportunities", &made).await;
        assert_eq!(made.value("stage"), &text("inquiry"));
        let wrong = [("name", text("C")), ("pipeline", text("projects")), ("stage", text("proposal"))];
        assert_eq!(
            problems(house.try_add(&house.rita, "opportunities", &wrong).await),
            ["stage: not-within"]
        );
    })
    .await;
}

#[tokio::test]
async fn a_task_knows_when_it_was_done() {
    everywhere(async |house: House| {
        let task = house.add(&house.rita, "tasks", &[("name", text("Call"))]).await;
        assert_eq!(task.value("done_at"), &Value::Empty);
        let task = house.set(&house.rita, "tasks", &task, &[("status", text("done"))]).await.unwrap().record;
        assert!(matches!(task.value("done_at"), Value::Instant(_)));
        let again = [("status", text("in_progress"))];
        let task = house.set(&house.rita, "tasks", &task, &again).await.unwrap().record;
        assert_eq!(task.value("done_at"), &Value::Empty);
        let by_hand = [("done_at", Value::Instant("2020-01-01T00:00:00Z".parse().unwrap()))];
        assert_eq!(problems(house.set(&house.rita, "tasks", &task, &by_hand).await), ["done_at: read-only"]);
    })
    .await;
}

#[tokio::test]
async fn who_has_not_seen_the_latest_version_is_told() {
    everywhere(async |house: House| {
        let seen = house.add(&house.rita, "accounts", &[("name", text("Acme"))]).await;
        let theirs = [("phone", text("+49 30 123456"))];
        let theirs = house.set(&house.max, "accounts", &seen, &theirs).await.unwrap().record;
        let mine = house.set(&house.rita, "accounts", &seen, &[("name", text("Acme GmbH"))]).await;
        let Failure::Conflict(current) = failure(mine) else { panic!("no conflict") };
        assert_eq!(current.version, theirs.version);
        assert_eq!(current.value("phone"), theirs.value("phone"));
        assert_eq!(house.get("accounts", seen.id).await.title, "Acme");
    })
    .await;
}

#[tokio::test]
async fn what_is_sent_back_as_it_was_changes_nothing() {
    everywhere(async |house: House| {
        let record = house.add(&house.rita, "accounts", &[("name", text("Acme"))]).await;
        let all: Vec<_> = ["name", "number", "created_at", "owner"]
            .into_iter()
            .map(|field| (field, record.value(field).clone()))
            .collect();
        let saved = house.set(&house.rita, "accounts", &record, &all).await.unwrap().record;
        assert_eq!(saved.version, record.version);
    })
    .await;
}

#[tokio::test]
async fn links_lead_only_to_what_the_writer_sees() {
    everywhere(async |house: House| {
        let theirs = house.add(&house.sue, "accounts", &[("name", text("Secret Ltd"))]).await;
        let values = [("last_name", text("Kim")), ("account", link("accounts", theirs.id))];
        assert_eq!(problems(house.try_add(&house.rita, "contacts", &values).await), ["account: not-found"]);
        let made = house.add(&house.ada, "contacts", &values).await;
        let account = made.value("account").as_link().unwrap();
        assert_eq!(account.title, "Secret Ltd");
        let own = [("parent", link("accounts", theirs.id))];
        assert_eq!(problems(house.set(&house.sue, "accounts", &theirs, &own).await), ["parent: cycle"]);
    })
    .await;
}

#[tokio::test]
async fn rights_on_modules_and_records_hold() {
    everywhere(async |house: House| {
        let made = house.try_add(&house.rita, "products", &[("name", text("Axe"))]).await;
        assert_eq!(failure(made), Failure::NotAllowed);
        let product = house.add(&house.ada, "products", &[("name", text("Axe"))]).await;
        let changed = house.set(&house.max, "products", &product, &[("name", text("Saw"))]).await;
        assert_eq!(failure(changed), Failure::NotAllowed);
        let theirs = house.add(&house.sue, "leads", &[("last_name", text("Li"))]).await;
        let changed = house.set(&house.rita, "leads", &theirs, &[("last_name", text("Lee"))]).await;
        assert_eq!(failure(changed), Failure::NotFound);
        let nowhere = house.engine.create(&house.ada, "unicorns".into(), Default::default()).await;
        assert_eq!(failure(nowhere), Failure::NotFound);
    })
    .await;
}

#[tokio::test]
async fn a_record_can_be_handed_over() {
    everywhere(async |house: House| {
        let lead = house.add(&house.rita, "leads", &[("last_name", text("Li"))]).await;
        house.set(&house.rita, "leads", &lead, &[("owner", user(&house.sue))]).await.unwrap();
        assert!(house.titles(&house.rita, "leads").await.is_empty());
        assert_eq!(house.titles(&house.sue, "leads").await, ["Li"]);
    })
    .await;
}

#[tokio::test]
async fn a_lead_is_converted_by_conversion_only() {
    everywhere(async |house: House| {
        let lead = house.add(&house.rita, "leads", &[("last_name", text("Li"))]).await;
        let by_hand = house.set(&house.rita, "leads", &lead, &[("status", text("converted"))]).await;
        assert_eq!(problems(by_hand), ["status: not-allowed"]);
    })
    .await;
}

#[tokio::test]
async fn many_writers_at_once_lose_nothing() {
    everywhere(async |house: House| {
        let house = std::sync::Arc::new(house);
        let write = |n: usize| {
            let house = house.clone();
            async move { house.add(&house.rita, "accounts", &[("name", text(&format!("A{n:03}")))]).await }
        };
        let records = futures::future::join_all((0..60).map(write)).await;
        let mut numbers: Vec<String> =
            records.iter().map(|record| record.value("number").as_text().unwrap().to_owned()).collect();
        numbers.sort();
        numbers.dedup();
        assert_eq!(numbers.len(), 60);
        assert_eq!(house.list(&house.rita, "accounts", "").await.len(), 60);
    })
    .await;
}

#[tokio::test]
async fn a_request_sent_again_makes_nothing_twice() {
    everywhere(async |house: House| {
        let send = |request: &'static [u8], name: &'static str| {
            let values = crate::house::values(&[("name", text(name))]);
            house.engine.create_once(
                &house.rita,
                "key-1",
                request,
                "accounts".into(),
                values,
                engine::IfAlike::Write,
            )
        };
        let (one, two) = tokio::join!(send(b"{A}", "A"), send(b"{A}", "A"));
        let three = send(b"{A}", "A").await.unwrap();
        assert_eq!((one.unwrap().id, two.unwrap().id), (three.id, three.id));
        assert_eq!(house.titles(&house.rita, "accounts").await, ["A"]);
        assert_eq!(problems(send(b"{B}", "B").await), ["Idempotency-Key: not-unique"]);
        let other = crate::house::values(&[("name", text("C"))]);
        house
            .engine
            .create_once(&house.ron, "key-1", b"{C}", "accounts".into(), other, engine::IfAlike::Write)
            .await
            .unwrap();
        assert_eq!(house.titles(&house.max, "accounts").await, ["A", "C"]);
    })
    .await;
}

#[tokio::test]
async fn amounts_have_the_digits_of_their_currency() {
    everywhere(async |house: House| {
        for (currency, amount, digits) in [
            ("EUR", "12.34", None),
            ("EUR", "12.345", Some("2")),
            ("JPY", "12", None),
            ("JPY", "12.5", Some("0")),
            ("", "0.0395", Some("2")),
        ] {
            let mut values = vec![("name", text("A")), ("amount", number(amount))];
            if !currency.is_empty() {
                values.push(("currency", text(currency)));
            }
            let made = house.try_add(&house.rita, "opportunities", &values).await;
            match digits {
                None => assert_eq!(made.unwrap().record.value("amount"), &number(amount)),
                Some(digits) => {
                    let refused = failure(made);
                    let problem = &refused.problems()[0];
                    assert_eq!(
                        (problem.field.as_str(), problem.code.as_str()),
                        ("amount", "too-many-decimals")
                    );
                    assert_eq!(problem.detail, digits, "{amount} {currency}");
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_change_of_currency_looks_at_the_amounts() {
    everywhere(async |house: House| {
        let values = [("name", text("A")), ("amount", number("12.34"))];
        let deal = house.add(&house.rita, "opportunities", &values).await;
        let yen = house.set(&house.rita, "opportunities", &deal, &[("currency", text("JPY"))]).await;
        assert_eq!(problems(yen), ["amount: too-many-decimals"]);
        // What one piece costs may be less than a cent.
        let screw = [("name", text("Screw")), ("price", number("0.0395"))];
        house.add(&house.ada, "products", &screw).await;
        let both = [("currency", text("JPY")), ("amount", number("12"))];
        house.set(&house.rita, "opportunities", &deal, &both).await.unwrap();
    })
    .await;
}
