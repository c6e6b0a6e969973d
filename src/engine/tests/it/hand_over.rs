//! Handing over all that somebody owns, what goes along with a record, and what is removed for good.

use api::{
    Backend, BulkChange, Failure, HandOver, HandOverStage, HandOverStatus, ListQuery, Receiver, Selection,
};
use chrono::Duration;
use model::{Id, Name, Value};

use crate::house::{House, everywhere, failure, link, problems, text, user};

fn to(house: &House, plan: &[(&'static str, Receiver)], deactivate: bool) -> HandOver {
    let _ = house;
    let modules = plan.iter().map(|(module, receiver)| (Name::new_static(module), receiver.clone()));
    HandOver { modules: modules.collect(), deactivate }
}

async fn finished(house: &House, id: Id) -> HandOverStatus {
    loop {
        let status = house.engine.hand_over_status(&house.ada, id).await.unwrap();
        if status.stage != HandOverStage::Running {
            return status;
        }
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
}

async fn owned_by(house: &House, module: &'static str, email: &str) -> usize {
    house.list(&house.ada, module, &format!("owner contains {email}")).await.len()
}

#[tokio::test]
async fn all_that_she_owns_goes_to_others() {
    everywhere(async |house: House| {
        let rita = &house.rita;
        for number in 0..7 {
            house.add(rita, "leads", &[("last_name", text(&format!("L{number}")))]).await;
        }
        let account = house.add(rita, "accounts", &[("name", text("Acme"))]).await;
        house.add(rita, "tasks", &[("name", text("Call")), ("about", link("accounts", account.id))]).await;
        house.add(rita, "tasks", &[("name", text("Done")), ("status", text("done"))]).await;
        let share = [("name", text("For Rita")), ("module", text("leads")), ("to_user", user(rita))];
        house.add(&house.ada, "sharing_rules", &share).await;
        house
            .add(
                &house.ada,
                "reclaim_rules",
                &[("name", text("Quiet")), ("module", text("accounts")), ("threshold", Value::Integer(30))],
            )
            .await;

        let owned = house.engine.owned(&house.ada, rita.me.id).await.unwrap();
        let counts: Vec<_> =
            owned.modules.iter().map(|one| (one.module.as_str(), one.count, one.open, one.pool)).collect();
        assert_eq!(
            counts,
            [("leads", 7, Some(7), false), ("accounts", 1, None, true), ("tasks", 2, Some(1), false),]
        );
        assert_eq!(owned.named.iter().map(|link| link.title.as_str()).collect::<Vec<_>>(), ["For Rita"]);
        assert_eq!(failure(house.engine.owned(&house.max, rita.me.id).await), Failure::NotAllowed);

        let users = |ids: &[Id]| Receiver::Users(ids.to_vec());
        let (ron, sue) = (house.ron.me.id, house.sue.me.id);
        let wrong = async |plan: &[(&'static str, Receiver)]| {
            problems(house.engine.hand_over(&house.ada, rita.me.id, to(&house, plan, false)).await)
        };
        assert_eq!(wrong(&[("leads", users(&[]))]).await, ["leads: required"]);
        assert_eq!(wrong(&[("leads", users(&[rita.me.id]))]).await, ["leads: no-receiver"]);
        assert_eq!(wrong(&[("tasks", Receiver::Pool)]).await, ["tasks: no-pool"]);

        let plan = to(
            &house,
            &[("leads", users(&[ron, sue])), ("accounts", Receiver::Pool), ("tasks", users(&[ron]))],
            true,
        );
        let id = house.engine.hand_over(&house.ada, rita.me.id, plan).await.unwrap();
        let status = finished(&house, id).await;
        assert_eq!(
            (status.stage, status.total, status.done, status.skipped),
            (HandOverStage::Finished, 10, 10, 0)
        );
        assert_eq!((owned_by(&house, "leads", "Ron").await, owned_by(&house, "leads", "Sue").await), (4, 3));
        assert_eq!(owned_by(&house, "tasks", "Ron").await, 2);
        assert!(house.get("accounts", account.id).await.value("owner").is_empty());
        assert!(house.engine.caller_of("rita@example.com").await.is_err());

        let undone = house.engine.undo(&house.ada, status.batch.unwrap()).await.unwrap();
        assert_eq!((undone.count, undone.skipped), (11, 0));
        let again = house.engine.owned(&house.ada, rita.me.id).await.unwrap();
        assert_eq!(again, owned);
    })
    .await;
}

#[tokio::test]
async fn the_last_administrator_cannot_be_put_away() {
    everywhere(async |house: House| {
        let plan = to(&house, &[], true);
        let refused = house.engine.hand_over(&house.ada, house.ada.me.id, plan).await;
        assert_eq!(problems(refused), ["active: last-administrator"]);
    })
    .await;
}

#[tokio::test]
async fn what_belongs_to_a_record_goes_along() {
    everywhere(async |house: House| {
        let rita = &house.rita;
        let account = house.add(rita, "accounts", &[("name", text("Acme"))]).await;
        let of = || ("account", link("accounts", account.id));
        let contact = house.add(rita, "contacts", &[("last_name", text("Person")), of()]).await;
        let open = house.add(rita, "opportunities", &[("name", text("Open")), of()]).await;
        let won = [("name", text("Won")), of(), ("stage", text("won"))];
        let won = house.add(rita, "opportunities", &won).await;
        let about = || ("about", link("accounts", account.id));
        let task = house.add(rita, "tasks", &[("name", text("Call")), about()]).await;
        let other = house.add(&house.max, "tasks", &[("name", text("Of Max")), about()]).await;
        let which = Selection::Ids(vec![account.id]);
        let change = BulkChange::Assign(house.sue.me.id);
        let done = house.engine.change_many(&house.max, "accounts".into(), which, change).await.unwrap();
        assert_eq!(done.count, 1);
        let owner = async |module: &'static str, id: Id| {
            house.get(module, id).await.value("owner").as_link().unwrap().title.clone()
        };
        assert_eq!(owner("accounts", account.id).await, "Sue");
        assert_eq!(owner("contacts", contact.id).await, "Sue");
        assert_eq!(owner("opportunities", open.id).await, "Sue");
        assert_eq!(owner("opportunities", won.id).await, "Rita");
        assert_eq!(owner("tasks", task.id).await, "Sue");
        assert_eq!(owner("tasks", other.id).await, "Max");
        let undone = house.engine.undo(&house.max, done.batch.unwrap()).await.unwrap();
        assert_eq!((undone.count, undone.skipped), (4, 0));
        assert_eq!(owner("contacts", contact.id).await, "Rita");
    })
    .await;
}

async fn in_bin(house: &House) -> usize {
    let query = ListQuery { module: "accounts".into(), deleted: true, ..ListQuery::default() };
    house.engine.list(&house.ada, query).await.unwrap().records.len()
}

#[tokio::test]
async fn the_bin_does_not_keep_for_ever() {
    everywhere(async |house: House| {
        let engine = &house.engine;
        let account = house.add(&house.rita, "accounts", &[("name", text("Secretive"))]).await;
        let file = engine.put_file(&house.rita, "plan.txt", b"what they plan".to_vec()).await.unwrap();
        let about = ("about", link("accounts", account.id));
        let attached = [("file", Value::File(file.clone())), about.clone()];
        let attachment = house.add(&house.rita, "attachments", &attached).await;
        house.add(&house.rita, "comments", &[("body", text("They plan much")), about]).await;
        let which = || Selection::Ids(vec![account.id]);
        let deleted = engine.change_many(&house.rita, "accounts".into(), which(), BulkChange::Delete).await;
        let refused = engine.change_many(&house.rita, "accounts".into(), which(), BulkChange::Remove).await;
        assert_eq!(failure(refused), Failure::NotAllowed);
        house.pass(Duration::days(89));
        engine.keep_customers_once().await.unwrap();
        assert_eq!(in_bin(&house).await, 1);
        engine.set_bin_days(&house.ada, 0).await.unwrap();
        house.pass(Duration::days(2));
        engine.keep_customers_once().await.unwrap();
        assert_eq!((in_bin(&house).await, engine.bin_days(&house.rita).await.unwrap()), (1, 0));
        assert_eq!(failure(engine.set_bin_days(&house.rita, 1).await), Failure::NotAllowed);
        engine.set_bin_days(&house.ada, 90).await.unwrap();
        engine.keep_customers_once().await.unwrap();
        assert_eq!(in_bin(&house).await, 0);
        assert!(engine.store().file(file.id).await.unwrap().is_none());
        assert_eq!(failure(engine.file(&house.ada, attachment.id, "file").await), Failure::NotFound);
        assert!(house.list(&house.ada, "comments", "").await.is_empty());
        // That there was something is known, and nothing of what it was.
        let grant = engine.system_caller().grant.clone();
        let changes = engine.store().changes_since(&grant, 0, 1_000).await.unwrap();
        let told = serde_json::to_string(&changes).unwrap();
        assert!(!told.contains("Secretive") && !told.contains("They plan") && !told.contains("plan.txt"));
        assert!(
            changes
                .iter()
                .any(|change| change.record == account.id && change.kind == model::ChangeKind::Removed)
        );
        if engine.store().path().is_some() {
            assert_eq!(engine.store().check().await.unwrap(), Vec::<String>::new());
        }
        let undone = engine.undo(&house.rita, deleted.unwrap().batch.unwrap()).await.unwrap();
        assert_eq!((undone.count, undone.skipped), (0, 1));
    })
    .await;
}

#[tokio::test]
async fn an_administrator_empties_the_bin() {
    everywhere(async |house: House| {
        for number in 0..3 {
            house.add(&house.rita, "accounts", &[("name", text(&format!("A{number}")))]).await;
        }
        let kept = house.add(&house.rita, "accounts", &[("name", text("Kept"))]).await;
        let which = Selection::Filter("name starts A".into());
        house.engine.change_many(&house.rita, "accounts".into(), which, BulkChange::Delete).await.unwrap();
        let all = Selection::Filter(String::new());
        let done =
            house.engine.change_many(&house.ada, "accounts".into(), all, BulkChange::Remove).await.unwrap();
        assert_eq!((done.batch, done.count), (None, 3));
        assert_eq!(in_bin(&house).await, 0);
        // Only what lies in the bin can be removed.
        let here = Selection::Ids(vec![kept.id]);
        let none =
            house.engine.change_many(&house.ada, "accounts".into(), here, BulkChange::Remove).await.unwrap();
        assert_eq!((none.count, none.skipped), (0, 1));
        assert_eq!(house.titles(&house.ada, "accounts").await, ["Kept"]);
    })
    .await;
}
