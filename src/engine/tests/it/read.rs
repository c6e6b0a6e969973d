//! Lists, counts, records, tags.

use api::{Backend, BulkChange, ListQuery, Selection};
use model::{Id, Language, Value};

use crate::house::{House, everywhere, failure, link, problems, text, values};

#[tokio::test]
async fn a_list_is_read_page_by_page() {
    everywhere(async |house: House| {
        for n in 0..25 {
            house.add(&house.rita, "accounts", &[("name", text(&format!("A{n:02}")))]).await;
        }
        let mut query =
            ListQuery { module: "accounts".into(), sort: "-name".into(), limit: 10, ..ListQuery::default() };
        let mut names = Vec::new();
        loop {
            let page = house.engine.list(&house.rita, query.clone()).await.unwrap();
            assert_eq!(page.count, query.after.is_none().then_some(25));
            names.extend(page.records.into_iter().map(|record| record.title));
            match page.next {
                Some(next) => query.after = Some(next),
                None => break,
            }
        }
        let expected: Vec<String> = (0..25).rev().map(|n| format!("A{n:02}")).collect();
        assert_eq!(names, expected);
        let page = house.engine.page(&house.rita, ListQuery { limit: 1_000, ..query.clone() }).await.unwrap();
        assert_eq!(page.count, None);
        query.after = Some("nonsense".into());
        assert_eq!(problems(house.engine.list(&house.rita, query).await), ["after: invalid-cursor"]);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_read_is_told_with_its_place() {
    everywhere(async |house: House| {
        let ask = |filter: &str, sort: &str, columns: Vec<model::Name>| {
            let query = ListQuery {
                module: "leads".into(),
                filter: filter.into(),
                sort: sort.into(),
                columns,
                ..ListQuery::default()
            };
            house.engine.list(&house.rita, query)
        };
        let failed = failure(ask("status = new and nonsense = 1", "", Vec::new()).await);
        let problem = &failed.problems()[0];
        assert_eq!((problem.field.as_str(), problem.code.as_str()), ("filter", "invalid-filter"));
        assert!(problem.detail.contains("nonsense") && problem.detail.contains("18"), "{}", problem.detail);
        assert_eq!(problems(ask("", "-nonsense", Vec::new()).await), ["sort: unknown-field"]);
        assert_eq!(problems(ask("", "", vec!["nonsense".into()]).await), ["columns: unknown-field"]);
    })
    .await;
}

#[tokio::test]
async fn me_and_today_are_those_of_who_asks() {
    everywhere(async |house: House| {
        house.add(&house.rita, "tasks", &[("name", text("Hers"))]).await;
        house.add(&house.ron, "tasks", &[("name", text("His"))]).await;
        let mine = house.list(&house.max, "tasks", "owner = me").await;
        assert!(mine.is_empty());
        let mine = house.list(&house.rita, "tasks", "owner = me and created_at >= today").await;
        assert_eq!(mine.len(), 1);
        let later = house.list(&house.rita, "tasks", "created_at >= today + 1d").await;
        assert!(later.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_page_says_what_hangs_on_a_record() {
    everywhere(async |house: House| {
        let account = house.add(&house.rita, "accounts", &[("name", text("Acme"))]).await;
        for name in ["Li", "Wu"] {
            let contact = [("last_name", text(name)), ("account", link("accounts", account.id))];
            house.add(&house.rita, "contacts", &contact).await;
        }
        let page = house.engine.record(&house.rita, "accounts".into(), account.id).await.unwrap();
        assert!(page.may_edit && page.may_delete && !page.locked && !page.deleted);
        let count = |module: &str, field: &str| {
            page.related.iter().find(|one| one.module == module && one.field == field).map(|one| one.count)
        };
        assert_eq!(count("contacts", "account"), Some(2));
        assert_eq!(count("opportunities", "account"), Some(0));
        assert_eq!(count("comments", "about"), Some(0));
        let which = Selection::Ids(vec![account.id]);
        house.engine.change_many(&house.rita, "accounts".into(), which, BulkChange::Delete).await.unwrap();
        let page = house.engine.record(&house.rita, "accounts".into(), account.id).await.unwrap();
        assert!(page.deleted && !page.may_edit);
        assert!(house.titles(&house.rita, "accounts").await.is_empty());
        let bin = ListQuery { module: "accounts".into(), deleted: true, ..ListQuery::default() };
        assert_eq!(house.engine.list(&house.rita, bin.clone()).await.unwrap().records.len(), 1);
        assert!(house.engine.list(&house.ron, bin).await.unwrap().records.is_empty());
    })
    .await;
}

#[tokio::test]
async fn tags_in_use_are_offered() {
    everywhere(async |house: House| {
        let tags = |tags: &[&str]| Value::Many(tags.iter().map(|tag| tag.to_string()).collect());
        house
            .add(&house.rita, "leads", &[("last_name", text("Li")), ("tags", tags(&["vip", "virus"]))])
            .await;
        house.add(&house.sue, "leads", &[("last_name", text("Wu")), ("tags", tags(&["vip", "vista"]))]).await;
        let offered = house.engine.tags(&house.rita, "leads".into(), "vi".into()).await.unwrap();
        assert_eq!(offered, ["vip", "virus"]);
        assert_eq!(failure(house.engine.tags(&house.rita, "roles".into(), "v".into()).await).status(), 404);
    })
    .await;
}

#[tokio::test]
async fn any_script_is_found() {
    everywhere(async |house: House| {
        for name in
            ["株式会社山田製作所", "北京华为技术", "서울전자 주식회사", "Ёлка и Ко", "Straßenbau Groß"]
        {
            house.add(&house.rita, "accounts", &[("name", text(name))]).await;
        }
        for (asked, found) in [
            ("山田", "株式会社山田製作所"),
            ("华为", "北京华为技术"),
            ("전자", "서울전자 주식회사"),
            ("елк", "Ёлка и Ко"),
            ("strasse", "Straßenbau Groß"),
        ] {
            let hits = house.engine.search(&house.rita, asked.into(), None, 10).await.unwrap();
            let titles: Vec<&str> = hits.iter().map(|hit| hit.title.as_str()).collect();
            assert_eq!(titles, [found], "{asked}");
        }
        let one = house.engine.search(&house.rita, "山田".into(), Some("contacts".into()), 10).await.unwrap();
        assert!(one.is_empty());
        assert!(house.engine.search(&house.rita, "  ".into(), None, 10).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_is_found_is_described_in_ones_own_language() {
    everywhere(async |house: House| {
        let acme = house.add(&house.rita, "accounts", &[("name", text("Acme"))]).await;
        let deal = [("name", text("Grinders")), ("account", link("accounts", acme.id))];
        house.add(&house.rita, "opportunities", &deal).await;
        let korean = api::Preferences { language: Some(Language::Korean), time_zone: None };
        house.engine.set_preferences(&house.rita, korean).await.unwrap();
        let korean = house.again(&house.rita).await;
        for (caller, subtitle) in [(&house.rita, "Acme · Prospecting"), (&korean, "Acme · 발굴")] {
            let hits = house.engine.search(caller, "grinders".into(), None, 10).await.unwrap();
            assert_eq!(hits.iter().map(|hit| hit.subtitle.as_str()).collect::<Vec<_>>(), [subtitle]);
        }
    })
    .await;
}

#[tokio::test]
async fn a_record_that_is_gone_comes_back_whole() {
    everywhere(async |house: House| {
        let lead =
            house.add(&house.rita, "leads", &[("last_name", text("Li")), ("company", text("X"))]).await;
        let which = || Selection::Ids(vec![lead.id]);
        let engine = &house.engine;
        engine.change_many(&house.rita, "leads".into(), which(), BulkChange::Delete).await.unwrap();
        let gone = engine.change_many(&house.rita, "leads".into(), which(), BulkChange::Delete).await;
        assert_eq!(failure(gone).status(), 404);
        let set = BulkChange::Set(values(&[("company", text("Y"))]));
        assert_eq!(
            failure(engine.change_many(&house.rita, "leads".into(), which(), set).await).status(),
            404
        );
        let restored =
            engine.change_many(&house.rita, "leads".into(), which(), BulkChange::Restore).await.unwrap();
        assert_eq!(restored.count, 1);
        let back = house.get("leads", lead.id).await;
        assert_eq!(back.value("company"), &text("X"));
        let nobody: Vec<Id> = Vec::new();
        let none =
            engine.change_many(&house.rita, "leads".into(), Selection::Ids(nobody), BulkChange::Delete).await;
        assert_eq!(none.unwrap().count, 0);
    })
    .await;
}
