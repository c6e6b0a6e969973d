//! What happens leaves an entry, entries are found again, and whoever touches one is found out.

use api::{AuditEntry, AuditQuery, Backend, BulkChange, Failure, NO_MODULE, Selection};
use engine::Engine;
use futures::TryStreamExt;
use model::Record;
use sqlx::{AssertSqlSafe, Connection, SqliteConnection};

use crate::house::{House, empty, everywhere, failure, let_in, problems, text};

async fn search(house: &House, query: AuditQuery) -> Vec<AuditEntry> {
    house.engine.audit(&house.ada, query).await.unwrap().entries
}

async fn actions(house: &House, query: AuditQuery) -> Vec<String> {
    search(house, query).await.into_iter().map(|entry| entry.action).collect()
}

fn events() -> AuditQuery {
    AuditQuery { module: Some(NO_MODULE.into()), ..AuditQuery::default() }
}

async fn account(house: &House, name: &str) -> Record {
    house.add(&house.rita, "accounts", &[("name", text(name))]).await
}

/// Does to the file what nobody should.
async fn tamper(engine: &Engine, sql: &str) {
    let path = engine.store().path().unwrap();
    let mut conn = SqliteConnection::connect(&format!("sqlite:{}", path.display())).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut conn).await.unwrap();
    conn.close().await.unwrap();
}

async fn faults(house: &House) -> Vec<String> {
    house.engine.check().await.unwrap()
}

#[tokio::test]
async fn entries_are_found_by_person_module_record_action_text_and_day() {
    everywhere(async |house: House| {
        let acme = account(&house, "Acme").await;
        let birch = account(&house, "Birch").await;
        house.set(&house.ada, "accounts", &acme, &[("city", text("Москва"))]).await.ok();
        house.set(&house.ada, "accounts", &acme, &[("phone", text("+49 30 123"))]).await.unwrap();
        let in_accounts = AuditQuery { module: Some("accounts".into()), ..AuditQuery::default() };
        let found = search(&house, in_accounts.clone()).await;
        assert_eq!(found[0].action, "updated", "the newest first");
        assert_eq!(found[0].by.as_ref().unwrap().title, "Ada");
        assert_eq!(found[0].record.as_ref().unwrap().title, "Acme");
        let phone = found[0].fields.iter().find(|field| field.field == "phone").unwrap();
        assert!(phone.before.is_empty() && !phone.after.is_empty());
        let by_rita = AuditQuery { by: house.rita.grant.user, ..in_accounts.clone() };
        assert_eq!(actions(&house, by_rita).await, ["created", "created"]);
        let of_birch = AuditQuery { record: Some(birch.id), ..AuditQuery::default() };
        assert_eq!(actions(&house, of_birch).await, ["created"]);
        let updated = AuditQuery { action: "updated".into(), ..in_accounts.clone() };
        assert!(actions(&house, updated).await.iter().all(|action| action == "updated"));
        let birches = AuditQuery { text: "bIRCH".into(), ..AuditQuery::default() };
        let birches = search(&house, birches).await;
        assert_eq!(
            birches.iter().map(|entry| entry.record.as_ref().unwrap().id).collect::<Vec<_>>(),
            [birch.id]
        );
        let today = house.now().date_naive();
        let of_today = AuditQuery { from: Some(today), until: Some(today), ..in_accounts.clone() };
        assert_eq!(search(&house, of_today).await.len(), found.len());
        let of_tomorrow = AuditQuery { from: today.succ_opt(), ..in_accounts.clone() };
        assert!(search(&house, of_tomorrow).await.is_empty());
        let wrong =
            house.engine.audit(&house.ada, AuditQuery { action: "x".into(), ..AuditQuery::default() });
        assert_eq!(problems(wrong.await), ["action: unknown-choice"]);
        let not_hers = house.engine.audit(&house.max, AuditQuery::default());
        assert_eq!(failure(not_hers.await), Failure::NotAllowed);
        assert_eq!(failure(house.engine.audit_state(&house.max).await), Failure::NotAllowed);
    })
    .await;
}

#[tokio::test]
async fn pages_follow_each_other_without_a_gap() {
    everywhere(async |house: House| {
        for n in 0..7 {
            account(&house, &format!("Firm {n}")).await;
        }
        let all = search(&house, AuditQuery { limit: 200, ..AuditQuery::default() }).await;
        let mut query = AuditQuery { limit: 3, ..AuditQuery::default() };
        let mut pieced = Vec::new();
        loop {
            let page = house.engine.audit(&house.ada, query.clone()).await.unwrap();
            assert!(page.entries.len() <= 3);
            pieced.extend(page.entries);
            let Some(next) = page.next else { break };
            query.after = next;
        }
        assert_eq!(pieced, all);
        let wrong = AuditQuery { after: "x".into(), ..AuditQuery::default() };
        assert_eq!(problems(house.engine.audit(&house.ada, wrong).await), ["after: invalid-cursor"]);
    })
    .await;
}

#[tokio::test]
async fn who_came_in_and_what_was_set_is_written_down() {
    everywhere(async |house: House| {
        let password = "a long enough one";
        let user = house.rita.grant.user.unwrap();
        house.engine.set_password(&house.ada, user, password.into()).await.unwrap();
        let wrong = house.engine.sign_in("rita@example.com", "wrong", "Firefox", "192.0.2.7").await;
        assert!(wrong.is_err());
        let wrong = house.engine.sign_in("nobody@example.com", "wrong", "Firefox", "192.0.2.7").await;
        assert!(wrong.is_err());
        let signed_in = house.engine.sign_in("rita@example.com", password, "Firefox", "192.0.2.7").await;
        let signed_in = let_in(signed_in);
        house.engine.sign_out(&signed_in.token).await.unwrap();
        house.engine.make_token(&house.rita, "till".into()).await.unwrap();
        let token = house.engine.tokens(&house.rita).await.unwrap().remove(0);
        house.engine.end_token(&house.rita, token.id).await.unwrap();
        house.engine.set_bin_days(&house.ada, 30).await.unwrap();
        let happened = search(&house, events()).await;
        let told: Vec<_> = happened.iter().map(|entry| entry.action.as_str()).collect();
        assert_eq!(
            told,
            [
                "settings_changed",
                "token_ended",
                "token_made",
                "signed_out",
                "signed_in",
                "sign_in_failed",
                "sign_in_failed",
                "password_set"
            ]
        );
        let about: Vec<_> =
            happened.iter().map(|entry| entry.record.as_ref().map(|user| &*user.title)).collect();
        assert_eq!(about[5..], [None, Some("Rita"), Some("Rita")]);
        assert_eq!(happened[6].by, None, "who failed may be anybody");
        assert_eq!(happened[7].by.as_ref().unwrap().title, "Ada");
        let said = serde_json::to_string(&happened).unwrap();
        assert!(said.contains("192.0.2.7") && said.contains("bin.days") && !said.contains(password));
        assert_eq!(faults(&house).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn all_of_it_can_be_taken_along() {
    everywhere(async |house: House| {
        account(&house, "=Acme").await;
        let query = AuditQuery { module: Some("accounts".into()), ..AuditQuery::default() };
        let pieces: Vec<Vec<u8>> =
            house.engine.export_audit(&house.ada, query).unwrap().try_collect().await.unwrap();
        let file = String::from_utf8(pieces.concat()).unwrap();
        let lines: Vec<&str> = file.lines().collect();
        assert_eq!(lines.len(), 2, "{file}");
        assert!(lines[1].contains(",Rita,created,accounts,'=Acme,"), "{file}");
        assert_eq!(actions(&house, events()).await[0], "exported");
        assert!(house.engine.export_audit(&house.rita, AuditQuery::default()).is_err());
    })
    .await;
}

#[tokio::test]
async fn what_was_removed_for_good_leaves_the_chain_whole() {
    everywhere(async |house: House| {
        let acme = account(&house, "Secret Ltd").await;
        account(&house, "Birch").await;
        let id = acme.id;
        for change in [BulkChange::Delete, BulkChange::Remove] {
            let which = Selection::Ids(vec![id]);
            house.engine.change_many(&house.ada, "accounts".into(), which, change).await.unwrap();
        }
        assert_eq!(faults(&house).await, Vec::<String>::new());
        assert!(
            search(&house, AuditQuery { text: "Secret Ltd".into(), ..AuditQuery::default() })
                .await
                .is_empty()
        );
        let of_it = AuditQuery { record: Some(id), ..AuditQuery::default() };
        assert_eq!(actions(&house, of_it).await, ["removed", "deleted", "created"]);
    })
    .await;
}

#[tokio::test]
async fn whoever_touches_an_entry_is_found_out() {
    for (sql, told) in [
        ("UPDATE changes SET fields = replace(fields, 'Acme', 'Abbe')", "was altered"),
        ("UPDATE changes SET at = at + 1 WHERE seq = 5", "entry 5 "),
        (
            "UPDATE changes SET \"by\" = zeroblob(16) WHERE seq = (SELECT max(seq) FROM changes)",
            "was altered",
        ),
        ("UPDATE changes SET kind = 'updated' WHERE seq = 4", "entry 4 "),
        ("DELETE FROM changes WHERE seq = 3", "entry 4 "),
        ("DELETE FROM changes WHERE seq = (SELECT max(seq) FROM changes)", "1 entries are missing"),
        // Values may be dropped with their record only, even by somebody who works out the digest.
        ("UPDATE changes SET fields = '[]', digest = zeroblob(32) WHERE seq = 4", "entry 4 "),
    ] {
        let (engine, _, _folder) = empty().await;
        let values = [("name".into(), text("Acme"))].into();
        engine.create(&engine.system_caller(), "products".into(), values).await.unwrap();
        assert_eq!(engine.check().await.unwrap(), Vec::<String>::new());
        tamper(&engine, sql).await;
        let faults = engine.check().await.unwrap();
        assert!(faults.iter().any(|fault| fault.contains(told)), "{sql}: {faults:?}");
    }
}

#[tokio::test]
async fn the_log_of_an_older_database_is_given_its_chain() {
    let (engine, _, folder) = empty().await;
    tamper(&engine, "UPDATE changes SET salt = NULL, hash = NULL").await;
    assert!(!engine.check().await.unwrap().is_empty());
    engine.store().close().await;
    let url = format!("sqlite:{}", folder.path().join("test.db").display());
    let store = store::Store::open(&url).await.unwrap();
    assert_eq!(store.check().await.unwrap(), Vec::<String>::new());
    let state = store.log_state().await.unwrap();
    assert!(state.entries > 0 && state.hash.len() == 64 && !state.hash.starts_with("0000000000"));
    store.close().await;
}
