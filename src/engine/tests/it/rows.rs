//! Rows that are a part of their record: written, read, undone and removed with it, and with it alone.

use api::{Backend, BulkChange, Failure, Selection};
use model::{Row, Value};

use crate::house::{House, everywhere, failure, link, number, problems, text, values};

fn parameter(name: &str, value: &str) -> Row {
    Row::new(values(&[("name", text(name)), ("value", text(value))]))
}

fn rows(rows: impl IntoIterator<Item = Row>) -> Value {
    Value::Rows(rows.into_iter().collect())
}

/// `name=value` of each, in their order.
fn told(value: &Value) -> Vec<String> {
    let one = |row: &Row| {
        let text = |field: &str| row.value(field).as_text().unwrap_or_default().to_owned();
        format!("{}={}", text("name"), text("value"))
    };
    value.as_rows().iter().map(one).collect()
}

#[tokio::test]
async fn rows_come_and_go_with_their_record() {
    everywhere(async |house: House| {
        let (engine, ada) = (&house.engine, &house.ada);
        let given = [parameter("Voltage", "230 V"), parameter("功率", "2,2 кВт"), parameter("Colour", "red")];
        let press = house.add(ada, "products", &[("name", text("Press")), ("parameters", rows(given))]).await;
        let read = house.get("products", press.id).await;
        assert_eq!(told(read.value("parameters")), ["Voltage=230 V", "功率=2,2 кВт", "Colour=red"]);

        // One goes, one changes, one comes, and the order is another.
        let [voltage, power, _] = read.value("parameters").as_rows() else { panic!("{read:?}") };
        let mut stronger = power.clone();
        stronger.values.insert("value".into(), text("3 кВт"));
        let next = [stronger, parameter("Weight", "40 kg"), voltage.clone()];
        let saved = house.set(ada, "products", &read, &[("parameters", rows(next))]).await.unwrap();
        let wanted = ["功率=3 кВт", "Weight=40 kg", "Voltage=230 V"];
        assert_eq!(told(saved.record.value("parameters")), wanted);
        let read = house.get("products", press.id).await;
        assert_eq!((told(read.value("parameters")), read.version), (wanted.map(str::to_owned).into(), 2));
        assert_eq!(read.value("parameters").as_rows()[2].id, voltage.id);

        // What is sent back as it was read changes nothing.
        let same = [("parameters", read.value("parameters").clone())];
        assert_eq!(house.set(ada, "products", &read, &same).await.unwrap().record.version, 2);

        // They are listed by themselves, and history tells of them.
        assert_eq!(house.list(ada, "product_parameters", "name = Weight").await.len(), 1);
        let history = engine.timeline(ada, "products".into(), press.id, None).await.unwrap();
        let told_of = serde_json::to_string(&history.entries).unwrap();
        assert!(told_of.contains("40 kg") && told_of.contains("2,2 кВт"), "{told_of}");
        let first = read.value("created_at").clone();
        let Value::Instant(first) = first else { panic!("{first:?}") };
        let then = engine.as_it_was(ada, "products", press.id, &first.to_rfc3339()).await.unwrap().then;
        assert_eq!(told(then.value("parameters")), ["Voltage=230 V", "功率=2,2 кВт", "Colour=red"]);

        engine.undo(ada, saved.batch).await.unwrap();
        let back = house.get("products", press.id).await;
        assert_eq!(told(back.value("parameters")), ["Voltage=230 V", "功率=2,2 кВт", "Colour=red"]);

        // In the bin they are not listed; out of it they are, and gone for good with it.
        let which = || Selection::Ids(vec![press.id]);
        for (change, listed) in [(BulkChange::Delete, 0), (BulkChange::Restore, 3), (BulkChange::Delete, 0)] {
            engine.change_many(ada, "products".into(), which(), change).await.unwrap();
            assert_eq!(house.list(ada, "product_parameters", "").await.len(), listed);
        }
        engine.change_many(ada, "products".into(), which(), BulkChange::Remove).await.unwrap();
        assert_eq!(engine.check_database(ada).await.unwrap().faults, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_in_a_row_is_told_at_its_place() {
    everywhere(async |house: House| {
        let ada = &house.ada;
        let book = house.add(ada, "price_books", &[("name", text("Handel 2027"))]).await;
        let price =
            |book: Value, price: &str| Row::new(values(&[("price_book", book), ("price", number(price))]));
        let known = || link("price_books", book.id);
        let given = [
            ("name", text("Kettle")),
            ("prices", rows([price(known(), "12.5"), Row::new(values(&[("price_book", known())]))])),
            ("parameters", rows([parameter("", "1 l"), Row::new(values(&[("colour", text("red"))]))])),
        ];
        assert_eq!(
            problems(house.try_add(ada, "products", &given).await),
            [
                "parameters.0.name: required",
                "parameters.1.colour: unknown-field",
                "parameters.1.name: required",
                "prices.1.price: required",
            ]
        );
        let nowhere = price(link("price_books", crate::house::stranger()), "1");
        let given = [("name", text("Kettle")), ("prices", rows([price(known(), "12.5"), nowhere]))];
        assert_eq!(
            problems(house.try_add(ada, "products", &given).await),
            ["prices.1.price_book: not-found"]
        );
        let kettle = [("name", text("Kettle")), ("prices", rows([price(known(), "12.5")]))];
        let kettle = house.add(ada, "services", &kettle).await;
        let priced = house.get("services", kettle.id).await;
        let [row] = priced.value("prices").as_rows() else { panic!("{priced:?}") };
        assert_eq!(row.value("price_book").as_link().unwrap().title, "Handel 2027");
        let listed = &house.list(ada, "product_prices", "").await[0];
        assert_eq!(listed.value("product").as_link().unwrap().title, "Kettle");
    })
    .await;
}

#[tokio::test]
async fn rows_are_seen_with_their_record_and_written_with_it_alone() {
    everywhere(async |house: House| {
        let given = [("name", text("Press")), ("parameters", rows([parameter("Voltage", "230 V")]))];
        let press = house.add(&house.ada, "products", &given).await;
        let rita = &house.rita;
        let seen = house.engine.get(rita, "products", press.id).await.unwrap();
        assert_eq!(told(seen.value("parameters")), ["Voltage=230 V"]);
        assert_eq!(house.list(rita, "product_parameters", "").await.len(), 1);
        let changed = house.set(rita, "products", &seen, &[("parameters", Value::Empty)]).await;
        assert_eq!(failure(changed), Failure::NotAllowed);
        for caller in [rita, &house.ada] {
            let alone = [("name", text("Alone")), ("product", link("products", press.id))];
            let made = house.try_add(caller, "product_parameters", &alone).await;
            assert_eq!(failure(made), Failure::NotAllowed);
            let row = house.list(caller, "product_parameters", "").await.remove(0);
            let changed = house.set(caller, "product_parameters", &row, &[("value", text("1 V"))]).await;
            assert_eq!(failure(changed), Failure::NotAllowed);
            let which = Selection::Ids(vec![row.id]);
            let gone =
                house.engine.change_many(caller, "product_parameters".into(), which, BulkChange::Delete);
            assert!(gone.await.map_or(true, |done| done.count == 0));
        }
    })
    .await;
}
