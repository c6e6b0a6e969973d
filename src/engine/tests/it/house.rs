//! A small company on an empty database, with a clock that the test turns.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use api::{Backend, Caller, Failure, ListQuery, Saved};
use chrono::{DateTime, Duration};
use engine::{Engine, Passed, SignedIn};
use model::{Id, Name, Problem, Record, Value};

pub use crate::given::{add_role, link, number, text, values};
use crate::postgres::Postgres;
use crate::template;

/// 32 bytes in base64.
const KEY: &str = "cmFwcG9ydCBrZWVwcyBpdHMgc2VjcmV0cyBhdCByZXM=";

/// When the clock of a test begins to run, and when that of the people who were there before did.
const START: &str = "2026-03-11T09:30:00Z";
const BEFORE: &str = "2026-03-11T09:29:00Z";

pub struct House {
    pub engine: Engine,
    /// The address of the database.
    pub url: String,
    clock: Arc<AtomicI64>,
    /// May do all.
    pub ada: Arc<Caller>,
    /// Manages the north: Rita and Ron.
    pub max: Arc<Caller>,
    pub rita: Arc<Caller>,
    pub ron: Arc<Caller>,
    /// Represents the south, below another manager.
    pub sue: Arc<Caller>,
}

/// Runs a test on each database that there is.
pub async fn everywhere(test: impl AsyncFn(House)) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("test.db");
    template::copy(&file).await;
    run(&test, &format!("sqlite:{}", file.display())).await;
    if let Ok(server) = std::env::var("RAPPORT_TEST_POSTGRES") {
        let (server, name) =
            (Postgres::at(server), format!("rapport_test_{}", uuid::Uuid::now_v7().simple()));
        run(&test, &server.make(&name).await).await;
        server.drop(&name).await;
    }
}

async fn run(test: &impl AsyncFn(House), url: &str) {
    let house = House::enter(url).await;
    let engine = house.engine.clone();
    test(house).await;
    engine.store().close().await;
}

/// An engine on an empty database, with nobody in it.
pub async fn empty() -> (Engine, Arc<AtomicI64>, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("test.db").display());
    let (engine, clock) = open(&url, START).await;
    (engine, clock, folder)
}

async fn open(url: &str, start: &str) -> (Engine, Arc<AtomicI64>) {
    let start: DateTime<chrono::Utc> = start.parse().unwrap();
    let clock = Arc::new(AtomicI64::new(start.timestamp_millis()));
    let hand = clock.clone();
    // Each look moves it by a millisecond, so that what happens later is later.
    let tell = move || DateTime::from_timestamp_millis(hand.fetch_add(1, Ordering::SeqCst)).unwrap();
    // SQLite has its key in a file, which is made when it is needed; PostgreSQL is given one.
    let key = url.starts_with("postgres").then(|| KEY.to_owned());
    (Engine::open_with(url, Arc::new(tell), key).await.unwrap(), clock)
}

/// The session of whoever needs no code.
pub fn let_in(passed: Result<Passed, Failure>) -> SignedIn {
    match passed.unwrap() {
        Passed::In(signed_in) => signed_in,
        Passed::SecondStep(_) | Passed::Passkey => panic!("more is asked for"),
    }
}

/// Has people move into an empty database. Takes seconds, so it is done once, and each test gets a copy.
pub async fn furnish(url: &str) {
    let (engine, _) = open(url, BEFORE).await;
    let product = engine.system_caller();
    let administrator = role_called(&engine, "Administrator").await;
    let manager = role_called(&engine, "Manager").await;
    let north = role_called(&engine, "Representative").await;
    let south = add_role(&engine, "Manager South", "manager", Some(administrator)).await;
    let south = add_role(&engine, "South", "representative", Some(south)).await;
    // Each holds it herself, so that a test may take it.
    let sales = link("profiles", record_called(&engine, "profiles", "Sales").await.id);
    let representative = record_called(&engine, "roles", "Representative").await;
    let none = values(&[("profile", Value::Empty)]);
    engine.update(&product, "roles".into(), north, representative.version, none).await.unwrap();
    for (name, role) in
        [("Ada", administrator), ("Max", manager), ("Rita", north), ("Ron", north), ("Sue", south)]
    {
        let profile = if [north, south].contains(&role) { sales.clone() } else { Value::Empty };
        add_holder(&engine, &product, name, role, profile).await;
    }
    engine.store().close().await;
}

impl House {
    async fn enter(url: &str) -> House {
        let (engine, clock) = open(url, START).await;
        // Only now, when all are there, are all rights as they will be.
        let caller = async |name: &str| engine.caller_of(&format!("{name}@example.com")).await.unwrap();
        let (ada, max) = (caller("ada").await, caller("max").await);
        let (rita, ron, sue) = (caller("rita").await, caller("ron").await, caller("sue").await);
        House { engine, url: url.to_owned(), clock, ada, max, rita, ron, sue }
    }

    /// Another program on the same database.
    pub async fn beside(&self) -> Engine {
        open(&self.url, START).await.0
    }

    /// What the clock says, without its moving on.
    pub fn now(&self) -> DateTime<chrono::Utc> {
        DateTime::from_timestamp_millis(self.clock.load(Ordering::SeqCst)).unwrap()
    }

    /// Turns the clock on.
    pub fn pass(&self, time: Duration) {
        self.clock.fetch_add(time.num_milliseconds(), Ordering::SeqCst);
    }

    pub async fn add(&self, by: &Caller, module: &'static str, values: &[(&'static str, Value)]) -> Record {
        self.try_add(by, module, values).await.unwrap().record
    }

    pub async fn try_add(
        &self,
        by: &Caller,
        module: &'static str,
        values: &[(&'static str, Value)],
    ) -> Result<Saved, Failure> {
        self.engine.create(by, Name::new_static(module), self::values(values)).await
    }

    pub async fn set(
        &self,
        by: &Caller,
        module: &'static str,
        record: &Record,
        values: &[(&'static str, Value)],
    ) -> Result<Saved, Failure> {
        let name = Name::new_static(module);
        self.engine.update(by, name, record.id, record.version, self::values(values)).await
    }

    pub async fn list(&self, by: &Caller, module: &'static str, filter: &str) -> Vec<Record> {
        let query =
            ListQuery { module: module.into(), filter: filter.into(), limit: 200, ..ListQuery::default() };
        self.engine.list(by, query).await.unwrap().records
    }

    /// The titles that `by` sees, in alphabetical order.
    pub async fn titles(&self, by: &Caller, module: &'static str) -> Vec<String> {
        let mut titles: Vec<String> =
            self.list(by, module, "").await.into_iter().map(|record| record.title).collect();
        titles.sort();
        titles
    }

    pub async fn get(&self, module: &'static str, id: Id) -> Record {
        self.engine.get(&self.engine.system_caller(), module, id).await.unwrap()
    }

    /// The user as one who asks now.
    pub async fn again(&self, caller: &Caller) -> Arc<Caller> {
        self.engine.caller_of(&caller.me.email).await.unwrap()
    }
}

pub async fn role_called(engine: &Engine, name: &str) -> Id {
    record_called(engine, "roles", name).await.id
}

async fn record_called(engine: &Engine, module: &'static str, name: &str) -> Record {
    let filter = format!("name = \"{name}\"");
    let query = ListQuery { module: module.into(), filter, ..ListQuery::default() };
    engine.list(&engine.system_caller(), query).await.unwrap().records.remove(0)
}

pub async fn add_user(engine: &Engine, by: &Caller, name: &str, role: Id) -> Arc<Caller> {
    add_holder(engine, by, name, role, Value::Empty).await
}

async fn add_holder(engine: &Engine, by: &Caller, name: &str, role: Id, profile: Value) -> Arc<Caller> {
    let email = format!("{}@example.com", name.to_lowercase());
    let values = values(&[
        ("name", text(name)),
        ("email", text(&email)),
        ("role", link("roles", role)),
        ("profile", profile),
    ]);
    engine.create(by, "users".into(), values).await.unwrap();
    engine.caller_of(&email).await.unwrap()
}

pub fn user(caller: &Caller) -> Value {
    link("users", caller.me.id)
}

/// An id that nothing has.
pub fn stranger() -> Id {
    "01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap()
}

/// `field: code` of each problem, in alphabetical order.
#[track_caller]
pub fn problems<T>(result: Result<T, Failure>) -> Vec<String> {
    let Err(failure) = result else { panic!("this was done") };
    let mut problems: Vec<String> =
        failure.problems().iter().map(|Problem { field, code, .. }| format!("{field}: {code}")).collect();
    assert!(!problems.is_empty(), "{failure}");
    problems.sort();
    problems
}

pub fn failure<T>(result: Result<T, Failure>) -> Failure {
    match result {
        Ok(_) => panic!("this was done"),
        Err(failure) => failure,
    }
}
