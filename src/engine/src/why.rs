//! Why somebody reaches a record, or does not: told by the same ways and filters that decide it.

use api::{BarredFields, Caller, Failure, GivenFields, Reached};
use futures::future::try_join_all;
use model::filter::Asking;
use model::grant::{Barred, Level, Right, Way, Why, WhyNot};
use model::module::REVIEW;
use model::{Grant, Id, Module, Name, Record, Rights};

use crate::Engine;
use crate::error::Result;
use crate::organisation::User;

/// More users are not told at once.
const USERS: usize = 500;

pub(crate) async fn reached(engine: &Engine, caller: &Caller, module: &Name, id: Id) -> Result<Vec<Reached>> {
    let caller = engine.as_of_now(caller)?;
    let known = caller.schema.module(module).ok_or(Failure::NotFound)?;
    engine.store().get(&caller.grant, module, id, false).await?.ok_or(Failure::NotFound)?;
    // What decides may be hidden from who asks.
    let grant = Grant::system("why");
    let record = engine.store().get(&grant, module, id, false).await?.ok_or(Failure::NotFound)?;
    let world = engine.world();
    let all = caller.me.level == Level::Administrator.key();
    let told = |user: &&User| all || Some(user.id) == caller.grant.user;
    let users: Vec<&User> = world.organisation.active().into_iter().filter(told).take(USERS).collect();
    try_join_all(users.into_iter().map(|user| of_user(engine, user, known, &record))).await
}

async fn of_user(engine: &Engine, user: &User, module: &Module, record: &Record) -> Result<Reached> {
    let world = engine.world();
    let link = world.organisation.link(user.id);
    let caller = world.caller(user.id).ok_or(Failure::NotFound)?;
    let Some(rights) = caller.grant.on(&module.name) else {
        let no = Why::No(WhyNot::Module);
        let (see, edit, delete) = (no.clone(), no.clone(), no);
        let (hidden, fixed, given) = Default::default();
        return Ok(Reached { user: link, see, edit, delete, hidden, fixed, given });
    };
    let asking = engine.asking(&caller);
    let mut leading = Vec::new();
    for way in &rights.ways {
        if leads(engine, &caller.grant, &asking, way, module, record).await? {
            leading.push(way);
        }
    }
    let waits = !record.value(REVIEW).is_empty();
    let why = |right| match rights.why(right, &leading) {
        Why::No(WhyNot::Unreached) if waits => Why::No(WhyNot::Waiting),
        why => why,
    };
    Ok(Reached {
        user: link,
        see: why(Right::See),
        edit: why(Right::Edit),
        delete: why(Right::Delete),
        hidden: barred(module, |field| rights.hidden.get(field).filter(|why| **why != Barred::Review)),
        fixed: barred(module, |field| rights.fixed.get(field).filter(|_| rights.reads(field))),
        given: given(module, rights),
    })
}

/// The fields for which there is a reason, by the reason.
fn barred<'r>(module: &Module, why: impl Fn(&str) -> Option<&'r Barred>) -> Vec<BarredFields> {
    let mut all: Vec<BarredFields> = Vec::new();
    for field in module.fields.iter().filter(|field| !field.hidden) {
        let Some(why) = why(&field.name).copied() else { continue };
        match all.iter_mut().find(|barred| barred.why == why) {
            Some(known) => known.fields.push(field.label.clone()),
            None => all.push(BarredFields { why, fields: vec![field.label.clone()] }),
        }
    }
    all
}

/// The fields with which profiles differ, by those that give most.
fn given(module: &Module, rights: &Rights) -> Vec<GivenFields> {
    let mut all: Vec<GivenFields> = Vec::new();
    for field in module.fields.iter().filter(|field| !field.hidden && rights.reads(&field.name)) {
        let Some(profiles) = rights.given.fields.get(&field.name) else { continue };
        match all.iter_mut().find(|given| given.profiles == *profiles) {
            Some(known) => known.fields.push(field.label.clone()),
            None => all.push(GivenFields { profiles: profiles.clone(), fields: vec![field.label.clone()] }),
        }
    }
    all
}

/// Whether the way leads to the record; what hangs on other records is asked of the store.
async fn leads(
    engine: &Engine,
    grant: &Grant,
    asking: &Asking,
    way: &Way,
    module: &Module,
    record: &Record,
) -> Result<bool> {
    if let Some(answer) = way.rows.matches(record, asking) {
        return Ok(answer);
    }
    let by = grant.by(&module.name, way);
    Ok(engine.store().may(&by, &module.name, record.id, Right::See).await?)
}
