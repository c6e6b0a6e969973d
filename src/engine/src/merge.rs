//! Making one of several records: one stays, with the values that were chosen; all that led to the others leads to it;
//! they go into the recycle bin. One action, undone like any other.

use std::collections::BTreeSet;

use api::{Caller, Failure, MOST_MERGED, Merge, Saved};
use model::module::TAGS;
use model::record::Values;
use model::{Id, Link, Name, Problem, Record, Value};
use store::Right;

use crate::Engine;
use crate::error::{Error, Result};
use crate::write::{self, Draft, Scene};
use crate::{moves, rights};

/// What the action is called in the log.
pub(crate) const MERGE: &str = "merge";
/// So many merges are followed from a record to the one that it is a part of now.
const STEPS: usize = 20;

pub(crate) async fn merge(
    engine: &Engine,
    caller: &Caller,
    module: Name,
    id: Id,
    merge: Merge,
) -> Result<Saved> {
    let others = distinct(id, &merge.others)?;
    let scene = Scene { leaving: others.clone(), ..Scene::new(engine, caller, &module)? };
    if !scene.module.merges() {
        return Err(Failure::NotAllowed.into());
    }
    let survivor = reached(engine, &scene, id, Right::Edit).await?;
    let mut tags: Vec<String> = survivor.value(TAGS).as_many().to_vec();
    for other in &others {
        let other = reached(engine, &scene, *other, Right::Delete).await?;
        write::may_delete(&other, &scene)?;
        tags.extend_from_slice(other.value(TAGS).as_many());
    }
    let values = with_tags(&scene, merge.values, tags);
    let link = Link::new(module.clone(), id);
    let mut draft = [Draft::update(&scene, survivor, values)];
    write::prepare(engine, &scene, &mut draft).await?;
    let [ready] = draft.map(Draft::ready);
    let ready = ready?;
    let fields: Vec<(Name, Name)> = scene
        .world
        .schema()
        .links_to(&module)
        .map(|(from, field)| (from.name.clone(), field.name.clone()))
        .collect();
    let action = write::batch(engine, &scene.caller, MERGE, &module, 1 + others.len() as u64);
    let batch = action.id;
    let written = write::commit(engine, scene.caller.clone(), action, move |tx, caller, writing| {
        Box::pin(async move {
            // First, so that what must be unique is free.
            for other in &others {
                tx.delete_into(&caller.grant, &link.module, *other, link.clone(), &writing).await?;
            }
            ready.write(tx, &caller.grant, &writing).await?;
            moves::run(tx, &fields, (&link.module, &others), &link, &writing).await?;
            Ok(tx.get(&caller.grant, &link.module, link.id).await?)
        })
    });
    let record = match written.await {
        Ok(record) => record.ok_or(Failure::NotFound)?,
        Err(error) => return Err(changed_meanwhile(engine, &scene.caller, &module, id, error).await),
    };
    Ok(Saved { record, batch })
}

/// The records that are to become a part of `id`.
fn distinct(id: Id, others: &[Id]) -> Result<Vec<Id>> {
    let distinct: BTreeSet<Id> = others.iter().copied().filter(|other| *other != id).collect();
    match distinct.len() {
        1..MOST_MERGED => Ok(distinct.into_iter().collect()),
        _ => Err(Problem::new("others", "out-of-bounds").detail(format!("1–{}", MOST_MERGED - 1)).into()),
    }
}

/// The record, if the caller may do this with it. What is history stays as it is.
async fn reached(engine: &Engine, scene: &Scene, id: Id, right: Right) -> Result<Record> {
    let module = &scene.module.name;
    let record = engine.store().get(&scene.caller.grant, module, id, false).await?;
    let record = record.ok_or(Failure::NotFound)?;
    if !rights::may(engine, &scene.caller, module, &record, right).await? {
        return Err(Failure::NotAllowed.into());
    }
    if scene.module.is_locked(&record) {
        return Err(Problem::new("", "locked").into());
    }
    Ok(record)
}

/// All tags of all, unless somebody has chosen among them or may not change them.
fn with_tags(scene: &Scene, mut values: Values, tags: Vec<String>) -> Values {
    let writes = scene.visible().and_then(|module| module.field(TAGS)).is_some_and(|field| field.editable());
    if writes && !values.contains_key(TAGS) {
        let mut joined: Vec<String> = Vec::new();
        for tag in tags {
            if !joined.contains(&tag) {
                joined.push(tag);
            }
        }
        let joined = if joined.is_empty() { Value::Empty } else { Value::Many(joined) };
        values.insert(Name::new_static(TAGS), joined);
    }
    values
}

/// A record that somebody saved in the same moment was read by the product; whoever asked gets it as she may see it.
async fn changed_meanwhile(engine: &Engine, caller: &Caller, module: &str, id: Id, error: Error) -> Error {
    if !matches!(error, Error::Store(store::Error::Conflict { .. })) {
        return error;
    }
    match engine.store().get(&caller.grant, module, id, false).await {
        Ok(Some(current)) => Failure::Conflict(Box::new(current)).into(),
        Ok(None) => Failure::NotFound.into(),
        Err(error) => error.into(),
    }
}

/// The record that a deleted one is a part of now, if the caller sees it.
pub(crate) async fn survivor(engine: &Engine, caller: &Caller, module: &Name, id: Id) -> Result<Option<Id>> {
    let mut at = id;
    for _ in 0..STEPS {
        let Some(into) = engine.store().merged_into(module, at).await? else { break };
        at = into;
    }
    if at == id {
        return Ok(None);
    }
    let there = engine.store().get(&caller.grant, module, at, false).await?;
    Ok(there.map(|record| record.id))
}
