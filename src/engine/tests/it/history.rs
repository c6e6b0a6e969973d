//! What was done, to be taken back, and records as they were.

use api::{Backend, BulkChange, Failure, Selection};
use chrono::Duration;
use model::Value;

use crate::house::{House, everywhere, failure, problems, text};

#[tokio::test]
async fn a_record_is_shown_as_it_was() {
    everywhere(async |house: House| {
        let values = [("name", text("Acme")), ("phone", text("+49 30 111"))];
        let account = house.add(&house.rita, "accounts", &values).await;
        let made = house.now();
        house.pass(Duration::days(1));
        let changed = [("phone", text("+49 30 222")), ("name", text("Acme AG"))];
        let second = house.set(&house.rita, "accounts", &account, &changed).await.unwrap();
        let changed_at = house.now();
        house.pass(Duration::days(1));
        house.set(&house.max, "accounts", &second.record, &[("phone", Value::Empty)]).await.unwrap();

        let at = async |on: &str| house.engine.as_it_was(&house.rita, "accounts", account.id, on).await;
        let past = at("2026-03-11").await.unwrap();
        assert_eq!((past.then.title.as_str(), past.then.value("phone")), ("Acme", &text("+49 30 111")));
        assert_eq!(past.now.value("phone"), &Value::Empty);
        assert_eq!(past.last.as_ref().unwrap().1.as_ref().unwrap().title, "Rita");
        let next = past.next.unwrap();
        assert!(made < next && next < changed_at, "{next}");
        let past = at(&changed_at.to_rfc3339()).await.unwrap();
        assert_eq!((past.then.title.as_str(), past.then.value("phone")), ("Acme AG", &text("+49 30 222")));
        let past = at("2026-03-13").await.unwrap();
        assert_eq!((past.then.value("phone"), past.next), (&Value::Empty, None));
        assert_eq!(problems(at("2026-03-10").await), ["as_of: not-yet-there"]);
        assert_eq!(problems(at("yesterday").await), ["as_of: not-a-time"]);
    })
    .await;
}

#[tokio::test]
async fn a_day_ends_where_the_reader_is_and_the_bin_is_remembered() {
    everywhere(async |house: House| {
        let lead = house.add(&house.rita, "leads", &[("last_name", text("Li"))]).await;
        house.pass(Duration::hours(1));
        let which = Selection::Ids(vec![lead.id]);
        house
            .engine
            .change_many(&house.rita, "leads".into(), which.clone(), BulkChange::Delete)
            .await
            .unwrap();
        let deleted = house.now();
        house.pass(Duration::hours(1));
        house.engine.change_many(&house.rita, "leads".into(), which, BulkChange::Restore).await.unwrap();
        let at = async |on: &str| house.engine.as_it_was(&house.rita, "leads", lead.id, on).await.unwrap();
        assert!(at(&deleted.to_rfc3339()).await.deleted);
        assert!(!at("2026-03-11").await.deleted);
        // Her zone is Berlin's or UTC: the day is over before the next one is in Greenwich.
        let end = at("2026-03-11").await.at;
        assert!(end.to_rfc3339().as_str() < "2026-03-12T00", "{end}");
    })
    .await;
}

#[tokio::test]
async fn who_does_not_see_a_record_does_not_see_it_as_it_was() {
    everywhere(async |house: House| {
        let account = house.add(&house.rita, "accounts", &[("name", text("Acme"))]).await;
        let stranger = house.engine.as_it_was(&house.sue, "accounts", account.id, "2026-03-11").await;
        assert_eq!(failure(stranger), Failure::NotFound);
    })
    .await;
}

#[tokio::test]
async fn actions_are_listed_latest_first_and_taken_back() {
    everywhere(async |house: House| {
        let mut ids = Vec::new();
        for n in 0..60 {
            let name = text(&format!("Lead {n}"));
            ids.push(house.add(&house.rita, "leads", &[("last_name", name)]).await.id);
        }
        let all = Selection::Ids(ids.clone());
        let tagged = BulkChange::AddTags(vec!["fair".into()]);
        let done = house.engine.change_many(&house.rita, "leads".into(), all, tagged).await.unwrap();

        let actions = house.engine.actions(&house.rita, false, None).await.unwrap();
        let newest = &actions.actions[0];
        assert_eq!((newest.kind.as_str(), newest.count, newest.record.as_ref()), ("update", 60, None));
        assert_eq!(Some(newest.id), done.batch);
        assert_eq!(actions.actions[1].record.as_ref().unwrap().title, "Lead 59");
        let older = house.engine.actions(&house.rita, false, actions.before).await.unwrap();
        assert_eq!((actions.actions.len(), older.actions.len(), older.before), (50, 11, None));
        assert_eq!(older.actions.last().unwrap().record.as_ref().unwrap().title, "Lead 0");

        house.engine.undo(&house.rita, newest.id).await.unwrap();
        let lead = house.get("leads", ids[0]).await;
        assert_eq!(lead.value("tags"), &Value::Empty);
        let actions = house.engine.actions(&house.rita, false, None).await.unwrap().actions;
        assert_eq!((actions[0].kind.as_str(), actions[0].may_undo), ("undo", true));
        assert_eq!((actions[1].undone, actions[1].may_undo), (true, false));
    })
    .await;
}

#[tokio::test]
async fn only_administrators_see_what_others_did() {
    everywhere(async |house: House| {
        house.add(&house.rita, "leads", &[("last_name", text("Li"))]).await;
        assert!(house.engine.actions(&house.sue, false, None).await.unwrap().actions.is_empty());
        assert_eq!(failure(house.engine.actions(&house.max, true, None).await), Failure::NotAllowed);
        let all = house.engine.actions(&house.ada, true, None).await.unwrap().actions;
        assert_eq!(all[0].by.as_ref().unwrap().title, "Rita");
        assert!(all[0].may_undo);
    })
    .await;
}

#[tokio::test]
async fn a_timeline_says_what_can_be_taken_back() {
    everywhere(async |house: House| {
        let account = house.add(&house.rita, "accounts", &[("name", text("Acme"))]).await;
        let saved = house.set(&house.max, "accounts", &account, &[("phone", text("1234567"))]).await.unwrap();
        let of = async |who| {
            let timeline = house.engine.timeline(who, "accounts".into(), account.id, None).await.unwrap();
            timeline.undoable
        };
        assert_eq!(of(&house.max).await, [(saved.batch, 1)].into());
        assert_eq!(of(&house.rita).await.len(), 1);
        assert_eq!(of(&house.ada).await.len(), 2);
        house.engine.undo(&house.max, saved.batch).await.unwrap();
        assert!(!of(&house.max).await.contains_key(&saved.batch));
    })
    .await;
}
