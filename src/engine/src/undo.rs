//! Taking back an action: what it made is deleted, what it changed gets its old values where it still holds the new
//! ones, what it deleted comes back. Undo is an action itself, so undoing it is redo.

use std::sync::Arc;

use api::{Caller, Done, Failure};
use model::record::Values;
use model::{Change, ChangeKind, Filter, Grant, Id, Name, Record};
use store::{Batch, Tx, Writing};

use crate::Engine;
use crate::actions;
use crate::bulk::is_of_one_record;
use crate::error::Result;
use crate::merge::MERGE;
use crate::organisation;
use crate::write::{self, Draft, Origin, Scene};

/// Changes in one transaction; an action that is not larger is undone as a whole or not at all.
const PIECE: u32 = 1_000;

pub(crate) async fn undo(engine: &Engine, caller: &Caller, id: Id) -> Result<Done> {
    let caller = engine.as_of_now(caller)?;
    let undone = engine.store().batch(id).await?.ok_or(Failure::NotFound)?;
    may_undo(&caller, &undone)?;
    let _held = engine.organise(&undone.module).await;
    let pieces = pieces(engine, &undone).await?;
    let mut action = write::batch(engine, &caller, "undo", &undone.module, 0);
    let (mut skipped, mut organised) = (0, None);
    // Latest first, so that what was made last is taken back first.
    for (at, (after, limit)) in pieces.iter().rev().enumerate() {
        let mut changes = engine.store().batch_changes(id, *after, *limit).await?;
        changes.reverse();
        organised = changes
            .iter()
            .map(|change| &change.module)
            .find(|name| organisation::is_part(name))
            .cloned()
            .or(organised);
        let last = at + 1 == pieces.len();
        let taker = if undone.kind == MERGE { engine.system_caller() } else { caller.clone() };
        let done = take_back(engine, &caller, taker, changes, &action, last.then_some(id)).await?;
        action.count += done.count;
        skipped += done.skipped;
    }
    // An action on customers may end with one on a user.
    if let Some(module) = organised {
        engine.reorganise(&module).await?;
    }
    Ok(Done { batch: Some(action.id), count: action.count, skipped })
}

/// Who did it may undo it, and an administrator; nobody twice.
fn may_undo(caller: &Caller, undone: &Batch) -> Result<(), Failure> {
    if !actions::is_hers(caller, undone.by) {
        return Err(Failure::NotFound);
    }
    if undone.undone_by.is_some() {
        return Err(Failure::invalid("", "already-undone"));
    }
    Ok(())
}

/// Where the pieces of an action start in the log and how many changes they hold. Only this is kept of a large one.
async fn pieces(engine: &Engine, undone: &Batch) -> Result<Vec<(i64, u32)>> {
    let size = if organisation::is_part(&undone.module) { 1 } else { PIECE };
    let mut pieces = Vec::new();
    let mut after = 0;
    loop {
        let changes = engine.store().batch_changes(undone.id, after, PIECE).await?;
        let Some(last) = changes.last().map(|change| change.seq) else { return Ok(pieces) };
        for piece in changes.chunks(size as usize) {
            pieces.push((after, piece.len() as u32));
            after = piece.last().map_or(last, |change| change.seq);
        }
    }
}

/// Takes back a piece in one transaction, with the rights of `taker`: a merge moved what its user does not see, and is
/// taken back whole. `finished` is the undone action, with its last piece.
async fn take_back(
    engine: &Engine,
    caller: &Arc<Caller>,
    taker: Arc<Caller>,
    changes: Vec<Change>,
    action: &Batch,
    finished: Option<Id>,
) -> Result<Done> {
    let so_far = Batch { count: action.count + changes.len() as u64, ..action.clone() };
    let (world, now, undo) = (engine.world(), engine.now(), action.id);
    write::commit(engine, caller.clone(), so_far, move |tx, _, writing| {
        Box::pin(async move {
            let mut done = Done::default();
            for change in &changes {
                let scene = Scene::at(world.clone(), taker.clone(), &change.module, now);
                let scene = scene.ok().filter(is_open).map(|scene| scene.with(Origin::Undo));
                let (taken, left) = match scene {
                    Some(scene) => take_back_one(tx, &scene, change, &writing).await?,
                    None => (false, true),
                };
                done.count += u64::from(taken);
                done.skipped += u64::from(left);
            }
            if let Some(undone) = finished {
                tx.mark_undone(undone, undo).await?;
            }
            Ok(done)
        })
    })
    .await
}

/// Own actions can be taken back even where they gave the record away. But what only administrators write stays
/// theirs: who is none any more does not get it back by undoing what she did as one.
fn is_open(scene: &Scene) -> bool {
    let rights = scene.caller.grant.on(&scene.module.name);
    rights.is_some_and(|rights| rights.edit != Filter::Never || scene.module.features.pool && rights.claim)
}

/// Whether anything was taken back, and whether anything was left.
async fn take_back_one(
    tx: &mut Tx,
    scene: &Scene,
    change: &Change,
    writing: &Writing,
) -> Result<(bool, bool)> {
    let grant = Grant::system("undo");
    let (module, id) = (&change.module, change.record);
    if change.kind == ChangeKind::Deleted {
        return one(tx.restore(&grant, module, id, writing).await.map(drop).map_err(Into::into), false);
    }
    let Some(record) = tx.get(&grant, module, id).await? else { return Ok((false, true)) };
    match change.kind {
        ChangeKind::Created | ChangeKind::Restored if write::may_delete(&record, scene).is_ok() => {
            one(tx.delete(&grant, module, id, writing).await.map(drop).map_err(Into::into), false)
        }
        ChangeKind::Updated => {
            let (values, left) = old_values(scene, &record, change);
            if values.is_empty() {
                return Ok((false, left));
            }
            let mut draft = Draft::update(scene, record, values);
            write::check_alone(&mut draft, scene);
            match draft.ready() {
                Ok(ready) => one(ready.write(tx, &grant, writing).await.map(drop), left),
                Err(_) => Ok((false, true)),
            }
        }
        ChangeKind::Created
        | ChangeKind::Restored
        | ChangeKind::Deleted
        | ChangeKind::Removed
        | ChangeKind::Erased
        | ChangeKind::Event(_) => Ok((false, true)),
    }
}

fn one(result: Result<()>, left: bool) -> Result<(bool, bool)> {
    match result {
        Ok(()) => Ok((true, left)),
        Err(error) if is_of_one_record(&error) => Ok((false, true)),
        Err(error) => Err(error),
    }
}

/// The values before the change of those fields that still hold what it wrote and that the caller may write, and
/// whether there are others.
fn old_values(scene: &Scene, record: &Record, change: &Change) -> (Values, bool) {
    use model::module::{
        CREATED_AT, CREATED_BY, OWNER, POOL_RULE, POOLED_AT, POOLED_FROM, UPDATED_AT, UPDATED_BY,
    };
    let stamps = [CREATED_AT, CREATED_BY, UPDATED_AT, UPDATED_BY];
    let rights = scene.caller.grant.on(&scene.module.name);
    // Who has a record and where it was before are one: a claim is not taken back by half.
    let moves = change.fields.iter().any(|field| field.field == POOLED_AT);
    let of_pool = [POOLED_AT, POOLED_FROM, POOL_RULE, OWNER];
    let writes =
        |field: &str| moves && of_pool.contains(&field) || rights.is_some_and(|rights| rights.writes(field));
    let fields = change.fields.iter().filter(|field| !stamps.contains(&field.field.as_str()));
    let (still, since): (Vec<_>, Vec<_>) = fields
        // What a formula gave is worked out anew.
        .filter(|change| scene.module.field(&change.field).is_some_and(|field| field.formula.is_none()))
        .partition(|field| record.value(&field.field) == &field.after && writes(&field.field));
    let values = still.into_iter().map(|field| (Name::clone(&field.field), field.before.clone()));
    (values.collect(), !since.is_empty())
}
