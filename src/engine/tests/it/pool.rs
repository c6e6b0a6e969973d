//! The pool: what goes there by which rule, who sees and claims it, and how it is taken back.

use api::{Backend, Caller, Failure, InPool};
use chrono::Duration;
use model::{Id, Record, Value};

use crate::house::{House, everywhere, failure, link, problems, text, user, values};

fn whole(number: i64) -> Value {
    Value::Integer(number)
}

async fn rule(house: &House, more: &[(&'static str, Value)]) -> Record {
    let mut given = vec![
        ("name", text("Quiet")),
        ("module", text("accounts")),
        ("threshold", whole(30)),
        ("active", Value::Bool(true)),
    ];
    for (name, value) in more {
        given.retain(|(known, _)| known != name);
        given.push((name, value.clone()));
    }
    house.add(&house.ada, "reclaim_rules", &given).await
}

async fn account(house: &House, by: &Caller, name: &str) -> Record {
    house.add(by, "accounts", &[("name", text(name))]).await
}

async fn keep(house: &House) {
    house.engine.keep_customers_once().await.unwrap();
}

fn owner(record: &Record) -> Option<Id> {
    record.value("owner").as_link().map(|link| link.id)
}

async fn is_pooled(house: &House, module: &'static str, id: Id) -> bool {
    let record = house.get(module, id).await;
    assert_eq!(owner(&record).is_none(), !record.value("pooled_at").is_empty());
    owner(&record).is_none()
}

#[tokio::test]
async fn what_nobody_works_on_goes_to_the_pool() {
    everywhere(async |house: House| {
        rule(&house, &[]).await;
        let quiet = account(&house, &house.rita, "Quiet").await;
        let noted = account(&house, &house.rita, "Noted").await;
        let dealt = account(&house, &house.rita, "Dealt").await;
        let busy = account(&house, &house.rita, "Busy").await;
        house.pass(Duration::days(20));
        let about = ("about", link("accounts", noted.id));
        house.add(&house.rita, "comments", &[("body", text("Called them")), about]).await;
        let deal = [("name", text("Deal")), ("account", link("accounts", dealt.id))];
        house.add(&house.rita, "opportunities", &deal).await;
        house.set(&house.rita, "accounts", &busy, &[("description", text("Visited"))]).await.unwrap();
        // What the product writes is no activity.
        let product = house.engine.system_caller();
        let now = house.get("accounts", quiet.id).await;
        house.set(&product, "accounts", &now, &[("description", text("Counted"))]).await.unwrap();
        keep(&house).await;
        assert!(!is_pooled(&house, "accounts", quiet.id).await);
        house.pass(Duration::days(11));
        keep(&house).await;
        for (record, gone) in [(&quiet, true), (&noted, false), (&dealt, false), (&busy, false)] {
            assert_eq!(is_pooled(&house, "accounts", record.id).await, gone, "{}", record.title);
        }
        let pooled = house.get("accounts", quiet.id).await;
        assert_eq!(pooled.value("pooled_from").as_link().unwrap().id, house.rita.me.id);
        assert_eq!(pooled.value("pool_rule"), &text("Quiet"));
        // A day later nothing is there to be done twice.
        let version = pooled.version;
        keep(&house).await;
        assert_eq!(house.get("accounts", quiet.id).await.version, version);
    })
    .await;
}

#[tokio::test]
async fn who_may_claim_sees_it_and_changes_nothing_before() {
    everywhere(async |house: House| {
        rule(&house, &[]).await;
        let account = account(&house, &house.rita, "Acme").await;
        assert!(house.titles(&house.sue, "accounts").await.is_empty());
        house.pass(Duration::days(31));
        keep(&house).await;
        let sue = house.again(&house.sue).await;
        assert_eq!(house.titles(&sue, "accounts").await, ["Acme"]);
        let page = house.engine.record(&sue, "accounts".into(), account.id).await.unwrap();
        assert!(!page.may_edit && !page.may_delete);
        let Some(InPool::Since { from, rule, may_claim, .. }) = page.pool else { panic!("{:?}", page.pool) };
        assert_eq!((from.unwrap().title.as_str(), rule.as_str(), may_claim), ("Rita", "Quiet", true));
        let refused = house.set(&sue, "accounts", &page.record, &[("description", text("Mine"))]).await;
        assert_eq!(failure(refused), Failure::NotAllowed);

        let pool = house.engine.pool(&sue).await.unwrap();
        assert_eq!(
            pool.modules.iter().map(|one| (one.module.as_str(), one.count)).collect::<Vec<_>>(),
            [("accounts", 1)]
        );
        let claimed = house.engine.claim(&sue, "accounts".into(), account.id).await.unwrap();
        assert_eq!(owner(&claimed.record), Some(house.sue.me.id));
        let now = house.get("accounts", account.id).await;
        assert!(["pooled_at", "pooled_from", "pool_rule"].iter().all(|field| now.value(field).is_empty()));
        // The first is told who was faster, whether she still sees it or not.
        for other in [&house.ron, &house.max, &house.ada] {
            let late = house.engine.claim(other, "accounts".into(), account.id).await;
            assert_eq!(problems(late), [": already-claimed"]);
        }
        let never = house.engine.claim(&house.ron, "accounts".into(), crate::house::stranger()).await;
        assert_eq!(failure(never), Failure::NotFound);

        let figures = |pool: api::Pool| {
            let figures = pool.figures.into_iter();
            figures.map(|one| (one.user.title, one.pooled, one.claimed)).collect::<Vec<_>>()
        };
        let rita = || ("Rita".to_owned(), [1, 1], [0, 0]);
        let sues = || ("Sue".to_owned(), [0, 0], [1, 1]);
        assert_eq!(figures(house.engine.pool(&house.ada).await.unwrap()), [rita(), sues()]);
        assert_eq!(figures(house.engine.pool(&house.max).await.unwrap()), [rita()]);
        assert_eq!(figures(house.engine.pool(&sue).await.unwrap()), [sues()]);

        // Taken back, it lies there again and does not count.
        let undone = house.engine.undo(&sue, claimed.batch).await.unwrap();
        assert_eq!((undone.count, undone.skipped), (1, 0));
        assert!(is_pooled(&house, "accounts", account.id).await);
        assert_eq!(figures(house.engine.pool(&sue).await.unwrap()), []);
        let history = house.engine.store().history(&house.ada.grant, "accounts", account.id, None, 10);
        let history = history.await.unwrap();
        assert_eq!(history.len(), 4);
        // And who lost it gets it back, if an administrator takes that back.
        let pooled = history.iter().rev().nth(1).unwrap();
        house.engine.undo(&house.ada, undone.batch.unwrap()).await.unwrap();
        house.engine.undo(&house.ada, undone.batch.unwrap()).await.unwrap_err();
        assert_eq!(pooled.by, None);
    })
    .await;
}

#[tokio::test]
async fn of_two_who_claim_at_once_one_gets_it() {
    everywhere(async |house: House| {
        rule(&house, &[]).await;
        for round in 0..5 {
            let account = account(&house, &house.max, &format!("Acme {round}")).await;
            house.pass(Duration::days(31));
            keep(&house).await;
            let (ron, sue) = (house.again(&house.ron).await, house.again(&house.sue).await);
            let claim = async |by: &Caller| house.engine.claim(by, "accounts".into(), account.id).await;
            let (one, other) = futures::join!(claim(&ron), claim(&sue));
            assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
            let (late, winner) = if one.is_ok() { (other, &ron) } else { (one, &sue) };
            let Err(Failure::Invalid(told)) = late else { panic!("{late:?}") };
            assert_eq!((told[0].code.as_str(), &told[0].detail), ("already-claimed", &winner.me.name));
            assert_eq!(owner(&house.get("accounts", account.id).await), Some(winner.me.id));
        }
    })
    .await;
}

#[tokio::test]
async fn claims_have_a_limit_and_the_previous_owner_waits() {
    everywhere(async |house: House| {
        let limits = [("claim_limit", whole(2)), ("claim_days", whole(7)), ("cooldown_days", whole(10))];
        rule(&house, &limits).await;
        let mut accounts = Vec::new();
        for number in 0..4 {
            accounts.push(account(&house, &house.rita, &format!("A{number}")).await.id);
        }
        house.pass(Duration::days(31));
        keep(&house).await;
        let (rita, sue) = (house.again(&house.rita).await, house.again(&house.sue).await);
        let claim =
            async |by: &Caller, at: usize| house.engine.claim(by, "accounts".into(), accounts[at]).await;
        assert_eq!(problems(claim(&rita, 0).await), [": claim-cooldown"]);
        let first = claim(&sue, 0).await.unwrap();
        claim(&sue, 1).await.unwrap();
        assert_eq!(problems(claim(&sue, 2).await), [": claim-limit"]);
        // What she gave back does not count.
        house.engine.undo(&sue, first.batch).await.unwrap();
        claim(&sue, 2).await.unwrap();
        assert_eq!(problems(claim(&sue, 3).await), [": claim-limit"]);
        house.pass(Duration::days(8));
        claim(&sue, 3).await.unwrap();
        assert_eq!(problems(claim(&rita, 0).await), [": claim-cooldown"]);
        house.pass(Duration::days(3));
        claim(&rita, 0).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn the_owner_is_warned_before() {
    everywhere(async |house: House| {
        let account = account(&house, &house.rita, "Acme").await;
        house.pass(Duration::days(100));
        // A new rule takes nothing without a warning.
        rule(&house, &[("grace_days", whole(5))]).await;
        keep(&house).await;
        assert!(!is_pooled(&house, "accounts", account.id).await);
        let soon = house.engine.soon_pooled(&house.rita).await.unwrap();
        assert_eq!(
            soon.iter().map(|due| (due.id, due.rule.as_str())).collect::<Vec<_>>(),
            [(account.id, "Quiet")]
        );
        assert!(house.engine.soon_pooled(&house.sue).await.unwrap().is_empty());
        let page = house.engine.record(&house.rita, "accounts".into(), account.id).await.unwrap();
        assert!(matches!(page.pool, Some(InPool::Soon { at, .. }) if at == soon[0].at));
        house.set(&house.rita, "accounts", &page.record, &[("description", text("Called"))]).await.unwrap();
        assert!(house.engine.soon_pooled(&house.rita).await.unwrap().is_empty());
        house.pass(Duration::days(24));
        assert!(house.engine.soon_pooled(&house.rita).await.unwrap().is_empty());
        house.pass(Duration::days(2));
        assert_eq!(house.engine.soon_pooled(&house.rita).await.unwrap().len(), 1);
        house.pass(Duration::days(5));
        keep(&house).await;
        assert!(is_pooled(&house, "accounts", account.id).await);
    })
    .await;
}

#[tokio::test]
async fn deals_count_where_the_rule_says_so() {
    everywhere(async |house: House| {
        rule(&house, &[("name", text("Not won")), ("reason", text("not_won")), ("threshold", whole(2))])
            .await;
        let lost_twice = [
            ("name", text("Lost twice")),
            ("reason", text("lost")),
            ("threshold", whole(2)),
            ("segment", text("industry = banking")),
        ];
        rule(&house, &lost_twice).await;
        let won = account(&house, &house.rita, "Won").await;
        let never = account(&house, &house.rita, "Never won").await;
        let lost = house
            .add(&house.rita, "accounts", &[("name", text("Lost")), ("industry", text("banking"))])
            .await;
        let deal = async |of: &Record, stage: &str| {
            let given =
                [("name", text("Deal")), ("account", link("accounts", of.id)), ("stage", text(stage))];
            house.add(&house.rita, "opportunities", &given).await
        };
        deal(&lost, "lost").await;
        deal(&won, "lost").await;
        deal(&won, "lost").await;
        keep(&house).await;
        assert!(!is_pooled(&house, "accounts", lost.id).await);
        deal(&lost, "lost").await;
        keep(&house).await;
        assert!(is_pooled(&house, "accounts", lost.id).await);
        house.pass(Duration::days(40));
        deal(&won, "won").await;
        house.pass(Duration::days(25));
        keep(&house).await;
        assert!(is_pooled(&house, "accounts", never.id).await);
        assert!(!is_pooled(&house, "accounts", won.id).await);
        // Who claims it has as much time as everybody.
        let sue = house.again(&house.sue).await;
        house.engine.claim(&sue, "accounts".into(), never.id).await.unwrap();
        keep(&house).await;
        assert!(!is_pooled(&house, "accounts", never.id).await);
        house.pass(Duration::days(70));
        keep(&house).await;
        assert!(is_pooled(&house, "accounts", never.id).await && is_pooled(&house, "accounts", won.id).await);
    })
    .await;
}

#[tokio::test]
async fn a_rule_is_tried_before_it_is_saved() {
    everywhere(async |house: House| {
        for number in 0..3 {
            account(&house, &house.rita, &format!("A{number}")).await;
        }
        house.pass(Duration::days(31));
        account(&house, &house.sue, "New").await;
        let given = values(&[
            ("name", text("Quiet")),
            ("module", text("accounts")),
            ("threshold", whole(30)),
            ("segment", text("name != A1")),
        ]);
        let told = house.engine.try_reclaim(&house.ada, None, given.clone()).await.unwrap();
        assert_eq!((told.count, told.records.len()), (2, 2));
        assert_eq!(house.list(&house.ada, "accounts", &told.filter.unwrap()).await.len(), 2);
        assert_eq!(failure(house.engine.try_reclaim(&house.rita, None, given).await), Failure::NotFound);
        assert!(house.list(&house.ada, "reclaim_rules", "").await.is_empty());

        let wrong = |more: &[(&'static str, Value)]| {
            let mut given =
                values(&[("name", text("X")), ("module", text("accounts")), ("threshold", whole(1))]);
            given.extend(values(more));
            given
        };
        let tried = async |more: &[(&'static str, Value)]| {
            problems(house.engine.try_reclaim(&house.ada, None, wrong(more)).await)
        };
        assert_eq!(tried(&[("module", text("contacts"))]).await, ["module: no-pool"]);
        let leads = [("module", text("leads")), ("reason", text("lost"))];
        assert_eq!(tried(&leads).await, ["reason: no-deals"]);
        assert_eq!(tried(&[("threshold", whole(0))]).await, ["threshold: out-of-bounds"]);
        assert_eq!(tried(&[("segment", text("nonsense = 1"))]).await, ["segment: invalid-filter"]);
        assert_eq!(tried(&[("segment", text("owner = me"))]).await, ["segment: not-impersonal"]);
        assert_eq!(tried(&[("claim_limit", whole(1))]).await, ["claim_days: required"]);
        rule(&house, &[]).await;
        let twin = [("name", text("Quiet"))];
        assert_eq!(tried(&twin).await, ["name: not-unique"]);
    })
    .await;
}

#[tokio::test]
async fn converted_leads_and_profiles_without_the_right_stay_out() {
    everywhere(async |house: House| {
        rule(&house, &[("module", text("leads"))]).await;
        let lead = house.add(&house.rita, "leads", &[("last_name", text("Open"))]).await;
        let gone = house
            .add(&house.rita, "leads", &[("last_name", text("Converted")), ("company", text("C"))])
            .await;
        let conversion = api::Conversion {
            account: values(&[("name", text("C"))]),
            contact: values(&[("last_name", text("Converted"))]),
            ..api::Conversion::default()
        };
        house.engine.convert(&house.rita, gone.id, conversion).await.unwrap();
        house.pass(Duration::days(31));
        keep(&house).await;
        assert!(is_pooled(&house, "leads", lead.id).await);
        assert!(!is_pooled(&house, "leads", gone.id).await);
        let profile = house
            .add(&house.ada, "profiles", &[("name", text("Few")), ("all_modules", Value::Bool(true))])
            .await;
        let says = [
            ("profile", link("profiles", profile.id)),
            ("module", text("leads")),
            ("see", Value::Bool(true)),
            ("edit", Value::Bool(true)),
        ];
        house.add(&house.ada, "permissions", &says).await;
        let sue = house.get("users", house.sue.me.id).await;
        house.set(&house.ada, "users", &sue, &[("profile", link("profiles", profile.id))]).await.unwrap();
        let sue = house.again(&house.sue).await;
        assert!(house.titles(&sue, "leads").await.is_empty());
        assert_eq!(failure(house.engine.claim(&sue, "leads".into(), lead.id).await), Failure::NotFound);
        assert!(house.engine.pool(&sue).await.unwrap().modules.is_empty());
        assert!(house.again(&house.ron).await.schema.module("leads").unwrap().may.claim);
        let _ = user(&house.ron);
    })
    .await;
}
