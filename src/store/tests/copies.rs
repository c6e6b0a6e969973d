//! A copy is the whole database at one moment, and puts exactly that back, whatever else goes on.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use common::{fill_base, fill_things, id, insert_one, record, schema, system, to_user};
use model::{Filter, Value};
use sqlx::{AssertSqlSafe, Connection, SqliteConnection};
use store::{Age, Error, Store};

/// Every row of every table, with the shadows of the search index, as SQLite writes the values down.
async fn rows(path: &Path) -> BTreeMap<String, Vec<String>> {
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path).read_only(true);
    let mut conn = SqliteConnection::connect_with(&options).await.unwrap();
    let sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'";
    let tables: Vec<String> = sqlx::query_scalar(sql).fetch_all(&mut conn).await.unwrap();
    let mut found = BTreeMap::new();
    for table in tables {
        let sql = format!(
            "SELECT group_concat('quote(\"' || name || '\")', '||'',''||') FROM pragma_table_info('{table}')"
        );
        let columns: String = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(&mut conn).await.unwrap();
        let sql = format!("SELECT {columns} FROM \"{table}\" ORDER BY 1");
        found.insert(table, sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(&mut conn).await.unwrap());
    }
    conn.close().await.unwrap();
    found
}

fn thing(number: u64) -> model::Record {
    let values = vec![("name", Value::text(format!("thing {number}"))), ("owner", to_user(1))];
    record("things", number, values)
}

async fn titles(store: &Store, text: &str) -> usize {
    store.search(&system(), text, None, 100).await.unwrap().len()
}

#[tokio::test]
async fn what_is_put_back_is_equal_row_for_row() {
    let folder = tempfile::tempdir().unwrap();
    let (path, copy) = (folder.path().join("company.db"), folder.path().join("copy.db"));
    let store = common::open(path.to_str().unwrap()).await;
    fill_base(&store).await;
    fill_things(&store, 300).await;
    store.put_setting("company", &"Before".into()).await.unwrap();
    store.backup(&copy).await.unwrap();
    let before = rows(&copy).await;
    assert_eq!(rows(&path).await, before, "a copy is equal row for row");
    let last = store.last_seq().await.unwrap();

    let grown = folder.path().join("grown.db");
    for number in 50_000..50_300 {
        insert_one(&store, "things", thing(number), number).await.unwrap();
    }
    store.put_setting("company", &"After".into()).await.unwrap();
    assert_eq!(titles(&store, "thing 5000").await, 10);
    store.backup(&grown).await.unwrap();
    let after = rows(&grown).await;
    assert_ne!(before, after);

    for (file, expected) in [(&copy, &before), (&grown, &after), (&copy, &before)] {
        store.replace(file, Arc::new(schema())).await.unwrap();
        store.put_schema(Arc::new(schema())).await.unwrap();
        assert!(rows(&path).await == *expected, "{}", file.display());
        assert_eq!(store.check().await.unwrap(), Vec::<String>::new());
    }
    assert_eq!(titles(&store, "thing 5000").await, 0, "the search finds what is there");

    // What comes after is told and counted from there on.
    let mut told = store.subscribe();
    insert_one(&store, "things", thing(60_000), 60_000).await.unwrap();
    assert_eq!(told.recv().await.unwrap()[0].seq, last + 1);
    assert_eq!(titles(&store, "thing 60000").await, 1);
    let count = store.count(&system(), &common::asking(), "things", &Filter::Always, None).await.unwrap();
    assert_eq!(count, 301);
    store.close().await;
    assert_eq!(store::age(path.to_str().unwrap(), &schema()).await.unwrap(), Age::Older, "it has no version");
}

#[tokio::test]
async fn sums_of_the_old_state_are_not_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let (path, copy) = (folder.path().join("company.db"), folder.path().join("copy.db"));
    let store = common::open(path.to_str().unwrap()).await;
    fill_base(&store).await;
    store.backup(&copy).await.unwrap();
    let groups = async || {
        let asking = common::asking();
        let by = ["owner".into()];
        let groups =
            store.groups(&system(), &asking, "things", &Filter::Always, &by, &[], None).await.unwrap();
        groups.iter().map(|group| group.count).collect::<Vec<_>>()
    };
    insert_one(&store, "things", thing(1_000), 1).await.unwrap();
    insert_one(&store, "things", thing(1_001), 2).await.unwrap();
    assert_eq!(groups().await, [2]);
    store.replace(&copy, Arc::new(schema())).await.unwrap();
    assert_eq!(groups().await, Vec::<u64>::new());
    let mut other = thing(1_002);
    other.values.insert("owner".into(), to_user(2));
    insert_one(&store, "things", other, 3).await.unwrap();
    insert_one(&store, "things", thing(1_003), 4).await.unwrap();
    assert_eq!(groups().await, [1, 1], "with the same number of the last change");
    store.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn others_read_and_write_while_copies_are_made_and_put_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("company.db");
    let store = common::open(path.to_str().unwrap()).await;
    fill_base(&store).await;
    fill_things(&store, 500).await;
    let done = Arc::new(AtomicBool::default());
    let writers = (0..4_u64).map(|task| {
        let (store, done) = (store.clone(), done.clone());
        tokio::spawn(async move {
            let mut written = 0;
            for number in 0.. {
                if done.load(Ordering::Relaxed) {
                    break;
                }
                let number = 100_000 + number * 4 + task;
                insert_one(&store, "things", thing(number), number).await.unwrap();
                let seen = store.get(&system(), "things", id(10_000), false).await.unwrap();
                assert!(seen.is_some(), "what was always there is always seen");
                written += 1;
            }
            written
        })
    });
    let writers: Vec<_> = writers.collect();
    for round in 0..4 {
        let copy = folder.path().join(format!("copy{round}.db"));
        store.backup(&copy).await.unwrap();
        let look = store::look(&copy, &schema()).await.unwrap();
        assert!(look.records.iter().any(|(module, count)| module == "things" && *count >= 500), "{look:?}");
        store.replace(&copy, Arc::new(schema())).await.unwrap();
    }
    done.store(true, Ordering::Relaxed);
    let mut written = 0;
    for writer in writers {
        written += writer.await.unwrap();
    }
    assert!(written > 0);
    assert_eq!(store.check().await.unwrap(), Vec::<String>::new());
    store.close().await;
}

#[tokio::test]
async fn what_is_no_copy_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("company.db");
    let store = common::open(path.to_str().unwrap()).await;
    fill_base(&store).await;
    fill_things(&store, 200).await;
    let copy = folder.path().join("copy.db");
    store.backup(&copy).await.unwrap();
    assert!(matches!(store.backup(&copy).await, Err(Error::Unavailable(_))), "nothing is written over");
    store.close().await;
    let whole = std::fs::read(&copy).unwrap();
    let file = |name: &str, content: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    };
    let noise: Vec<u8> = (0..100_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let noise = store::look(&file("noise.db", &noise), &schema()).await;
    assert!(matches!(noise, Err(Error::Corrupt(_) | Error::Foreign)), "{noise:?}");
    for length in [whole.len() / 2, whole.len() - 4096, 5_000] {
        let cut = store::look(&file("cut.db", &whole[..length]), &schema()).await;
        assert!(matches!(cut, Err(Error::Corrupt(_))), "{length}: {cut:?}");
    }
    let empty = store::look(&file("empty.db", b""), &schema()).await;
    assert!(matches!(empty, Err(Error::Foreign)), "{empty:?}");

    let foreign = folder.path().join("foreign.db");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&foreign).create_if_missing(true);
    let mut conn = SqliteConnection::connect_with(&options).await.unwrap();
    sqlx::raw_sql("CREATE TABLE invoices (id INTEGER PRIMARY KEY)").execute(&mut conn).await.unwrap();
    conn.close().await.unwrap();
    assert!(matches!(store::look(&foreign, &schema()).await, Err(Error::Foreign)));

    let newer = file("newer.db", &whole);
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&newer);
    let mut conn = SqliteConnection::connect_with(&options).await.unwrap();
    let sql = "INSERT INTO settings VALUES ('program', '\"99.1.0\"')";
    sqlx::raw_sql(sql).execute(&mut conn).await.unwrap();
    conn.close().await.unwrap();
    let refused = store::look(&newer, &schema()).await.unwrap_err();
    assert!(refused.to_string().contains("newer Rapport (99.1.0)"), "{refused}");
}

#[tokio::test]
async fn nothing_goes_on_in_a_store_that_is_closed() {
    let folder = tempfile::tempdir().unwrap();
    let store = common::open(folder.path().join("company.db").to_str().unwrap()).await;
    let mut told = store.subscribe();
    store.close().await;
    drop(store);
    let end = tokio::time::timeout(std::time::Duration::from_secs(5), told.recv()).await;
    assert!(matches!(end, Ok(Err(tokio::sync::broadcast::error::RecvError::Closed))), "{end:?}");
}

/// Where the child finds its databases; without it the child's test does nothing.
const FOLDER: &str = "RAPPORT_TEST_REPLACE";

/// Run by the test below in a process of its own: puts one state and the other in place, again and again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn child_that_is_killed() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let folder = Path::new(&folder);
    let store = common::open(folder.join("company.db").to_str().unwrap()).await;
    loop {
        for copy in ["one.db", "two.db"] {
            println!("putting {copy}");
            store.replace(&folder.join(copy), Arc::new(schema())).await.unwrap();
        }
    }
}

#[tokio::test]
async fn a_crash_leaves_the_one_state_or_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let store = common::open(at("company.db").to_str().unwrap()).await;
    fill_base(&store).await;
    fill_things(&store, 3_000).await;
    store.backup(&at("one.db")).await.unwrap();
    for number in 50_000..50_500 {
        insert_one(&store, "things", thing(number), number).await.unwrap();
    }
    store.backup(&at("two.db")).await.unwrap();
    store.close().await;
    let states = [rows(&at("one.db")).await, rows(&at("two.db")).await];
    for round in 0..6_u64 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["child_that_is_killed", "--exact", "--nocapture"])
            .env(FOLDER, folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        lines.map_while(Result::ok).filter(|line| line.contains("putting")).nth(round as usize + 2).unwrap();
        std::thread::sleep(std::time::Duration::from_millis(round * 3));
        child.kill().unwrap();
        child.wait().unwrap();
        let now = rows(&at("company.db")).await;
        assert!(states.contains(&now), "round {round}");
    }
}
