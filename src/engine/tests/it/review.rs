//! Entries that wait: who sees them, who accepts and returns them, and what becomes of them then.

use std::sync::Arc;

use api::{Backend, BulkChange, Caller, Failure, Selection};
use model::{Record, Value};

use crate::house::{House, everywhere, failure, problems, text, user, values};

/// Leads are read by all, and entries of representatives wait for a manager.
async fn reviewed(house: &House) -> [Arc<Caller>; 4] {
    let rule = [("module", text("leads")), ("others", text("read")), ("review", Value::Bool(true))];
    house.add(&house.ada, "access_rules", &rule).await;
    let again = async |caller: &Caller| house.again(caller).await;
    [again(&house.max).await, again(&house.rita).await, again(&house.ron).await, again(&house.sue).await]
}

fn state(record: &Record) -> Option<&str> {
    record.value("review").as_text()
}

#[tokio::test]
async fn an_entry_waits_is_returned_and_accepted() {
    everywhere(async |house: House| {
        let [max, rita, ron, sue] = reviewed(&house).await;
        let entered = house.add(&rita, "leads", &[("last_name", text("Li"))]).await;
        assert_eq!(state(&entered), Some("waiting"));
        assert_eq!(house.titles(&max, "leads").await, ["Li"]);
        assert_eq!(house.titles(&rita, "leads").await, ["Li"]);
        assert!(house.titles(&ron, "leads").await.is_empty());
        assert!(house.titles(&sue, "leads").await.is_empty());
        assert_eq!(failure(house.engine.get(&sue, "leads", entered.id).await), Failure::NotFound);

        let told = house.engine.reached(&house.ada, "leads".into(), entered.id).await.unwrap();
        let told = told.iter().find(|one| one.user.title == "Sue").unwrap();
        assert_eq!(
            told.see.sentence(&house.ada.texts, "Leads"),
            "Nobody has accepted this entry yet: until then only who made it and who answers for it see it."
        );
        // Nobody accepts what she entered herself.
        let own = house.set(&rita, "leads", &entered, &[("review", Value::Empty)]).await;
        assert_eq!(problems(own), ["review: read-only"]);
        let bare = house.set(&max, "leads", &entered, &[("review", text("returned"))]).await;
        assert_eq!(problems(bare), ["review_note: required"]);
        let back = [("review", text("returned")), ("review_note", text("Which company?"))];
        let returned = house.set(&max, "leads", &entered, &back).await.unwrap().record;
        let read = house.list(&rita, "leads", "review = returned").await;
        assert_eq!(read.len(), 1);

        let again = house.set(&rita, "leads", &returned, &[("company", text("李氏"))]).await.unwrap().record;
        assert_eq!((state(&again), again.value("review_note")), (Some("waiting"), &Value::Empty));
        let early = house.engine.preview_conversion(&max, again.id).await;
        assert_eq!(problems(early), [": not-accepted"]);

        let all = Selection::Filter("review = waiting".into());
        let accept = BulkChange::Set(values(&[("review", Value::Empty)]));
        let done = house.engine.change_many(&max, "leads".into(), all, accept).await.unwrap();
        assert_eq!((done.count, done.skipped), (1, 0));
        assert_eq!(house.titles(&sue, "leads").await, ["Li"]);
        let accepted = house.get("leads", again.id).await;
        assert_eq!(state(&accepted), None);
        let late = house.set(&max, "leads", &accepted, &back).await;
        assert_eq!(problems(late), ["review: not-waiting"]);
        // What was accepted may be changed without waiting again.
        let changed = house.set(&rita, "leads", &accepted, &[("city", text("Oslo"))]).await.unwrap().record;
        assert_eq!(state(&changed), None);

        let undone = house.engine.undo(&max, done.batch.unwrap()).await.unwrap();
        assert_eq!(undone.count, 1);
        assert!(house.titles(&sue, "leads").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn who_answers_for_an_entry_accepts_it_even_where_only_owners_change_records() {
    everywhere(async |house: House| {
        let rule =
            [("module", text("leads")), ("review", Value::Bool(true)), ("owner_lock", Value::Bool(true))];
        house.add(&house.ada, "access_rules", &rule).await;
        let (max, rita) = (house.again(&house.max).await, house.again(&house.rita).await);
        let entered = house.add(&rita, "leads", &[("last_name", text("Li"))]).await;
        let accepted = house.set(&max, "leads", &entered, &[("review", Value::Empty)]).await.unwrap().record;
        // From now on it is hers; and who stands above without accepting changes nothing either.
        let later = house.set(&max, "leads", &accepted, &[("company", text("李氏"))]).await;
        assert_eq!(failure(later), Failure::NotAllowed);
        house.set(&rita, "leads", &accepted, &[("company", text("李氏"))]).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn who_enters_for_another_still_sees_it_until_it_counts() {
    everywhere(async |house: House| {
        let [max, rita, ron, _] = reviewed(&house).await;
        let given = [("last_name", text("Park")), ("owner", user(&ron))];
        let entered = house.add(&rita, "leads", &given).await;
        // The owner answers for it, but does not review; who stands above does.
        assert_eq!(house.titles(&ron, "leads").await, ["Park"]);
        let page = house.engine.record(&rita, "leads".into(), entered.id).await.unwrap();
        assert!(page.may_edit);
        let accepted = house.set(&max, "leads", &entered, &[("review", Value::Empty)]).await.unwrap().record;
        let page = house.engine.record(&rita, "leads".into(), accepted.id).await.unwrap();
        assert!(!page.may_edit);
    })
    .await;
}

#[tokio::test]
async fn who_reviews_enters_at_once_and_without_the_rule_nothing_waits() {
    everywhere(async |house: House| {
        let free = house.add(&house.rita, "leads", &[("last_name", text("Before"))]).await;
        assert!(house.rita.schema.module("leads").unwrap().field("review").is_none());
        let [max, rita, _, sue] = reviewed(&house).await;
        let sly = [("last_name", text("Max's")), ("review", text("waiting"))];
        assert_eq!(state(&house.add(&max, "leads", &sly).await), None);
        let sly = [("last_name", text("Sly")), ("review", text("returned"))];
        assert_eq!(problems(house.try_add(&rita, "leads", &sly).await), ["review: read-only"]);
        assert_eq!(state(&house.get("leads", free.id).await), None);
        assert_eq!(house.titles(&sue, "leads").await, ["Before", "Max's"]);
        assert!(rita.schema.module("accounts").unwrap().field("review").is_none());
    })
    .await;
}
