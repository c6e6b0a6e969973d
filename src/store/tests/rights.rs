//! Nobody gets to a row, a field or a title that her grant does not give.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{asking, each, fill_base, fill_things, id, record, representative, system, to_user, writing};
use model::record::Values;
use model::{Filter, Grant, Link, Op, Operand, Sort, Test, Value};
use store::{Error, Query, Right, Store};

fn all(module: &str) -> Query {
    Query { module: module.into(), limit: 1_000, ..Query::default() }
}

#[tokio::test]
async fn rows_of_others_are_not_there() {
    each(async |store| {
        fill_base(&store).await;
        let records = fill_things(&store, 30).await;
        let grant = representative(1, &[2]);
        let owned = |user: u64| {
            let own = to_user(user);
            records
                .iter()
                .filter(|record| *record.value("owner") == own)
                .map(|record| record.id)
                .collect::<Vec<_>>()
        };
        let listed = store.list(&grant, &asking(), &all("things")).await.unwrap().records;
        assert_eq!(listed.len(), owned(1).len() + owned(2).len());
        assert_eq!(store.count(&grant, &asking(), "things", &Filter::Always, None).await.unwrap(), 20);
        assert_eq!(store.count(&grant, &asking(), "things", &Filter::Always, Some(7)).await.unwrap(), 7);
        let foreign = owned(3)[0];
        assert_eq!(store.get(&grant, "things", foreign, true).await.unwrap(), None);
        assert!(store.get_many(&grant, "things", &owned(3)).await.unwrap().is_empty());
        for right in [Right::See, Right::Edit, Right::Delete] {
            assert!(!store.may(&grant, "things", foreign, right).await.unwrap());
            assert!(store.may(&grant, "things", owned(2)[0], right).await.unwrap());
        }
        assert!(matches!(store.history(&grant, "things", foreign, None, 5).await, Err(Error::NotFound)));
        let groups =
            store.groups(&grant, &asking(), "things", &Filter::Always, &["owner".into()], &[], None).await;
        let groups = groups.unwrap();
        assert_eq!(groups.iter().map(|group| group.count).collect::<Vec<_>>(), [10, 10]);
        let hits = store.search(&grant, "acme", None, 1_000).await.unwrap();
        assert!(!hits.is_empty());
        for hit in hits.iter().filter(|hit| hit.module == "things") {
            assert!(!owned(3).contains(&hit.id));
        }
        write_refused(&store, grant, foreign).await;
    })
    .await;
}

async fn write_refused(store: &Store, grant: Grant, foreign: model::Id) {
    let record = store.get(&system(), "things", foreign, false).await.unwrap().unwrap();
    let mut values = Values::new();
    values.insert("number".into(), Value::Integer(4_711));
    let (its, same) = (grant.clone(), record.clone());
    let changed = store
        .write(move |tx| {
            Box::pin(async move { tx.update(&its, "things", &same, &values, &same.title, &writing(1)).await })
        })
        .await;
    assert!(matches!(changed, Err(Error::NotFound)), "{changed:?}");
    let its = grant.clone();
    let deleted = store
        .write(move |tx| Box::pin(async move { tx.delete(&its, "things", foreign, &writing(1)).await }))
        .await;
    assert!(matches!(deleted, Err(Error::NotFound)));
    assert_eq!(store.get(&system(), "things", foreign, false).await.unwrap().unwrap(), record);
}

#[tokio::test]
async fn what_is_seen_only_may_not_be_changed() {
    each(async |store| {
        fill_base(&store).await;
        // Users are a catalogue: all see them, administrators change them.
        let grant = representative(1, &[]);
        let user = store.get(&grant, "users", id(2), false).await.unwrap().unwrap();
        assert!(!store.may(&grant, "users", id(2), Right::Edit).await.unwrap());
        let mut values = Values::new();
        values.insert("name".into(), Value::text("Mallory"));
        let (its, before) = (grant.clone(), user.clone());
        let changed = store
            .write(move |tx| {
                Box::pin(
                    async move { tx.update(&its, "users", &before, &values, "Mallory", &writing(1)).await },
                )
            })
            .await;
        assert!(matches!(changed, Err(Error::NotAllowed)), "{changed:?}");
        let its = grant.clone();
        let deleted = store
            .write(move |tx| Box::pin(async move { tx.delete(&its, "users", id(2), &writing(1)).await }))
            .await;
        assert!(matches!(deleted, Err(Error::NotAllowed)));
        let new = record("users", 77, vec![("name", Value::text("Eve"))]);
        let made = store
            .write(move |tx| Box::pin(async move { tx.insert(&grant, "users", &new, &writing(1)).await }))
            .await;
        assert!(matches!(made, Err(Error::NotAllowed)));
        assert_eq!(store.get(&system(), "users", id(2), false).await.unwrap().unwrap(), user);
    })
    .await;
}

#[tokio::test]
async fn notes_follow_what_they_are_about() {
    each(async |store| {
        fill_base(&store).await;
        fill_things(&store, 6).await;
        let about = |number: u64, module: &'static str, target: u64| {
            let link = Value::Link(Link::new(module, id(target)));
            record("notes", number, vec![("name", Value::text(format!("note {number}"))), ("about", link)])
        };
        let notes = vec![
            about(900, "accounts", 100),
            about(901, "accounts", 104),
            about(902, "things", 10_000),
            about(903, "things", 10_001),
        ];
        common::insert(&store, "notes", notes).await;
        let listed = |grant: Grant| {
            let store = store.clone();
            async move {
                let query = Query { sort: vec![Sort::up("name")], ..all("notes") };
                let page = store.list(&grant, &asking(), &query).await.unwrap();
                page.records
                    .into_iter()
                    .map(|record| {
                        (record.title.clone(), record.value("about").as_link().unwrap().title.clone())
                    })
                    .collect::<Vec<_>>()
            }
        };
        let names = |list: &[(String, String)]| list.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&listed(system()).await).len(), 4);
        let mine = listed(representative(1, &[])).await;
        assert_eq!(names(&mine), ["note 900", "note 902"]);
        assert_eq!(mine[0].1, "Acme");
        // Gone into the recycle bin with what it is about.
        store
            .write(|tx| Box::pin(async move { tx.delete(&system(), "accounts", id(100), &writing(1)).await }))
            .await
            .unwrap();
        assert_eq!(names(&listed(representative(1, &[])).await), ["note 902"]);
        let hits = store.search(&representative(2, &[]), "note", None, 10).await.unwrap();
        assert_eq!(hits.iter().map(|hit| hit.title.as_str()).collect::<Vec<_>>(), ["note 903"]);
    })
    .await;
}

#[tokio::test]
async fn titles_of_what_may_not_be_seen_are_not_told() {
    each(async |store| {
        fill_base(&store).await;
        let to = |number: u64, account: u64| {
            let link = Value::Link(Link::new("accounts", id(account)));
            let values = vec![
                ("name", Value::text(format!("thing {number}"))),
                ("account", link.clone()),
                ("about", link),
                ("owner", to_user(1)),
            ];
            record("things", number, values)
        };
        common::insert(&store, "things", vec![to(5, 100), to(6, 106)]).await;
        let grant = representative(1, &[]);
        let query = Query { sort: vec![Sort::up("name")], ..all("things") };
        let listed = store.list(&grant, &asking(), &query).await.unwrap().records;
        let title = |at: usize, field: &str| listed[at].value(field).as_link().unwrap().title.clone();
        assert_eq!((title(0, "account"), title(0, "about")), ("Acme".into(), "Acme".into()));
        assert_eq!((title(1, "account"), title(1, "about")), (String::new(), String::new()));
        // Nor can they be asked for, sorted out or read from the history.
        for field in ["account", "about"] {
            let hidden = common::WORDS[12];
            let test = Test::new(field, Op::Contains, vec![Operand::Value(Value::text(hidden))]);
            let query = Query { filter: Filter::Test(test), ..all("things") };
            assert_eq!(store.list(&system(), &asking(), &query).await.unwrap().records.len(), 1);
            assert_eq!(store.list(&grant, &asking(), &query).await.unwrap().records.len(), 0);
            let schema = common::schema();
            let text = format!("{field}.employees = 6");
            let filter = Filter::parse(&text, schema.module("things").unwrap(), &schema);
            if let Ok(filter) = filter {
                let query = Query { filter, ..all("things") };
                assert_eq!(store.list(&grant, &asking(), &query).await.unwrap().records.len(), 0, "{text}");
            }
        }
        let history = store.history(&grant, "things", id(6), None, 5).await.unwrap();
        for field in &history[0].fields {
            if let Some(link) = field.after.as_link().filter(|link| link.module == "accounts") {
                assert_eq!(link.title, "");
            }
        }
        let hits = store.search(&grant, "thing", None, 5).await.unwrap();
        let under: Vec<Option<&str>> =
            hits.iter().map(|hit| hit.subtitle.first().and_then(|(_, value)| value.as_text())).collect();
        assert_eq!(under, [Some("Acme"), None]);
    })
    .await;
}
