//! Taking back actions.

use api::{Backend, BulkChange, Failure, Selection};

use crate::house::{House, everywhere, failure, problems, stranger, text};

#[tokio::test]
async fn what_was_made_is_deleted_and_made_again() {
    everywhere(async |house: House| {
        let saved = house.try_add(&house.rita, "leads", &[("last_name", text("Li"))]).await.unwrap();
        let undone = house.engine.undo(&house.rita, saved.batch).await.unwrap();
        assert_eq!((undone.count, undone.skipped), (1, 0));
        assert!(house.titles(&house.rita, "leads").await.is_empty());
        assert_eq!(problems(house.engine.undo(&house.rita, saved.batch).await), [": already-undone"]);
        house.engine.undo(&house.rita, undone.batch.unwrap()).await.unwrap();
        assert_eq!(house.titles(&house.rita, "leads").await, ["Li"]);
    })
    .await;
}

#[tokio::test]
async fn what_was_changed_gets_its_old_values() {
    everywhere(async |house: House| {
        let values = [("name", text("A")), ("stage", text("proposal"))];
        let deal = house.add(&house.rita, "opportunities", &values).await;
        let won = [("stage", text("won")), ("name", text("A+"))];
        let won = house.set(&house.rita, "opportunities", &deal, &won).await.unwrap();
        house.engine.undo(&house.rita, won.batch).await.unwrap();
        let now = house.get("opportunities", deal.id).await;
        for field in ["name", "stage", "probability"] {
            assert_eq!(now.value(field), deal.value(field), "{field}");
        }
        assert_eq!(now.title, "A");
        assert!(now.version > won.record.version);
    })
    .await;
}

#[tokio::test]
async fn what_somebody_changed_since_is_left() {
    everywhere(async |house: House| {
        let lead =
            house.add(&house.rita, "leads", &[("last_name", text("Li")), ("company", text("A"))]).await;
        let first =
            house.set(&house.rita, "leads", &lead, &[("company", text("B")), ("title", text("CEO"))]).await;
        let first = first.unwrap();
        house.set(&house.max, "leads", &first.record, &[("company", text("C"))]).await.unwrap();
        let done = house.engine.undo(&house.rita, first.batch).await.unwrap();
        assert_eq!((done.count, done.skipped), (1, 1));
        let now = house.get("leads", lead.id).await;
        assert_eq!((now.value("company"), now.value("title")), (&text("C"), &model::Value::Empty));

        let second = house.set(&house.rita, "leads", &now, &[("company", text("D"))]).await.unwrap();
        house.set(&house.max, "leads", &second.record, &[("company", text("E"))]).await.unwrap();
        let done = house.engine.undo(&house.rita, second.batch).await.unwrap();
        assert_eq!((done.count, done.skipped), (0, 1));
    })
    .await;
}

#[tokio::test]
async fn what_was_deleted_comes_back() {
    everywhere(async |house: House| {
        for name in ["Li", "Wu", "Xu"] {
            house.add(&house.rita, "leads", &[("last_name", text(name))]).await;
        }
        let all = Selection::Filter(String::new());
        let done =
            house.engine.change_many(&house.rita, "leads".into(), all, BulkChange::Delete).await.unwrap();
        assert!(house.titles(&house.ada, "leads").await.is_empty());
        house.engine.undo(&house.rita, done.batch.unwrap()).await.unwrap();
        assert_eq!(house.titles(&house.rita, "leads").await, ["Li", "Wu", "Xu"]);
        let unknown = house.engine.undo(&house.ada, stranger()).await;
        assert_eq!(failure(unknown), Failure::NotFound);
    })
    .await;
}

#[tokio::test]
async fn undo_keeps_an_administrator() {
    everywhere(async |house: House| {
        let admin = crate::house::role_called(&house.engine, "Administrator").await;
        let max = house.get("users", house.max.me.id).await;
        let role = [("role", crate::house::link("roles", admin))];
        let promoted = house.set(&house.ada, "users", &max, &role).await.unwrap();
        let ada = house.get("users", house.ada.me.id).await;
        let manager = crate::house::role_called(&house.engine, "Manager").await;
        let max = house.again(&house.max).await;
        house.set(&max, "users", &ada, &[("role", crate::house::link("roles", manager))]).await.unwrap();
        let done = house.engine.undo(&max, promoted.batch).await.unwrap();
        assert_eq!((done.count, done.skipped), (0, 1));
        assert_eq!(house.again(&max).await.me.level, "administrator");
    })
    .await;
}
