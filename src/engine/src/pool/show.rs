//! What people are told of the pool: what lies in it, what a rule would put there, what will soon go.

use std::collections::BTreeMap;

use api::{Caller, Failure, Hit, InPool, Pool, PoolDue, PoolFigures, PoolModule, Reclaimed};
use chrono::Duration;
use model::grant::Level;
use model::module::{LAST_ACTIVITY, OWNER, POOL_RULE, POOLED_FROM, UPDATED_AT};
use model::record::Values;
use model::{Filter, Grant, Id, Link, Module, Name, Record, Value};
use store::PoolKind;

use super::claim::may_claim;
use super::due::{Ripening, ripe};
use super::pooled_at;
use super::rule::{Reason, Rule};
use crate::Engine;
use crate::error::Result;
use crate::organisation::USERS;
use crate::write;

const RULES: &str = "reclaim_rules";
/// Counting goes on to here.
const COUNTED: u64 = 10_000;
/// So many are named.
const NAMED: usize = 20;
/// Pages of a user's own records that are looked through for what goes soon: nobody waits for her start page.
const LOOKED_THROUGH: usize = 10;
/// So many are told on the start page.
const SOON: usize = 10;

pub(crate) async fn pool(engine: &Engine, caller: &Caller) -> Result<Pool> {
    let caller = engine.as_of_now(caller)?;
    let mut modules = Vec::new();
    for name in open_modules(engine, &caller) {
        let (grant, asking) = (&caller.grant, engine.asking(&caller));
        let count = engine.store().count(grant, &asking, &name, &Filter::pooled(), Some(COUNTED)).await?;
        modules.push(PoolModule { module: name, count });
    }
    Ok(Pool { modules, figures: figures(engine, &caller).await? })
}

/// The modules whose pool is open to the caller.
pub(crate) fn open_modules(engine: &Engine, caller: &Caller) -> Vec<Name> {
    let world = engine.world();
    let decided = &world.organisation.decided;
    let open = |module: &&Module| module.may.claim && decided.has_pool(&module.name);
    caller.schema.modules.iter().filter(open).map(|module| module.name.clone()).collect()
}

/// Of herself and those for whom she answers; of all, for an administrator.
async fn figures(engine: &Engine, caller: &Caller) -> Result<Vec<PoolFigures>> {
    let now = engine.now();
    let all = engine.store().pool_figures(now - Duration::days(30), now - Duration::days(90)).await?;
    let world = engine.world();
    let Some(me) = caller.grant.user.and_then(|id| world.organisation.user(id)) else {
        return Ok(Vec::new());
    };
    let place = world.organisation.place(me);
    let is_told = |id: &Id| {
        place.level == Level::Administrator
            || *id == me.id
            || place.below.contains(id)
            || place.managed.contains(id)
    };
    let mut users: BTreeMap<Id, PoolFigures> = BTreeMap::new();
    for one in all.into_iter().filter(|one| is_told(&one.user)) {
        let link = world.organisation.link(one.user);
        let figures = users.entry(one.user).or_insert_with(|| PoolFigures {
            user: link,
            pooled: [0, 0],
            claimed: [0, 0],
        });
        match one.kind {
            PoolKind::Pooled => figures.pooled = [one.lately, one.all],
            PoolKind::Claimed => figures.claimed = [one.lately, one.all],
        }
    }
    let mut figures: Vec<PoolFigures> = users.into_values().collect();
    figures.sort_by(|one, other| one.user.title.cmp(&other.user.title));
    Ok(figures)
}

/// What the page of a record says of the pool.
pub(crate) async fn note(
    engine: &Engine,
    caller: &Caller,
    module: &Module,
    record: &Record,
) -> Result<Option<InPool>> {
    let world = engine.world();
    let decided = &world.organisation.decided;
    if !module.features.pool || !decided.has_pool(&module.name) {
        return Ok(None);
    }
    // What decides may be hidden from who asks.
    let grant = Grant::system("pool");
    let Some(whole) = engine.store().get(&grant, &module.name, record.id, false).await? else {
        return Ok(None);
    };
    if let Some(at) = pooled_at(&whole) {
        let from = whole.value(POOLED_FROM).as_link().map(|link| world.organisation.link(link.id));
        let rule = whole.value(POOL_RULE).as_text().unwrap_or_default().to_owned();
        return Ok(Some(InPool::Since { at, from, rule, may_claim: may_claim(caller, &module.name) }));
    }
    let Some(module) = world.schema().module(&module.name) else { return Ok(None) };
    let mut soonest: Option<InPool> = None;
    for rule in decided.reclaim.iter().filter(|rule| rule.active && rule.module == module.name) {
        let horizon = engine.now() + rule.grace;
        let Some(ripe) = ripe(engine, rule, module, whole.clone(), horizon).await? else { continue };
        let due = rule.due(ripe.since);
        if !matches!(soonest, Some(InPool::Soon { at, .. }) if at <= due) {
            soonest = Some(InPool::Soon { at: due, rule: rule.name.clone() });
        }
    }
    Ok(soonest)
}

/// What of the caller's own goes to the pool soon, the soonest first.
pub(crate) async fn soon(engine: &Engine, caller: &Caller) -> Result<Vec<PoolDue>> {
    let Some(me) = caller.grant.user else { return Ok(Vec::new()) };
    let world = engine.world();
    let own = Filter::is(OWNER, Value::Link(Link::new(Name::new_static(USERS), me)));
    let mut all: Vec<PoolDue> = Vec::new();
    for rule in world.organisation.decided.reclaim.iter().filter(|rule| rule.active) {
        let mut ripening = Ripening::new(engine, rule, engine.now() + rule.grace, own.clone());
        for _ in 0..LOOKED_THROUGH {
            let Some(page) = ripening.next().await? else { break };
            all.extend(page.into_iter().map(|ripe| PoolDue {
                module: rule.module.clone(),
                id: ripe.record.id,
                title: ripe.record.title,
                at: rule.due(ripe.since),
                rule: rule.name.clone(),
            }));
        }
    }
    all.sort_by_key(|due| (due.at, due.id));
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|due| seen.insert(due.id));
    all.truncate(SOON);
    Ok(all)
}

/// What a rule with these values would put into the pool now; `id` is that of a rule that is changed.
pub(crate) async fn try_rule(
    engine: &Engine,
    caller: &Caller,
    id: Option<Id>,
    values: Values,
) -> Result<Reclaimed> {
    let record = write::tried(engine, caller, RULES, id, values).await?;
    let rule = Rule::read(&record, engine.world().schema()).ok_or(Failure::NotFound)?;
    reclaimed(engine, &rule).await
}

async fn reclaimed(engine: &Engine, rule: &Rule) -> Result<Reclaimed> {
    let (mut count, mut records) = (0, Vec::new());
    let mut ripening = Ripening::new(engine, rule, engine.now(), Filter::Always);
    while let Some(page) = ripening.next().await? {
        count += page.len() as u64;
        let missing = NAMED.saturating_sub(records.len());
        records.extend(page.into_iter().take(missing).map(|ripe| Hit {
            module: rule.module.clone(),
            id: ripe.record.id,
            title: ripe.record.title,
            subtitle: String::new(),
        }));
        if count >= COUNTED {
            break;
        }
    }
    Ok(Reclaimed { module: rule.module.clone(), count, records, filter: filter(rule) })
}

/// In the language of conditions, where it can be said there.
fn filter(rule: &Rule) -> Option<String> {
    let Reason::NoActivity(days) = rule.reason else { return None };
    let quiet = format!(
        "owner is not empty and ({LAST_ACTIVITY} < now - {days}d or {LAST_ACTIVITY} is empty and {UPDATED_AT} < now - {days}d)"
    );
    Some(match rule.segment.trim() {
        "" => quiet,
        segment => format!("{quiet} and ({segment})"),
    })
}
