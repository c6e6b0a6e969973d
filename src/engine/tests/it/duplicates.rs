//! Duplicates: told while typing, refused, found among all, and made one.

use std::collections::{BTreeMap, BTreeSet};

use api::{AlikePage, Backend, BulkChange, Caller, Failure, Merge, Selection};
use model::record::Values;
use model::{Id, Name, Record, Value};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};

use crate::house::{House, everywhere, failure, link, problems, stranger, text, user, values};

const SAME_EMAIL: &str = "Same e-mail";
const SAME_NAME: &str = "Same company name";

async fn contact(house: &House, by: &Caller, name: &str, email: &str) -> Record {
    house.add(by, "contacts", &[("last_name", text(name)), ("email", text(email))]).await
}

async fn rule(house: &House, values: &[(&'static str, Value)]) -> Record {
    house.add(&house.ada, "duplicate_rules", values).await
}

/// What is the same by a rule, once all records have been compared.
async fn alike(house: &House, by: &Caller, module: &'static str, rule: &str) -> AlikePage {
    for _ in 0..200 {
        let page = house.engine.alike(by, module.into(), rule.into(), None).await.unwrap();
        if page.complete {
            return page;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("records are still being compared");
}

async fn groups(house: &House, by: &Caller, module: &'static str, rule: &str) -> BTreeSet<Vec<String>> {
    let page = alike(house, by, module, rule).await;
    let titles = |group: &api::Alike| {
        let mut titles: Vec<String> = group.records.iter().map(|record| record.title.clone()).collect();
        titles.sort();
        assert_eq!(titles.len() as u64, group.count);
        titles
    };
    let count = house.engine.count_alike(by, module.into(), rule.into()).await.unwrap();
    assert_eq!(count, page.groups.len() as u64);
    page.groups.iter().map(titles).collect()
}

fn names(groups: &[&[&str]]) -> BTreeSet<Vec<String>> {
    groups.iter().map(|group| group.iter().map(|name| (*name).to_owned()).collect()).collect()
}

async fn merge(
    house: &House,
    by: &Caller,
    module: &'static str,
    into: &Record,
    others: &[&Record],
) -> api::Saved {
    let others = others.iter().map(|record| record.id).collect();
    let merge = Merge { others, values: Values::new() };
    house.engine.merge(by, module.into(), into.id, merge).await.unwrap()
}

#[tokio::test]
async fn what_is_there_is_told_while_one_types() {
    everywhere(async |house: House| {
        let there = contact(&house, &house.rita, "Li", "li@example.com").await;
        let typed = values(&[("email", text("LI@Example.com"))]);
        let told = async |caller: &Caller, id: Option<Id>, values: &Values| {
            house.engine.duplicates(caller, "contacts".into(), id, values.clone()).await.unwrap()
        };
        let [seen] = &told(&house.max, None, &typed).await[..] else { panic!("one is told") };
        assert_eq!(
            seen.record.as_ref().map(|record| (record.id, record.title.as_str())),
            Some((there.id, "Li"))
        );
        assert_eq!(
            (seen.owner.as_str(), &seen.fields[..], seen.refused),
            ("Rita", &[Name::from("email")][..], false)
        );
        // Ron does not see what is Rita's.
        let [hidden] = &told(&house.ron, None, &typed).await[..] else { panic!("one is told") };
        assert_eq!((&hidden.record, hidden.owner.as_str()), (&None, "Rita"));
        // Several of one owner are told as one.
        contact(&house, &house.rita, "Li 2", "li@example.com").await;
        assert_eq!(told(&house.ron, None, &typed).await.len(), 1);
        assert_eq!(told(&house.max, None, &typed).await.len(), 2);
        // Nothing is the same as itself, and what is not changed is not told again.
        assert_eq!(told(&house.rita, Some(there.id), &values(&[("city", text("Köln"))])).await, []);
        let other = contact(&house, &house.rita, "Wu", "wu@example.com").await;
        assert_eq!(told(&house.rita, Some(other.id), &typed).await.len(), 2);
        let of_another =
            house.engine.duplicates(&house.ron, "contacts".into(), Some(other.id), typed.clone());
        assert_eq!(failure(of_another.await), Failure::NotFound);
    })
    .await;
}

#[tokio::test]
async fn a_warning_asks_and_a_refusal_refuses() {
    everywhere(async |house: House| {
        let there = contact(&house, &house.rita, "Li", "li@example.com").await;
        let again = values(&[("last_name", text("Li")), ("email", text("li@example.com"))]);
        let asked = house.engine.create_checked(&house.ron, "contacts".into(), again.clone()).await;
        let Failure::Duplicates(found) = failure(asked) else { panic!("it is asked") };
        assert_eq!((found.len(), &found[0].record, found[0].owner.as_str()), (1, &None, "Rita"));
        let other = contact(&house, &house.rita, "Wu", "wu@example.com").await;
        let same = values(&[("email", text("li@example.com"))]);
        let asked = house.engine.update_checked(
            &house.rita,
            "contacts".into(),
            other.id,
            other.version,
            same.clone(),
        );
        assert!(matches!(failure(asked.await), Failure::Duplicates(_)));
        // What is wrong anyhow is told first.
        let wrong = values(&[("email", text("li@example.com"))]);
        let asked = house.engine.create_checked(&house.rita, "contacts".into(), wrong).await;
        assert_eq!(problems(asked), ["last_name: required"]);
        house.engine.create(&house.ron, "contacts".into(), again.clone()).await.unwrap();

        let rules = house.list(&house.ada, "duplicate_rules", "module = contacts").await;
        house.set(&house.ada, "duplicate_rules", &rules[0], &[("action", text("refuse"))]).await.unwrap();
        let refused = house.engine.create(&house.ron, "contacts".into(), again).await;
        assert_eq!(problems(refused), ["email: there-already"]);
        let refused = house.engine.update(&house.rita, "contacts".into(), other.id, other.version, same);
        assert_eq!(problems(refused.await), ["email: there-already"]);
        // What is not touched is let be, and undo brings back what was.
        house.set(&house.rita, "contacts", &there, &[("city", text("Köln"))]).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn rules_compare_what_is_there_and_find_it_among_all() {
    everywhere(async |house: House| {
        let broken = async |values: &[(&'static str, Value)]| {
            let module = [("module", text("contacts")), ("name", text("X"))];
            problems(house.try_add(&house.ada, "duplicate_rules", &[&module[..], values].concat()).await)
        };
        assert_eq!(broken(&[]).await, ["field_1: required"]);
        assert_eq!(broken(&[("field_1", text("nothing"))]).await, ["field_1: unknown-field"]);
        assert_eq!(broken(&[("field_1", text("description"))]).await, ["field_1: not-comparable"]);
        let unsuitable = [("field_1", text("email")), ("compare_1", text("company_name"))];
        assert_eq!(broken(&unsuitable).await, ["compare_1: not-comparable"]);
        let twice = [("field_1", text("email")), ("field_2", text("email"))];
        assert_eq!(broken(&twice).await, ["field_2: not-unique"]);
        let comments = [("module", text("comments")), ("name", text("X")), ("field_1", text("body"))];
        let comments = house.try_add(&house.ada, "duplicate_rules", &comments).await;
        assert_eq!(problems(comments), ["module: unknown-module"]);
        let rita = house.try_add(&house.rita, "duplicate_rules", &[("name", text("X"))]).await;
        assert_eq!(failure(rita), Failure::NotFound);

        for (first, last, phone) in
            [("Ann", "Li", "+49 30 1234567"), ("ÀNN", "LI", "030 1234567"), ("Bo", "Li", "030 1234567")]
        {
            let given = [("first_name", text(first)), ("last_name", text(last)), ("phone", text(phone))];
            house.add(&house.rita, "contacts", &given).await;
        }
        let given = [
            ("module", text("contacts")),
            ("name", text("Person")),
            ("field_1", text("last_name")),
            ("field_2", text("phone")),
            ("field_3", text("first_name")),
        ];
        let made = rule(&house, &given).await;
        assert_eq!(made.value("compare_2"), &text("phone_number"));
        // Records that were there before are compared too.
        assert_eq!(groups(&house, &house.rita, "contacts", "Person").await, names(&[&["Ann Li", "ÀNN LI"]]));
        assert!(groups(&house, &house.ron, "contacts", "Person").await.is_empty());
        let two = [("field_3", Value::Empty)];
        house.set(&house.ada, "duplicate_rules", &made, &two).await.unwrap();
        let all = names(&[&["Ann Li", "Bo Li", "ÀNN LI"]]);
        assert_eq!(groups(&house, &house.rita, "contacts", "Person").await, all);
        // A rule that rests finds nothing.
        let which = Selection::Ids(vec![made.id]);
        house
            .engine
            .change_many(&house.ada, "duplicate_rules".into(), which, BulkChange::Delete)
            .await
            .unwrap();
        let gone = house.engine.alike(&house.rita, "contacts".into(), "Person".into(), None).await;
        assert_eq!(failure(gone), Failure::NotFound);
    })
    .await;
}

#[tokio::test]
async fn keys_follow_every_write() {
    everywhere(async |house: House| {
        let a = contact(&house, &house.rita, "A", "x@example.com").await;
        let b = contact(&house, &house.rita, "B", "x@example.com").await;
        let found = async || groups(&house, &house.ada, "contacts", SAME_EMAIL).await;
        assert_eq!(found().await, names(&[&["A", "B"]]));
        let changed =
            house.set(&house.rita, "contacts", &a, &[("email", text("y@example.com"))]).await.unwrap();
        assert!(found().await.is_empty());
        house.engine.undo(&house.rita, changed.batch).await.unwrap();
        assert_eq!(found().await, names(&[&["A", "B"]]));
        let which = Selection::Ids(vec![b.id]);
        let done =
            house.engine.change_many(&house.rita, "contacts".into(), which.clone(), BulkChange::Delete);
        let done = done.await.unwrap();
        assert!(found().await.is_empty());
        house.engine.undo(&house.rita, done.batch.unwrap()).await.unwrap();
        assert_eq!(found().await, names(&[&["A", "B"]]));
        let emptied = BulkChange::Set(values(&[("email", Value::Empty)]));
        house.engine.change_many(&house.rita, "contacts".into(), which, emptied).await.unwrap();
        assert!(found().await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn one_is_made_of_several_and_taken_apart_again() {
    everywhere(async |house: House| {
        let firm = [("name", text("Acme GmbH")), ("phone", text("+49 30 1234567")), ("tags", tags(&["vip"]))];
        let stays = house.add(&house.rita, "accounts", &firm).await;
        let firm = [
            ("name", text("Acme")),
            ("website", text("https://acme.example")),
            ("tags", tags(&["vip", "new"])),
        ];
        let goes = house.add(&house.rita, "accounts", &firm).await;
        let person = [("last_name", text("Li")), ("account", link("accounts", goes.id))];
        let person = house.add(&house.rita, "contacts", &person).await;
        house
            .add(&house.rita, "comments", &[("body", text("Hot")), ("about", link("accounts", goes.id))])
            .await;
        // A task of somebody else, which Rita does not see.
        let task = [("name", text("Check")), ("about", link("accounts", goes.id))];
        let task = house.add(&house.ada, "tasks", &task).await;
        let before = state(&house).await;

        let chosen = values(&[("website", text("https://acme.example"))]);
        let wanted = Merge { others: vec![goes.id], values: chosen };
        let saved = house.engine.merge(&house.rita, "accounts".into(), stays.id, wanted).await.unwrap();
        let now = house.get("accounts", stays.id).await;
        assert_eq!(now.value("website"), &text("https://acme.example"));
        assert_eq!((now.value("phone"), now.value("tags")), (stays.value("phone"), &tags(&["vip", "new"])));
        for (module, record, field) in [("contacts", &person, "account"), ("tasks", &task, "about")] {
            assert_eq!(target(&house.get(module, record.id).await, field), Some(stays.id));
        }
        let page = house.engine.record(&house.rita, "accounts".into(), goes.id).await.unwrap();
        assert_eq!((page.deleted, page.merged_into), (true, Some(stays.id)));
        assert!(groups(&house, &house.ada, "accounts", SAME_NAME).await.is_empty());

        // The next merge is followed too.
        let last = house.add(&house.rita, "accounts", &[("name", text("Acme Holding"))]).await;
        let second = merge(&house, &house.rita, "accounts", &last, &[&now]).await;
        let page = house.engine.record(&house.rita, "accounts".into(), goes.id).await.unwrap();
        assert_eq!(page.merged_into, Some(last.id));
        house.engine.undo(&house.rita, second.batch).await.unwrap();
        let which = Selection::Ids(vec![last.id]);
        house.engine.change_many(&house.rita, "accounts".into(), which, BulkChange::Delete).await.unwrap();

        let undone = house.engine.undo(&house.rita, saved.batch).await.unwrap();
        assert_eq!(undone.skipped, 0);
        assert_eq!(state(&house).await, before);
        assert_eq!(groups(&house, &house.ada, "accounts", SAME_NAME).await, names(&[&["Acme", "Acme GmbH"]]));
        // Redo is undo of the undo.
        house.engine.undo(&house.rita, undone.batch.unwrap()).await.unwrap();
        assert_eq!(target(&house.get("tasks", task.id).await, "about"), Some(stays.id));
    })
    .await;
}

#[tokio::test]
async fn a_merge_needs_the_rights_of_what_it_does() {
    everywhere(async |house: House| {
        let mine = contact(&house, &house.rita, "A", "x@example.com").await;
        let also = contact(&house, &house.rita, "B", "x@example.com").await;
        let hers = contact(&house, &house.sue, "C", "x@example.com").await;
        let tried = async |by: &Caller,
                           module: &'static str,
                           into: Id,
                           others: &[Id],
                           given: &[(&'static str, Value)]| {
            let merge = Merge { others: others.to_vec(), values: values(given) };
            house.engine.merge(by, module.into(), into, merge).await
        };
        let failed = tried(&house.rita, "contacts", mine.id, &[hers.id], &[]).await;
        assert_eq!(failure(failed), Failure::NotFound);
        let failed = tried(&house.sue, "contacts", hers.id, &[mine.id], &[]).await;
        assert_eq!(failure(failed), Failure::NotFound);
        for others in
            [&[][..], &[mine.id], &[also.id, hers.id, stranger(), house.rita.me.id, house.ada.me.id]]
        {
            let failed = tried(&house.ada, "contacts", mine.id, others, &[]).await;
            assert_eq!(problems(failed), ["others: out-of-bounds"]);
        }
        let failed = tried(&house.rita, "contacts", mine.id, &[also.id], &[("created_at", text("x"))]).await;
        assert!(matches!(failed, Err(Failure::Invalid(_))));
        let failed = tried(&house.ada, "users", house.rita.me.id, &[house.ron.me.id], &[]).await;
        assert_eq!(failure(failed), Failure::NotAllowed);

        let lead =
            house.add(&house.rita, "leads", &[("last_name", text("Kim")), ("company", text("K"))]).await;
        let other = house.add(&house.rita, "leads", &[("last_name", text("Kim"))]).await;
        let preview = house.engine.preview_conversion(&house.rita, lead.id).await.unwrap();
        let wanted =
            api::Conversion { account: preview.account, contact: preview.contact, ..Default::default() };
        house.engine.convert(&house.rita, lead.id, wanted).await.unwrap();
        for (into, from) in [(lead.id, other.id), (other.id, lead.id)] {
            let failed = tried(&house.rita, "leads", into, &[from], &[]).await;
            assert_eq!(problems(failed), [": locked"]);
        }
        // Nothing of all that has changed anything.
        assert_eq!(house.get("contacts", mine.id).await.version, mine.version);
    })
    .await;
}

fn tags(tags: &[&str]) -> Value {
    Value::Many(tags.iter().map(|tag| (*tag).to_owned()).collect())
}

fn target(record: &Record, field: &str) -> Option<Id> {
    record.value(field).as_link().map(|link| link.id)
}

/// The modules of the random test, with their links.
const LINKED: [(&str, &[&str]); 5] = [
    ("accounts", &["parent"]),
    ("contacts", &["account", "reports_to"]),
    ("opportunities", &["account", "contact"]),
    ("tasks", &["about"]),
    ("notes", &["about"]),
];

type State = BTreeMap<(&'static str, Id), (String, Values)>;

/// All that is there, without who changed it last and when.
async fn state(house: &House) -> State {
    let mut all = State::new();
    for module in LINKED.map(|(module, _)| module).into_iter().chain(["comments"]) {
        for mut record in house.list(&house.ada, module, "").await {
            record.values.retain(|name, _| !["updated_at", "updated_by"].contains(&name.as_str()));
            for value in record.values.values_mut() {
                if let Value::Link(link) = value {
                    link.title.clear();
                }
            }
            all.insert((module, record.id), (record.title, record.values));
        }
    }
    all
}

#[tokio::test]
async fn no_link_leads_nowhere_after_random_merges_and_undo_restores_all() {
    everywhere(async |house: House| {
        let mut dice = StdRng::seed_from_u64(7);
        let people = [&house.rita, &house.ron, &house.sue];
        let mut ids: BTreeMap<&'static str, Vec<Id>> = BTreeMap::new();
        for round in 0..60 {
            let (module, links) = LINKED[round % LINKED.len()];
            let name = format!("{module} {}", round % 7);
            let title = if module == "contacts" { "last_name" } else { "name" };
            let title = if module == "notes" { "body" } else { title };
            let mut given = vec![(title, text(&name))];
            if ["accounts", "contacts"].contains(&module) {
                given.push(("phone", text(&format!("+49 30 55500{}", round % 9))));
            }
            if module != "notes" {
                given.push(("owner", user(people[round % 3])));
            }
            for field in links {
                let to = match *field {
                    "account" | "parent" => "accounts",
                    "contact" | "reports_to" => "contacts",
                    _ => *["accounts", "contacts"].choose(&mut dice).unwrap(),
                };
                let id = ids.get(to).and_then(|ids| ids.choose(&mut dice).copied());
                given.extend(id.map(|id| (*field, link(to, id))));
            }
            let declared = house.engine.schema();
            let declared = declared.module(module).unwrap();
            given.retain(|(field, _)| declared.field(field).is_some());
            ids.entry(module).or_default().push(house.add(&house.ada, module, &given).await.id);
        }
        let mut states = vec![state(&house).await];
        let mut batches = Vec::new();
        for _ in 0..8 {
            let module = *["accounts", "contacts"].choose(&mut dice).unwrap();
            let there: Vec<Id> =
                house.list(&house.ada, module, "").await.iter().map(|record| record.id).collect();
            let count = dice.random_range(2..=3.min(there.len()));
            let chosen: Vec<Id> = there.choose_multiple(&mut dice, count).copied().collect();
            let merge = Merge { others: chosen[1..].to_vec(), values: Values::new() };
            let saved = house.engine.merge(&house.ada, module.into(), chosen[0], merge).await.unwrap();
            batches.push(saved.batch);
            let now = state(&house).await;
            no_link_leads_nowhere(&now);
            states.push(now);
        }
        let found = groups(&house, &house.ada, "accounts", SAME_NAME).await;
        assert_eq!(found.iter().map(Vec::len).sum::<usize>(), alike_by_name(states.last().unwrap()));
        states.pop();
        for (batch, wanted) in batches.iter().rev().zip(states.iter().rev()) {
            let undone = house.engine.undo(&house.ada, *batch).await.unwrap();
            assert_eq!(undone.skipped, 0);
            assert_eq!(state(&house).await, *wanted);
        }
    })
    .await;
}

fn no_link_leads_nowhere(state: &State) {
    let there: BTreeSet<Id> = state.keys().map(|(_, id)| *id).collect();
    for ((module, id), (title, values)) in state {
        for (field, value) in values {
            let Some(link) = value.as_link().filter(|link| link.module != "users") else { continue };
            assert!(there.contains(&link.id), "{module} {title}: {field} leads nowhere");
            assert_ne!(link.id, *id, "{module} {title}: {field} leads to itself");
        }
    }
}

/// How many accounts share their names with others.
fn alike_by_name(state: &State) -> usize {
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for ((module, _), (title, _)) in state {
        if *module == "accounts" {
            *names.entry(title).or_default() += 1;
        }
    }
    names.into_values().filter(|count| *count > 1).sum()
}
