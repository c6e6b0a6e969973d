//! Numbers that the product gives.

use api::Backend;
use model::{Record, Value};

use crate::house::{House, everywhere, problems, text};

async fn numbered(house: &House, module: &str, more: &[(&'static str, Value)]) -> Record {
    let mut given = vec![("module", text(module)), ("label", text("File")), ("kind", text("auto_number"))];
    given.extend(more.iter().cloned());
    house.add(&house.ada, "custom_fields", &given).await
}

async fn contact(house: &House, name: &str) -> Value {
    let ada = house.again(&house.ada).await;
    house.add(&ada, "contacts", &[("last_name", text(name))]).await.value("file_c").clone()
}

#[tokio::test]
async fn numbers_tell_the_day_and_begin_again() {
    everywhere(async |house: House| {
        let scheme = [
            ("prefix", text("F{YYYY}-")),
            ("digits", Value::Integer(3)),
            ("suffix", text("/x")),
            ("restart", text("year")),
        ];
        numbered(&house, "contacts", &scheme).await;
        let year = house.now().format("%Y").to_string();
        assert_eq!(contact(&house, "A").await, text(&format!("F{year}-001/x")));
        assert_eq!(contact(&house, "B").await, text(&format!("F{year}-002/x")));
        house.pass(chrono::Duration::days(366));
        let next = house.now().format("%Y").to_string();
        assert_eq!(contact(&house, "C").await, text(&format!("F{next}-001/x")));
        let known = house.engine.numbering(&house.ada, "contacts".into(), "file_c".into()).await.unwrap();
        assert_eq!((known.next, known.missing), (2, 0));
    })
    .await;
}

#[tokio::test]
async fn old_records_get_numbers_by_age_and_lose_them_again() {
    everywhere(async |house: House| {
        for name in ["First", "Second", "Third"] {
            house.add(&house.ada, "contacts", &[("last_name", text(name))]).await;
            house.pass(chrono::Duration::minutes(1));
        }
        numbered(&house, "contacts", &[("prefix", text("F-")), ("digits", Value::Integer(2))]).await;
        let (module, field) = (|| "contacts".into(), || "file_c".into());
        let known = house.engine.numbering(&house.ada, module(), field()).await.unwrap();
        assert_eq!((known.next, known.missing), (1, 3));
        let done = house.engine.number_old(&house.ada, module(), field()).await.unwrap();
        assert_eq!(done.count, 3);
        let ada = house.again(&house.ada).await;
        let mut seen = Vec::new();
        for name in ["First", "Second", "Third"] {
            let found = house.list(&ada, "contacts", &format!("last_name = \"{name}\"")).await;
            seen.push(house.get("contacts", found[0].id).await.value("file_c").clone());
        }
        assert_eq!(seen, [text("F-01"), text("F-02"), text("F-03")]);
        assert_eq!(contact(&house, "Fourth").await, text("F-04"));
        house.engine.undo(&ada, done.batch.unwrap()).await.unwrap();
        let known = house.engine.numbering(&ada, module(), field()).await.unwrap();
        assert_eq!((known.next, known.missing), (5, 3));
        let failed = house.engine.number_old(&house.rita, module(), field()).await;
        assert!(failed.is_err(), "not hers to say");
    })
    .await;
}

#[tokio::test]
async fn a_counter_goes_on_and_never_back() {
    everywhere(async |house: House| {
        let field =
            numbered(&house, "contacts", &[("prefix", text("F-")), ("digits", Value::Integer(2))]).await;
        let go_on = async |next: i64| {
            house.engine.go_on_with(&house.ada, "contacts".into(), "file_c".into(), next).await
        };
        assert_eq!(contact(&house, "A").await, text("F-01"));
        go_on(40).await.unwrap();
        assert_eq!(contact(&house, "B").await, text("F-40"));
        assert_eq!(problems(go_on(40).await), ["next: number-given"]);
        assert_eq!(problems(go_on(12).await), ["next: numbers-given"]);
        assert_eq!(problems(go_on(0).await), ["next: out-of-bounds"]);
        // Another scheme may come upon numbers that there are: they are passed over.
        let change = async |values: &[(&'static str, Value)]| {
            let field = house.get("custom_fields", field.id).await;
            house.set(&house.ada, "custom_fields", &field, values).await
        };
        assert_eq!(problems(change(&[("restart", text("year"))]).await), ["restart: numbers-repeat"]);
        assert_eq!(problems(change(&[("prefix", text("F{WW}-"))]).await), ["prefix: unknown-part-of-day"]);
        change(&[("prefix", text("F{YY}-"))]).await.unwrap();
        go_on(50).await.unwrap();
        let year = house.now().format("%y").to_string();
        assert_eq!(contact(&house, "C").await, text(&format!("F{year}-50")));
        change(&[("restart", text("year"))]).await.unwrap();
        for number in 1..50 {
            contact(&house, &format!("N{number}")).await;
        }
        assert_eq!(contact(&house, "D").await, text(&format!("F{year}-51")));
    })
    .await;
}

#[tokio::test]
async fn a_declared_number_can_have_another_scheme() {
    everywhere(async |house: House| {
        let scheme = [
            ("module", text("accounts")),
            ("name", text("number")),
            ("label", text("Customer no.")),
            ("kind", text("auto_number")),
        ];
        let field = house.add(&house.ada, "custom_fields", &scheme).await;
        let ada = house.again(&house.ada).await;
        let made = house.add(&ada, "accounts", &[("name", text("A"))]).await;
        assert_eq!(made.value("number"), &text("A-00001"), "only its label is said");
        let field = house.get("custom_fields", field.id).await;
        let scheme = [("prefix", text("{YY}K")), ("digits", Value::Integer(4))];
        house.set(&ada, "custom_fields", &field, &scheme).await.unwrap();
        let ada = house.again(&house.ada).await;
        let made = house.add(&ada, "accounts", &[("name", text("B"))]).await;
        let year = house.now().format("%y").to_string();
        assert_eq!(made.value("number"), &text(&format!("{year}K0002")));
    })
    .await;
}
