//! The demo company is one that could be.

use api::{Backend, BoardQuery, Happening};

use crate::house::{House, empty, everywhere, let_in};

#[tokio::test]
async fn an_empty_database_becomes_a_company_at_work() {
    let (engine, _, _folder) = empty().await;
    let lines = engine.demo().await.unwrap();
    assert!(lines[0].contains("rapport-demo"), "{lines:?}");
    assert!(lines.iter().any(|line| line.contains("admin@example.com")));
    let signed_in = let_in(engine.sign_in("admin@example.com", "rapport-demo", "Browser", "::1").await);
    let admin = engine.by_session(&signed_in.token).await.unwrap().unwrap().caller;
    assert_eq!(admin.me.level, "administrator");
    let count =
        async |module: &str, filter: &str| engine.count(&admin, module.into(), filter.into()).await.unwrap();
    for (module, at_least) in [
        ("users", 6),
        ("accounts", 40),
        ("contacts", 80),
        ("leads", 30),
        ("opportunities", 60),
        ("products", 10),
        ("tasks", 35),
        ("notes", 20),
        ("comments", 15),
    ] {
        assert!(count(module, "").await >= at_least, "{module}");
    }
    assert!(count("tasks", "due_date = today and status != done").await >= 6);
    assert!(count("tasks", "due_date < today and status != done").await >= 5);
    assert!(count("tasks", "due_date > today").await >= 5);
    for stage in ["won", "lost"] {
        assert!(
            count("opportunities", &format!("stage = {stage} and close_date <= today")).await >= 5,
            "{stage}"
        );
    }
    assert_eq!(count("leads", "created_at > now").await, 0);
    let made_of_leads = "status = converted and converted_account is not empty and converted_contact is not empty \
                         and converted_opportunity is not empty";
    assert_eq!(count("leads", made_of_leads).await, 3);
    assert_eq!(count("leads", "phone contains \"+00\" or email starts lead").await, 0);
    assert_eq!(count("leads", "phone is empty or email is empty").await, 0);
    for pipeline in ["sales", "projects"] {
        let query =
            BoardQuery { module: "opportunities".into(), pipeline: pipeline.into(), ..BoardQuery::default() };
        let board = engine.board(&admin, query).await.unwrap();
        let filled = board.columns.iter().filter(|column| column.count > 0).count();
        assert!(filled >= 5, "{pipeline}: {filled}");
    }
    for (text, module) in
        [("澜庭", "accounts"), ("причал", "accounts"), ("한강", "accounts"), ("山海", "accounts")]
    {
        let hits = engine.search(&admin, text.into(), Some(module.into()), 10).await.unwrap();
        assert!(!hits.is_empty(), "{text}");
    }
    // A second start changes nothing, and says again how to sign in.
    assert_eq!(engine.demo().await.unwrap(), lines);
    assert_eq!(count("users", "").await, 6);
}

#[tokio::test]
async fn no_task_is_older_than_what_it_is_about() {
    let (engine, _, _folder) = empty().await;
    engine.demo().await.unwrap();
    let admin = engine.caller_of("admin@example.com").await.unwrap();
    let query = api::ListQuery {
        module: "tasks".into(),
        columns: vec!["about".into(), "created_at".into()],
        limit: 200,
        ..api::ListQuery::default()
    };
    let mut seen = 0;
    for task in engine.list(&admin, query).await.unwrap().records {
        let Some(about) = task.value("about").as_link() else { continue };
        let what = engine.get(&admin, &about.module, about.id).await.unwrap();
        let since = |record: &model::Record| match record.value("created_at") {
            model::Value::Instant(instant) => *instant,
            other => panic!("{other:?}"),
        };
        assert!(since(&task) >= since(&what), "{}", what.title);
        seen += 1;
    }
    assert!(seen >= 30, "{seen}");
}

#[tokio::test]
async fn deals_have_moved_over_time() {
    let (engine, _, _folder) = empty().await;
    engine.demo().await.unwrap();
    let admin = engine.caller_of("admin@example.com").await.unwrap();
    let query = api::ListQuery {
        module: "opportunities".into(),
        filter: "stage = won".into(),
        ..api::ListQuery::default()
    };
    let won = &engine.list(&admin, query).await.unwrap().records[0];
    let timeline = engine.timeline(&admin, "opportunities".into(), won.id, None).await.unwrap();
    let changes: Vec<_> =
        timeline.entries.iter().filter(|entry| matches!(entry.what, Happening::Change(_))).collect();
    assert!(changes.len() >= 5, "{changes:?}");
    let span = changes[0].at - changes[changes.len() - 1].at;
    assert!(span.num_days() > 10, "{span}");
    assert!(timeline.entries.is_sorted_by(|later, earlier| later.at >= earlier.at));
}

#[tokio::test]
async fn a_database_that_is_used_is_left_alone() {
    everywhere(async |house: House| {
        assert!(house.engine.demo().await.unwrap().is_empty());
        assert!(house.titles(&house.ada, "accounts").await.is_empty());
    })
    .await;
}
