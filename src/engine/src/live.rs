//! What others change, told to those who may know it: a record that is seen now, or that was seen until now.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use api::{Caller, LiveChange};
use model::{Change, ChangeKind, Filter, Grant, Id, Name, Record};
use store::Right;

use crate::Engine;
use crate::error::Result;

/// With more records of a module, a page does better to ask again.
const NAMED: usize = 100;
/// Records asked for at a time.
const PIECE: usize = 500;

impl Engine {
    /// What of `changes` the caller may know, with the rights that she has now.
    pub async fn live_for(&self, caller: &Caller, changes: &[Change]) -> Vec<LiveChange> {
        let Ok(caller) = self.as_of_now(caller) else { return Vec::new() };
        let mut modules: BTreeMap<&Name, Vec<&Change>> = BTreeMap::new();
        for change in changes {
            modules.entry(&change.module).or_default().push(change);
        }
        let mut told = Vec::new();
        for (module, changes) in modules {
            match of_module(self, &caller, module, &changes).await {
                Ok(change) => told.extend(change),
                Err(error) => tracing::warn!(%error, "a live change could not be told"),
            }
        }
        told
    }
}

async fn of_module(
    engine: &Engine,
    caller: &Caller,
    module: &Name,
    changes: &[&Change],
) -> Result<Option<LiveChange>> {
    let Some(rights) = caller.grant.on(module) else { return Ok(None) };
    let all: BTreeSet<Id> = changes.iter().map(|change| change.record).collect();
    let ids: Vec<Id> = all.into_iter().collect();
    let seen = if rights.see == Filter::Always {
        ids.into_iter().collect()
    } else {
        let mut seen = seen_now(engine, caller, module, &ids).await?;
        for change in changes {
            let decided = seen.contains(&change.record) || seen.len() > NAMED;
            if !decided && was_seen(engine, caller, &rights.see, change).await? {
                seen.insert(change.record);
            }
        }
        seen
    };
    let told: Vec<&&Change> = changes.iter().filter(|change| seen.contains(&change.record)).collect();
    let Some(last) = told.last() else { return Ok(None) };
    let by = told.iter().all(|change| change.by == last.by).then_some(last.by).flatten();
    let seq = told.iter().map(|change| change.seq).max().unwrap_or_default();
    let mut ids: Vec<Id> = if seen.len() > NAMED { Vec::new() } else { seen.into_iter().collect() };
    ids.sort();
    Ok(Some(LiveChange { module: module.clone(), ids, by, seq }))
}

/// Those of `ids` that the caller sees; more than `NAMED` need not be found.
async fn seen_now(engine: &Engine, caller: &Caller, module: &Name, ids: &[Id]) -> Result<HashSet<Id>> {
    if let [id] = ids {
        let seen = engine.store().may(&caller.grant, module, *id, Right::See).await?;
        return Ok(seen.then_some(*id).into_iter().collect());
    }
    let mut seen = HashSet::new();
    for piece in ids.chunks(PIECE) {
        let records = engine.store().get_many(&caller.grant, module, piece).await?;
        seen.extend(records.into_iter().map(|record| record.id));
        if seen.len() > NAMED {
            break;
        }
    }
    Ok(seen)
}

/// Whether the caller saw the record until this change took it out of her sight.
async fn was_seen(engine: &Engine, caller: &Caller, see: &Filter, change: &Change) -> Result<bool> {
    let (module, id) = (&change.module, change.record);
    match change.kind {
        ChangeKind::Deleted => Ok(engine.store().get(&caller.grant, module, id, true).await?.is_some()),
        ChangeKind::Created
        | ChangeKind::Restored
        | ChangeKind::Removed
        | ChangeKind::Erased
        | ChangeKind::Event(_) => Ok(false),
        ChangeKind::Updated => {
            let asked = see.fields();
            if !change.fields.iter().any(|field| asked.contains(&&field.field)) {
                return Ok(false);
            }
            let grant = Grant::system("live changes");
            let Some(mut record) = engine.store().get(&grant, module, id, true).await? else {
                return Ok(false);
            };
            for field in &change.fields {
                record.set(field.field.clone(), field.before.clone());
            }
            met(engine, caller, see, &record).await
        }
    }
}

/// Whether `record`, as it was, meets the condition; one that hangs on another is seen with it.
async fn met(engine: &Engine, caller: &Caller, see: &Filter, record: &Record) -> Result<bool> {
    if let Some(answer) = see.matches(record, &engine.asking(caller)) {
        return Ok(answer);
    }
    for link in see.fields().into_iter().filter_map(|field| record.value(field).as_link()) {
        if engine.store().may(&caller.grant, &link.module, link.id, Right::See).await? {
            return Ok(true);
        }
    }
    Ok(false)
}
