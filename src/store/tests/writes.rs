//! What is written can be read, what may not be is refused, and the log has all of it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use common::{asking, at, each, fill_base, fill_things, id, insert_one, record, system, to_user, writing};
use model::kind::DecimalKind;
use model::record::Values;
use model::{ChangeKind, Filter, Grant, Kind, Name, Record, Sort, Value};
use rust_decimal::Decimal;
use store::{Batch, Error, Query, Store};

async fn update(
    store: &Store,
    before: Record,
    values: Vec<(&'static str, Value)>,
    number: u64,
) -> Result<Record, Error> {
    let values: Values = values.into_iter().map(|(name, value)| (Name::new_static(name), value)).collect();
    store
        .write(move |tx| {
            Box::pin(async move {
                let title = values.get("name").and_then(Value::as_text).unwrap_or(&before.title).to_owned();
                tx.update(&system(), "things", &before, &values, &title, &writing(number)).await
            })
        })
        .await
}

async fn thing(store: &Store, number: u64) -> Record {
    store.get(&system(), "things", id(number), false).await.unwrap().unwrap()
}

#[tokio::test]
async fn every_kind_comes_back_as_it_was_written() {
    each(async |store| {
        fill_base(&store).await;
        let read = fill_things(&store, 40).await;
        assert_eq!(read.len(), 40);
        let schema = common::schema();
        let module = schema.module("things").unwrap();
        let mut dice = common::Dice(42);
        for record in read {
            for field in module.fields.iter().filter(|field| !field.read_only && field.name != "owner") {
                let written = common::value(&mut dice, field);
                let written = if written.is_empty() { Value::Empty } else { written };
                assert_eq!(*record.value(&field.name), written, "{}", field.name);
            }
            assert_eq!(*record.value("updated_at"), Value::Instant(at(0)));
            assert_eq!(record.version, 1);
            for name in ["account", "helper", "owner"] {
                if let Some(link) = record.value(name).as_link() {
                    assert!(!link.title.is_empty(), "{name} should bring its title");
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn an_update_writes_and_logs_what_differs() {
    each(async |store| {
        fill_base(&store).await;
        insert_one(
            &store,
            "things",
            record("things", 5, vec![("name", Value::text("Old")), ("owner", to_user(1))]),
            1,
        )
        .await
        .unwrap();
        let before = thing(&store, 5).await;
        let values =
            vec![("name", Value::text("New")), ("number", Value::Integer(3)), ("good", Value::Empty)];
        let after = update(&store, before.clone(), values, 2).await.unwrap();
        assert_eq!((after.version, after.title.as_str()), (2, "New"));
        assert_eq!(after, thing(&store, 5).await);

        // Nothing differs: nothing is written.
        let same = update(&store, after.clone(), vec![("number", Value::Integer(3))], 3).await.unwrap();
        assert_eq!(same.version, 2);

        // Whoever saw the first version has not seen the second.
        match update(&store, before, vec![("number", Value::Integer(9))], 4).await {
            Err(Error::Conflict { current }) => assert_eq!(*current, after),
            other => panic!("{other:?}"),
        }
        // A record read in part: what it does not speak of is looked up for the log.
        let part = Record { values: BTreeMap::new(), ..after.clone() };
        update(&store, part, vec![("number", Value::Integer(4))], 5).await.unwrap();

        let history = store.history(&system(), "things", id(5), None, 10).await.unwrap();
        let kinds: Vec<ChangeKind> = history.iter().map(|change| change.kind).collect();
        assert_eq!(kinds, [ChangeKind::Updated, ChangeKind::Updated, ChangeKind::Created]);
        assert_eq!(history[0].fields.len(), 1);
        assert_eq!(history[0].fields[0].before, Value::Integer(3));
        let changed: Vec<&str> = history[1].fields.iter().map(|field| field.field.as_str()).collect();
        assert_eq!(changed, ["name", "number"]);
        assert_eq!(history[2].fields.len(), 2);
        assert!(history.windows(2).all(|pair| pair[0].seq > pair[1].seq));
        let older = store.history(&system(), "things", id(5), Some(history[0].seq), 1).await.unwrap();
        assert_eq!(older, history[1..2]);
        assert!(matches!(
            update(&store, after, vec![("nothing", Value::Empty)], 6).await,
            Err(Error::UnknownField(_))
        ));
    })
    .await;
}

#[tokio::test]
async fn unique_values_are_unique_among_what_is_there() {
    each(async |store| {
        fill_base(&store).await;
        let with = |number: u64, key: &str| {
            record(
                "things",
                number,
                vec![("name", Value::text("x")), ("key", Value::text(key)), ("owner", to_user(1))],
            )
        };
        insert_one(&store, "things", with(5, "A"), 1).await.unwrap();
        let taken = |result: Result<(), Error>| match result {
            Err(Error::Unique { field, record }) => (field.to_string(), record),
            other => panic!("{other:?}"),
        };
        assert_eq!(taken(insert_one(&store, "things", with(6, "A"), 2).await), ("key".into(), id(5)));
        insert_one(&store, "things", with(6, "B"), 2).await.unwrap();
        let before = thing(&store, 6).await;
        assert_eq!(
            taken(update(&store, before, vec![("key", Value::text("A"))], 3).await.map(drop)).1,
            id(5)
        );
        // The same id again.
        assert_eq!(taken(insert_one(&store, "things", with(6, "C"), 2).await), ("id".into(), id(6)));

        // In the recycle bin it takes nothing, until it comes back.
        let delete = |number: u64| {
            store.write(move |tx| {
                Box::pin(async move { tx.delete(&system(), "things", id(number), &writing(4)).await })
            })
        };
        delete(5).await.unwrap();
        insert_one(&store, "things", with(7, "A"), 5).await.unwrap();
        let restore = |number: u64| {
            store.write(move |tx| {
                Box::pin(async move { tx.restore(&system(), "things", id(number), &writing(6)).await })
            })
        };
        assert_eq!(taken(restore(5).await.map(drop)), ("key".into(), id(7)));

        // Many at once: each that cannot be written says so, the others are written.
        let records =
            vec![with(8, "A"), with(9, "D"), with(10, "D"), with(6, "E"), with(11, "F"), with(11, "G")];
        let results = store
            .write(move |tx| {
                Box::pin(async move { tx.insert_many(&system(), "things", &records, &writing(7)).await })
            })
            .await
            .unwrap();
        let results: Vec<Option<(String, model::Id)>> =
            results.into_iter().map(|result| result.err().map(|error| taken(Err(error)))).collect();
        let expected = [
            Some(("key".into(), id(7))),
            None,
            Some(("key".into(), id(9))),
            Some(("id".into(), id(6))),
            None,
            Some(("id".into(), id(11))),
        ];
        assert_eq!(results, expected);
        assert_eq!(store.count(&system(), &asking(), "things", &Filter::Always, None).await.unwrap(), 4);
    })
    .await;
}

#[tokio::test]
async fn the_recycle_bin_takes_and_gives_back() {
    each(async |store| {
        fill_base(&store).await;
        insert_one(
            &store,
            "things",
            record("things", 5, vec![("name", Value::text("Näme")), ("owner", to_user(1))]),
            1,
        )
        .await
        .unwrap();
        let deleted = store
            .write(|tx| Box::pin(async move { tx.delete(&system(), "things", id(5), &writing(2)).await }))
            .await
            .unwrap();
        assert_eq!(deleted.version, 2);
        assert_eq!(store.get(&system(), "things", id(5), false).await.unwrap(), None);
        assert_eq!(store.get(&system(), "things", id(5), true).await.unwrap().unwrap().version, 2);
        assert!(store.search(&system(), "name", None, 5).await.unwrap().is_empty());
        let bin = Query {
            module: "things".into(),
            deleted: true,
            limit: 5,
            sort: vec![Sort::up("name")],
            ..Query::default()
        };
        assert_eq!(store.list(&system(), &asking(), &bin).await.unwrap().records.len(), 1);
        let again = store
            .write(|tx| Box::pin(async move { tx.delete(&system(), "things", id(5), &writing(2)).await }))
            .await;
        assert!(matches!(again, Err(Error::NotFound)));
        let restored = store
            .write(|tx| Box::pin(async move { tx.restore(&system(), "things", id(5), &writing(3)).await }))
            .await
            .unwrap();
        assert_eq!(restored.version, 3);
        let twice = store
            .write(|tx| Box::pin(async move { tx.restore(&system(), "things", id(5), &writing(3)).await }))
            .await;
        assert!(matches!(twice, Err(Error::NotFound)), "{twice:?}");
        assert_eq!(store.search(&system(), "NAME", None, 5).await.unwrap().len(), 1);
        assert_eq!(thing(&store, 5).await, restored);
    })
    .await;
}

#[tokio::test]
async fn a_failed_job_leaves_nothing_and_harms_nobody() {
    each(async |store| {
        fill_base(&store).await;
        let mut feed = store.subscribe();
        let jobs = (0..40).map(|number| {
            let store = store.clone();
            tokio::spawn(async move {
                store
                    .write(move |tx| {
                        Box::pin(async move {
                            let new = record(
                                "things",
                                500 + number,
                                vec![("name", Value::text("job")), ("owner", to_user(1))],
                            );
                            tx.insert(&system(), "things", &new, &writing(number)).await?;
                            tx.enqueue("mail", &serde_json::json!({"to": number}), at(0)).await?;
                            match number % 4 {
                                1 => Err(Error::NotAllowed),
                                2 => panic!("on purpose"),
                                _ => Ok(number),
                            }
                        })
                    })
                    .await
            })
        });
        let jobs: Vec<_> = jobs.collect();
        let mut kept = Vec::new();
        for job in jobs {
            kept.extend(job.await.unwrap().ok());
        }
        kept.sort_unstable();
        assert_eq!(kept, (0..40).filter(|number| number % 4 == 0 || number % 4 == 3).collect::<Vec<u64>>());
        let filter = Filter::is("name", Value::text("job"));
        assert_eq!(store.count(&system(), &asking(), "things", &filter, None).await.unwrap(), 20);
        assert_eq!(store.search(&system(), "job", None, 100).await.unwrap().len(), 20);
        assert_eq!(store.take_effects(100, at(1), Duration::from_secs(60)).await.unwrap().len(), 20);
        let mut told = Vec::new();
        while told.len() < 20 {
            told.extend(feed.recv().await.unwrap().iter().map(|change| change.seq));
        }
        assert!(told.windows(2).all(|pair| pair[0] < pair[1]), "{told:?}");
        assert_eq!(store.last_seq().await.unwrap(), *told.last().unwrap());
    })
    .await;
}

#[tokio::test]
async fn what_is_written_in_a_transaction_is_seen_in_it() {
    each(async |store| {
        fill_base(&store).await;
        let seen = store
            .write(|tx| {
                Box::pin(async move {
                    let new =
                        record("things", 5, vec![("name", Value::text("Inside")), ("owner", to_user(1))]);
                    tx.insert(&system(), "things", &new, &writing(1)).await?;
                    let read = tx.get(&system(), "things", id(5)).await?.unwrap();
                    let mut values = Values::new();
                    values.insert("name".into(), Value::text("Changed inside"));
                    tx.update(&system(), "things", &read, &values, "Changed inside", &writing(1)).await?;
                    let schema = common::schema();
                    let filter =
                        Filter::parse("name contains \"ged ins\"", schema.module("things").unwrap(), &schema);
                    let query = Query {
                        module: "things".into(),
                        filter: filter.unwrap(),
                        limit: 5,
                        ..Query::default()
                    };
                    Ok::<_, Error>(tx.list(&system(), &asking(), &query).await?.records.len())
                })
            })
            .await
            .unwrap();
        assert_eq!(seen, 1);
        assert_eq!(store.search(&system(), "ged ins", None, 5).await.unwrap().len(), 1);
        assert!(store.search(&system(), "inside", None, 5).await.unwrap().len() == 1);
        assert_eq!(store.batch_changes(writing(1).batch, 0, 10).await.unwrap().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn batches_counters_and_what_is_kept_beside() {
    each(async |store| {
        let batch = Batch {
            id: id(1),
            at: at(0),
            by: Some(id(2)),
            kind: "import".into(),
            module: "things".into(),
            count: 3,
            undone_by: None,
        };
        let kept = batch.clone();
        let numbers = store
            .write(move |tx| {
                Box::pin(async move {
                    tx.put_batch(&kept).await?;
                    tx.put_batch(&Batch { count: 9, ..kept.clone() }).await?;
                    tx.mark_undone(kept.id, id(7)).await?;
                    tx.put_file(id(3), "a.txt", "text/plain", b"0123456789abcdef").await?;
                    tx.set_password(id(2), "hash 1").await?;
                    tx.set_password(id(2), "hash 2").await?;
                    Ok::<_, Error>((
                        tx.next_number("T").await?,
                        tx.next_number("T").await?,
                        tx.next_numbers("T", 5).await?,
                    ))
                })
            })
            .await
            .unwrap();
        assert_eq!(numbers, (1, 2, 7));
        let read = store.batch(id(1)).await.unwrap().unwrap();
        assert_eq!(read, Batch { count: 9, undone_by: Some(id(7)), ..batch });
        assert_eq!(store.file(id(3)).await.unwrap().unwrap().content, b"0123456789abcdef");
        assert_eq!(store.credentials(id(2)).await.unwrap().as_deref(), Some("hash 2"));
        store.put_setting("view.a", &serde_json::json!([1])).await.unwrap();
        store.put_setting("view.a", &serde_json::json!([2])).await.unwrap();
        store.put_setting("other", &serde_json::json!(null)).await.unwrap();
        assert_eq!(store.settings("view.").await.unwrap(), [("view.a".to_owned(), serde_json::json!([2]))]);

        let answer = store::Idempotent { request: vec![1; 16], response: "{}".into(), at: at(0) };
        store.put_idempotent("k", id(2), &answer).await.unwrap();
        assert_eq!(store.idempotent("k", id(2)).await.unwrap(), Some(answer.clone()));
        assert_eq!(store.idempotent("k", id(3)).await.unwrap(), None);
        assert!(matches!(store.put_idempotent("k", id(2), &answer).await, Err(Error::Unique { .. })));
        let import =
            store::Import { id: id(4), user: Some(id(2)), at: at(1), state: serde_json::json!({"rows": 3}) };
        store.put_import(&import).await.unwrap();
        assert_eq!(store.imports_of(id(2), 5).await.unwrap(), [import]);
    })
    .await;
}

#[tokio::test]
async fn sessions_tokens_and_links_that_work_once() {
    each(async |store| {
        fill_base(&store).await;
        let found = store.find_user_by_email(" USER2@Example.COM ").await.unwrap().unwrap();
        assert_eq!(found.id, id(2));
        assert_eq!(store.find_user_by_email("nobody@example.com").await.unwrap(), None);

        let session = |number: u8| store::Session {
            strong: false,
            hash: vec![number; 32],
            user: id(2),
            created: at(0),
            seen: at(i64::from(number)),
            expires: at(100),
            agent: "a browser".into(),
            ip: "::1".into(),
        };
        for number in 1..=3 {
            store.add_session(&session(number)).await.unwrap();
        }
        store.touch_session(&[1; 32], at(50), at(200)).await.unwrap();
        let seen: Vec<u8> =
            store.sessions_of(id(2)).await.unwrap().iter().map(|session| session.hash[0]).collect();
        assert_eq!(seen, [1, 3, 2]);
        store.end_session(&[3; 32]).await.unwrap();
        store.end_sessions_of(id(2), Some(&[2; 32])).await.unwrap();
        assert_eq!(store.session(&[2; 32]).await.unwrap(), Some(session(2)));
        assert_eq!(store.sessions_of(id(2)).await.unwrap().len(), 1);
        store.tidy(at(100)).await.unwrap();
        assert_eq!(store.session(&[2; 32]).await.unwrap(), None);

        // A file that no record took goes when its time is over.
        let (left, waiting) = (id(71), id(72));
        for (file, expires) in [(left, at(100)), (waiting, at(101))] {
            let once = store::Once {
                hash: file.0.as_bytes().to_vec(),
                kind: store::Once::UPLOAD.into(),
                user: Some(id(2)),
                expires,
            };
            let put = store.write(move |tx| {
                Box::pin(async move {
                    tx.put_once(&once).await?;
                    tx.put_file(file, "a.txt", "text/plain", b"a").await
                })
            });
            put.await.unwrap();
        }
        store.tidy(at(100)).await.unwrap();
        assert_eq!(store.file(left).await.unwrap(), None);
        assert!(store.file(waiting).await.unwrap().is_some());

        let token = store::Token {
            hash: vec![9; 32],
            user: id(2),
            name: "script".into(),
            created: at(0),
            last_used: None,
            ended: None,
        };
        store.add_token(&token).await.unwrap();
        store.touch_token(&[9; 32], at(7)).await.unwrap();
        assert_eq!(store.token(&[9; 32]).await.unwrap().unwrap().last_used, Some(at(7)));
        assert!(matches!(store.end_token(id(3), &[9; 32], at(8)).await, Err(Error::NotFound)));
        store.end_token(id(2), &[9; 32], at(8)).await.unwrap();
        assert_eq!(store.token(&[9; 32]).await.unwrap(), None);
        assert_eq!(store.tokens_of(id(2)).await.unwrap()[0].ended, Some(at(8)));

        let once = store::Once { hash: vec![5; 32], kind: "first".into(), user: None, expires: at(10) };
        store.put_once(&once).await.unwrap();
        assert_eq!(store.take_once(&[5; 32], "reset", at(1)).await.unwrap(), None);
        assert_eq!(store.take_once(&[5; 32], "first", at(10)).await.unwrap(), None);
        assert_eq!(store.once(&[5; 32], "first", at(1)).await.unwrap(), Some(once.clone()));
        assert_eq!(store.take_once(&[5; 32], "first", at(1)).await.unwrap(), Some(once));
        assert_eq!(store.take_once(&[5; 32], "first", at(1)).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn effects_are_leased_until_they_are_done() {
    each(async |store| {
        let minute = Duration::from_secs(60);
        store
            .write(|tx| {
                Box::pin(async move {
                    tx.enqueue("mail", &serde_json::json!(1), at(5)).await?;
                    tx.enqueue("mail", &serde_json::json!(2), at(3)).await?;
                    tx.enqueue("hook", &serde_json::json!(3), at(500)).await
                })
            })
            .await
            .unwrap();
        assert!(store.take_effects(10, at(1), minute).await.unwrap().is_empty());
        let taken = store.take_effects(10, at(10), minute).await.unwrap();
        assert_eq!(taken.iter().map(|effect| effect.payload.clone()).collect::<Vec<_>>(), [2, 1]);
        assert!(store.take_effects(10, at(20), minute).await.unwrap().is_empty());
        store.done_effect(taken[0].id).await.unwrap();
        store.retry_effect(taken[1].id, at(30)).await.unwrap();
        let again = store.take_effects(10, at(31), minute).await.unwrap();
        assert_eq!((again.len(), again[0].attempts), (1, 1));
    })
    .await;
}

#[tokio::test]
async fn a_field_added_later_has_a_column_and_is_searched() {
    each(async |store| {
        fill_base(&store).await;
        insert_one(
            &store,
            "things",
            record("things", 5, vec![("name", Value::text("Old")), ("owner", to_user(1))]),
            1,
        )
        .await
        .unwrap();
        let mut schema = common::schema();
        let things = schema.modules.iter_mut().find(|module| module.name == "things").unwrap();
        things.fields.push(model::field::text("c_nick").unique());
        things.fields.push(model::field::money("c_budget").indexed());
        assert_eq!(store.put_schema(Arc::new(schema)).await.unwrap(), [] as [Name; 0]);
        let before = thing(&store, 5).await;
        update(&store, before, vec![("c_nick", Value::text("Häuptling"))], 2).await.unwrap();
        assert_eq!(store.search(&system(), "haupt", None, 5).await.unwrap().len(), 1);
        // The old schema still works, and the value waits.
        let before = store.schema();
        store.put_schema(Arc::new(common::schema())).await.unwrap();
        assert!(thing(&store, 5).await.value("c_nick").is_empty());
        let hits = async || store.search(&system(), "haupt", None, 5).await.unwrap().len();
        let thing = thing(&store, 5).await;
        update(&store, thing, vec![("name", Value::text("Older"))], 3).await.unwrap();
        assert_eq!(hits().await, 0);
        // It is searched again as soon as the index has it again.
        let outdated = store.put_schema(before).await.unwrap();
        assert_eq!(outdated, ["things"]);
        store.reindex(&outdated).await.unwrap();
        assert_eq!(hits().await, 1);

        let mut bad = common::schema();
        let things = bad.modules.iter_mut().find(|module| module.name == "things").unwrap();
        things.fields.push(model::field::text("rid"));
        assert!(matches!(store.put_schema(Arc::new(bad)).await, Err(Error::Schema(_))));
        let mut bad = common::schema();
        let things = bad.modules.iter_mut().find(|module| module.name == "things").unwrap();
        things.fields.push(model::field::text("x\" text); --"));
        assert!(matches!(store.put_schema(Arc::new(bad)).await, Err(Error::Schema(_))));
    })
    .await;
}

/// The number of employees has so many decimals.
fn with_decimals(scale: u32) -> Arc<model::Schema> {
    let mut schema = common::schema();
    let accounts = schema.modules.iter_mut().find(|module| module.name == "accounts").unwrap();
    let employees = accounts.fields.iter_mut().find(|field| field.name == "employees").unwrap();
    employees.kind = Kind::Decimal(DecimalKind { scale });
    employees.indexed = true;
    Arc::new(schema)
}

fn account(number: u64, employees: i64) -> Record {
    let values = vec![("name", Value::text("A")), ("employees", Value::Integer(employees))];
    record("accounts", number, values)
}

async fn employees(store: &Store) -> Decimal {
    let sums = ["employees".into()];
    let found =
        store.groups(&system(), &asking(), "accounts", &Filter::Always, &[], &sums, None).await.unwrap();
    found[0].sums[0]
}

#[tokio::test]
async fn nobody_waits_for_a_field_that_becomes_another_kind() {
    each(async |store| {
        common::insert(&store, "accounts", (0..5_000).map(|number| account(1_000 + number, 7)).collect())
            .await;
        let changing = tokio::spawn({
            let store = store.clone();
            async move { store.put_schema(with_decimals(3)).await }
        });
        let (mut longest, mut written) = (Duration::ZERO, 0);
        while !changing.is_finished() {
            let begun = Instant::now();
            insert_one(&store, "accounts", account(100_000 + written, 5), 1).await.unwrap();
            longest = longest.max(begun.elapsed());
            written += 1;
        }
        changing.await.unwrap().unwrap();
        assert!(written > 2, "{written} were written meanwhile, one in {longest:?}");
        let all = Decimal::from(5_000 * 7 + written * 5);
        assert_eq!(employees(&store).await, all);
        store.clear().await.unwrap();
        store.put_schema(with_decimals(0)).await.unwrap();
        assert_eq!(employees(&store).await, all);
    })
    .await;
}

#[tokio::test]
async fn a_field_that_becomes_another_kind_takes_nothing_that_it_could_not_keep() {
    each(async |store| {
        store.put_schema(with_decimals(1)).await.unwrap();
        insert_one(&store, "accounts", account(1, 7), 1).await.unwrap();
        let turn = async |scale| {
            let kind = Kind::Decimal(DecimalKind { scale });
            let begun = store.write(move |tx| {
                Box::pin(async move { tx.become_kind(&"accounts".into(), &"employees".into(), &kind).await })
            });
            begun.await.unwrap()
        };
        let half = |number| {
            let values = vec![("name", Value::text("A")), ("employees", Value::Decimal(Decimal::new(5, 1)))];
            insert_one(&store, "accounts", record("accounts", number, values), 1)
        };
        assert!(turn(0).await);
        assert!(matches!(half(2).await, Err(Error::Busy)));
        assert!(turn(1).await);
        half(2).await.unwrap();
        assert!(!turn(0).await);
    })
    .await;
}

#[tokio::test]
async fn of_two_programs_one_makes_the_field_another_kind() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shared.db");
    let here = common::open(path.to_str().unwrap()).await;
    let there = common::open(path.to_str().unwrap()).await;
    common::insert(&here, "accounts", (0..3_000).map(|number| account(number, 7)).collect()).await;
    let (one, two) = tokio::join!(here.put_schema(with_decimals(2)), there.put_schema(with_decimals(2)));
    one.and(two).unwrap();
    for store in [&here, &there] {
        assert_eq!(employees(store).await, Decimal::from(21_000));
        store.clear().await.unwrap();
    }
    insert_one(&there, "accounts", account(5_000, 9), 1).await.unwrap();
    assert_eq!(employees(&here).await, Decimal::from(21_009));
    here.close().await;
    there.close().await;
}

#[tokio::test]
async fn a_field_of_another_kind_leaves_what_it_held_and_begins_anew() {
    each(async |store| {
        let with = |module: &str, field: model::Field| {
            let mut schema = common::schema();
            let module = schema.modules.iter_mut().find(|known| known.name == module).unwrap();
            module.fields.push(field);
            Arc::new(schema)
        };
        let changed = async |module: &str, name: &'static str| {
            store.put_schema(with(module, model::field::text(name))).await.unwrap();
            store.put_schema(with(module, model::field::link(name, "users"))).await
        };
        changed("users", "department").await.unwrap();
        fill_base(&store).await;
        let user = store.get(&system(), "users", id(2), false).await.unwrap().unwrap();
        assert_eq!(user.value("department"), &Value::Empty);
        assert!(matches!(changed("things", "department").await, Err(Error::Schema(_))));
    })
    .await;
}

#[tokio::test]
async fn others_on_the_same_database_are_heard_and_a_copy_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shared.db");
    let here = common::open(path.to_str().unwrap()).await;
    let there = common::open(path.to_str().unwrap()).await;
    let mut feed = here.subscribe();
    fill_base(&there).await;
    let heard = tokio::time::timeout(Duration::from_secs(5), feed.recv()).await.unwrap().unwrap();
    assert_eq!(heard[0].module, "users");
    let copy = folder.path().join("copy.db");
    here.backup(&copy).await.unwrap();
    assert!(matches!(here.backup(&copy).await, Err(Error::Unavailable(_))));
    let copied = common::open(copy.to_str().unwrap()).await;
    assert_eq!(copied.count(&system(), &asking(), "accounts", &Filter::Always, None).await.unwrap(), 8);
    assert_eq!(copied.check().await.unwrap(), Vec::<String>::new());
    for store in [here, there, copied] {
        store.close().await;
        assert!(matches!(
            store.write(|_| Box::pin(async { Ok::<_, Error>(()) })).await,
            Err(Error::Unavailable(_))
        ));
    }
    let _ = Grant::system("");
}

#[tokio::test]
async fn the_search_index_follows_many_writes() {
    each(async |store| {
        fill_base(&store).await;
        let records = fill_things(&store, 60).await;
        let mut dice = common::Dice(5);
        for round in 0..60 {
            let ids: Vec<model::Id> = (0..5).map(|_| dice.pick(&records).id).collect();
            let names: Vec<String> =
                ids.iter().map(|_| format!("{} {round}", dice.pick(&common::WORDS))).collect();
            store
                .write(move |tx| {
                    Box::pin(async move {
                        for (id, name) in ids.into_iter().zip(names) {
                            let before = tx.get(&system(), "things", id).await?.unwrap();
                            let values = [("name".into(), Value::text(name.as_str()))].into();
                            tx.update(&system(), "things", &before, &values, &name, &writing(round)).await?;
                        }
                        if round % 7 == 3 { Err(Error::NotAllowed) } else { Ok(()) }
                    })
                })
                .await
                .ok();
        }
        let query = Query { module: "things".into(), limit: 100, ..Query::default() };
        let only = [Name::new_static("things")];
        for record in store.list(&system(), &asking(), &query).await.unwrap().records {
            let hits = store.search(&system(), &record.title, Some(&only), 100).await.unwrap();
            assert!(
                record.title.chars().count() < 2 || hits.iter().any(|hit| hit.id == record.id),
                "{}",
                record.title
            );
        }
        // A change of what is searched brings the index up to date.
        let mut schema = common::schema();
        let things = schema.modules.iter_mut().find(|module| module.name == "things").unwrap();
        things.fields.retain(|field| field.name != "phone");
        for schema in [schema, common::schema()] {
            let outdated = store.put_schema(Arc::new(schema)).await.unwrap();
            store.reindex(&outdated).await.unwrap();
            assert!(!store.search(&system(), "acme", Some(&only), 100).await.unwrap().is_empty());
        }
    })
    .await;
}
