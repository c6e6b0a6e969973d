//! The one way a record is written. It reads as a list: grant, decode, defaults, behaviours, validate, links,
//! duplicates, write and log in one transaction.
//!
//! *Invariant:* every record that a person, a file or a program changes passes `prepare`. What is wrong is collected,
//! field by field, and told all at once.

mod behaviours;
mod company;
mod decode;
mod defaults;
mod documents;
mod draft;
mod duplicates;
mod links;
mod ready;
mod rows;
mod validate;

use std::sync::Arc;

use api::{Caller, Failure, Saved};
use model::record::Values;
use model::{Id, Name, Record, Value};
use store::{Batch, BoxFuture, Right, Tx, Writing};

use crate::Engine;
use crate::duplicates::like;
use crate::error::Result;
use crate::idempotency::Keep;
use crate::organisation::USERS;
use crate::{files, rights};

pub use behaviours::alternatives;
pub(crate) use behaviours::may_delete;
pub(crate) use draft::{Draft, Origin, Scene};
pub(crate) use ready::Ready;

/// What to do with a record that seems to be there already, by a rule that only warns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IfAlike {
    Ask,
    Write,
}

/// Makes a record.
pub(crate) async fn create(engine: &Engine, caller: &Caller, module: Name, values: Values) -> Result<Saved> {
    create_keeping(engine, caller, module, values, IfAlike::Write, None).await
}

/// Makes a record, and keeps with it the request that asked for it.
pub(crate) async fn create_keeping(
    engine: &Engine,
    caller: &Caller,
    module: Name,
    values: Values,
    alike: IfAlike,
    keep: Option<Keep>,
) -> Result<Saved> {
    let _held = engine.organise(&module).await;
    let scene = Scene::new(engine, caller, &module)?;
    scene.may_create()?;
    let mut draft = [Draft::create(&scene, engine.new_id(), values)];
    prepare(engine, &scene, &mut draft).await?;
    ask(engine, &scene, &draft, alike).await?;
    let [ready] = draft.map(Draft::ready);
    save(engine, &scene, "create", ready?, keep).await
}

/// Changes a record, if it is still the version that the caller has seen.
pub(crate) async fn update(
    engine: &Engine,
    caller: &Caller,
    module: Name,
    id: Id,
    version: i64,
    values: Values,
    alike: IfAlike,
) -> Result<Saved> {
    let _held = engine.organise(&module).await;
    let scene = Scene::new(engine, caller, &module)?;
    let before = engine.store().get(&scene.caller.grant, &module, id, false).await?;
    let before = before.ok_or(Failure::NotFound)?;
    if !rights::may(engine, &scene.caller, &module, &before, Right::Edit).await? {
        return Err(Failure::NotAllowed.into());
    }
    if before.version != version {
        return Err(Failure::Conflict(Box::new(before)).into());
    }
    let mut draft = [Draft::update(&scene, before, values)];
    prepare(engine, &scene, &mut draft).await?;
    ask(engine, &scene, &draft, alike).await?;
    let [ready] = draft.map(Draft::ready);
    save(engine, &scene, "update", ready?, None).await
}

/// Takes drafts of one module through all steps before writing. Problems stay with their drafts.
pub(crate) async fn prepare(engine: &Engine, scene: &Scene, drafts: &mut [Draft]) -> Result<()> {
    for draft in drafts.iter_mut() {
        rows::begin(engine, scene, draft);
        check_alone(draft, scene);
    }
    links::check(engine, scene, drafts).await?;
    files::check(engine, scene, drafts).await?;
    company::check(engine, scene, drafts).await?;
    documents::work_out(engine, scene, drafts).await?;
    duplicates::check(engine, scene, drafts).await
}

/// The record as it would be if an administrator saved these values, and nothing written; `id` is that of a record
/// that is changed. For trying out a rule before it holds.
pub(crate) async fn tried(
    engine: &Engine,
    caller: &Caller,
    module: &'static str,
    id: Option<Id>,
    values: Values,
) -> Result<Record> {
    let scene = Scene::new(engine, caller, module)?;
    engine.administrator(caller)?;
    let before = match id {
        Some(id) => engine.store().get(&scene.caller.grant, module, id, false).await?,
        None => None,
    };
    let mut draft = [match before {
        Some(before) => Draft::update(&scene, before, values),
        None => Draft::create(&scene, engine.new_id(), values),
    }];
    prepare(engine, &scene, &mut draft).await?;
    let [draft] = draft;
    let record = draft.after();
    draft.ready()?;
    Ok(record)
}

/// Stops before something is written that seems to be there already. What is wrong anyhow is told first.
async fn ask(engine: &Engine, scene: &Scene, drafts: &[Draft], alike: IfAlike) -> Result<()> {
    for draft in drafts.iter().filter(|draft| alike == IfAlike::Ask && draft.problems.is_empty()) {
        let changed: Vec<Name> = draft.changed().cloned().collect();
        let id = (!draft.is_new()).then_some(draft.id);
        let module = &scene.module.name;
        let found = like(engine, &scene.caller, module, id, &draft.after().values, &changed).await?;
        if !found.is_empty() {
            return Err(Failure::Duplicates(found).into());
        }
    }
    Ok(())
}

/// The steps that need nothing but the record and the scene, for a change of a record inside a transaction.
pub(crate) fn check_alone(draft: &mut Draft, scene: &Scene) {
    decode::decode(draft, scene);
    defaults::fill(draft, scene);
    behaviours::run(draft, scene);
    validate::check(draft, scene);
}

/// Runs `job` in one transaction as one action that can be undone, and lets it hold at once.
pub(crate) async fn commit<T, F>(engine: &Engine, caller: Arc<Caller>, batch: Batch, job: F) -> Result<T>
where
    F: for<'t> FnOnce(&'t mut Tx, Arc<Caller>, Writing) -> BoxFuture<'t, Result<T>> + Send + 'static,
    T: Send + 'static,
{
    let module = batch.module.clone();
    let writing = Writing { batch: batch.id, at: batch.at, by: batch.by };
    let done: Result<T> = engine
        .store()
        .write(move |tx| {
            Box::pin(async move {
                tx.put_batch(&batch).await?;
                job(tx, caller, writing).await
            })
        })
        .await;
    let done = done?;
    engine.reorganise(&module).await?;
    Ok(done)
}

/// Writes many of one module, as an action or a part of one. Each that cannot be written has its own error.
pub(crate) async fn save_many(
    engine: &Engine,
    caller: Arc<Caller>,
    batch: Batch,
    ready: Vec<Ready>,
) -> Result<Vec<store::Result<()>>> {
    commit(engine, caller, batch, |tx, caller, writing| {
        Box::pin(async move { Ready::write_many(ready, tx, &caller.grant, &writing).await })
    })
    .await
}

/// A new action of `caller`.
pub(crate) fn batch(engine: &Engine, caller: &Caller, kind: &str, module: &Name, count: u64) -> Batch {
    Batch {
        id: engine.new_id(),
        at: engine.now(),
        by: caller.grant.user,
        kind: kind.to_owned(),
        module: module.clone(),
        count,
        undone_by: None,
    }
}

async fn save(engine: &Engine, scene: &Scene, kind: &str, ready: Ready, keep: Option<Keep>) -> Result<Saved> {
    let action = batch(engine, &scene.caller, kind, &scene.module.name, 1);
    let id = action.id;
    let written = commit(engine, scene.caller.clone(), action, move |tx, caller, writing| {
        Box::pin(async move {
            let record = ready.write(tx, &caller.grant, &writing).await?;
            if let Some(keep) = keep {
                tx.put_idempotent(&keep.key, keep.user, &keep.answer(record.id, writing.at)).await?;
            }
            Ok(record)
        })
    });
    let record = written.await?;
    Ok(Saved { record: readable(record, scene), batch: id })
}

/// `record` as it may be shown to the writer; users are called by their names.
fn readable(mut record: Record, scene: &Scene) -> Record {
    let visible = scene.visible();
    record.values.retain(|name, _| visible.is_some_and(|module| module.field(name).is_some()));
    for value in record.values.values_mut() {
        if let Value::Link(link) = value
            && link.module == USERS
        {
            *link = scene.world.organisation.link(link.id);
        }
    }
    record
}
