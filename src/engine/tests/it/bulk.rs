//! One action on many records.

use api::{Backend, BulkChange, Selection};
use model::Value;

use crate::house::{House, everywhere, problems, text, user, values};

async fn leads(house: &House, count: usize) {
    for n in 0..count {
        house.add(&house.rita, "leads", &[("last_name", text(&format!("L{n:02}")))]).await;
    }
}

#[tokio::test]
async fn all_that_meet_a_condition_change_and_change_back() {
    everywhere(async |house: House| {
        leads(&house, 12).await;
        let change = BulkChange::Set(values(&[("status", text("contacted")), ("owner", user(&house.sue))]));
        let which = Selection::Filter("last_name starts L0".into());
        let done = house.engine.change_many(&house.rita, "leads".into(), which, change).await.unwrap();
        assert_eq!((done.count, done.skipped), (10, 0));
        assert_eq!(house.list(&house.sue, "leads", "status = contacted").await.len(), 10);
        assert_eq!(house.list(&house.rita, "leads", "").await.len(), 2);
        // She gave them away, and still can take that back.
        let undone = house.engine.undo(&house.rita, done.batch.unwrap()).await.unwrap();
        assert_eq!((undone.count, undone.skipped), (10, 0));
        assert_eq!(house.list(&house.rita, "leads", "status = new").await.len(), 12);
        let redone = house.engine.undo(&house.rita, undone.batch.unwrap()).await.unwrap();
        assert_eq!(redone.count, 10);
        assert_eq!(house.list(&house.sue, "leads", "status = contacted").await.len(), 10);
    })
    .await;
}

#[tokio::test]
async fn tags_are_added_and_removed() {
    everywhere(async |house: House| {
        leads(&house, 3).await;
        let many = |tags: &[&str]| tags.iter().map(|tag| tag.to_string()).collect::<Vec<_>>();
        let all = || Selection::Filter(String::new());
        let engine = &house.engine;
        let add = BulkChange::AddTags(many(&["vip", "fair"]));
        assert_eq!(
            engine.change_many(&house.rita, "leads".into(), all(), add.clone()).await.unwrap().count,
            3
        );
        engine.change_many(&house.rita, "leads".into(), all(), add).await.unwrap();
        for lead in house.list(&house.rita, "leads", "tags contains vip").await {
            let lead = house.get("leads", lead.id).await;
            assert_eq!(lead.value("tags"), &Value::Many(many(&["vip", "fair"])));
        }
        let remove = BulkChange::RemoveTags(many(&["vip"]));
        engine.change_many(&house.rita, "leads".into(), all(), remove).await.unwrap();
        assert!(house.list(&house.rita, "leads", "tags contains vip").await.is_empty());
        assert_eq!(house.list(&house.rita, "leads", "tags contains fair").await.len(), 3);
        let long = BulkChange::AddTags(vec!["x".repeat(99)]);
        assert_eq!(
            problems(engine.change_many(&house.rita, "leads".into(), all(), long).await),
            ["tags: too-long"]
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_with_the_change_itself_is_told() {
    everywhere(async |house: House| {
        leads(&house, 2).await;
        let all = || Selection::Filter(String::new());
        let engine = &house.engine;
        let wrong = BulkChange::Set(values(&[("email", text("x")), ("nonsense", text("y"))]));
        let wrong = engine.change_many(&house.rita, "leads".into(), all(), wrong).await;
        assert_eq!(problems(wrong), ["email: not-an-email", "nonsense: unknown-field"]);
        let filter = Selection::Filter("nonsense = 1".into());
        let wrong = engine.change_many(&house.rita, "leads".into(), filter, BulkChange::Delete).await;
        assert_eq!(problems(wrong), ["filter: invalid-filter"]);
        let twins = BulkChange::Set(values(&[("email", text("x@example.com"))]));
        assert_eq!(
            problems(engine.change_many(&house.ada, "users".into(), all(), twins).await),
            ["email: not-unique"]
        );
    })
    .await;
}

#[tokio::test]
async fn more_than_one_piece_is_still_one_action() {
    everywhere(async |house: House| {
        leads(&house, 1_203).await;
        let all = || Selection::Filter(String::new());
        let done =
            house.engine.change_many(&house.rita, "leads".into(), all(), BulkChange::Delete).await.unwrap();
        assert_eq!(done.count, 1_203);
        let batch = house.engine.store().batch(done.batch.unwrap()).await.unwrap().unwrap();
        assert_eq!(batch.count, 1_203);
        let undone = house.engine.undo(&house.rita, done.batch.unwrap()).await.unwrap();
        assert_eq!((undone.count, undone.skipped), (1_203, 0));
        let count = house.engine.count(&house.rita, "leads".into(), String::new()).await.unwrap();
        assert_eq!(count, 1_203);
    })
    .await;
}
