//! Pages put together are the whole list, in order, whatever it is sorted by.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{Dice, asking, each, fill_base, fill_things, id, record, representative, system, to_user};
use model::{Filter, Id, Kind, Name, Op, Operand, Record, Sort, Test, Value};
use store::{Error, Query, Store};

async fn pages(store: &Store, grant: &model::Grant, query: &Query) -> Vec<Record> {
    let mut query = query.clone();
    let mut all = Vec::new();
    loop {
        let page = store.list(grant, &asking(), &query).await.unwrap();
        assert!(page.records.len() <= query.limit as usize);
        all.extend(page.records);
        query.after = page.next;
        if query.after.is_none() {
            return all;
        }
    }
}

fn ids(records: &[Record]) -> Vec<Id> {
    records.iter().map(|record| record.id).collect()
}

#[tokio::test]
async fn pages_are_the_whole_list_for_each_kind_and_direction() {
    each(async |store| {
        fill_base(&store).await;
        fill_things(&store, 90).await;
        let schema = common::schema();
        let module = schema.module("things").unwrap();
        for field in module.fields.iter().filter(|field| field.sortable()) {
            for descending in [false, true] {
                let sort = vec![Sort { field: field.name.clone(), descending }];
                let query = Query { module: "things".into(), sort, limit: 7, ..Query::default() };
                let paged = pages(&store, &system(), &query).await;
                let whole = pages(&store, &system(), &Query { limit: 1_000, ..query.clone() }).await;
                assert_eq!(paged.len(), 90);
                assert_eq!(ids(&paged), ids(&whole), "{} {descending}", field.name);
                in_order(&store, &whole, &field.name, &field.kind, descending);
            }
        }
    })
    .await;
}

/// PostgreSQL's order of texts is ICU's, which differs from ours in small things; elsewhere both are the same.
fn in_order(store: &Store, records: &[Record], field: &Name, kind: &Kind, descending: bool) {
    let written =
        kind.rules().storage() == model::Storage::Text && !matches!(kind, Kind::Date(_) | Kind::OneOf(_));
    let own_order = written || !kind.targets().is_empty();
    for pair in records.windows(2) {
        let (a, b) = (pair[0].value(field), pair[1].value(field));
        let order = if descending { b.compare(a) } else { a.compare(b) };
        if !(store.is_postgres() && own_order) {
            assert!(order.is_le(), "{field} {descending}: {a:?} before {b:?}");
        }
        let empty_first =
            if descending { b.is_empty() >= a.is_empty() } else { a.is_empty() >= b.is_empty() };
        assert!(empty_first, "{field}: {a:?} before {b:?}");
    }
}

#[tokio::test]
async fn several_sorts_with_empties_and_ties_page_right() {
    each(async |store| {
        fill_base(&store).await;
        fill_things(&store, 90).await;
        let names = ["stage", "number", "name", "account", "day", "about", "good", "chance"];
        let mut dice = Dice(3);
        for _ in 0..40 {
            let count = 1 + dice.below(3);
            let sort: Vec<Sort> = (0..count)
                .map(|_| Sort { field: Name::new(*dice.pick(&names)), descending: dice.chance(50) })
                .collect();
            let filter = match dice.below(3) {
                0 => Filter::Always,
                1 => Filter::Test(Test::new("name", Op::Contains, vec![Operand::Value(Value::text("a"))])),
                _ => Filter::Test(Test::new("stage", Op::IsNotEmpty, Vec::new())),
            };
            let query =
                Query { module: "things".into(), filter, sort: sort.clone(), limit: 5, ..Query::default() };
            let paged = pages(&store, &system(), &query).await;
            let whole = pages(&store, &system(), &Query { limit: 1_000, ..query }).await;
            assert_eq!(ids(&paged), ids(&whole), "{}", Sort::print(&sort));
        }
    })
    .await;
}

#[tokio::test]
async fn a_cursor_fits_its_own_order_only() {
    each(async |store| {
        fill_base(&store).await;
        fill_things(&store, 10).await;
        let query =
            Query { module: "things".into(), limit: 3, sort: vec![Sort::up("name")], ..Query::default() };
        let next = store.list(&system(), &asking(), &query).await.unwrap().next.unwrap();
        let other = Query { sort: vec![Sort::down("name")], after: Some(next), ..query.clone() };
        assert!(matches!(store.list(&system(), &asking(), &other).await, Err(Error::BadCursor)));
        for bad in ["", "x", "W10", "bm90IGpzb24", "💥"] {
            let query = Query { after: Some(bad.into()), ..query.clone() };
            assert!(matches!(store.list(&system(), &asking(), &query).await, Err(Error::BadCursor)), "{bad}");
        }
        for field in ["notes", "colors", "tags", "paper", "nothing", "home_address"] {
            let query = Query { sort: vec![Sort::up(field)], ..query.clone() };
            let error = store.list(&system(), &asking(), &query).await.unwrap_err();
            assert!(matches!(error, Error::UnknownField(_)), "{field}: {error}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_large_table_is_listed_alike_with_and_without_its_indexes() {
    let folder = tempfile::tempdir().unwrap();
    let store = common::open(&folder.path().join("large.db").display().to_string()).await;
    fill_base(&store).await;
    let count = 10_500;
    let records: Vec<Record> = (0..count)
        .map(|number| {
            let name = format!("{} {}", common::WORDS[number as usize % 16], number % 1_000);
            let mut values = vec![("name", Value::text(name)), ("owner", to_user(1 + number % 3))];
            values.push(("stage", Value::text(common::STAGES[number as usize % 3])));
            values.push(("number", Value::Integer(number as i64 % 97)));
            if number % 5 > 0 {
                values.push(("phone", Value::text(format!("+{}", number % 777))));
                values.push((
                    "account",
                    Value::Link(model::Link::new("accounts", common::account(number as usize % 8))),
                ));
            }
            record("things", 10_000 + number, values)
        })
        .collect();
    for part in records.chunks(2_000) {
        common::insert(&store, "things", part.to_vec()).await;
    }
    let schema = common::schema();
    let module = schema.module("things").unwrap();
    let filters = [
        "",
        "name contains \"acme\"",
        "name contains \"腾讯\" and number > 10",
        "owner = me",
        "number = 5",
        "stage = first and owner = me",
        "name starts \"acme 99\"",
        "phone = \"+7\"",
        "name contains \"e\" or name contains \"京市\"",
        "account contains \"acme\" and stage = second",
    ];
    let sorts = ["-updated_at", "phone", "-number,name", "account"];
    let grants = [system(), representative(2, &[]), representative(1, &[3])];
    // Twice: before and after the indexes that the first time asks for.
    let mut first: Vec<Vec<Id>> = Vec::new();
    for round in 0..2 {
        let mut at = 0;
        for filter in filters {
            for sort in sorts {
                for grant in &grants {
                    let filter = Filter::parse(filter, module, &schema).unwrap();
                    let sort = Sort::parse(sort, module).unwrap();
                    let mut query =
                        Query { module: "things".into(), filter, sort, limit: 20, ..Query::default() };
                    let mut list = Vec::new();
                    for _ in 0..3 {
                        let page = store.list(grant, &asking(), &query).await.unwrap();
                        list.extend(ids(&page.records));
                        query.after = page.next;
                        if query.after.is_none() {
                            break;
                        }
                    }
                    match round {
                        0 => first.push(list),
                        _ => assert_eq!(list, first[at], "{query:?}"),
                    }
                    at += 1;
                }
            }
        }
        // The writer makes what was asked for before it comes to this.
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        store.put_setting("x", &serde_json::Value::Null).await.unwrap();
    }
    let all = Query { module: "things".into(), limit: 500, ..Query::default() };
    assert_eq!(pages(&store, &representative(2, &[]), &all).await.len(), count as usize / 3);
    store.close().await;
    let _ = id(0);
}
