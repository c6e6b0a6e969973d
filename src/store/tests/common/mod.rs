//! What the tests share: a small schema with every kind of field, records made from numbers, and a store on each
//! database that there is. PostgreSQL is used where `RAPPORT_TEST_POSTGRES` names one, each test in a database of its
//! own.
#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses a part of it, and fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, NaiveDate};
use model::Shape;
use model::field::{
    Field, address, auto_number, date, decimal, duration, email, file, instant, integer, link, link_to_any,
    long_text, many_of, money, one_of, percent, phone, score, text, url, user, yes_no,
};
use model::filter::Asking;
use model::grant::{Level, Place};
use model::kind::{self, Choice, Color, Kind};
use model::module::{Access, Group, Module, Stages};
use model::{File, Formats, Grant, Id, Instant, Link, Name, Record, Schema, Value, Zone};
use rust_decimal::Decimal;
use store::{Error, Store, Writing};

fn choices(keys: &[&'static str]) -> Vec<Choice> {
    keys.iter().map(|key| Choice::new(key, Color::Grey)).collect()
}

pub const STAGES: [&str; 3] = ["first", "second", "third"];

pub fn things() -> Module {
    let mut fields: Vec<Field> = vec![
        text("name").required(),
        long_text("notes"),
        email("email"),
        phone("phone"),
        url("site"),
        integer("number"),
        Field::new(
            "any_number",
            Kind::Integer(kind::Integer { min: i64::MIN, max: i64::MAX, grouped: true }),
        ),
        decimal("size", 3),
        percent("chance"),
        money("amount"),
        date("day"),
        instant("moment"),
        duration("took"),
        yes_no("good"),
        one_of("stage", choices(&STAGES)),
        many_of("colors", choices(&["red", "green", "blue"])),
        link("account", "accounts"),
        link_to_any("about"),
        user("helper"),
        auto_number("code", "T-", 4),
        file("paper"),
        score("score"),
        text("key").unique(),
    ];
    fields.extend(address("home_"));
    Module::new("things", Group::Working, "box")
        .section("all", fields)
        .subtitle(&["account", "email", "stage"])
        .stages(Stages {
            field: "stage".into(),
            pipeline: None,
            amount: Some("amount".into()),
            probability: Some("chance".into()),
            in_turn: true,
        })
}

pub fn schema() -> Schema {
    let users = Module::new("users", Group::Running, "user")
        .access(Access::Catalogue)
        .section("all", [text("name"), email("email").unique()])
        .features(|features| features.tags = false);
    let accounts = Module::new("accounts", Group::Customers, "building")
        .section("all", [text("name"), text("city"), integer("employees"), link("parent", "accounts")]);
    let notes = Module::new("notes", Group::Nowhere, "note")
        .access(Access::Follows("about".into()))
        .section("all", [text("name"), link_to_any("about")])
        .features(|features| features.timeline = false);
    Schema::merge(vec![users, accounts, things(), notes], Shape::default(), "EUR")
}

/// Runs `test` on an empty store of each database.
pub async fn each(test: impl AsyncFn(Store)) {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&format!("sqlite:{}", folder.path().join("test.db").display())).await;
    test(store.clone()).await;
    assert_eq!(store.check().await.unwrap(), Vec::<String>::new());
    store.close().await;
    if let Ok(server) = std::env::var("RAPPORT_TEST_POSTGRES") {
        let url = new_database(&server).await;
        let store = open(&url).await;
        test(store.clone()).await;
        store.close().await;
        drop_database(&server, &url).await;
    }
}

async fn drop_database(server: &str, url: &str) {
    use sqlx::Connection;
    let (_, name) = url.rsplit_once('/').unwrap();
    let mut conn = sqlx::PgConnection::connect(server).await.unwrap();
    let sql = format!("DROP DATABASE {name} WITH (FORCE)");
    sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&mut conn).await.unwrap();
}

pub async fn open(url: &str) -> Store {
    let store = Store::open(url).await.unwrap();
    store.put_schema(Arc::new(schema())).await.unwrap();
    store
}

/// A new database on the server, named by time and a number so that tests do not meet.
pub async fn new_database(server: &str) -> String {
    use sqlx::Connection;
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_nanos();
    let name = format!("test_{now}_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
    let mut conn = sqlx::PgConnection::connect(server).await.unwrap();
    let sql = format!("CREATE DATABASE {name} TEMPLATE template0");
    sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&mut conn).await.unwrap();
    let (start, _) = server.rsplit_once('/').unwrap();
    format!("{start}/{name}")
}

pub fn id(number: u64) -> Id {
    let mut random = [0; 10];
    random[..8].copy_from_slice(&number.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_le_bytes());
    Id::new(1_700_000_000_000 + number, random)
}

pub fn system() -> Grant {
    Grant::system("test")
}

pub fn at(second: i64) -> Instant {
    DateTime::from_timestamp(1_780_000_000 + second, 0).unwrap()
}

pub fn writing(batch: u64) -> Writing {
    Writing { batch: id(1_000_000 + batch), at: at(batch as i64), by: None }
}

/// Berlin, where the day of an instant is often not the day in UTC.
pub fn asking() -> Asking {
    let zone = Zone {
        name: "Europe/Berlin".into(),
        offsets: vec![(0, 3600), (1_774_746_000, 7200), (1_792_890_000, 3600), (1_806_195_600, 7200)],
    };
    let (team, department) = (vec![id(1), id(2)], vec![id(1), id(3)]);
    Asking { now: at(0), zone, first_weekday: 0, me: Some(id(1)), team, department }
}

/// A random number that is the same in each run.
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    pub fn chance(&mut self, percent: u64) -> bool {
        self.next() % 100 < percent
    }
}

pub const WORDS: [&str; 16] = [
    "Acme",
    "acme corp",
    "Ромашка",
    "ООО Ёлка",
    "北京市",
    "深圳市腾讯",
    "서울특별시",
    "Straße",
    "ÅNGSTRÖM",
    "O'Neil",
    "a",
    "Zoë",
    "100% \\ _x",
    "ＡＢＣ",
    "Łódź",
    "ΟΔΟΣ",
];

/// A value for `field`, mostly; all of them pass `check`.
pub fn value(dice: &mut Dice, field: &Field) -> Value {
    use model::Kind;
    if dice.chance(20) {
        return Value::Empty;
    }
    let word = |dice: &mut Dice| (*dice.pick(&WORDS)).to_owned();
    match &field.kind {
        Kind::Text(_) | Kind::LongText(_) if field.name == "key" => Value::Empty,
        Kind::Text(_) | Kind::LongText(_) => Value::Text(match dice.below(3) {
            0 => word(dice),
            1 => format!("{} {}", word(dice), word(dice)),
            _ => word(dice).to_lowercase(),
        }),
        Kind::Email(_) => Value::Text(format!("{}@example.com", dice.pick(&["anna", "Bob", "c.d", "eve"]))),
        Kind::Phone(_) => Value::Text(format!("+49 {}", dice.below(5) + 100)),
        Kind::Url(_) => Value::Text(format!("https://{}.example", dice.pick(&["www.a", "b", "C"]))),
        Kind::Integer(_) if field.name == "any_number" => {
            Value::Integer(*dice.pick(&[i64::MIN, -1, 0, 1, 5, i64::MAX]))
        }
        Kind::Integer(_) | Kind::Duration(_) | Kind::Score(_) => Value::Integer(dice.below(6) as i64),
        Kind::Decimal(_) => Value::Decimal(Decimal::new(dice.below(9) as i64 * 250, 3).normalize()),
        Kind::Percent(_) => Value::Decimal(Decimal::from(dice.below(5) as i64 * 20)),
        Kind::Money(_) => Value::Decimal(Decimal::new(dice.below(7) as i64 * 12_345 - 20_000, 2).normalize()),
        Kind::Date(_) => Value::Date(day(dice.below(6) as u32)),
        Kind::Instant(_) => Value::Instant(at(dice.below(12) as i64 * 3_600 * 6 + dice.below(2) as i64)),
        Kind::YesNo(_) => Value::Bool(dice.chance(50)),
        Kind::OneOf(_) => Value::text(*dice.pick(&STAGES)),
        Kind::ManyOf(_) => Value::Many(some(dice, &["red", "green", "blue"])),
        Kind::Tags(_) => Value::Many(some(dice, &["vip", "VIP 2", "новый", "客户"])),
        Kind::Link(_) if field.name == "about" => match dice.chance(50) {
            true => Value::Link(Link::new("accounts", account(dice.below(8)))),
            false => Value::Link(Link::new("users", id(1 + dice.below(3) as u64))),
        },
        Kind::Link(_) => Value::Link(Link::new("accounts", account(dice.below(8)))),
        Kind::User(_) => Value::Link(Link::new("users", id(1 + dice.below(3) as u64))),
        Kind::AutoNumber(_) => Value::Empty,
        Kind::File(_) => {
            Value::File(File { id: id(9), name: word(dice), size: 3, mime: "text/plain".into() })
        }
        Kind::Address(_) | Kind::Rows(_) => Value::Empty,
    }
}

fn some(dice: &mut Dice, from: &[&str]) -> Vec<String> {
    from.iter().filter(|_| dice.chance(40)).map(|item| (*item).to_owned()).collect()
}

pub fn day(number: u32) -> NaiveDate {
    DateTime::from_timestamp(1_780_000_000 + i64::from(number) * 86_400, 0).unwrap().date_naive()
}

pub fn account(number: usize) -> Id {
    id(100 + number as u64)
}

pub fn record(module: &str, number: u64, values: Vec<(&'static str, Value)>) -> Record {
    let values = values.into_iter().map(|(name, value)| (Name::new_static(name), value)).collect();
    let mut record = Record { id: id(number), version: 1, title: String::new(), values };
    record.title = record.work_out_title(schema().module(module).unwrap(), &Formats::default());
    record
}

/// Three users and eight accounts, two of which belong to each of the users 1 and 2, the rest to user 3.
pub async fn fill_base(store: &Store) {
    let users = (1..=3)
        .map(|number| {
            let name = ["", "Ann", "Boris", "春"][number as usize];
            record(
                "users",
                number,
                vec![
                    ("name", Value::text(name)),
                    ("email", Value::text(format!("user{number}@example.com"))),
                ],
            )
        })
        .collect();
    insert(store, "users", users).await;
    let accounts = (0..8)
        .map(|number| {
            let owner = [1, 1, 2, 2, 3, 3, 3, 3][number as usize];
            let name = WORDS[number as usize * 2];
            record(
                "accounts",
                100 + number,
                vec![
                    ("name", Value::text(name)),
                    ("owner", to_user(owner)),
                    ("employees", Value::Integer(number as i64)),
                ],
            )
        })
        .collect();
    insert(store, "accounts", accounts).await;
}

pub fn to_user(number: u64) -> Value {
    Value::Link(Link::new("users", id(number)))
}

/// `count` things with random values, owned by the users in turn.
pub async fn fill_things(store: &Store, count: u64) -> Vec<Record> {
    let schema = schema();
    let module = schema.module("things").unwrap();
    let mut dice = Dice(42);
    let records: Vec<Record> = (0..count)
        .map(|number| {
            let mut values: Vec<(&'static str, Value)> = Vec::new();
            for field in module.fields.iter().filter(|field| !field.read_only && field.name != "owner") {
                let name: &'static str = Box::leak(field.name.to_string().into_boxed_str());
                values.push((name, value(&mut dice, field)));
            }
            values.push(("owner", to_user(1 + number % 3)));
            record("things", 10_000 + number, values)
        })
        .collect();
    insert(store, "things", records.clone()).await;
    store
        .get_many(&system(), "things", &records.iter().map(|record| record.id).collect::<Vec<_>>())
        .await
        .unwrap()
}

pub async fn insert(store: &Store, module: &'static str, records: Vec<Record>) {
    let results = store
        .write(move |tx| {
            Box::pin(async move { tx.insert_many(&system(), module, &records, &writing(0)).await })
        })
        .await
        .unwrap();
    for result in results {
        result.unwrap();
    }
}

pub async fn insert_one(
    store: &Store,
    module: &'static str,
    record: Record,
    number: u64,
) -> Result<(), Error> {
    store
        .write(move |tx| {
            Box::pin(async move { tx.insert(&system(), module, &record, &writing(number)).await })
        })
        .await
}

/// The grant of a representative who sees what she owns and what `below` own.
pub fn representative(user: u64, below: &[u64]) -> Grant {
    let place = Place {
        user: id(user),
        level: Level::Representative,
        below: below.iter().map(|number| id(*number)).collect(),
        team: BTreeSet::new(),
        department: BTreeSet::new(),
        headed: BTreeSet::new(),
        sees_team: false,
        sees_all: false,
        managed: BTreeSet::new(),
        profiles: Vec::new(),
        shares: BTreeMap::new(),
    };
    Grant::work_out(&place, &BTreeMap::new(), &schema())
}
