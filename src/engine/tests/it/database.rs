//! Keeping the database: what is restored is what was backed up, what is no backup is refused, and all that in time.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use api::{Backend, Backup, BackupKind, BulkChange, Every, Failure, ListQuery, Schedule, Selection};
use chrono::{DateTime, Duration};
use engine::{Company, Engine};
use model::{Instant, Name, Value};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, Connection, SqliteConnection};

use crate::house::{self, House, everywhere, failure, let_in, problems, text, user, values};

/// What may differ after a restore: who is signed in now stays so.
const DOORS: [&str; 2] = ["sessions", "once"];

async fn sql(path: &Path, statement: &str) {
    let options = SqliteConnectOptions::new().filename(path).create_if_missing(true);
    let options = options.collation("RAPPORT", |one, other| one.cmp(other));
    let mut conn = SqliteConnection::connect_with(&options).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(statement.to_owned())).execute(&mut conn).await.unwrap();
    conn.close().await.unwrap();
}

/// Every row of every table, as SQLite writes the values down.
async fn rows(path: &Path) -> BTreeMap<String, Vec<String>> {
    let options = SqliteConnectOptions::new().filename(path).read_only(true);
    let mut conn = SqliteConnection::connect_with(&options).await.unwrap();
    let sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'";
    let tables: Vec<String> = sqlx::query_scalar(sql).fetch_all(&mut conn).await.unwrap();
    let mut found = BTreeMap::new();
    for table in tables.into_iter().filter(|table| !DOORS.contains(&table.as_str())) {
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

/// The rows without what the log tells of the restoring itself.
fn as_restored(mut rows: BTreeMap<String, Vec<String>>) -> BTreeMap<String, Vec<String>> {
    rows.get_mut("changes").unwrap().retain(|row| !row.contains("'backup_restored'"));
    rows.remove("sqlite_sequence");
    rows
}

fn assert_equal(one: &BTreeMap<String, Vec<String>>, other: &BTreeMap<String, Vec<String>>) {
    assert!(one.keys().eq(other.keys()));
    for (table, rows) in one {
        assert_eq!(rows, &other[table], "{table}");
    }
}

/// Runs a test on SQLite; PostgreSQL says that this is not for it.
async fn embedded(test: impl AsyncFn(House)) {
    everywhere(async |house| {
        if house.engine.store().is_postgres() {
            assert_eq!(problems(house.engine.back_up(&house.ada).await), [": sqlite-only"]);
            let checked = house.engine.check_database(&house.ada).await.unwrap();
            assert_eq!(checked.faults, Vec::<String>::new());
            let database = house.engine.database(&house.ada).await.unwrap();
            assert!(!database.embedded && database.bytes > 0 && database.backups.is_empty());
        } else {
            test(house).await;
        }
    })
    .await;
}

impl House {
    async fn file(&self, backup: &Backup) -> PathBuf {
        self.engine.backup_file(&self.ada, &backup.name).await.unwrap()
    }

    async fn backups(&self) -> Vec<Backup> {
        self.engine.database(&self.ada).await.unwrap().backups
    }

    async fn send(&self, content: &[u8]) -> Result<api::BackupContent, Failure> {
        let pieces: Vec<Result<Vec<u8>, std::io::Error>> =
            content.chunks(10_000).map(|piece| Ok(piece.to_vec())).collect();
        self.engine.take_backup(&self.ada, futures::stream::iter(pieces)).await
    }

    fn present(&self) -> PathBuf {
        self.engine.store().path().unwrap()
    }
}

fn now(text: &str) -> Instant {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

#[tokio::test]
async fn what_is_restored_is_equal_row_for_row() {
    embedded(async |house| {
        let account = house
            .add(&house.rita, "accounts", &[("name", text("Nordkaffe")), ("owner", user(&house.rita))])
            .await;
        for number in 0..50 {
            house.add(&house.ron, "accounts", &[("name", text(&format!("广州茶厂 {number}")))]).await;
        }
        house.engine.set_password(&house.ada, house.rita.me.id, "a long password".into()).await.unwrap();
        let backup = house.engine.back_up(&house.ada).await.unwrap();
        assert_eq!(backup.kind, BackupKind::Hand);
        let before = as_restored(rows(&house.file(&backup).await).await);
        let content = house.engine.backup_content(&house.ada, backup.name.clone()).await.unwrap();
        let accounts = content.modules.iter().find(|module| module.module == "accounts").unwrap();
        assert_eq!((accounts.records, accounts.label.as_str()), (51, "Accounts"));
        assert_eq!((content.made, content.version.as_str()), (Some(backup.made), env!("CARGO_PKG_VERSION")));

        house.set(&house.rita, "accounts", &account, &[("name", text("Südkaffe"))]).await.unwrap();
        house.add(&house.rita, "accounts", &[("name", text("Made since"))]).await;
        let company = Company { name: "Renamed".into(), ..house.engine.company() };
        house.engine.set_company(company).await.unwrap();
        let role = house::role_called(&house.engine, "Representative").await;
        let new = house::add_user(&house.engine, &house.ada, "Nora", role).await;
        let door =
            let_in(house.engine.sign_in("rita@example.com", "a long password", "browser", "::1").await);
        let token = house.engine.new_token("sue@example.com", "program").await.unwrap();

        house.engine.restore_backup(&house.ada, backup.name.clone()).await.unwrap();
        assert_equal(&as_restored(rows(&house.present()).await), &before);
        let checked = house.engine.check_database(&house.ada).await.unwrap();
        assert_eq!(checked.faults, Vec::<String>::new());
        assert_eq!(house.engine.company().name, "Rapport");
        assert_eq!(house.titles(&house.rita, "accounts").await, ["Nordkaffe"]);
        assert_eq!(house.engine.search(&house.ada, "made since".into(), None, 10).await.unwrap().len(), 0);
        // Who was signed in stays so; who was not there yet is not known, and nor is a token made since.
        assert!(house.engine.by_session(&door.token).await.unwrap().is_some());
        assert_eq!(failure(house.engine.as_of_now(&new)), Failure::NotSignedIn);
        assert!(house.engine.by_token(&token).await.unwrap().is_none());

        // All goes on from there, and the state before can be had back.
        house.add(&house.rita, "accounts", &[("name", text("Made after"))]).await;
        let [replaced, first] = &house.backups().await[..] else { panic!("two backups") };
        assert_eq!((replaced.kind, first), (BackupKind::Restore, &backup));
        let after = as_restored(rows(&house.file(replaced).await).await);
        house.engine.restore_backup(&house.ada, replaced.name.clone()).await.unwrap();
        assert_equal(&as_restored(rows(&house.present()).await), &after);
        assert_eq!(house.titles(&house.rita, "accounts").await, ["Made since", "Südkaffe"]);
        assert!(house.engine.as_of_now(&new).is_ok());
    })
    .await;
}

#[tokio::test]
async fn what_was_ended_since_a_backup_stays_ended() {
    embedded(async |house| {
        house.engine.set_password(&house.ada, house.rita.me.id, "a long password".into()).await.unwrap();
        let sign_in = || house.engine.sign_in("rita@example.com", "a long password", "browser", "::1");
        let (gone, stays) = (let_in(sign_in().await), let_in(sign_in().await));
        let token = house.engine.make_token(&house.rita, "program".into()).await.unwrap();
        let backup = house.engine.back_up(&house.ada).await.unwrap();
        house.engine.sign_out(&gone.token).await.unwrap();
        let known = house.engine.tokens(&house.rita).await.unwrap();
        house.engine.end_token(&house.rita, known[0].id).await.unwrap();
        house.engine.restore_backup(&house.ada, backup.name).await.unwrap();
        assert!(house.engine.by_session(&gone.token).await.unwrap().is_none());
        assert!(house.engine.by_session(&stays.token).await.unwrap().is_some());
        assert!(house.engine.by_token(&token).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn a_file_that_is_sent_is_looked_at_before_it_is_restored() {
    embedded(async |house| {
        house.add(&house.rita, "accounts", &[("name", text("Nordkaffe"))]).await;
        let backup = house.engine.back_up(&house.ada).await.unwrap();
        let whole = std::fs::read(house.file(&backup).await).unwrap();
        house.engine.delete_backup(&house.ada, backup.name.clone()).await.unwrap();
        assert_eq!(house.backups().await, []);
        house.add(&house.rita, "accounts", &[("name", text("Made since"))]).await;
        let before = rows(&house.present()).await;

        let content = house.send(&whole).await.unwrap();
        assert_eq!((content.made, content.bytes), (None, whole.len() as u64));
        assert!(content.last_change.is_some());
        assert_equal(&rows(&house.present()).await, &before);
        house.engine.restore_backup(&house.ada, content.name.clone()).await.unwrap();
        assert_eq!(house.titles(&house.rita, "accounts").await, ["Nordkaffe"]);
        assert_eq!(failure(house.engine.restore_backup(&house.ada, content.name).await), Failure::NotFound);
    })
    .await;
}

#[tokio::test]
async fn what_is_no_backup_is_refused_and_nothing_is_lost() {
    embedded(async |house| {
        house.add(&house.rita, "accounts", &[("name", text("Nordkaffe"))]).await;
        let backup = house.engine.back_up(&house.ada).await.unwrap();
        let file = house.file(&backup).await;
        let whole = std::fs::read(&file).unwrap();
        let folder = file.parent().unwrap().to_owned();
        let before = rows(&house.present()).await;
        let made = async |statement: &str, whole: Option<&[u8]>| {
            let file = folder.join("made.db");
            let _ = std::fs::remove_file(&file);
            if let Some(whole) = whole {
                std::fs::write(&file, whole).unwrap();
            }
            sql(&file, statement).await;
            let content = std::fs::read(&file).unwrap();
            std::fs::remove_file(&file).unwrap();
            content
        };
        let noise: Vec<u8> = (0..70_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 11) as u8).collect();
        let foreign = made("CREATE TABLE invoices (id INTEGER PRIMARY KEY)", None).await;
        let newer = "UPDATE settings SET value = '\"99.0.0\"' WHERE key = 'program'";
        let newer = made(newer, Some(&whole)).await;
        let migrated = "INSERT INTO _sqlx_migrations VALUES (990001, 'later', 0, 1, x'00', 0)";
        let migrated = made(migrated, Some(&whole)).await;
        let mut scratched = whole.clone();
        let middle = scratched.len() / 2;
        scratched[middle..middle + 60_000].fill(0x5a);
        for (content, code) in [
            (noise.as_slice(), "backup-damaged"),
            (b"PK\x03\x04 this is a spreadsheet", "backup-damaged"),
            (b"", "backup-foreign"),
            (&whole[..whole.len() / 2], "backup-damaged"),
            (&scratched, "backup-damaged"),
            (&foreign, "backup-foreign"),
            (&newer, "backup-newer"),
            (&migrated, "backup-newer"),
        ] {
            assert_eq!(problems(house.send(content).await), [format!(": {code}")]);
        }
        // One that is damaged where it lies is refused too.
        std::fs::write(&file, &scratched).unwrap();
        let refused = house.engine.restore_backup(&house.ada, backup.name.clone()).await;
        assert_eq!(problems(refused), [": backup-damaged"]);
        assert_equal(&rows(&house.present()).await, &before);
        let left: Vec<_> =
            std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().file_name()).collect();
        assert_eq!(left, [backup.name.as_str()], "nothing is left behind");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn others_work_while_a_backup_is_restored() {
    embedded(async |house| {
        house.add(&house.rita, "accounts", &[("name", text("Nordkaffe"))]).await;
        let backup = house.engine.back_up(&house.ada).await.unwrap();
        let (engine, rita) = (house.engine.clone(), house.rita.clone());
        let others = tokio::spawn(async move {
            let mut made = 0;
            for number in 0..400 {
                let name = Value::text(format!("Account {number}"));
                let values = [(Name::new_static("name"), name)].into();
                made += u32::from(engine.create(&rita, "accounts".into(), values).await.is_ok());
            }
            made
        });
        house.engine.restore_backup(&house.ada, backup.name.clone()).await.unwrap();
        house.engine.restore_backup(&house.ada, backup.name.clone()).await.unwrap();
        assert_eq!(others.await.unwrap(), 400, "nobody is refused");
        assert_eq!(house.engine.check_database(&house.ada).await.unwrap().faults, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn tidying_up_gives_space_back_and_loses_nothing() {
    everywhere(async |house| {
        let (engine, ada) = (&house.engine, &house.ada);
        let long = text(&"长".repeat(4_000));
        let mut gone = Vec::new();
        for number in 0..200 {
            let given = [("name", text(&format!("Account {number}"))), ("description", long.clone())];
            gone.push(house.add(ada, "accounts", &given).await.id);
        }
        for change in [BulkChange::Delete, BulkChange::Remove] {
            let which = Selection::Ids(gone.clone());
            assert_eq!(engine.change_many(ada, "accounts".into(), which, change).await.unwrap().count, 200);
        }
        let (writing, rita) = (engine.clone(), house.rita.clone());
        let others = tokio::spawn(async move {
            for number in 0..100 {
                let values = values(&[("name", text(&format!("Kept {number}")))]);
                writing.create(&rita, "accounts".into(), values).await.unwrap();
            }
        });
        let tidied = engine.tidy_database(ada).await.unwrap();
        // PostgreSQL keeps its files and writes into the gaps.
        assert!(engine.store().is_postgres() || tidied.after < tidied.before, "{tidied:?}");
        others.await.unwrap();
        assert_eq!(house.titles(ada, "accounts").await.len(), 100);
        assert_eq!(engine.search(ada, "Kept 7".into(), None, 50).await.unwrap()[0].title, "Kept 7");
        assert_eq!(engine.check_database(ada).await.unwrap().faults, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn backups_are_made_in_time_and_the_newest_are_kept() {
    embedded(async |house| {
        let turn = async || house.engine.keep_database_once().await.unwrap();
        let hand = house.engine.back_up(&house.ada).await.unwrap();
        turn().await;
        assert_eq!(house.backups().await, std::slice::from_ref(&hand), "nobody has decided anything");
        // It is half past nine on a Wednesday, and half past ten in Berlin.
        let zone = "Europe/Berlin".to_owned();
        let daily = Schedule { every: Every::Day, weekday: 0, hour: 3, zone, keep: 3 };
        house.engine.set_backup_schedule(&house.ada, daily.clone()).await.unwrap();
        turn().await;
        assert_eq!(house.backups().await.len(), 1, "what was due before is not made up for");
        let database = house.engine.database(&house.ada).await.unwrap();
        assert_eq!((database.next, &database.schedule), (Some(now("2026-03-12T02:00:00Z")), &daily));

        house.pass(Duration::hours(16));
        turn().await;
        assert_eq!(house.backups().await.len(), 1, "not yet");
        house.pass(Duration::hours(1));
        turn().await;
        turn().await;
        assert_eq!(house.backups().await.len(), 2, "once");
        for _ in 0..5 {
            house.pass(Duration::days(1));
            turn().await;
        }
        let backups = house.backups().await;
        let scheduled: Vec<&Backup> =
            backups.iter().filter(|backup| backup.kind == BackupKind::Scheduled).collect();
        assert_eq!(scheduled.len(), 3);
        assert_eq!(scheduled[0].made.date_naive().to_string(), "2026-03-17");
        assert!(backups.contains(&hand), "what was made by hand stays");
        // A server that was off makes one, and not one for each day.
        house.pass(Duration::days(20));
        turn().await;
        turn().await;
        let newest = &house.backups().await[0];
        assert_eq!(newest.made.date_naive().to_string(), "2026-04-06");

        house
            .engine
            .set_backup_schedule(&house.ada, Schedule { every: Every::Never, ..daily })
            .await
            .unwrap();
        house.pass(Duration::days(3));
        turn().await;
        assert_eq!(house.backups().await.len(), 4);
    })
    .await;
}

#[tokio::test]
async fn a_schedule_that_means_nothing_is_refused() {
    embedded(async |house| {
        let set = async |schedule| problems(house.engine.set_backup_schedule(&house.ada, schedule).await);
        let schedule = Schedule::default;
        assert_eq!(set(Schedule { hour: 24, ..schedule() }).await, ["hour: out-of-bounds"]);
        assert_eq!(set(Schedule { weekday: 7, ..schedule() }).await, ["weekday: out-of-bounds"]);
        assert_eq!(set(Schedule { keep: 0, ..schedule() }).await, ["keep: out-of-bounds"]);
        assert_eq!(set(Schedule { zone: "Mars/Utopia".into(), ..schedule() }).await, ["zone: unknown-zone"]);
    })
    .await;
}

#[tokio::test]
async fn a_scheduled_backup_that_fails_is_told_and_tried_again() {
    embedded(async |house| {
        let daily = Schedule { every: Every::Day, hour: 0, ..Schedule::default() };
        house.engine.set_backup_schedule(&house.ada, daily).await.unwrap();
        house.pass(Duration::days(1));
        // Where the folder should be is a file.
        let folder = house.present().with_file_name("test-backups");
        std::fs::write(&folder, b"in the way").unwrap();
        house.engine.keep_database_once().await.unwrap();
        let database = house.engine.database(&house.ada).await.unwrap();
        assert_eq!(database.trouble.unwrap().why.code, "backup-not-written");
        std::fs::remove_file(&folder).unwrap();
        house.engine.keep_database_once().await.unwrap();
        assert_eq!(house.backups().await, [], "not at once");
        house.pass(Duration::hours(1));
        house.engine.keep_database_once().await.unwrap();
        let database = house.engine.database(&house.ada).await.unwrap();
        assert_eq!((database.trouble, database.backups.len()), (None, 1));
    })
    .await;
}

#[tokio::test]
async fn growth_has_one_figure_a_day() {
    embedded(async |house| {
        for day in 0..3 {
            for _ in 0..2 {
                house.engine.keep_database_once().await.unwrap();
                house.add(&house.rita, "accounts", &[("name", text(&format!("Account {day}")))]).await;
            }
            house.pass(Duration::days(1));
        }
        let database = house.engine.database(&house.ada).await.unwrap();
        let days: Vec<String> = database.growth.iter().map(|growth| growth.day.to_string()).collect();
        assert_eq!(days, ["2026-03-11", "2026-03-12", "2026-03-13", "2026-03-14"]);
        let records: Vec<u64> = database.growth.iter().map(|growth| growth.records).collect();
        assert_eq!(records.windows(2).map(|pair| pair[1] - pair[0]).collect::<Vec<_>>(), [2, 2, 2]);
        let accounts = database.modules.iter().find(|module| module.module == "accounts").unwrap();
        assert_eq!(accounts.records, 6);
        assert_eq!(database.growth.last().unwrap().bytes, database.bytes);
    })
    .await;
}

#[tokio::test]
async fn only_administrators_keep_the_database() {
    everywhere(async |house| {
        let (engine, max) = (&house.engine, &house.max);
        assert_eq!(failure(engine.database(max).await), Failure::NotAllowed);
        assert_eq!(failure(engine.check_database(max).await), Failure::NotAllowed);
        assert_eq!(failure(engine.tidy_database(max).await), Failure::NotAllowed);
        assert_eq!(failure(engine.back_up(max).await), Failure::NotAllowed);
        assert_eq!(failure(engine.backup_content(max, "x".into()).await), Failure::NotAllowed);
        assert_eq!(failure(engine.delete_backup(max, "x".into()).await), Failure::NotAllowed);
        assert_eq!(failure(engine.restore_backup(max, "x".into()).await), Failure::NotAllowed);
        assert_eq!(failure(engine.set_backup_schedule(max, Schedule::default()).await), Failure::NotAllowed);
        assert_eq!(failure(engine.backup_file(max, "x").await), Failure::NotAllowed);
        let nothing = futures::stream::iter(Vec::<Result<Vec<u8>, std::io::Error>>::new());
        assert_eq!(failure(engine.take_backup(max, nothing).await), Failure::NotAllowed);
    })
    .await;
}

#[tokio::test]
async fn an_older_database_is_backed_up_before_it_is_changed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("company.db");
    let url = format!("sqlite:{}", path.display());
    let open = async || Engine::open(&url).await;
    let backups = || std::fs::read_dir(folder.path().join("company-backups")).map_or(0, Iterator::count);
    open().await.unwrap().store().close().await;
    open().await.unwrap().store().close().await;
    assert_eq!(backups(), 0, "nothing is changed, nothing is backed up");

    // As an older program left it: without a field that came later.
    sql(&path, "DROP INDEX IF EXISTS i_accounts_employees; ALTER TABLE m_accounts DROP COLUMN fax").await;
    let before = rows(&path).await;
    let engine = open().await.unwrap();
    let product = engine.system_caller();
    let [backup] = &engine.database(&product).await.unwrap().backups[..] else { panic!("one backup") };
    assert_eq!(backup.kind, BackupKind::Upgrade);
    assert_equal(&rows(&engine.backup_file(&product, &backup.name).await.unwrap()).await, &before);
    // Restoring it brings it up to date, and backs up only what is there now.
    engine.restore_backup(&product, backup.name.clone()).await.unwrap();
    assert_eq!(engine.database(&product).await.unwrap().backups.len(), 2);
    let query =
        ListQuery { module: "accounts".into(), filter: "fax is empty".into(), ..ListQuery::default() };
    engine.list(&product, query).await.unwrap();
    engine.store().close().await;

    sql(&path, "DELETE FROM settings WHERE key = 'program'").await;
    open().await.unwrap().store().close().await;
    assert_eq!(backups(), 3, "before programs noted their version");

    sql(&path, "UPDATE settings SET value = '\"99.0.0\"' WHERE key = 'program'").await;
    let refused = open().await.err().unwrap().to_string();
    let said =
        "a newer Rapport (99.0.0) has written the database; install that one, or restore an older backup";
    assert_eq!(refused, said);
    sql(&path, "DROP TABLE settings").await;
    assert_eq!(open().await.err().unwrap().to_string(), "this is not a database of Rapport");
    assert_eq!(backups(), 3);
}
