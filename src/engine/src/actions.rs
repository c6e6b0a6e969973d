//! What people did, action by action, and which of that they may take back.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use api::{Action, Actions, Caller, Failure};
use futures::future::try_join_all;
use model::grant::Level;
use model::{Change, Id, Link, Name};
use store::Batch;

use crate::Engine;
use crate::error::Result;
use crate::timeline;

/// Actions a page.
const ACTIONS: u32 = 50;
/// What nobody can take back.
const FOR_GOOD: [&str; 3] = ["remove", "erase", "fill"];

/// What the caller did, or everybody, which only administrators may ask for.
pub(crate) async fn actions(
    engine: &Engine,
    caller: &Caller,
    everybody: bool,
    before: Option<Id>,
) -> Result<Actions> {
    let by = match everybody {
        true => engine.administrator(caller).map(|_| None)?,
        false => Some(caller.grant.user.ok_or(Failure::NotAllowed)?),
    };
    let before = match before {
        Some(id) => Some(engine.store().batch(id).await?.ok_or(Failure::NotFound)?),
        None => None,
    };
    let batches = engine.store().latest_batches(by, before.as_ref(), ACTIONS).await?;
    let more = batches.last().filter(|_| batches.len() == ACTIONS as usize).map(|last| last.id);
    let mut records = of_one(engine, caller, &batches).await?;
    let actions = batches.into_iter().map(|batch| {
        let record = records.remove(&batch.id);
        action(engine, caller, batch, record)
    });
    Ok(Actions { actions: actions.collect(), before: more })
}

fn action(engine: &Engine, caller: &Caller, batch: Batch, record: Option<Link>) -> Action {
    Action {
        id: batch.id,
        at: batch.at,
        by: batch.by.map(|user| engine.world().organisation.link(user)),
        undone: batch.undone_by.is_some(),
        may_undo: may_undo(caller, &batch),
        kind: batch.kind,
        module: batch.module,
        count: batch.count,
        record,
    }
}

/// The records of those actions that were about one, as far as the caller may see them.
async fn of_one(engine: &Engine, caller: &Caller, batches: &[Batch]) -> Result<HashMap<Id, Link>> {
    let single: Vec<Batch> = batches.iter().filter(|batch| batch.count == 1).cloned().collect();
    let subjects = engine.store().subjects(&single).await?;
    let mut wanted: BTreeMap<Name, BTreeSet<Id>> = BTreeMap::new();
    for (_, module, record) in &subjects {
        wanted.entry(module.clone()).or_default().insert(*record);
    }
    let asked = wanted.into_iter().map(|(module, ids)| timeline::titles(engine, caller, module, ids));
    let titles: HashMap<(Name, Id), String> = try_join_all(asked).await?.into_iter().flatten().collect();
    let known = subjects.into_iter().filter_map(|(action, module, id)| {
        let title = titles.get(&(module.clone(), id))?.clone();
        Some((action, Link { title, ..Link::new(module, id) }))
    });
    Ok(known.collect())
}

/// Which actions among `changes` the caller may take back, and how many records each was about.
pub(crate) async fn undoable(
    engine: &Engine,
    caller: &Caller,
    changes: impl Iterator<Item = &Change>,
) -> Result<BTreeMap<Id, u64>> {
    let own = |change: &&Change| is_hers(caller, change.by);
    let ids: BTreeSet<Id> = changes.filter(own).map(|change| change.batch).collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let standing = engine.store().standing(&ids.into_iter().collect::<Vec<_>>()).await?;
    let open = standing.into_iter().filter(|batch| may_undo(caller, batch));
    Ok(open.map(|batch| (batch.id, batch.count)).collect())
}

/// Who did it may take it back, and an administrator; nobody twice, and not what is gone for good.
fn may_undo(caller: &Caller, batch: &Batch) -> bool {
    is_hers(caller, batch.by) && batch.undone_by.is_none() && !FOR_GOOD.contains(&batch.kind.as_str())
}

/// Whether what `by` did is the caller's to take back.
pub(crate) fn is_hers(caller: &Caller, by: Option<Id>) -> bool {
    by.is_some() && by == caller.grant.user || caller.me.level == Level::Administrator.key()
}
