//! Duplicates: what is the same as a record that is being written, and what is the same among all.
//!
//! *Invariant:* who may not see a record learns that there is one like hers and who owns it, and nothing else.

use std::collections::BTreeSet;

use api::{Alike, AlikePage, Caller, Duplicate, Failure};
use model::duplicates::Rule;
use model::module::OWNER;
use model::record::Values;
use model::{Grant, Id, Link, Module, Name, Record, Value};
use store::Right;

use crate::Engine;
use crate::error::Result;
use crate::rights;
use crate::world::World;

/// So many are told of each rule.
const TOLD: u64 = 5;
/// Groups on a page, and records told of each.
const GROUPS: usize = 20;
const EACH: u64 = 10;

/// What is the same as what somebody types.
pub(crate) async fn typed(
    engine: &Engine,
    caller: &Caller,
    module: Name,
    id: Option<Id>,
    values: Values,
) -> Result<Vec<Duplicate>> {
    let caller = engine.as_of_now(caller)?;
    let known = caller.schema.module(&module).ok_or(Failure::NotFound)?;
    let before = match id {
        Some(id) => {
            Some(engine.store().get(&caller.grant, &module, id, false).await?.ok_or(Failure::NotFound)?)
        }
        None => None,
    };
    let may = match &before {
        Some(record) => rights::may(engine, &caller, &module, record, Right::Edit).await?,
        None => known.may.create,
    };
    if !may {
        return Err(Failure::NotAllowed.into());
    }
    let was = before.map(|record| record.values).unwrap_or_default();
    let typed = |(name, value): (Name, Value)| {
        let field = known.field(&name).filter(|field| field.editable())?;
        Some((name, field.check(value).ok()?))
    };
    let typed: Values = values.into_iter().filter_map(typed).collect();
    let changed: Vec<Name> = typed
        .iter()
        .filter(|(name, value)| was.get(*name) != Some(value))
        .map(|(name, _)| name.clone())
        .collect();
    let mut now = was;
    now.extend(typed);
    like(engine, &caller, &module, id, &now, &changed).await
}

/// What is the same as the record `id` would be with these values, by rules that speak of one of the fields `changed`
/// and that the caller knows whole.
pub(crate) async fn like(
    engine: &Engine,
    caller: &Caller,
    module: &str,
    id: Option<Id>,
    values: &Values,
    changed: &[Name],
) -> Result<Vec<Duplicate>> {
    let Some(known) = caller.schema.module(module) else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    let mut told = BTreeSet::new();
    for rule in &known.duplicates {
        if !changed.iter().any(|field| rule.speaks_of(field)) {
            continue;
        }
        let Some(key) = rule.key(known, values) else { continue };
        let mut ids = by_key(engine, module, rule, key).await?;
        ids.retain(|other| Some(*other) != id && told.insert(*other));
        found.extend(tell(engine, caller, known, rule, &ids).await?);
    }
    Ok(found)
}

/// All that there are, whoever may see them: that there is one is told to everybody who would make a second.
async fn by_key(engine: &Engine, module: &str, rule: &Rule, key: String) -> Result<Vec<Id>> {
    let grant = Grant::system("looking for duplicates");
    let mut found = engine.store().same(&grant, module, rule, std::slice::from_ref(&key), TOLD + 1).await?;
    Ok(found.remove(&key).unwrap_or_default())
}

async fn tell(
    engine: &Engine,
    caller: &Caller,
    module: &Module,
    rule: &Rule,
    ids: &[Id],
) -> Result<Vec<Duplicate>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let world = engine.world();
    let seen = engine.store().get_many(&caller.grant, &module.name, ids).await?;
    let hidden: Vec<Id> =
        ids.iter().copied().filter(|id| seen.iter().all(|record| record.id != *id)).collect();
    let mut told: Vec<Duplicate> = seen
        .into_iter()
        .map(|record| {
            let owner = owner(&world, caller, module, &record);
            let link = Link { title: record.title, ..Link::new(module.name.clone(), record.id) };
            duplicate(rule, Some(link), owner)
        })
        .collect();
    if !hidden.is_empty() {
        let grant = Grant::system("whose the duplicates are");
        let records = engine.store().get_many(&grant, &module.name, &hidden).await?;
        // By owner, so that nobody learns how many there are.
        let owners: BTreeSet<String> =
            records.iter().map(|record| owner(&world, caller, module, record)).collect();
        told.extend(owners.into_iter().map(|owner| duplicate(rule, None, owner)));
    }
    Ok(told)
}

fn duplicate(rule: &Rule, record: Option<Link>, owner: String) -> Duplicate {
    Duplicate {
        rule: rule.name.clone(),
        fields: rule.parts.iter().map(|part| part.field.clone()).collect(),
        record,
        owner,
        refused: rule.refuse,
    }
}

fn owner(world: &World, caller: &Caller, module: &Module, record: &Record) -> String {
    let told = caller.grant.on(&module.name).is_some_and(|rights| rights.reads(OWNER));
    let owner = record.value(OWNER).as_link().filter(|_| told);
    owner.map(|owner| world.organisation.link(owner.id).title).unwrap_or_default()
}

/// Records that are the same by the rule called `rule`, of those that the caller sees.
pub(crate) async fn alike(
    engine: &Engine,
    caller: &Caller,
    module: Name,
    rule: String,
    after: Option<Id>,
) -> Result<AlikePage> {
    let caller = engine.as_of_now(caller)?;
    let rule = known(&caller, &module, &rule)?;
    let (store, grant) = (engine.store(), &caller.grant);
    let mut found = store.alike(grant, &module, rule, after, GROUPS as u64 + 1, EACH).await?;
    let more = found.len() > GROUPS;
    found.truncate(GROUPS);
    let next = found.last().map(|last| last.key).filter(|_| more);
    let ids: Vec<Id> = found.iter().flat_map(|alike| alike.records.clone()).collect();
    let records = store.get_many(grant, &module, &ids).await?;
    let group = |alike: &store::Alike| Alike {
        count: alike.count,
        records: records.iter().filter(|record| alike.records.contains(&record.id)).cloned().collect(),
    };
    let complete = store.finds_all_alike(&module, rule).await?;
    Ok(AlikePage { groups: found.iter().map(group).collect(), next, complete })
}

/// How many groups there are. All keys are read for it, so a page does not wait for that.
pub(crate) async fn count_alike(engine: &Engine, caller: &Caller, module: Name, rule: String) -> Result<u64> {
    let caller = engine.as_of_now(caller)?;
    let rule = known(&caller, &module, &rule)?;
    Ok(engine.store().count_alike(&caller.grant, &module, rule).await?)
}

/// A rule of a module whose records the caller may make one.
fn known<'c>(caller: &'c Caller, module: &str, rule: &str) -> Result<&'c Rule, Failure> {
    let known = caller.schema.module(module).ok_or(Failure::NotFound)?;
    if !known.may.edit || !known.may.delete || !known.merges() {
        return Err(Failure::NotAllowed);
    }
    known.duplicates.iter().find(|known| known.name == rule).ok_or(Failure::NotFound)
}
