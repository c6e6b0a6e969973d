//! How fast it is. Not a test; run with
//! `cargo test -p store --release --test measure -- --ignored --nocapture`, rows by `RAPPORT_MEASURE=1000000`.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::sync::Arc;
use std::time::{Duration, Instant};

use common::{Dice, asking, at, id, representative, system};
use model::field::{
    address, date, email, link, long_text, money, one_of, percent, phone, text, url, user, yes_no,
};
use model::kind::{Choice, Color};
use model::module::{Access, Group, Module, Stages};
use model::schema::Extension;
use model::{Field, Filter, Formats, Grant, Id, Link, Name, Record, Schema, Sort, Value};
use rust_decimal::Decimal;
use store::{Query, Store, Writing};

fn choices(keys: &[&'static str]) -> Vec<Choice> {
    keys.iter().map(|key| Choice::new(key, Color::Grey)).collect()
}

const STAGES: [&str; 8] = ["new", "qualified", "needs", "proposal", "negotiation", "contract", "won", "lost"];
const SOURCES: [&str; 5] = ["web", "fair", "phone", "partner", "other"];

fn schema() -> Schema {
    let users = Module::new("users", Group::Running, "user")
        .access(Access::Catalogue)
        .section("all", [text("name"), email("email").unique()])
        .features(|features| features.tags = false);
    let mut fields = vec![
        text("name").required(),
        phone("phone"),
        email("email"),
        url("website"),
        one_of("industry", choices(&SOURCES)),
        money("annual_revenue"),
        long_text("description"),
    ];
    fields.extend(address("billing_"));
    let accounts = Module::new("accounts", Group::Customers, "building").section("all", fields);
    let mut fields: Vec<Field> = vec![
        one_of("salutation", choices(&["mr", "ms"])),
        text("first_name"),
        text("last_name").required(),
        text("title"),
        text("department"),
        link("account", "accounts"),
        email("email"),
        phone("phone"),
        phone("mobile"),
        date("birthday"),
        one_of("source", choices(&SOURCES)),
        yes_no("do_not_call"),
        link("reports_to", "contacts"),
        user("assistant"),
        long_text("description"),
    ];
    fields.extend(address(""));
    let contacts = Module::new("contacts", Group::Customers, "user")
        .section("all", fields)
        .title(&["first_name", "last_name"])
        .subtitle(&["title", "account"]);
    let opportunities = Module::new("opportunities", Group::Selling, "target")
        .section(
            "all",
            [
                text("name").required(),
                link("account", "accounts"),
                link("contact", "contacts"),
                money("amount"),
                one_of("stage", choices(&STAGES)),
                one_of("pipeline", choices(&["standard", "project"])),
                percent("probability"),
                date("close_date").indexed(),
                one_of("source", choices(&SOURCES)),
                long_text("next_step"),
            ],
        )
        .stages(Stages {
            field: "stage".into(),
            pipeline: Some("pipeline".into()),
            amount: Some("amount".into()),
            probability: Some("probability".into()),
        });
    // As many other modules as the product has, empty: a search asks them all.
    let others = [
        "leads",
        "products",
        "services",
        "vendors",
        "tickets",
        "articles",
        "campaigns",
        "tasks",
        "events",
        "calls",
        "notes",
        "documents",
        "projects",
        "quotes",
        "orders",
        "invoices",
    ];
    let others = others.map(|name| {
        Module::new(name, Group::Working, "box")
            .section("all", [text("name"), text("subject"), email("email")])
    });
    let modules = [users, accounts, contacts, opportunities].into_iter().chain(others).collect();
    Schema::merge(modules, Extension::default(), "EUR")
}

const FIRST: [&str; 24] = [
    "Anna",
    "Boris",
    "Chloé",
    "Dmitri",
    "Elena",
    "Farid",
    "Grace",
    "Hans",
    "Irina",
    "Jürgen",
    "Katharina",
    "Lars",
    "Maria",
    "Nikolai",
    "Olga",
    "Pavel",
    "伟",
    "芳",
    "민준",
    "서연",
    "Sofia",
    "Tomáš",
    "Ursula",
    "Viktor",
];
const LAST: [&str; 24] = [
    "Schmidt",
    "Ivanova",
    "Petrov",
    "Müller",
    "García",
    "Smith",
    "Johnson",
    "Andersen",
    "Novák",
    "Kowalski",
    "张",
    "王",
    "김",
    "박",
    "Иванов",
    "Смирнов",
    "Rossi",
    "Dubois",
    "O'Brien",
    "Yamamoto",
    "Nguyen",
    "Silva",
    "Öztürk",
    "Jensen",
];
const CITIES: [&str; 12] = [
    "Berlin",
    "Hamburg",
    "Paris",
    "Москва",
    "北京",
    "上海",
    "서울",
    "New York",
    "London",
    "Madrid",
    "Wien",
    "Zürich",
];

struct Data {
    dice: Dice,
    module: Module,
}

impl Data {
    fn new(module: &str) -> Data {
        Data { dice: Dice(11), module: schema().module(module).unwrap().clone() }
    }

    fn record(&mut self, number: u64, values: Vec<(&'static str, Value)>) -> Record {
        let values = values.into_iter().map(|(name, value)| (Name::new_static(name), value)).collect();
        let mut record = Record { id: id(number), version: 1, title: String::new(), values };
        record.title = record.work_out_title(&self.module, &Formats::default());
        record
    }

    fn owner(&mut self) -> Value {
        common::to_user(1 + self.dice.below(50) as u64)
    }

    fn account(&mut self, number: u64) -> Record {
        let owner = self.owner();
        let city = *self.dice.pick(&CITIES);
        let last = *self.dice.pick(&LAST);
        let values = vec![
            ("name", Value::text(format!("{last} {city} {number}"))),
            ("phone", Value::text(format!("+49 30 {number}"))),
            ("website", Value::text(format!("https://www.firm{number}.example"))),
            ("industry", Value::text(*self.dice.pick(&SOURCES))),
            ("billing_city", Value::text(city)),
            ("owner", owner),
        ];
        self.record(1_000 + number, values)
    }

    fn contact(&mut self, number: u64, accounts: u64) -> Record {
        let owner = self.owner();
        let (first, last) = (*self.dice.pick(&FIRST), *self.dice.pick(&LAST));
        let city = format!("{} {}", self.dice.pick(&CITIES), self.dice.below(400));
        let account = id(1_000 + self.dice.below(accounts as usize) as u64);
        let values = vec![
            ("first_name", Value::text(first)),
            ("last_name", Value::text(format!("{last} {number}"))),
            ("title", Value::text(*self.dice.pick(&["CEO", "Buyer", "Engineer", "Sales manager"]))),
            ("email", Value::text(format!("{}{number}@mail{}.example", first.to_lowercase(), number % 977))),
            ("phone", Value::text(format!("+49 {} {}", 30 + number % 70, 100_000 + number))),
            ("account", Value::Link(Link::new("accounts", account))),
            ("source", Value::text(*self.dice.pick(&SOURCES))),
            ("do_not_call", Value::Bool(self.dice.chance(5))),
            ("street", Value::text(format!("Street {}", self.dice.below(2_000)))),
            ("city", Value::text(city)),
            ("country", Value::text("Germany")),
            ("description", Value::text("Met at the fair; wants a quote for the small machine.")),
            ("owner", owner),
        ];
        self.record(10_000_000 + number, values)
    }

    fn opportunity(&mut self, number: u64, accounts: u64) -> Record {
        let owner = self.owner();
        let account = id(1_000 + self.dice.below(accounts as usize) as u64);
        let stage = self.dice.below(8);
        let values = vec![
            ("name", Value::text(format!("{} machine {number}", self.dice.pick(&LAST)))),
            ("account", Value::Link(Link::new("accounts", account))),
            ("amount", Value::Decimal(Decimal::new(self.dice.below(10_000_000) as i64, 2).normalize())),
            ("stage", Value::text(STAGES[stage])),
            ("pipeline", Value::text("standard")),
            ("probability", Value::Decimal(Decimal::from([5, 10, 20, 40, 60, 80, 100, 0][stage]))),
            ("close_date", Value::Date(common::day(self.dice.below(300) as u32))),
            ("currency", Value::text("EUR")),
            ("owner", owner),
        ];
        self.record(50_000_000 + number, values)
    }
}

async fn import(
    store: &Store,
    module: &'static str,
    count: u64,
    mut make: impl FnMut(u64) -> Record,
) -> Duration {
    let mut records: Vec<Record> = (0..count).map(&mut make).collect();
    let started = Instant::now();
    let mut second = 0;
    while !records.is_empty() {
        let part: Vec<Record> = records.drain(..records.len().min(500)).collect();
        second += 1;
        let writing = Writing { batch: id(1), at: at(second), by: Some(id(1)) };
        store
            .write(move |tx| {
                Box::pin(async move { tx.insert_many(&system(), module, &part, &writing).await })
            })
            .await
            .unwrap();
    }
    started.elapsed()
}

/// The middle of many runs, after some to warm up.
async fn time(name: &str, runs: usize, mut run: impl AsyncFnMut(usize)) {
    let mut times: Vec<Duration> = Vec::new();
    if std::env::var("RAPPORT_MEASURE_ONLY").is_ok_and(|only| !name.contains(&only)) {
        return;
    }
    let first = Instant::now();
    run(0).await;
    let first = first.elapsed();
    for number in 1..4 {
        run(number).await;
    }
    // What was asked for in the background is made meanwhile.
    tokio::time::sleep(Duration::from_millis(800)).await;
    for number in 0..runs {
        let started = Instant::now();
        run(number).await;
        times.push(started.elapsed());
    }
    times.sort_unstable();
    let (best, middle, late) = (times[0], times[runs / 2], times[runs * 95 / 100]);
    println!("{name:<45} first {first:>9.2?}  best {best:>9.2?}  p50 {middle:>9.2?}  p95 {late:>9.2?}");
}

fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find(|line| line.starts_with("VmRSS")).unwrap_or_default().to_owned()
}

fn query(module: &str, filter: &str, sort: &str, limit: u32) -> Query {
    let schema = schema();
    let declared = schema.module(module).unwrap();
    let filter = Filter::parse(filter, declared, &schema).unwrap().resolve(&asking());
    let sort = Sort::parse(sort, declared).unwrap();
    Query { module: module.into(), filter, sort, limit, ..Query::default() }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "measures"]
async fn measure() {
    let rows: u64 =
        std::env::var("RAPPORT_MEASURE").ok().and_then(|rows| rows.parse().ok()).unwrap_or(100_000);
    let accounts = rows / 10;
    let folder = tempfile::tempdir().unwrap();
    let path = match std::env::var("RAPPORT_MEASURE_FILE") {
        Ok(path) => path.into(),
        Err(_) => folder.path().join("measure.db"),
    };
    let new = !path.exists();
    let store = Store::open(path.to_str().unwrap()).await.unwrap();
    store.put_schema(Arc::new(schema())).await.unwrap();
    if new {
        let mut users = Data::new("users");
        import(&store, "users", 50, |number| {
            let values = vec![
                ("name", Value::text(format!("{} {number}", FIRST[number as usize % 24]))),
                ("email", Value::text(format!("user{number}@example.com"))),
            ];
            users.record(1 + number, values)
        })
        .await;
        let mut data = Data::new("accounts");
        import(&store, "accounts", accounts, |number| data.account(number)).await;
        let mut data = Data::new("contacts");
        let took = import(&store, "contacts", rows, |number| data.contact(number, accounts)).await;
        println!("insert_many: {:.0} contacts/s", rows as f64 / took.as_secs_f64());
        let mut data = Data::new("opportunities");
        let took =
            import(&store, "opportunities", rows / 2, |number| data.opportunity(number, accounts)).await;
        println!("insert_many: {:.0} opportunities/s", rows as f64 / 2.0 / took.as_secs_f64());
    }
    println!("file: {} MB, {}", std::fs::metadata(&path).unwrap().len() / 1_000_000, memory());
    // Started anew, as a server is.
    store.close().await;
    let started = Instant::now();
    let store = Store::open(path.to_str().unwrap()).await.unwrap();
    store.put_schema(Arc::new(schema())).await.unwrap();
    println!("open: {:.2?}, {}", started.elapsed(), memory());
    let below: Vec<u64> = (2..6).collect();
    let place = |level| model::grant::Place {
        user: id(1),
        level,
        below: Default::default(),
        team: Default::default(),
        sees_team: false,
        sees_all: true,
    };
    let grants = [
        ("administrator", Grant::work_out(&place(model::grant::Level::Administrator), &schema())),
        ("representative of 5 in 50", representative_of(1, &below)),
        ("representative of 1 in 50", representative_of(1, &[])),
    ];
    for (who, grant) in &grants {
        if step("reads") {
            println!("-- {who}");
            reads(&store, grant, rows).await;
        }
    }
    println!("{}", memory());
    if step("writes") {
        writes(&store, accounts).await;
        println!("{}", memory());
    }
    store.close().await;
}

/// Whether this part is wanted: `RAPPORT_MEASURE_STEP` names one, without it all are.
fn step(name: &str) -> bool {
    !std::env::var("RAPPORT_MEASURE_STEP").is_ok_and(|wanted| wanted != name)
}

fn representative_of(user: u64, below: &[u64]) -> Grant {
    let _ = representative;
    let place = model::grant::Place {
        user: id(user),
        level: model::grant::Level::Representative,
        below: below.iter().map(|number| id(*number)).collect(),
        team: Default::default(),
        sees_team: false,
        sees_all: false,
    };
    Grant::work_out(&place, &schema())
}

async fn reads(store: &Store, grant: &Grant, rows: u64) {
    let list = async |query: &Query| store.list(grant, &asking(), query).await.unwrap();
    let lists = [
        ("list 50, default sort, all fields", query("contacts", "", "", 50)),
        (
            "list 50, default sort, 8 fields",
            Query {
                fields: ["first_name", "last_name", "title", "email", "phone", "account", "city", "owner"]
                    .map(Name::new_static)
                    .into(),
                ..query("contacts", "", "", 50)
            },
        ),
        ("list by an unindexed text", query("contacts", "", "city", 50)),
        ("list by an unindexed text, descending", query("contacts", "", "-street", 50)),
        ("list by two fields", query("contacts", "", "source,-last_name", 50)),
        ("list by a link", query("contacts", "", "account", 50)),
        (
            "contains common, by an unindexed text",
            query("contacts", "last_name contains \"mit\"", "phone", 50),
        ),
        ("contains Chinese, by an unindexed text", query("contacts", "city contains \"北京\"", "street", 50)),
        (
            "contains rare, by an unindexed text",
            query("contacts", "last_name contains \"99123\"", "email", 50),
        ),
        ("contains nothing", query("contacts", "last_name contains \"qqqq\"", "email", 50)),
        ("contains in an unsearched field", query("contacts", "description contains \"small\"", "city", 50)),
        ("link contains", query("contacts", "account contains \"berlin 12\"", "city", 50)),
        ("equal in an unindexed text", query("contacts", "city = \"Berlin 7\"", "-updated_at", 50)),
        ("one of a list", query("contacts", "source = fair", "-updated_at", 50)),
        ("through a link", query("contacts", "account.industry = fair", "-updated_at", 50)),
        ("opportunities of a stage", query("opportunities", "stage = proposal", "-updated_at", 50)),
        ("opportunities by amount", query("opportunities", "amount > 50000", "-amount", 50)),
    ];
    for (name, query) in &lists {
        time(name, 60, async |_| drop(list(query).await)).await;
    }
    // Page 1,000.
    let mut deep = query("contacts", "", "", 5_000);
    for _ in 0..10 {
        let page = list(&deep).await;
        if page.next.is_none() {
            break;
        }
        deep.after = page.next;
    }
    deep.limit = 50;
    time("page 1,000", 60, async |_| drop(list(&deep).await)).await;
    let first = list(&query("contacts", "", "", 50)).await.records;
    time("one record", 200, async |number| {
        store.get(grant, "contacts", first[number % first.len()].id, false).await.unwrap().unwrap();
    })
    .await;
    for text in ["an", "mul", "schm", "北京", "김", "иван", "firm77", "machine 4711", "zzzz", "example"]
    {
        time(&format!("search {text}"), 40, async |_| {
            drop(store.search(grant, text, None, 20).await.unwrap())
        })
        .await;
    }
    let by = [Name::new_static("stage")];
    let sums = [Name::new_static("amount")];
    time("sum per stage", 60, async |_| {
        let weigh = Some(("amount", "probability"));
        store.groups(grant, &asking(), "opportunities", &Filter::Always, &by, &sums, weigh).await.unwrap();
    })
    .await;
    time("count all", 20, async |_| {
        store.count(grant, &asking(), "contacts", &Filter::Always, None).await.unwrap();
    })
    .await;
    let all: Vec<Query> =
        STAGES.iter().map(|stage| query("opportunities", &format!("stage = {stage}"), "", 50)).collect();
    time("board: 8 columns of 50 and their sums", 30, async |_| {
        let weigh = Some(("amount", "probability"));
        let sums = store.groups(grant, &NOW, "opportunities", &Filter::Always, &by, &sums, weigh);
        let lists = futures::future::join_all(all.iter().map(|query| store.list(grant, &NOW, query)));
        let _ = futures::join!(sums, lists);
    })
    .await;
    let texts: Vec<String> =
        (0..1_000).map(|number| format!("ANNA schmidt {}", number * rows / 1_000)).collect();
    time("find 1,000 by title", 10, async |_| drop(store.find(grant, "contacts", "", &texts).await.unwrap()))
        .await;
    time("find 1,000 by e-mail", 10, async |_| {
        drop(store.find(grant, "contacts", "email", &texts).await.unwrap())
    })
    .await;
    if std::env::var("RAPPORT_MEASURE_ONLY").is_ok() {
        return;
    }
    let store = Arc::new(store.clone());
    let grant = Arc::new(grant.clone());
    let first = Arc::new(query("contacts", "", "", 50));
    let started = Instant::now();
    let tasks: Vec<_> = (0..8)
        .map(|_| {
            let (store, grant, query) = (store.clone(), grant.clone(), first.clone());
            tokio::spawn(async move {
                for _ in 0..100 {
                    store.list(&grant, &NOW, &query).await.unwrap();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    println!("lists with 8 clients: {:.0}/s", 800.0 / started.elapsed().as_secs_f64());
}

static NOW: std::sync::LazyLock<model::filter::Asking> = std::sync::LazyLock::new(asking);

async fn writes(store: &Store, accounts: u64) {
    for clients in [1_u64, 8, 32] {
        let count = 4_000 / clients;
        let started = Instant::now();
        let tasks: Vec<_> = (0..clients)
            .map(|client| {
                let store = store.clone();
                tokio::spawn(async move {
                    let mut data = Data::new("contacts");
                    for number in 0..count {
                        let number = 900_000_000 + clients * 1_000_000 + client * 20_000 + number;
                        let record = data.contact(number, accounts);
                        let writing = Writing { batch: id(number), at: at(9_000), by: Some(id(1)) };
                        store
                            .write(move |tx| {
                                Box::pin(
                                    async move { tx.insert(&system(), "contacts", &record, &writing).await },
                                )
                            })
                            .await
                            .unwrap();
                    }
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        let rate = (count * clients) as f64 / started.elapsed().as_secs_f64();
        println!("insert with {clients} clients: {rate:.0}/s");
    }
    let page = store.list(&system(), &asking(), &query("contacts", "", "", 4_000)).await.unwrap();
    let ids: Vec<Id> = page.records.iter().map(|record| record.id).collect();
    let ids = Arc::new(ids);
    let started = Instant::now();
    let tasks: Vec<_> = (0..8)
        .map(|client| {
            let (store, ids) = (store.clone(), ids.clone());
            tokio::spawn(async move {
                for number in (client..ids.len()).step_by(8) {
                    let id = ids[number];
                    store
                        .write(move |tx| {
                            Box::pin(async move {
                                let grant = system();
                                let Some(before) = tx.get(&grant, "contacts", id).await? else {
                                    return Ok(());
                                };
                                let values =
                                    [("title".into(), Value::text(format!("Buyer {number}")))].into();
                                let writing = Writing { batch: id, at: at(9_500), by: None };
                                tx.update(&grant, "contacts", &before, &values, &before.title, &writing)
                                    .await?;
                                Ok::<_, store::Error>(())
                            })
                        })
                        .await
                        .unwrap();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    println!("read and update with 8 clients: {:.0}/s", ids.len() as f64 / started.elapsed().as_secs_f64());
}
