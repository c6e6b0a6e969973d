//! Erasing a person: what that would do, doing it, and doing it again in a backup that is restored. It cannot be undone.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use api::{Caller, Erased, ErasurePreview, Failure, LONGEST_REASON, ModuleRecords};
use model::module::{Access, ERASED_AT};
use model::{Grant, Id, Link, Module, Name, Problem, Record, Schema, Value, fold};
use store::{Erasure, Query, Writing};

use super::{of_persons, person};
use crate::Engine;
use crate::error::Result;
use crate::read::linked;
use crate::write;

/// Records of a module that are looked through for the person's name.
const LOOKED_THROUGH: u32 = 200;
/// Shorter texts are the same by chance.
const TELLING: usize = 6;

/// What erasing would do. For administrators.
pub(crate) async fn preview(
    engine: &Engine,
    caller: &Caller,
    module: Name,
    id: Id,
) -> Result<ErasurePreview> {
    let caller = engine.administrator(caller)?;
    let known = of_persons(&caller, &module)?;
    let records = open_person(engine, &module, id).await?;
    let emptied = known.fields.iter().filter(|field| {
        let shown = !field.hidden && field.formula.is_none();
        shown && (known.erases(field) || known.title.contains(&field.name))
    });
    let (mut gone, mut stays) = (BTreeMap::new(), BTreeMap::new());
    let mut named = Vec::new();
    for (of, record) in &records {
        for (from, link) in caller.schema.links_to(of).filter(|(_, link)| !is_machinery(&link.name)) {
            let filter = linked(&link.name, of, [record.id]);
            let asking = engine.asking(&caller);
            let count = engine.store().count(&caller.grant, &asking, &from.name, &filter, None).await?;
            if count == 0 {
                continue;
            }
            if goes(from, &link.name) {
                *gone.entry(from.name.clone()).or_default() += count;
                continue;
            }
            *stays.entry(from.name.clone()).or_default() += count;
            let query =
                Query { module: from.name.clone(), filter, limit: LOOKED_THROUGH, ..Query::default() };
            let page = engine.store().list(&caller.grant, &asking, &query).await?;
            let bear = page.records.iter().filter(|other| bears(other, record));
            named.extend(bear.map(|other| person::link(&from.name, other)));
        }
        named.extend(accounts_named(engine, &caller, of, record).await?);
    }
    named.sort_by_key(|link: &Link| (link.module.clone(), link.id));
    named.dedup();
    let own = |link: &Link| !records.iter().any(|(of, record)| *of == link.module && record.id == link.id);
    named.retain(own);
    Ok(ErasurePreview {
        title: records.first().map(|(_, record)| record.title.clone()).unwrap_or_default(),
        fields: emptied.map(|field| field.label.clone()).collect(),
        records: records.iter().map(|(of, record)| person::link(of, record)).collect(),
        gone: labelled(&caller.schema, gone),
        stays: labelled(&caller.schema, stays),
        named,
    })
}

/// By which leads lead to what they became: that is the person, not something of hers.
fn is_machinery(link: &str) -> bool {
    link == modules::leads::CONVERTED_CONTACT.name
}

/// Whether what links by this goes with the person. `store::erase` does the same.
fn goes(from: &Module, link: &str) -> bool {
    match &from.access {
        Access::Follows(follows) | Access::PartOf(follows) => follows == link,
        Access::Owned => link == "about",
        Access::Catalogue | Access::Personal(_) | Access::Administered => false,
    }
}

/// What she linked to, such as an account, may be called as she was.
async fn accounts_named(
    engine: &Engine,
    caller: &Caller,
    module: &Name,
    record: &Record,
) -> Result<Vec<Link>> {
    let Some(known) = caller.schema.module(module) else { return Ok(Vec::new()) };
    let mut named = Vec::new();
    for link in known.fields.iter().filter_map(|field| record.value(&field.name).as_link()) {
        if caller.grant.on(&link.module).is_none() || link.module == crate::organisation::USERS {
            continue;
        }
        let other = engine.store().get(&caller.grant, &link.module, link.id, false).await?;
        named.extend(
            other.filter(|other| bears(other, record)).map(|other| person::link(&link.module, &other)),
        );
    }
    Ok(named)
}

/// Whether `other` is called as the person, or holds what she is reached by.
fn bears(other: &Record, person: &Record) -> bool {
    let name = fold::fold(&person.title);
    let called = !name.is_empty() && fold::fold(&other.title).contains(&name);
    let hers =
        |text: &str| text.chars().count() >= TELLING && text.contains(|c: char| c.is_numeric() || c == '@');
    let reached: Vec<&str> =
        person.values.values().filter_map(Value::as_text).filter(|text| hers(text)).collect();
    called || other.values.values().filter_map(Value::as_text).any(|text| reached.contains(&text))
}

fn labelled(schema: &Schema, counts: BTreeMap<Name, u64>) -> Vec<ModuleRecords> {
    let label = |module: &Name| schema.module(module).map(|known| known.label.clone()).unwrap_or_default();
    counts
        .into_iter()
        .map(|(module, records)| ModuleRecords { label: label(&module), module, records })
        .collect()
}

/// All records of the person, who must be there and not be erased yet.
async fn open_person(engine: &Engine, module: &Name, id: Id) -> Result<Vec<(Name, Record)>> {
    let records = person::records(engine, module, id).await?;
    let (_, first) = records.first().ok_or(Failure::NotFound)?;
    if !first.value(ERASED_AT).is_empty() {
        return Err(Problem::new("", "already-erased").into());
    }
    Ok(records)
}

/// Erases the person, if `confirm` is what her record is called. For administrators.
pub(crate) async fn erase(
    engine: &Engine,
    caller: &Caller,
    module: Name,
    id: Id,
    confirm: String,
    reason: String,
) -> Result<Erased> {
    let caller = engine.administrator(caller)?;
    of_persons(&caller, &module)?;
    let records = open_person(engine, &module, id).await?;
    let title = records.first().map(|(_, record)| record.title.clone()).unwrap_or_default();
    let mut problems = Vec::new();
    if confirm.trim() != title.trim() {
        problems.push(Problem::new("confirm", "not-the-name").detail(&title));
    }
    let reason = reason.trim();
    if reason.chars().count() > LONGEST_REASON {
        problems.push(Problem::new("reason", "too-long").detail(LONGEST_REASON));
    }
    if !problems.is_empty() {
        return Err(problems.into());
    }
    erase_person(engine, &caller, records, reason).await
}

/// Erases all records of a person, as one action.
pub(super) async fn erase_person(
    engine: &Engine,
    by: &Arc<Caller>,
    records: Vec<(Name, Record)>,
    reason: &str,
) -> Result<Erased> {
    let Some((module, _)) = records.first() else { return Err(Failure::NotFound.into()) };
    let count = records.len() as u64;
    let called = called(engine);
    let action = write::batch(engine, by, "erase", module, count);
    let reason = reason.to_owned();
    let number = write::commit(engine, by.clone(), action, move |tx, _, writing| {
        Box::pin(async move {
            let number = tx.next_erasure().await?;
            let name = format!("{called} {number}");
            for (module, record) in records {
                let Writing { at, by, .. } = writing;
                let erasure = Erasure { module, record: record.id, number, at, by, reason: reason.clone() };
                tx.erase(&erasure, &name, &writing).await?;
            }
            Ok(number)
        })
    });
    let number = number.await?;
    // Files that were imported may tell of her.
    engine.imports().let_go();
    tracing::info!(number, "a person was erased");
    Ok(Erased { number, title: format!("{} {number}", self::called(engine)), records: count })
}

/// What erased persons are called, before their number.
fn called(engine: &Engine) -> String {
    engine.texts(engine.company().language).get("privacy-erased-person")
}

/// Erases in this database, which is an older state, all who were erased since. `erasures` is the present register.
pub(crate) async fn erase_again(engine: &Engine, erasures: Vec<Erasure>) -> Result<()> {
    let called = called(engine);
    for erasure in erasures {
        let action = write::batch(engine, &engine.system_caller(), "erase", &erasure.module, 1);
        let name = format!("{called} {}", erasure.number);
        write::commit(engine, engine.system_caller(), action, move |tx, _, writing| {
            Box::pin(async move { Ok(tx.erase(&erasure, &name, &writing).await?) })
        })
        .await?;
    }
    Ok(())
}

/// Erases again in the database file `path`, which no program has open; afterwards the file alone is all of it.
pub async fn erase_in(path: &Path, erasures: Vec<Erasure>) -> Result<()> {
    let url = format!("sqlite:{}", path.display());
    let engine = Engine::open_unguarded(&url, crate::clock::system(), None).await?;
    let erased = erase_again(&engine, erasures).await;
    engine.store().close().await;
    erased?;
    Ok(store::settle(path).await?)
}

/// Nobody but the product asks.
pub(super) fn system() -> Grant {
    Grant::system("personal data")
}
