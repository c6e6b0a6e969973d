//! Users and roles: what must never be broken, and that a change of rights holds at once.

use api::{Backend, BulkChange, Selection};
use model::{Language, Value};

use crate::house::{House, add_role, everywhere, failure, link, problems, role_called, text};

#[tokio::test]
async fn there_is_always_an_administrator() {
    everywhere(async |house: House| {
        let ada = house.get("users", house.ada.me.id).await;
        let manager = role_called(&house.engine, "Manager").await;
        let demoted = house.set(&house.ada, "users", &ada, &[("role", link("roles", manager))]).await;
        assert_eq!(problems(demoted), ["role: last-administrator"]);
        let left = house.set(&house.ada, "users", &ada, &[("active", Value::Bool(false))]).await;
        assert_eq!(problems(left), ["active: last-administrator"]);
        let which = || Selection::Ids(vec![ada.id]);
        let deleted = house.engine.change_many(&house.ada, "users".into(), which(), BulkChange::Delete).await;
        assert_eq!(problems(deleted), [": last-administrator"]);
        let role = role_called(&house.engine, "Administrator").await;
        let role = house.get("roles", role).await;
        let lowered = house.set(&house.ada, "roles", &role, &[("level", text("manager"))]).await;
        assert_eq!(problems(lowered), ["level: last-administrator"]);

        let max = house.get("users", house.max.me.id).await;
        house.set(&house.ada, "users", &max, &[("role", link("roles", role.id))]).await.unwrap();
        let both = Selection::Ids(vec![max.id, ada.id]);
        let done =
            house.engine.change_many(&house.ada, "users".into(), both, BulkChange::Delete).await.unwrap();
        assert_eq!((done.count, done.skipped), (1, 1));
        assert!(!house.engine.is_empty());
    })
    .await;
}

#[tokio::test]
async fn roles_are_a_tree_and_stay_while_they_are_held() {
    everywhere(async |house: House| {
        let top = role_called(&house.engine, "Administrator").await;
        let low = role_called(&house.engine, "Representative").await;
        let record = house.get("roles", top).await;
        let circle = house.set(&house.ada, "roles", &record, &[("parent", link("roles", low))]).await;
        assert_eq!(problems(circle), ["parent: cycle"]);
        let one = Selection::Ids(vec![low]);
        let deleted = house.engine.change_many(&house.ada, "roles".into(), one, BulkChange::Delete).await;
        assert_eq!(problems(deleted), [": in-use"]);
    })
    .await;
}

#[tokio::test]
async fn an_email_belongs_to_one_user() {
    everywhere(async |house: House| {
        let role = link("roles", role_called(&house.engine, "Manager").await);
        let twin = [("name", text("Twin")), ("email", text("RITA@Example.com")), ("role", role)];
        assert_eq!(problems(house.try_add(&house.ada, "users", &twin).await), ["email: not-unique"]);
        let zone = [("time_zone", text("Europe/Atlantis"))];
        let rita = house.get("users", house.rita.me.id).await;
        assert_eq!(problems(house.set(&house.ada, "users", &rita, &zone).await), ["time_zone: unknown-zone"]);
    })
    .await;
}

#[tokio::test]
async fn new_rights_hold_at_once() {
    everywhere(async |house: House| {
        house.add(&house.ron, "leads", &[("last_name", text("Li"))]).await;
        assert!(house.titles(&house.rita, "leads").await.is_empty());
        let role = link("roles", role_called(&house.engine, "Manager").await);
        let rita = house.get("users", house.rita.me.id).await;
        let rita = house.set(&house.ada, "users", &rita, &[("role", role)]).await.unwrap().record;
        assert_eq!(house.titles(&*house.again(&house.rita).await, "leads").await, ["Li"]);
        house.set(&house.ada, "users", &rita, &[("active", Value::Bool(false))]).await.unwrap();
        assert_eq!(failure(house.engine.caller_of("rita@example.com").await), api::Failure::NotFound);
        let late = house.try_add(&house.rita, "leads", &[("last_name", text("Wu"))]).await;
        assert_eq!(failure(late), api::Failure::NotSignedIn);
    })
    .await;
}

#[tokio::test]
async fn a_role_may_see_its_team_or_all() {
    everywhere(async |house: House| {
        let team = house.add(&house.ada, "teams", &[("name", text("Export"))]).await.id;
        for caller in [&house.rita, &house.sue] {
            let record = house.get("users", caller.me.id).await;
            house.set(&house.ada, "users", &record, &[("team", link("teams", team))]).await.unwrap();
        }
        house.add(&house.sue, "leads", &[("last_name", text("Li"))]).await;
        house.add(&house.ron, "leads", &[("last_name", text("Wu"))]).await;
        let rita = house.again(&house.rita).await;
        assert!(house.titles(&rita, "leads").await.is_empty());
        assert_eq!(house.list(&rita, "leads", "owner = my team").await.len(), 0);
        let role = role_called(&house.engine, "Representative").await;
        let role = house.get("roles", role).await;
        let team = [("sees_team", Value::Bool(true))];
        let role = house.set(&house.ada, "roles", &role, &team).await.unwrap().record;
        let rita = house.again(&house.rita).await;
        assert_eq!(house.titles(&rita, "leads").await, ["Li"]);
        assert_eq!(house.list(&rita, "leads", "owner = my team").await.len(), 1);
        house.set(&house.ada, "roles", &role, &[("sees_all", Value::Bool(true))]).await.unwrap();
        let rita = house.again(&house.rita).await;
        assert_eq!(house.titles(&rita, "leads").await, ["Li", "Wu"]);
        let wu = house.list(&rita, "leads", "last_name = Wu").await.remove(0);
        let changed = house.set(&rita, "leads", &wu, &[("company", text("X"))]).await;
        assert_eq!(failure(changed), api::Failure::NotAllowed);
    })
    .await;
}

#[tokio::test]
async fn everybody_chooses_her_language_and_time() {
    everywhere(async |house: House| {
        let wanted =
            api::Preferences { language: Some(Language::Korean), time_zone: Some("Asia/Seoul".into()) };
        house.engine.set_preferences(&house.rita, wanted).await.unwrap();
        let rita = house.again(&house.rita).await;
        assert_eq!(rita.formats.language, Language::Korean);
        assert_eq!(rita.texts.language, Language::Korean);
        assert_eq!(rita.formats.zone.name, "Asia/Seoul");
        house.pass(chrono::Duration::hours(8));
        let boot = house.engine.boot(&rita).await.unwrap();
        assert_eq!(boot.today.to_string(), "2026-03-12");
        assert!(boot.texts.starts_with("/assets/texts/ko."));
        let wrong = api::Preferences { language: None, time_zone: Some("Mars/Olympus".into()) };
        let wrong = house.engine.set_preferences(&rita, wrong).await;
        assert_eq!(problems(wrong), ["time_zone: unknown-zone"]);
    })
    .await;
}

#[tokio::test]
async fn those_who_see_the_same_share_one_schema() {
    everywhere(async |house: House| {
        let (rita, ron) = (house.again(&house.rita).await, house.again(&house.ron).await);
        assert!(std::sync::Arc::ptr_eq(&rita.schema, &ron.schema));
        let (hash, json) = house.engine.schema_asset(&rita).unwrap();
        assert_eq!(house.engine.boot(&ron).await.unwrap().schema, format!("/assets/schema/{hash}.json"));
        let schema: model::Schema = serde_json::from_slice(&json).unwrap();
        assert_eq!(schema, *rita.schema);
        let company =
            engine::Company { name: "Acme".into(), currency: "USD".into(), ..house.engine.company() };
        house.engine.set_company(company).await.unwrap();
        assert_eq!(house.engine.boot(&house.again(&rita).await.clone()).await.unwrap().company, "Acme");
        let deal = house.add(&rita, "opportunities", &[("name", text("A"))]).await;
        assert_eq!(deal.value("currency"), &text("USD"));
    })
    .await;
}

#[tokio::test]
async fn roles_above_are_found_over_many_steps() {
    everywhere(async |house: House| {
        let mut above = role_called(&house.engine, "South").await;
        for level in 0..6 {
            above = add_role(&house.engine, &format!("South {level}"), "representative", Some(above)).await;
        }
        let deep = crate::house::add_user(&house.engine, &house.ada, "Deep", above).await;
        house.add(&deep, "leads", &[("last_name", text("Li"))]).await;
        assert_eq!(house.titles(&*house.again(&house.sue).await, "leads").await, ["Li"]);
        assert!(house.titles(&house.max, "leads").await.is_empty());
    })
    .await;
}

/// A department below another.
async fn department(house: &House, name: &str, above: Option<model::Id>, head: Value) -> model::Record {
    let above = above.map_or(Value::Empty, |above| link("departments", above));
    house.add(&house.ada, "departments", &[("name", text(name)), ("parent", above), ("head", head)]).await
}

async fn put_into(house: &House, user: &api::Caller, department: model::Id) {
    let record = house.get("users", user.me.id).await;
    house
        .set(&house.ada, "users", &record, &[("department", link("departments", department))])
        .await
        .unwrap();
}

#[tokio::test]
async fn heads_see_what_belongs_to_their_people() {
    everywhere(async |house: House| {
        let sales = department(&house, "Sales", None, crate::house::user(&house.rita)).await;
        let south = department(&house, "South", Some(sales.id), Value::Empty).await;
        put_into(&house, &house.sue, south.id).await;
        put_into(&house, &house.ron, sales.id).await;
        house.add(&house.sue, "leads", &[("last_name", text("Li"))]).await;
        house.add(&house.ron, "leads", &[("last_name", text("Wu"))]).await;
        house.add(&house.max, "leads", &[("last_name", text("Xu"))]).await;
        let rita = house.again(&house.rita).await;
        assert_eq!(house.titles(&rita, "leads").await, ["Li", "Wu"]);
        let li = house.list(&rita, "leads", "last_name = Li").await.remove(0);
        let told = house.engine.reached(&rita, "leads".into(), li.id).await.unwrap().remove(0);
        let why = told.delete.sentence(&house.ada.texts, "Leads");
        assert_eq!(why, "Heads its owner’s department, or one above it. Allowed by profile: Sales.");
        // She heads it, but is not of it: it is not hers.
        assert!(house.list(&rita, "leads", "owner = my department").await.is_empty());
        let (ron, sue) = (house.again(&house.ron).await, house.again(&house.sue).await);
        assert_eq!(house.titles(&ron, "leads").await, ["Wu"]);
        assert_eq!(house.titles(&sue, "leads").await, ["Li"]);

        // The company may leave it to roles.
        let sales = house.get("departments", sales.id).await;
        house.set(&house.ada, "departments", &sales, &[("head_sees", Value::Bool(false))]).await.unwrap();
        assert!(house.titles(&*house.again(&house.rita).await, "leads").await.is_empty());
        let south = house.get("departments", south.id).await;
        let head = [("head", crate::house::user(&house.rita))];
        house.set(&house.ada, "departments", &south, &head).await.unwrap();
        assert_eq!(house.titles(&*house.again(&house.rita).await, "leads").await, ["Li"]);
    })
    .await;
}

#[tokio::test]
async fn departments_share_with_each_other_and_are_asked_for() {
    everywhere(async |house: House| {
        let sales = department(&house, "Sales", None, Value::Empty).await;
        let south = department(&house, "South", Some(sales.id), Value::Empty).await;
        let service = department(&house, "Service", None, Value::Empty).await;
        put_into(&house, &house.sue, south.id).await;
        put_into(&house, &house.max, sales.id).await;
        put_into(&house, &house.rita, service.id).await;
        house.add(&house.sue, "leads", &[("last_name", text("Li"))]).await;
        house.add(&house.max, "leads", &[("last_name", text("Xu"))]).await;
        house.add(&house.ron, "leads", &[("last_name", text("Wu"))]).await;
        assert!(house.titles(&house.rita, "leads").await.is_empty());
        let rule = [
            ("name", text("Sales for service")),
            ("module", text("leads")),
            ("from_department", link("departments", sales.id)),
            ("to_department", link("departments", service.id)),
        ];
        house.add(&house.ada, "sharing_rules", &rule).await;
        assert_eq!(house.titles(&*house.again(&house.rita).await, "leads").await, ["Li", "Xu"]);
        let ada = house.get("users", house.ada.me.id).await;
        house.set(&house.ada, "users", &ada, &[("department", link("departments", sales.id))]).await.unwrap();
        let ada = house.again(&house.ada).await;
        let asked = async |filter: &str| house.list(&ada, "leads", filter).await.len();
        assert_eq!((asked("owner = my department").await, asked("owner != my department").await), (2, 1));
        assert_eq!(asked("owner in (my department, my team)").await, 2);
        assert_eq!(house.list(&ada, "users", "department.name = South").await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn departments_are_a_tree_that_nobody_falls_out_of() {
    everywhere(async |house: House| {
        let sales = department(&house, "Sales", None, Value::Empty).await;
        let south = department(&house, "South", Some(sales.id), Value::Empty).await;
        for parent in [south.id, sales.id] {
            let circle = house
                .set(&house.ada, "departments", &sales, &[("parent", link("departments", parent))])
                .await;
            assert_eq!(problems(circle), ["parent: cycle"]);
        }
        put_into(&house, &house.sue, south.id).await;
        for used in [sales.id, south.id] {
            let one = Selection::Ids(vec![used]);
            let deleted = house.engine.change_many(&house.ada, "departments".into(), one, BulkChange::Delete);
            assert_eq!(problems(deleted.await), [": in-use"]);
        }
    })
    .await;
}
