//! A condition means the same in SQL as in memory.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::collections::BTreeSet;

use common::{Dice, asking, day, each, fill_base, fill_things, id, system, value};
use model::{Field, Filter, Id, Kind, Op, Operand, Record, Test, Value};
use rust_decimal::Decimal;
use store::{Query, Store};

async fn found(store: &Store, filter: &Filter) -> BTreeSet<Id> {
    let query = Query { module: "things".into(), filter: filter.clone(), limit: 10_000, ..Query::default() };
    let page =
        store.list(&system(), &asking(), &query).await.unwrap_or_else(|error| panic!("{filter:?}: {error}"));
    let count = store.count(&system(), &asking(), "things", filter, None).await.unwrap();
    assert_eq!(count as usize, page.records.len(), "count of {filter}");
    page.records.into_iter().map(|record| record.id).collect()
}

fn expected(records: &[Record], filter: &Filter) -> BTreeSet<Id> {
    let meets = |record: &&Record| filter.matches(record, &asking()).unwrap();
    records.iter().filter(meets).map(|record| record.id).collect()
}

/// What the field may be compared with by `op`, in ways that people do: parts of texts, days against instants,
/// numbers with more digits than the field has.
fn operand(dice: &mut Dice, field: &Field, op: Op) -> Value {
    let part = |dice: &mut Dice| {
        let text = *dice.pick(&[
            "cme",
            "AC",
            "ром",
            "елк",
            "京市",
            "서울",
            "ss",
            "ng",
            "o'",
            "a",
            "%",
            "\\ _",
            "ABC",
            "lod",
            "ΔΟ",
            "",
            "zzz",
            "example.com",
            "b",
        ]);
        Value::text(text)
    };
    match (&field.kind, op) {
        (Kind::ManyOf(_) | Kind::Tags(_), _) => {
            Value::text(*dice.pick(&["red", "green", "vip", "VIP 2", "новый", "客户", "no"]))
        }
        (_, Op::Contains | Op::Starts) => part(dice),
        (Kind::Instant(_), _) if dice.chance(50) => Value::Date(day(dice.below(5) as u32)),
        (Kind::Date(_), _) if dice.chance(30) => Value::Instant(common::at(dice.below(12) as i64 * 3600 * 5)),
        (Kind::Integer(_) | Kind::Score(_) | Kind::Decimal(_) | Kind::Money(_) | Kind::Percent(_), _)
            if dice.chance(40) =>
        {
            Value::Decimal(*dice.pick(&[
                Decimal::new(25, 1),
                Decimal::new(-25, 1),
                Decimal::new(123_450_001, 6),
                Decimal::MAX,
                Decimal::MIN,
                Decimal::new(3, 0),
            ]))
        }
        _ => loop {
            let value = value(dice, field);
            if !value.is_empty() {
                return value;
            }
        },
    }
}

fn test(dice: &mut Dice, fields: &[&Field]) -> Filter {
    loop {
        let field = *dice.pick(fields);
        let operators = field.kind.rules().operators();
        if operators.is_empty() || matches!(field.name.as_str(), "code" | "key") {
            continue;
        }
        let op = *dice.pick(operators);
        let count = match op {
            op if op.takes_no_operand() => 0,
            op if op.takes_list() => 1 + dice.below(3),
            _ => 1,
        };
        let operands = (0..count).map(|_| Operand::Value(operand(dice, field, op))).collect();
        return Filter::Test(Test::new(field.name.clone(), op, operands));
    }
}

fn filter(dice: &mut Dice, fields: &[&Field], depth: usize) -> Filter {
    let several = |dice: &mut Dice| {
        let count = 1 + dice.below(3);
        (0..count).map(|_| filter(dice, fields, depth - 1)).collect::<Vec<_>>()
    };
    match if depth == 0 { 9 } else { dice.below(10) } {
        0 | 1 => Filter::And(several(dice)),
        2 | 3 => Filter::Or(several(dice)),
        4 => Filter::Not(Box::new(filter(dice, fields, depth - 1))),
        _ => test(dice, fields),
    }
}

#[tokio::test]
async fn a_filter_means_in_sql_what_it_means_in_memory() {
    each(async |store| {
        fill_base(&store).await;
        let records = fill_things(&store, 150).await;
        let schema = common::schema();
        let module = schema.module("things").unwrap();
        let fields: Vec<&Field> = module.fields.iter().collect();
        let mut dice = Dice(7);
        let mut hits = 0;
        for _ in 0..500 {
            let filter = filter(&mut dice, &fields, 3);
            let expected = expected(&records, &filter);
            hits += expected.len();
            assert_eq!(found(&store, &filter).await, expected, "{filter}\n{filter:?}");
        }
        assert!(hits > 5_000, "the filters should find something: {hits}");
    })
    .await;
}

#[tokio::test]
async fn long_lists_and_what_people_write_work() {
    each(async |store| {
        fill_base(&store).await;
        let records = fill_things(&store, 60).await;
        let many = (0..2_000).map(|number| Operand::Value(Value::Integer(number))).collect();
        let users = (1..2_000).map(|number| Operand::Value(common::to_user(number))).collect();
        let texts = (0..1_000).map(|number| Operand::Value(Value::text(format!("Acme{number}")))).collect();
        for (field, operands) in [("number", many), ("helper", users), ("name", texts)] {
            for op in [Op::In, Op::NotIn] {
                let filter = Filter::Test(Test::new(field, op, Vec::clone(&operands)));
                assert_eq!(found(&store, &filter).await, expected(&records, &filter), "{field} {op:?}");
            }
        }
        let starts = ["acme1", "Ém", "zzz", "北", "acme22"].map(|text| Operand::Value(Value::text(text)));
        let filter = Filter::Test(Test::new("name", Op::Starts, starts.to_vec()));
        let denied = Filter::Not(Box::new(filter.clone()));
        for filter in [filter, denied] {
            assert_eq!(found(&store, &filter).await, expected(&records, &filter), "{filter:?}");
        }
        let schema = common::schema();
        let module = schema.module("things").unwrap();
        for text in [
            "stage in (first, third) and amount >= 100",
            "owner = me or helper in (my team)",
            "owner = my department and helper != my department",
            "not (day <= today + 2d) and moment is not empty",
            "moment >= today and moment < tomorrow",
            "about contains \"acme\"",
            "size > 1.5 and size < 99999999999999999999",
            "account != 018bcfe5-6864-7000-8000-000000000000",
            "tags in (vip, \"客户\") and not (colors contains red)",
        ] {
            let filter =
                Filter::parse(text, module, &schema).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(found(&store, &filter).await, expected(&records, &filter), "{text}");
        }
    })
    .await;
}

#[tokio::test]
async fn thousands_of_conditions_work() {
    each(async |store| {
        fill_base(&store).await;
        let records = fill_things(&store, 60).await;
        let test = |field: &'static str, op: Op, value: Value| {
            Filter::Test(Test::new(field, op, vec![Operand::Value(value)]))
        };
        let numbers = |op: Op| {
            (0..5_000).map(|number| test("number", op, Value::Integer(number * 3))).collect::<Vec<_>>()
        };
        let names = (0..1_000).map(|number| test("name", Op::Contains, Value::text(format!("me{number}"))));
        let tags = (0..5_000).map(|number| Operand::Value(Value::text(format!("vip{number}"))));
        for filter in [
            Filter::Or(numbers(Op::Is)),
            Filter::And(numbers(Op::IsNot)),
            Filter::Not(Box::new(Filter::Or(numbers(Op::Is)))),
            Filter::Or(names.collect()),
            Filter::Test(Test::new("tags", Op::In, tags.collect())),
        ] {
            assert_eq!(found(&store, &filter).await, expected(&records, &filter));
        }
    })
    .await;
}

#[tokio::test]
async fn a_condition_reaches_through_a_link() {
    each(async |store| {
        fill_base(&store).await;
        let records = fill_things(&store, 60).await;
        let schema = common::schema();
        let module = schema.module("things").unwrap();
        let filter = Filter::parse("account.employees >= 4", module, &schema).unwrap();
        let wanted: BTreeSet<Id> = records
            .iter()
            .filter(|record| {
                let link = record.value("account").as_link();
                link.is_some_and(|link| (4..8).any(|number| link.id == common::account(number)))
            })
            .map(|record| record.id)
            .collect();
        assert!(!wanted.is_empty());
        assert_eq!(found(&store, &filter).await, wanted);
        let others = found(&store, &Filter::Not(Box::new(filter))).await;
        assert_eq!(others.len(), records.len() - wanted.len());
        assert!(others.is_disjoint(&wanted));
        // Through two links, and back to the outer module.
        let filter = Filter::parse("account.owner.name = \"Ann\"", module, &schema).unwrap();
        let ours: BTreeSet<Id> = records
            .iter()
            .filter(|record| {
                let link = record.value("account").as_link();
                link.is_some_and(|link| (0..2).any(|number| link.id == common::account(number)))
            })
            .map(|record| record.id)
            .collect();
        assert_eq!(found(&store, &filter).await, ours);
        let _ = id(0);
    })
    .await;
}
