//! Fields that count and add up what links to their record.

use api::{Backend, BulkChange, Merge, Selection};
use model::record::Values;
use model::{Id, Record, Value};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::house::{House, everywhere, link, number, problems, text, user, values};

const YES: Value = Value::Bool(true);

/// Adds a field of accounts that is rolled up over the records of `from` by `by`.
async fn roll_up(
    house: &House,
    (label, kind): (&str, &str),
    total: &str,
    (from, by, of): (&str, &str, &str),
    only: &str,
) -> Record {
    let given = [
        ("module", text("accounts")),
        ("label", text(label)),
        ("kind", text(kind)),
        ("roll_up", text(total)),
        ("roll_up_module", text(from)),
        ("roll_up_link", text(by)),
        ("roll_up_field", text(of)),
        ("roll_up_if", text(only)),
        ("in_list", YES),
    ];
    house.add(&house.ada, "custom_fields", &given).await
}

async fn formula(house: &House, label: &str, kind: &str, formula: &str) -> Record {
    let given = [
        ("module", text("accounts")),
        ("label", text(label)),
        ("kind", text(kind)),
        ("formula", text(formula)),
    ];
    house.add(&house.ada, "custom_fields", &given).await
}

const DEALS: (&str, &str) = ("opportunities", "account");

fn of(field: &'static str) -> (&'static str, &'static str, &'static str) {
    (DEALS.0, DEALS.1, field)
}

/// Every way to take together, and formulas that read it.
async fn fields(house: &House) {
    roll_up(house, ("Deals", "integer"), "count", of(""), "").await;
    roll_up(house, ("Won", "money"), "sum", of("amount"), "stage = won").await;
    roll_up(house, ("Largest", "money"), "most", of("amount"), "").await;
    roll_up(house, ("Mean", "decimal"), "average", of("probability"), "not (stage = lost)").await;
    roll_up(house, ("Last", "date"), "most", of("close_date"), "").await;
    roll_up(house, ("First", "date"), "least", of("close_date"), "amount > 100 or next_step is empty").await;
    roll_up(house, ("Touched", "instant"), "most", of("updated_at"), "").await;
    roll_up(house, ("Chores", "integer"), "count", ("tasks", "about", ""), "status != done").await;
    roll_up(house, ("Branches", "integer"), "count", ("accounts", "parent", ""), "").await;
    formula(house, "Twice", "money", "won_c * 2").await;
    formula(house, "Said", "text", "if(deals_c > 1, 'busy ', 'quiet ') & name").await;
}

fn decimals<'r>(
    records: impl Iterator<Item = &'r Record> + Clone,
    field: &'r str,
) -> impl Iterator<Item = Decimal> {
    records.filter_map(move |record| record.value(field).as_decimal())
}

fn ends(deals: &[&Record], field: &str, most: bool) -> Value {
    let values = deals.iter().map(|deal| deal.value(field)).filter(|value| !value.is_empty());
    let end = if most { values.max_by(|a, b| a.compare(b)) } else { values.min_by(|a, b| a.compare(b)) };
    end.cloned().unwrap_or_default()
}

fn leads_to(record: &Record, field: &str, id: Id) -> bool {
    record.value(field).as_link().is_some_and(|link| link.id == id)
}

fn choice(record: &Record, field: &str) -> String {
    record.value(field).as_text().unwrap_or_default().to_owned()
}

/// What the account must hold, worked out by hand.
fn wanted(
    account: &Record,
    all: &[Record],
    tasks: &[Record],
    accounts: &[Record],
) -> Vec<(&'static str, Value)> {
    let currency = |record: &Record| record.value("currency").as_text().unwrap_or("EUR").to_owned();
    let deals: Vec<&Record> = all.iter().filter(|deal| leads_to(deal, "account", account.id)).collect();
    let same: Vec<&Record> =
        deals.iter().copied().filter(|deal| currency(deal) == currency(account)).collect();
    let won: Decimal =
        decimals(same.iter().copied().filter(|deal| choice(deal, "stage") == "won"), "amount").sum();
    let open: Vec<Decimal> =
        decimals(deals.iter().copied().filter(|deal| choice(deal, "stage") != "lost"), "probability")
            .collect();
    let mean = (!open.is_empty()).then(|| open.iter().sum::<Decimal>() / Decimal::from(open.len()));
    let mean = mean.map(|mean| mean.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero));
    let such = |deal: &&Record| {
        let large = deal.value("amount").as_decimal().is_some_and(|amount| amount > Decimal::from(100));
        large || deal.value("next_step").is_empty()
    };
    let such: Vec<&Record> = deals.iter().copied().filter(such).collect();
    let chores =
        tasks.iter().filter(|task| leads_to(task, "about", account.id) && choice(task, "status") != "done");
    let branches = accounts.iter().filter(|other| leads_to(other, "parent", account.id));
    let count = |count: usize| Value::Integer(i64::try_from(count).unwrap());
    let mood = if deals.len() > 1 { "busy" } else { "quiet" };
    vec![
        ("deals_c", count(deals.len())),
        ("won_c", Value::Decimal(won)),
        ("largest_c", ends(&same, "amount", true)),
        ("mean_c", mean.map_or(Value::Empty, Value::Decimal)),
        ("last_c", ends(&deals, "close_date", true)),
        ("first_c", ends(&such, "close_date", false)),
        ("touched_c", ends(&deals, "updated_at", true)),
        ("chores_c", count(chores.count())),
        ("branches_c", count(branches.count())),
        ("twice_c", Value::Decimal(won * Decimal::TWO)),
        ("said_c", text(&format!("{mood} {}", account.title))),
    ]
}

async fn whole(house: &House, module: &'static str) -> Vec<Record> {
    let mut records = Vec::new();
    for record in house.list(&house.engine.system_caller(), module, "").await {
        records.push(house.get(module, record.id).await);
    }
    records
}

async fn hold_what_they_must(house: &House, after: &str) -> Vec<Record> {
    let accounts = whole(house, "accounts").await;
    let (deals, tasks) = (whole(house, "opportunities").await, whole(house, "tasks").await);
    for account in &accounts {
        for (field, wanted) in wanted(account, &deals, &tasks, &accounts) {
            assert_eq!(account.value(field), &wanted, "{field} of {} after {after}", account.title);
        }
    }
    accounts
}

#[tokio::test]
async fn what_is_rolled_up_is_right_after_whatever_happens() {
    everywhere(async |house: House| {
        let mut dice = StdRng::seed_from_u64(20_261_122);
        for name in ["Ahorn", "Birke", "Chêne", "Дуб", "榆树"] {
            house.add(&house.ada, "accounts", &[("name", text(name))]).await;
        }
        // One is there before its sums are, the others come with them.
        let first = house.list(&house.ada, "accounts", "").await[0].id;
        let deal = [("name", text("Old")), ("account", link("accounts", first)), ("amount", number("70"))];
        house.add(&house.ada, "opportunities", &deal).await;
        fields(&house).await;
        hold_what_they_must(&house, "they were made").await;
        let mut batches = Vec::new();
        for turn in 0..120 {
            let done = step(&house, &mut dice, &mut batches).await;
            hold_what_they_must(&house, &format!("turn {turn}: {done}")).await;
        }
    })
    .await;
}

fn drawn(dice: &mut StdRng, accounts: &[Record]) -> Vec<(&'static str, Value)> {
    let account = accounts.choose(dice).map_or(Value::Empty, |account| link("accounts", account.id));
    let stage = *["qualification", "proposal", "won", "lost"].choose(dice).unwrap();
    let day = format!("2026-0{}-1{}", dice.random_range(1..10), dice.random_range(0..10));
    let all = [
        ("account", if dice.random_bool(0.1) { Value::Empty } else { account }),
        (
            "amount",
            if dice.random_bool(0.1) {
                Value::Empty
            } else {
                number(&format!("{}.{:02}", dice.random_range(-50..900), dice.random_range(0..100)))
            },
        ),
        ("currency", text(["EUR", "EUR", "USD", "JPY"].choose(dice).unwrap())),
        ("stage", text(stage)),
        ("close_date", Value::Date(day.parse().unwrap())),
        ("next_step", if dice.random_bool(0.5) { Value::Empty } else { text("Call") }),
    ];
    all.into_iter().filter(|_| dice.random_bool(0.6)).collect()
}

/// One action of a person, whatever comes of it; what it was.
async fn step(house: &House, dice: &mut StdRng, batches: &mut Vec<Id>) -> &'static str {
    let (ada, engine) = (house.again(&house.ada).await, &house.engine);
    let accounts = whole(house, "accounts").await;
    let deals = whole(house, "opportunities").await;
    let what = dice.random_range(0..13);
    let ids = |records: &[Record], dice: &mut StdRng, chance: f64| {
        let some = records.iter().filter(|_| dice.random_bool(chance));
        Selection::Ids(some.map(|record| record.id).collect())
    };
    let (said, batch) = match what {
        0..3 => {
            let mut given = drawn(dice, &accounts);
            given.push(("name", text("Deal")));
            (
                "a deal is made",
                house.try_add(&ada, "opportunities", &given).await.ok().map(|saved| saved.batch),
            )
        }
        3..5 => {
            let Some(deal) = deals.choose(dice) else { return "nothing" };
            let changed = house.set(&ada, "opportunities", deal, &drawn(dice, &accounts)).await;
            ("a deal is changed", changed.ok().map(|saved| saved.batch))
        }
        5 => {
            let which = ids(&deals, dice, 0.5);
            let change = BulkChange::Set(values(&drawn(dice, &accounts)));
            let done = engine.change_many(&ada, "opportunities".into(), which, change).await;
            ("many are changed", done.ok().and_then(|done| done.batch))
        }
        6 => {
            let which = ids(&deals, dice, 0.2);
            let done = engine.change_many(&ada, "opportunities".into(), which, BulkChange::Delete).await;
            ("deals are deleted", done.ok().and_then(|done| done.batch))
        }
        7 => {
            let which = ids(&accounts, dice, 0.2);
            let done = engine.change_many(&ada, "accounts".into(), which, BulkChange::Delete).await;
            ("accounts are deleted", done.ok().and_then(|done| done.batch))
        }
        8 => {
            let (Some(stays), Some(goes)) = (accounts.choose(dice), accounts.choose(dice)) else {
                return "nothing";
            };
            let merge = Merge { others: vec![goes.id], values: Values::new() };
            let done = engine.merge(&ada, "accounts".into(), stays.id, merge).await;
            ("accounts are merged", done.ok().map(|saved| saved.batch))
        }
        9 => {
            let (Some(one), Some(other)) = (accounts.choose(dice), accounts.choose(dice)) else {
                return "nothing";
            };
            let given = [
                ("currency", text(["EUR", "USD"].choose(dice).unwrap())),
                ("parent", link("accounts", other.id)),
                ("name", text(&format!("{}!", one.title))),
            ];
            let done = house.set(&ada, "accounts", one, &given).await;
            ("an account is changed", done.ok().map(|saved| saved.batch))
        }
        10 => {
            let about = accounts.choose(dice).map_or(Value::Empty, |account| link("accounts", account.id));
            let given = [("name", text("Call")), ("about", about)];
            ("a task is made", house.try_add(&ada, "tasks", &given).await.ok().map(|saved| saved.batch))
        }
        11 => {
            let tasks = whole(house, "tasks").await;
            let Some(task) = tasks.choose(dice) else { return "nothing" };
            let done = house.set(&ada, "tasks", task, &[("status", text("done"))]).await;
            ("a task is done", done.ok().map(|saved| saved.batch))
        }
        _ => {
            let Some(batch) = batches.choose(dice).copied() else { return "nothing" };
            let undone = engine.undo(&ada, batch).await;
            ("an action is undone", undone.ok().and_then(|done| done.batch))
        }
    };
    batches.extend(batch);
    said
}

#[tokio::test]
async fn a_roll_up_is_a_field_like_any_other() {
    everywhere(async |house: House| {
        fields(&house).await;
        let ada = house.again(&house.ada).await;
        let acme = house.add(&ada, "accounts", &[("name", text("Acme"))]).await;
        assert_eq!((acme.value("deals_c"), acme.value("twice_c")), (&Value::Integer(0), &number("0")));
        let other = house.add(&ada, "accounts", &[("name", text("Other"))]).await;
        let deal = |name: &str, amount: &str| {
            vec![("name", text(name)), ("account", link("accounts", acme.id)), ("amount", number(amount))]
        };
        let won = [deal("A", "100.50"), vec![("stage", text("won"))]].concat();
        let won = house.try_add(&ada, "opportunities", &won).await.unwrap();
        house.add(&ada, "opportunities", &deal("B", "900")).await;
        let now = house.get("accounts", acme.id).await;
        assert_eq!((now.value("deals_c"), now.value("won_c")), (&Value::Integer(2), &number("100.5")));
        assert_eq!((now.value("twice_c"), now.version), (&number("201"), acme.version));
        let found = house.list(&ada, "accounts", "won_c >= 100 and said_c contains \"busy\"").await;
        assert_eq!(found.iter().map(|record| record.id).collect::<Vec<_>>(), [acme.id]);
        let hits = house.engine.search(&ada, "busy".into(), None, 5).await.unwrap();
        assert_eq!(hits.iter().map(|hit| hit.id).collect::<Vec<_>>(), [acme.id]);
        let query =
            api::ListQuery { module: "accounts".into(), sort: "-deals_c".into(), ..Default::default() };
        assert_eq!(house.engine.list(&ada, query).await.unwrap().records[0].id, acme.id);
        let written = house.set(&ada, "accounts", &other, &[("won_c", number("5"))]).await;
        assert_eq!(problems(written), ["won_c: read-only"]);

        house.engine.undo(&ada, won.batch).await.unwrap();
        assert_eq!(house.get("accounts", acme.id).await.value("won_c"), &number("0"));
        // Another condition holds for all at once.
        let field = house.list(&ada, "custom_fields", "name = won_c").await[0].id;
        let field = house.get("custom_fields", field).await;
        house.set(&ada, "custom_fields", &field, &[("roll_up_if", text("amount > 1"))]).await.unwrap();
        let now = house.get("accounts", acme.id).await;
        assert_eq!((now.value("won_c"), now.value("twice_c")), (&number("900"), &number("1800")));
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_rolled_up_is_refused() {
    everywhere(async |house: House| {
        fields(&house).await;
        let ada = house.again(&house.ada).await;
        let tried = async |kind: &str, total: &str, from: (&str, &str, &str), only: &str| {
            let given = [
                ("module", text("accounts")),
                ("label", text("X")),
                ("kind", text(kind)),
                ("roll_up", text(total)),
                ("roll_up_module", text(from.0)),
                ("roll_up_link", text(from.1)),
                ("roll_up_field", text(from.2)),
                ("roll_up_if", text(only)),
            ];
            problems(house.try_add(&ada, "custom_fields", &given).await)
        };
        assert_eq!(tried("text", "count", of(""), "").await, ["roll_up: no-roll-up-here"]);
        assert_eq!(tried("money", "count", of(""), "").await, ["roll_up: no-roll-up-here"]);
        assert_eq!(tried("money", "sum", ("", "", ""), "").await, ["roll_up_module: required"]);
        assert_eq!(
            tried("money", "sum", ("opportunities", "product", "amount"), "").await,
            ["roll_up_link: unknown-field"]
        );
        assert_eq!(tried("money", "sum", of("none"), "").await, ["roll_up_field: unknown-field"]);
        assert_eq!(tried("money", "sum", of("close_date"), "").await, ["roll_up_field: roll-up-unfit"]);
        for moving in ["owner = me", "close_date < today", "account.name = x", "account contains x"] {
            assert_eq!(
                tried("money", "sum", of("amount"), moving).await,
                ["roll_up_if: roll-up-moves"],
                "{moving}"
            );
        }
        assert_eq!(tried("money", "sum", of("amount"), "amount >").await, ["roll_up_if: invalid-filter"]);
        let chain = ("accounts", "parent", "won_c");
        assert_eq!(tried("money", "sum", chain, "").await, ["roll_up_field: roll-up-of-roll-up"]);
        let chain = ("accounts", "parent", "twice_c");
        assert_eq!(tried("money", "sum", chain, "").await, ["roll_up_field: roll-up-of-roll-up"]);
        let chain = ("accounts", "parent", "");
        assert_eq!(tried("integer", "count", chain, "won_c > 1").await, ["roll_up_if: roll-up-of-roll-up"]);

        // Not by the back door either: a formula that is added up does not begin to read a sum.
        let half = formula(&house, "Half", "money", "annual_revenue / 2").await;
        roll_up(&house, ("Halves", "money"), "sum", ("accounts", "parent", "half_c"), "").await;
        let half = house.get("custom_fields", half.id).await;
        let changed = house.set(&ada, "custom_fields", &half, &[("formula", text("won_c / 2"))]).await;
        assert_eq!(problems(changed), ["formula: roll-up-of-roll-up"]);
        let retired = Selection::Ids(vec![half.id]);
        let retired =
            house.engine.change_many(&ada, "custom_fields".into(), retired, BulkChange::Delete).await;
        assert_eq!(problems(retired), [": in-use"]);
        let field = house.list(&ada, "custom_fields", "name = won_c").await[0].id;
        let field = house.get("custom_fields", field).await;
        let emptied = house.set(&ada, "custom_fields", &field, &[("roll_up", Value::Empty)]).await;
        assert_eq!(problems(emptied), ["roll_up: fixed"]);
    })
    .await;
}

#[tokio::test]
async fn a_roll_up_hides_what_it_adds_up() {
    everywhere(async |house: House| {
        fields(&house).await;
        let profile =
            house.add(&house.ada, "profiles", &[("name", text("Staff")), ("all_modules", YES)]).await;
        let rita = house.get("users", house.rita.me.id).await;
        house.set(&house.ada, "users", &rita, &[("profile", link("profiles", profile.id))]).await.unwrap();
        let rita = house.again(&house.rita).await;
        let seen = rita.schema.module("accounts").unwrap();
        let sees = |field: &str| seen.field(field).is_some();
        assert!(sees("deals_c") && sees("last_c"), "no revenue");
        assert!(!sees("won_c") && !sees("largest_c") && !sees("first_c") && !sees("twice_c"));
        // She writes what is added up, and it is right for those who see it; of others' deals she sees the count.
        let acme = house.add(&rita, "accounts", &[("name", text("Acme"))]).await;
        for by in [&rita, &house.ada] {
            let deal = [("name", text("Deal")), ("account", link("accounts", acme.id)), ("owner", user(by))];
            house.add(&house.ada, "opportunities", &deal).await;
        }
        let seen = house.engine.get(&rita, "accounts", acme.id).await.unwrap();
        assert_eq!((seen.value("deals_c"), seen.value("won_c")), (&Value::Integer(2), &Value::Empty));
    })
    .await;
}

#[tokio::test]
async fn many_are_added_up_once_a_transaction() {
    everywhere(async |house: House| {
        let accounts: Vec<Vec<(&'static str, Value)>> =
            (0..3).map(|at| vec![("name", text(&format!("A{at}")))]).collect();
        let mut ids = Vec::new();
        for account in &accounts {
            ids.push(house.add(&house.ada, "accounts", account).await.id);
        }
        for at in 0..60 {
            let deal =
                [("name", text("D")), ("account", link("accounts", ids[at % 3])), ("amount", number("2"))];
            house.add(&house.ada, "opportunities", &deal).await;
        }
        roll_up(&house, ("Sum", "money"), "sum", of("amount"), "").await;
        for id in &ids {
            assert_eq!(house.get("accounts", *id).await.value("sum_c"), &number("40"));
        }
        let ada = house.again(&house.ada).await;
        let before = house.engine.store().statements();
        let all = Selection::Filter(String::new());
        let change = BulkChange::Set(values(&[("amount", number("3"))]));
        house.engine.change_many(&ada, "opportunities".into(), all, change).await.unwrap();
        let statements = house.engine.store().statements() - before;
        assert!(statements < 60 * 6, "{statements} statements: one sum a transaction, not one a record");
        for id in &ids {
            assert_eq!(house.get("accounts", *id).await.value("sum_c"), &number("60"));
        }
    })
    .await;
}
