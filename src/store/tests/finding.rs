//! Search, looking up by name, sums, and how many statements it all takes.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{asking, each, fill_base, fill_things, id, record, system, to_user, writing};
use model::{Filter, Link, Name, Value, fold};
use rust_decimal::Decimal;
use store::{Query, Store};

async fn people(store: &Store, names: &[&str]) {
    let records = names
        .iter()
        .enumerate()
        .map(|(number, name)| {
            let values = vec![
                ("name", Value::text(*name)),
                ("email", Value::text(format!("mail{number}@beispiel.de"))),
                ("owner", to_user(1)),
                ("account", Value::Link(Link::new("accounts", common::account(number % 8)))),
            ];
            record("things", 500 + number as u64, values)
        })
        .collect();
    common::insert(store, "things", records).await;
}

#[tokio::test]
async fn search_finds_parts_of_words_in_any_script() {
    each(async |store| {
        fill_base(&store).await;
        let names = [
            "Ivan Petrenko",
            "Пётр Ёлкин",
            "张伟 北京科技",
            "陳大文 臺北",
            "김민준 서울지사",
            "Jürgen Müller-Strauß",
            "O'Neil, Sean",
            "Zoë 2000",
            "ΟΔΟΣ Ελλάδα",
            "محمد علي",
            "ＡＢＣ株式会社",
        ];
        people(&store, &names).await;
        let found = async |text: &str| {
            let hits = store.search(&system(), text, None, 20).await.unwrap();
            hits.into_iter().map(|hit| hit.title).collect::<Vec<_>>()
        };
        for (text, title) in [
            ("tre", "Ivan Petrenko"),
            ("PETR", "Ivan Petrenko"),
            ("елк", "Пётр Ёлкин"),
            ("ПЕТР ёлк", "Пётр Ёлкин"),
            ("京科", "张伟 北京科技"),
            ("北京科技", "张伟 北京科技"),
            ("张", "张伟 北京科技"),
            ("臺北", "陳大文 臺北"),
            ("울지", "김민준 서울지사"),
            ("김민", "김민준 서울지사"),
            ("strauss", "Jürgen Müller-Strauß"),
            ("muller-str", "Jürgen Müller-Strauß"),
            ("o'ne", "O'Neil, Sean"),
            ("200", "Zoë 2000"),
            ("λλαδ", "ΟΔΟΣ Ελλάδα"),
            ("حمد", "محمد علي"),
            ("abc株", "ＡＢＣ株式会社"),
            ("petrenko mail0", "Ivan Petrenko"),
            ("mail5@beispiel", "Jürgen Müller-Strauß"),
        ] {
            assert_eq!(found(text).await, [title], "{text}");
        }
        for nothing in ["", "  ", "\u{301}", "zzzz", "petrenko mail1", "\"", "* OR a", "%", "tk"] {
            assert_eq!(found(nothing).await, Vec::<String>::new(), "{nothing:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn titles_that_start_with_it_come_first() {
    each(async |store| {
        fill_base(&store).await;
        people(&store, &["The Berlin office", "Berlin", "Somebody", "Berliner Kindl"]).await;
        let berlin = Value::text("berlin@example.com");
        let values = vec![("name", Value::text("Nobody")), ("email", berlin), ("owner", to_user(1))];
        common::insert_one(&store, "things", record("things", 600, values), 1).await.unwrap();
        let before = store.statements();
        let hits = store.search(&system(), "berlin", None, 4).await.unwrap();
        assert_eq!(store.statements() - before, 1, "one statement over all modules");
        let titles: Vec<&str> = hits.iter().map(|hit| hit.title.as_str()).collect();
        assert_eq!(titles, ["Berlin", "Berliner Kindl", "The Berlin office", "Nobody"]);
        let under = [("account", common::WORDS[2]), ("email", "mail1@beispiel.de")];
        let under = under.map(|(field, text)| (Name::new_static(field), Value::text(text)));
        assert_eq!(hits[0].subtitle, under);
        let things = [Name::new_static("accounts")];
        assert!(store.search(&system(), "berlin", Some(&things), 5).await.unwrap().is_empty());
        assert_eq!(store.search(&system(), "berlin", None, 2).await.unwrap().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn names_are_matched_as_people_write_them() {
    each(async |store| {
        fill_base(&store).await;
        people(&store, &["Müller GmbH", "MULLER GMBH", "Müller", "ABC", "abc"]).await;
        let texts = ["muller gmbh", "Müller", "aBc", "nothing", "", "'"].map(str::to_owned);
        let found = store.find(&system(), "things", "", &texts).await.unwrap();
        assert_eq!(found.len(), 3, "{found:?}");
        assert_eq!(found["muller gmbh"].len(), 2);
        assert_eq!(found["muller"], [id(502)]);
        assert_eq!(found["abc"].len(), 2);
        let found = store.find(&system(), "things", "email", &["MAIL3@BEISPIEL.DE".into()]).await.unwrap();
        assert_eq!(found["mail3@beispiel.de"], [id(503)]);
        let found = store.find(&system(), "accounts", "employees", &["3".into(), "x".into()]).await.unwrap();
        assert_eq!(found["3"], [id(103)]);
        let found = store.find(&common::representative(2, &[]), "things", "", &texts).await.unwrap();
        assert!(found.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_database_folds_as_we_do() {
    each(async |store| {
        fill_base(&store).await;
        let mut texts: Vec<String> = Vec::new();
        // A character each from all over Unicode, between letters, as words that must be found.
        for c in (0xa1..0x3_0000_u32).step_by(37).filter_map(char::from_u32) {
            let folded = fold::fold(&c.to_string());
            if c.is_alphanumeric() && folded.chars().all(char::is_alphanumeric) && !folded.is_empty() {
                texts.push(format!("q{c}x"));
            }
        }
        let names: Vec<&str> = texts.iter().map(String::as_str).collect();
        people(&store, &names).await;
        let found = store.find(&system(), "things", "", &texts).await.unwrap();
        let missing: Vec<&String> =
            texts.iter().filter(|text| !found.contains_key(&fold::fold(text))).collect();
        // PostgreSQL and we may know of different editions of Unicode.
        assert!(missing.len() <= texts.len() / 100, "{} of {}: {missing:?}", missing.len(), texts.len());
    })
    .await;
}

#[tokio::test]
async fn sums_are_exact_and_do_not_overflow() {
    each(async |store| {
        fill_base(&store).await;
        let most = Decimal::new(i64::MAX, 4);
        let amounts = [most, most, most, Decimal::new(1, 4), -most, Decimal::new(333_333, 4)];
        let records = amounts
            .iter()
            .enumerate()
            .map(|(number, amount)| {
                let stage = common::STAGES[usize::from(number == 5)];
                let values = vec![
                    ("name", Value::text("x")),
                    ("owner", to_user(1)),
                    ("amount", Value::Decimal(*amount)),
                    ("chance", Value::Decimal(Decimal::new([125, 1000, 0][number % 3], 1))),
                    ("number", Value::Integer(number as i64)),
                    ("stage", Value::text(stage)),
                ];
                record("things", 700 + number as u64, values)
            })
            .collect();
        common::insert(&store, "things", records).await;
        let empty = record("things", 790, vec![("name", Value::text("y")), ("owner", to_user(2))]);
        common::insert_one(&store, "things", empty, 1).await.unwrap();
        let sums = [Name::new_static("amount"), Name::new_static("number")];
        let by = [Name::new_static("stage"), Name::new_static("owner")];
        let groups = async |by: &[Name]| {
            let weigh = Some(("amount", "chance"));
            store.groups(&system(), &asking(), "things", &Filter::Always, by, &sums, weigh).await.unwrap()
        };
        let all = groups(&[]).await;
        let total: Decimal = most * Decimal::from(2) + Decimal::new(333_334, 4);
        assert_eq!((all[0].count, all[0].sums.clone()), (7, vec![total, Decimal::from(15)]));
        let weighted: Decimal = [0, 1, 2, 3, 4, 5]
            .map(|number: usize| amounts[number] * Decimal::new([125, 1000, 0][number % 3], 3))
            .into_iter()
            .sum();
        assert_eq!(all[0].weighted, weighted);
        let grouped = groups(&by).await;
        let keys: Vec<String> = grouped
            .iter()
            .map(|group| format!("{:?} {}", group.keys[0].as_text(), group.keys[1].as_link().unwrap().title))
            .collect();
        assert_eq!(keys, ["None Boris", "Some(\"first\") Ann", "Some(\"second\") Ann"]);
        assert_eq!(grouped[2].sums[0], Decimal::new(333_333, 4));
        assert_eq!(grouped.iter().map(|group| group.weighted).sum::<Decimal>(), weighted);
        assert_eq!(grouped[0].sums, [Decimal::ZERO, Decimal::ZERO]);
    })
    .await;
}

#[tokio::test]
async fn sums_that_are_remembered_hold_until_anybody_writes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sums.db").display().to_string();
    let (store, other) = (common::open(&path).await, common::open(&path).await);
    fill_base(&store).await;
    fill_things(&store, 61).await;
    let count = async |user: u64| {
        let grant = common::representative(user, &[]);
        let groups =
            store.groups(&grant, &asking(), "things", &Filter::Always, &[], &[], None).await.unwrap();
        groups.iter().map(|group| group.count).sum::<u64>()
    };
    let (hers, his) = (count(1).await, count(2).await);
    assert_eq!((hers, his), (21, 20));
    assert_eq!((count(1).await, count(2).await), (hers, his));
    let new = record("things", 790, vec![("name", Value::text("y")), ("owner", to_user(1))]);
    common::insert_one(&other, "things", new, 1).await.unwrap();
    assert_eq!((count(1).await, count(2).await), (hers + 1, his));
}

#[tokio::test]
async fn values_in_use_are_offered() {
    each(async |store| {
        fill_base(&store).await;
        fill_things(&store, 60).await;
        let tags = store.distinct(&system(), "things", "tags", "", 10).await.unwrap();
        assert_eq!(tags, ["vip", "VIP 2", "новый", "客户"]);
        assert_eq!(store.distinct(&system(), "things", "tags", "V", 10).await.unwrap(), ["vip", "VIP 2"]);
        assert_eq!(store.distinct(&system(), "things", "tags", "", 1).await.unwrap(), ["vip"]);
        assert_eq!(store.distinct(&system(), "things", "stage", "se", 10).await.unwrap(), ["second"]);
        let cities = store.distinct(&system(), "things", "home_city", "ACM", 50).await.unwrap();
        assert!(cities.iter().all(|city| fold::fold(city).starts_with("acm")) && !cities.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_number_of_statements_does_not_grow_with_the_rows() {
    each(async |store| {
        fill_base(&store).await;
        fill_things(&store, 120).await;
        let counted = async |limit: u32| {
            let query = Query { module: "things".into(), limit, ..Query::default() };
            let before = store.statements();
            let page = store.list(&common::representative(1, &[2, 3]), &asking(), &query).await.unwrap();
            assert_eq!(page.records.len(), limit as usize);
            store.statements() - before
        };
        // The list, and one for each module that "about" points to in it.
        assert_eq!((counted(20).await, counted(100).await), (3, 3));
        let query = Query { module: "accounts".into(), limit: 50, ..Query::default() };
        let before = store.statements();
        store.list(&system(), &asking(), &query).await.unwrap();
        assert_eq!(store.statements() - before, 1);

        let before = store.statements();
        store.get(&system(), "accounts", id(100), false).await.unwrap();
        assert_eq!(store.statements() - before, 1);

        let before = store.statements();
        let by = [Name::new_static("stage")];
        store.groups(&system(), &asking(), "things", &Filter::Always, &by, &[], None).await.unwrap();
        // The sums, and before them what the latest change is.
        assert!(store.statements() - before <= 2);

        let records: Vec<_> = (0..128)
            .map(|number| {
                record("accounts", 2_000 + number, vec![("name", Value::text("x")), ("owner", to_user(1))])
            })
            .collect();
        let before = store.statements();
        store
            .write(move |tx| {
                Box::pin(async move { tx.insert_many(&system(), "accounts", &records, &writing(1)).await })
            })
            .await
            .unwrap();
        assert!(store.statements() - before <= 8, "{}", store.statements() - before);
    })
    .await;
}
