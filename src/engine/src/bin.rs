//! How long the recycle bin keeps what lies in it, and removing it for good: by itself after that time, or because an
//! administrator says so.

use std::sync::Arc;

use api::{Caller, Done, Failure, LONGEST_BIN};
use chrono::Duration;
use model::module::UPDATED_AT;
use model::{Filter, Id, Instant, Module, Name, Op, Operand, Problem, Record, Sort, Test, Value};
use serde_json::Value as Json;
use store::{Batch, Query};

use crate::Engine;
use crate::error::Result;
use crate::write;

const KEY: &str = "bin.days";
/// Unless somebody decides otherwise.
const USUAL: u32 = 90;
/// Records in one transaction: what hangs on them goes along.
const PIECE: usize = 200;

/// For so many days the bin keeps; 0 is for ever.
pub(crate) async fn days(engine: &Engine) -> Result<u32> {
    let kept = engine.store().setting(KEY).await?.and_then(|days| days.as_u64());
    Ok(kept.and_then(|days| u32::try_from(days).ok()).unwrap_or(USUAL))
}

pub(crate) async fn set_days(engine: &Engine, caller: &Caller, days: u32) -> Result<()> {
    let caller = engine.administrator(caller)?;
    if days > LONGEST_BIN {
        return Err(Problem::new("days", "out-of-bounds").detail(format!("0–{LONGEST_BIN}")).into());
    }
    engine.set_setting(&caller, KEY, Json::from(days)).await
}

/// When the record, which lies in the bin, is removed for good.
pub(crate) async fn gone_at(engine: &Engine, module: &Module, record: &Record) -> Result<Option<Instant>> {
    let days = if module.is_governed() { days(engine).await? } else { 0 };
    let Value::Instant(deleted) = record.value(UPDATED_AT) else { return Ok(None) };
    Ok((days > 0).then(|| *deleted + Duration::days(days.into())))
}

/// Removes those of `ids` for good that lie in the bin. It cannot be undone.
pub(crate) async fn remove(engine: &Engine, caller: &Caller, module: &Module, ids: &[Id]) -> Result<Done> {
    let caller = engine.administrator(caller)?;
    // What decides about rights and tables is named by what stays.
    if !module.is_governed() {
        return Err(Failure::NotAllowed.into());
    }
    let mut action = write::batch(engine, &caller, "remove", &module.name, 0);
    for piece in ids.chunks(PIECE) {
        action.count += purge(engine, &caller, &module.name, piece.to_vec(), &action).await?;
    }
    Ok(Done { batch: None, count: action.count, skipped: ids.len() as u64 - action.count })
}

/// Removes what has lain in the bin for too long.
pub(crate) async fn sweep(engine: &Engine) -> Result<()> {
    let days = days(engine).await?;
    if days == 0 {
        return Ok(());
    }
    let before = engine.now() - Duration::days(days.into());
    let schema = engine.schema();
    for module in schema.modules.iter().filter(|module| module.is_governed()) {
        sweep_module(engine, module, before).await?;
    }
    Ok(())
}

/// What lies in the bin is not written any more, so it was put there when it was written last.
async fn sweep_module(engine: &Engine, module: &Module, before: Instant) -> Result<()> {
    let system = engine.system_caller();
    let operand = Operand::Value(Value::Instant(before));
    let query = Query {
        module: module.name.clone(),
        filter: Filter::Test(Test::new(UPDATED_AT, Op::Less, vec![operand])),
        sort: vec![Sort::up(UPDATED_AT)],
        fields: vec![Name::new_static(UPDATED_AT)],
        limit: PIECE as u32,
        after: None,
        deleted: true,
    };
    let mut action = write::batch(engine, &system, "remove", &module.name, 0);
    loop {
        let page = engine.store().list(&system.grant, &engine.asking(&system), &query).await?;
        let ids: Vec<Id> = page.records.into_iter().map(|record| record.id).collect();
        if ids.is_empty() {
            return Ok(());
        }
        let count = purge(engine, &system, &module.name, ids, &action).await?;
        if count == 0 {
            return Ok(());
        }
        action.count += count;
        tracing::info!(module = %module.name, count, "removed from the recycle bin for good");
    }
}

async fn purge(
    engine: &Engine,
    caller: &Arc<Caller>,
    module: &Name,
    ids: Vec<Id>,
    action: &Batch,
) -> Result<u64> {
    let so_far = Batch { count: action.count + ids.len() as u64, ..action.clone() };
    let module = module.clone();
    write::commit(engine, caller.clone(), so_far, move |tx, _, writing| {
        Box::pin(async move { Ok(tx.purge(&module, &ids, &writing).await?) })
    })
    .await
}
