//! Taking a record out of the pool. Of two who claim at once, one gets it and the other is told.

use api::{Caller, Failure, Saved};
use chrono::Duration;
use model::module::{OWNER, POOL_RULE, POOLED_AT, POOLED_FROM};
use model::{Grant, Id, Name, Problem, Record};
use store::PoolKind;

use super::{event, owned, pooled_at};
use crate::Engine;
use crate::error::{Error, Result};
use crate::pool::Rule;
use crate::{condition, write};

/// A page that shows the pool is not older.
const JUST_NOW: Duration = Duration::hours(1);

pub(crate) async fn claim(engine: &Engine, caller: &Caller, module: Name, id: Id) -> Result<Saved> {
    let caller = engine.as_of_now(caller)?;
    let known = condition::module(&caller, &module)?;
    let seen = engine.store().get(&caller.grant, &module, id, false).await?;
    let user = caller.grant.user.ok_or(Failure::NotAllowed)?;
    let grant = Grant::system("claim");
    let Some(record) = engine.store().get(&grant, &module, id, false).await? else {
        return Err(Failure::NotFound.into());
    };
    if seen.is_none() {
        // Who saw it until somebody claimed it is told so.
        let was_hers =
            known.features.pool && may_claim(&caller, &module) && was_pooled(engine, &module, id).await?;
        return Err(if was_hers { taken(engine, &record).into() } else { Failure::NotFound.into() });
    }
    if !known.features.pool || !may_claim(&caller, &module) {
        return Err(Failure::NotAllowed.into());
    }
    let Some(since) = pooled_at(&record) else { return Err(taken(engine, &record).into()) };
    let rule_name = record.value(POOL_RULE).as_text().unwrap_or_default().to_owned();
    let world = engine.world();
    let rule = world.organisation.decided.rule_called(&module, &rule_name).cloned();
    let now = engine.now();
    if let Some(rule) = &rule {
        check_cooldown(&caller, rule, &record, since, now)?;
    }
    let action = write::batch(engine, &caller, "claim", &module, 1);
    let (batch, link) = (action.id, world.organisation.link(user));
    let (before, asked) = (record.clone(), module.clone());
    let written = write::commit(engine, caller.clone(), action, move |tx, _, writing| {
        Box::pin(async move {
            if let Some((rule, (most, days))) = rule.as_ref().and_then(|rule| Some((rule, rule.limit?))) {
                // Claims of one user wait for each other here, so that none slips past the limit.
                tx.next_number(&format!("claims.{user}")).await?;
                let since = now - Duration::days(days);
                if tx.claimed(user, &rule.module, &rule.name, since).await? >= most {
                    let detail = format!("{most} / {days}");
                    return Err(Problem::new("", "claim-limit").detail(detail).into());
                }
            }
            let grant = Grant::system("claim");
            let record = tx.update(&grant, &module, &before, &owned(link), &before.title, &writing).await?;
            let event = event(PoolKind::Claimed, Some(user), &module, &record, &rule_name, &writing);
            tx.add_pool_event(&event).await?;
            Ok(record)
        })
    });
    match written.await {
        Ok(record) => Ok(Saved { record: shown(&caller, &asked, record), batch }),
        Err(Error::Store(store::Error::Conflict { current })) => Err(taken(engine, &current).into()),
        Err(error) => Err(error),
    }
}

pub(super) fn may_claim(caller: &Caller, module: &str) -> bool {
    caller.grant.user.is_some() && caller.grant.on(module).is_some_and(|rights| rights.claim)
}

/// The previous owner has to wait.
fn check_cooldown(
    caller: &Caller,
    rule: &Rule,
    record: &Record,
    since: model::Instant,
    now: model::Instant,
) -> Result<(), Failure> {
    let from = record.value(POOLED_FROM).as_link().map(|link| link.id);
    let free = since + rule.cooldown;
    if from == caller.grant.user && now < free {
        return Err(Problem::new("", "claim-cooldown").detail(caller.formats.instant(free)).into());
    }
    Ok(())
}

/// Whether somebody claimed it just now: until then the caller saw it in the pool.
async fn was_pooled(engine: &Engine, module: &str, id: Id) -> Result<bool> {
    let grant = Grant::system("claim");
    let history = engine.store().history(&grant, module, id, None, 20).await?;
    let recent = history.iter().filter(|change| engine.now() - change.at < JUST_NOW);
    let mut moves = recent.flat_map(|change| &change.fields).filter(|field| field.field == POOLED_AT);
    Ok(moves.next().is_some_and(|change| !change.before.is_empty() && change.after.is_empty()))
}

fn taken(engine: &Engine, record: &Record) -> Failure {
    let owner = record.value(OWNER).as_link().map(|link| engine.world().organisation.link(link.id).title);
    match owner {
        Some(owner) => Problem::new("", "already-claimed").detail(owner).into(),
        None => Failure::invalid("", "not-in-pool"),
    }
}

/// Without what the caller may not read.
fn shown(caller: &Caller, module: &str, mut record: Record) -> Record {
    let rights = caller.grant.on(module);
    record.values.retain(|name, _| rights.is_some_and(|rights| rights.reads(name)));
    record
}
