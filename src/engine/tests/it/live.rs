//! Live changes: what others do, for those who may know it.

use std::sync::Arc;

use api::{Backend, BulkChange, Caller, LiveChange, Selection};
use model::Change;
use tokio::sync::broadcast::Receiver;

use crate::house::{House, everywhere, link, text, user};

/// What `caller` is told of all that has happened since.
async fn told(house: &House, changes: &[Change], caller: &Caller) -> Vec<LiveChange> {
    house.engine.live_for(caller, changes).await
}

/// The changes until `count` have come.
async fn wait(live: &mut Receiver<Arc<Vec<Change>>>, count: usize) -> Vec<Change> {
    let mut all = Vec::new();
    while all.len() < count {
        let more = tokio::time::timeout(std::time::Duration::from_secs(5), live.recv());
        all.extend(more.await.unwrap().unwrap().iter().cloned());
    }
    all
}

#[tokio::test]
async fn only_those_who_see_a_record_hear_of_it() {
    everywhere(async |house: House| {
        let mut live = house.engine.live();
        let lead = house.add(&house.rita, "leads", &[("last_name", text("Li"))]).await;
        let changes = wait(&mut live, 1).await;
        for caller in [&house.ada, &house.max, &house.rita] {
            let told = told(&house, &changes, caller).await;
            assert_eq!(told.len(), 1);
            assert_eq!((told[0].module.as_str(), told[0].ids.as_slice()), ("leads", [lead.id].as_slice()));
            assert_eq!(told[0].by, Some(house.rita.me.id));
        }
        for caller in [&house.ron, &house.sue] {
            assert!(told(&house, &changes, caller).await.is_empty(), "{}", caller.me.name);
        }
    })
    .await;
}

#[tokio::test]
async fn what_leaves_ones_sight_is_told_a_last_time() {
    everywhere(async |house: House| {
        let lead = house.add(&house.rita, "leads", &[("last_name", text("Li"))]).await;
        let mut live = house.engine.live();
        let lead =
            house.set(&house.ada, "leads", &lead, &[("owner", user(&house.sue))]).await.unwrap().record;
        let changes = wait(&mut live, 1).await;
        for caller in [&house.rita, &house.max, &house.sue] {
            assert_eq!(told(&house, &changes, caller).await.len(), 1, "{}", caller.me.name);
        }
        assert!(told(&house, &changes, &house.ron).await.is_empty());
        house.set(&house.sue, "leads", &lead, &[("company", text("X"))]).await.unwrap();
        let changes = wait(&mut live, 1).await;
        assert!(told(&house, &changes, &house.rita).await.is_empty());
        let which = Selection::Ids(vec![lead.id]);
        house.engine.change_many(&house.sue, "leads".into(), which, BulkChange::Delete).await.unwrap();
        let changes = wait(&mut live, 1).await;
        assert_eq!(told(&house, &changes, &house.sue).await.len(), 1);
        assert!(told(&house, &changes, &house.rita).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn comments_are_told_with_what_they_are_about() {
    everywhere(async |house: House| {
        let account = house.add(&house.rita, "accounts", &[("name", text("Acme"))]).await;
        let mut live = house.engine.live();
        house
            .add(&house.rita, "comments", &[("body", text("!")), ("about", link("accounts", account.id))])
            .await;
        let changes = wait(&mut live, 1).await;
        assert_eq!(told(&house, &changes, &house.max).await.len(), 1);
        assert!(told(&house, &changes, &house.sue).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn of_many_only_that_there_are_many_is_told() {
    everywhere(async |house: House| {
        for n in 0..130 {
            house.add(&house.rita, "leads", &[("last_name", text(&n.to_string()))]).await;
        }
        let mut live = house.engine.live();
        let all = Selection::Filter(String::new());
        let tags = BulkChange::AddTags(vec!["x".into()]);
        house.engine.change_many(&house.rita, "leads".into(), all, tags).await.unwrap();
        let changes = wait(&mut live, 130).await;
        for caller in [&house.rita, &house.ada] {
            let told = told(&house, &changes, caller).await;
            assert_eq!(told.len(), 1);
            assert!(told[0].ids.is_empty());
        }
        assert!(told(&house, &changes, &house.sue).await.is_empty());
    })
    .await;
}
