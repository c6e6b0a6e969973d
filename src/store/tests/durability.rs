//! What was acknowledged is there after a crash.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::collections::HashSet;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use common::{asking, id, insert_one, record, system, to_user};
use model::{Id, Value};
use store::Query;

/// Where the child finds its database; without it the child's test does nothing.
const FILE: &str = "RAPPORT_TEST_CRASH";

/// Run by the test below in a process of its own: writes from many tasks and says which writes were acknowledged.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn child_that_is_killed() {
    let Ok(path) = std::env::var(FILE) else { return };
    let store = common::open(&path).await;
    let tasks = (0..8_u64).map(|task| {
        let store = store.clone();
        tokio::spawn(async move {
            for number in 0.. {
                let number = 1_000 + number * 8 + task;
                let values = vec![("name", Value::text(format!("crash {number}"))), ("owner", to_user(1))];
                insert_one(&store, "things", record("things", number, values), number).await.unwrap();
                println!("acknowledged {}", id(number));
            }
        })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.unwrap();
    }
}

#[tokio::test]
async fn no_acknowledged_write_is_lost_when_the_program_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("crash.db");
    let mut acknowledged: HashSet<Id> = HashSet::new();
    for round in 0..3 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["child_that_is_killed", "--exact", "--nocapture"])
            .env(FILE, &path)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let wanted = 150 + 100 * round;
        for line in lines.by_ref().map_while(Result::ok) {
            acknowledged.extend(line.split_once("acknowledged ").and_then(|(_, id)| id.parse::<Id>().ok()));
            if acknowledged.len() >= wanted {
                break;
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        // What it had still said before it died.
        for line in lines.map_while(Result::ok) {
            acknowledged.extend(line.split_once("acknowledged ").and_then(|(_, id)| id.parse::<Id>().ok()));
        }
        let store = common::open(path.to_str().unwrap()).await;
        assert_eq!(store.check().await.unwrap(), Vec::<String>::new());
        let query = Query { module: "things".into(), limit: 10_000, ..Query::default() };
        let there: HashSet<Id> = store
            .list(&system(), &asking(), &query)
            .await
            .unwrap()
            .records
            .into_iter()
            .map(|record| record.id)
            .collect();
        let lost: Vec<&Id> = acknowledged.difference(&there).collect();
        assert!(lost.is_empty(), "lost {} of {}", lost.len(), acknowledged.len());
        assert!(acknowledged.len() >= wanted);
        // Rows, log and search index went together.
        assert_eq!(store.last_seq().await.unwrap(), there.len() as i64);
        let found = store.search(&system(), "crash", None, 10_000).await.unwrap();
        assert_eq!(found.len(), there.len());
        store.close().await;
        std::fs::remove_file(&path).unwrap();
        acknowledged.clear();
    }
}
