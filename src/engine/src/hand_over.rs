//! Handing over all that somebody owns, because she leaves: module by module to one person, evenly to several, or to
//! the pool. One action that can be undone; it shows how far it is and can be stopped.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use api::{Caller, Failure, HandOver, HandOverStage, HandOverStatus, Owned, OwnedRecords, Receiver};
use model::module::{Access, CREATED_AT, OWNER, POOL_RULE, POOLED_AT, POOLED_FROM};
use model::record::Values;
use model::{
    Filter, Grant, Id, Link, Module, Name, Op, Operand, Outcome, Problem, Record, Sort, Test, Value,
};
use modules::users::ACTIVE;
use store::{Batch, Query};

use crate::Engine;
use crate::bulk::is_of_one_record;
use crate::error::{Error, Result};
use crate::organisation::USERS;
use crate::pool;
use crate::write::{self, Draft, Scene};

/// Records in one transaction.
const PIECE: u32 = 500;
/// Jobs that are remembered.
const MANY: usize = 50;

/// The hand-overs that this server works on, or did.
#[derive(Default)]
pub(crate) struct HandOvers(Mutex<HashMap<Id, Arc<Job>>>);

struct Job {
    stopping: AtomicBool,
    status: Mutex<HandOverStatus>,
}

impl HandOvers {
    fn add(&self, id: Id, job: Arc<Job>) {
        let mut jobs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if jobs.len() >= MANY {
            jobs.retain(|_, job| job.status().stage == HandOverStage::Running);
        }
        jobs.insert(id, job);
    }

    fn get(&self, id: Id) -> Option<Arc<Job>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&id).cloned()
    }
}

impl Job {
    fn status(&self) -> HandOverStatus {
        self.status.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn update(&self, change: impl FnOnce(&mut HandOverStatus)) {
        change(&mut self.status.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

/// What the user owns, and what names her.
pub(crate) async fn owned(engine: &Engine, caller: &Caller, user: Id) -> Result<Owned> {
    let caller = engine.administrator(caller)?;
    let world = engine.world();
    let known = world.organisation.user(user).filter(|user| !user.deleted).ok_or(Failure::NotFound)?;
    let mut modules = Vec::new();
    for module in ownable(&caller.schema.modules) {
        let count = count(engine, module, of(user)).await?;
        if count == 0 {
            continue;
        }
        let open = match not_ended(module) {
            Some(open) => Some(self::count(engine, module, of(user).and(open)).await?),
            None => None,
        };
        modules.push(OwnedRecords {
            module: module.name.clone(),
            count,
            open,
            pool: world.organisation.decided.has_pool(&module.name),
        });
    }
    let named = named(engine, &caller, user).await?;
    Ok(Owned { user: world.organisation.link(user), active: known.active, modules, named })
}

pub(crate) async fn start(engine: &Engine, caller: &Caller, user: Id, plan: HandOver) -> Result<Id> {
    let caller = engine.administrator(caller)?;
    let total = check(engine, &caller, user, &plan).await?;
    let id = engine.new_id();
    let status = Mutex::new(HandOverStatus { total, ..HandOverStatus::default() });
    let job = Arc::new(Job { stopping: AtomicBool::default(), status });
    engine.hand_overs().add(id, job.clone());
    let engine = engine.clone();
    tokio::spawn(async move {
        let end = run(&engine, &caller, user, plan, &job).await;
        job.update(|status| match end {
            Ok(stage) => status.stage = stage,
            Err(error) => {
                tracing::error!(%error, "a hand-over failed");
                let failure = Failure::from(error);
                let why = failure.problems().first().cloned();
                status.problem = Some(why.unwrap_or_else(|| Problem::new("", "internal")));
                status.stage = HandOverStage::Failed;
            }
        });
    });
    Ok(id)
}

pub(crate) fn status(engine: &Engine, caller: &Caller, id: Id) -> Result<HandOverStatus> {
    engine.administrator(caller)?;
    Ok(engine.hand_overs().get(id).ok_or(Failure::NotFound)?.status())
}

/// What is done stays done, and can be undone.
pub(crate) fn stop(engine: &Engine, caller: &Caller, id: Id) -> Result<HandOverStatus> {
    engine.administrator(caller)?;
    let job = engine.hand_overs().get(id).ok_or(Failure::NotFound)?;
    job.stopping.store(true, Ordering::Relaxed);
    Ok(job.status())
}

/// How many records it is about, if it can be done.
async fn check(engine: &Engine, caller: &Arc<Caller>, user: Id, plan: &HandOver) -> Result<u64> {
    let world = engine.world();
    let organisation = &world.organisation;
    let known = organisation.user(user).filter(|user| !user.deleted).ok_or(Failure::NotFound)?;
    let mut total = 0;
    for (name, receiver) in &plan.modules {
        let module = ownable(&caller.schema.modules).find(|module| module.name == *name);
        let module = module.ok_or_else(|| Problem::new(name.clone(), "unknown-module").detail(name))?;
        let here = |id: &Id| organisation.user(*id).is_some_and(|one| one.active && !one.deleted);
        match receiver {
            Receiver::Pool if !organisation.decided.has_pool(name) => {
                return Err(Problem::new(name.clone(), "no-pool").into());
            }
            Receiver::Pool => {}
            Receiver::Users(ids) if ids.is_empty() => {
                return Err(Problem::new(name.clone(), "required").into());
            }
            Receiver::Users(ids) if !ids.iter().all(here) || ids.contains(&user) => {
                return Err(Problem::new(name.clone(), "no-receiver").into());
            }
            Receiver::Users(_) => {}
        }
        total += count(engine, module, of(user)).await?;
    }
    if plan.deactivate && known.active {
        deactivation(engine, caller, user).await?.ready()?;
    }
    Ok(total)
}

async fn run(
    engine: &Engine,
    caller: &Arc<Caller>,
    user: Id,
    plan: HandOver,
    job: &Job,
) -> Result<HandOverStage> {
    let main = plan.modules.keys().next().cloned().unwrap_or(Name::new_static(USERS));
    let mut action = write::batch(engine, caller, "hand_over", &main, 0);
    for (module, receiver) in &plan.modules {
        let mut turn = 0;
        let mut query = Query {
            module: module.clone(),
            filter: of(user),
            sort: vec![Sort::up(CREATED_AT)],
            fields: [OWNER, CREATED_AT].map(Name::new_static).into(),
            limit: PIECE,
            ..Query::default()
        };
        if *receiver == Receiver::Pool {
            query.fields.extend([POOLED_AT, POOLED_FROM, POOL_RULE].map(Name::new_static));
        }
        loop {
            if job.stopping.load(Ordering::Relaxed) {
                return Ok(HandOverStage::Stopped);
            }
            let system = engine.system_caller();
            let page = engine.store().list(&system.grant, &engine.asking(&system), &query).await?;
            let read = page.records.len() as u64;
            let done = give(engine, caller, module, page.records, receiver, turn, &action).await?;
            turn += read as usize;
            action.count += done;
            job.update(|status| {
                status.done += done;
                status.skipped += read - done;
                status.batch = (action.count > 0).then_some(action.id);
            });
            match page.next {
                Some(next) => query.after = Some(next),
                None => break,
            }
        }
    }
    if plan.deactivate {
        deactivate(engine, caller, user, &mut action).await?;
        job.update(|status| status.batch = (action.count > 0).then_some(action.id));
    }
    Ok(HandOverStage::Finished)
}

/// Gives away a piece; how many of it nobody changed meanwhile.
async fn give(
    engine: &Engine,
    caller: &Arc<Caller>,
    module: &Name,
    records: Vec<Record>,
    receiver: &Receiver,
    turn: usize,
    action: &Batch,
) -> Result<u64> {
    if records.is_empty() {
        return Ok(0);
    }
    let world = engine.world();
    let owners: Option<Vec<Link>> = match receiver {
        Receiver::Users(ids) => Some(ids.iter().map(|id| world.organisation.link(*id)).collect()),
        Receiver::Pool => None,
    };
    let so_far = Batch { count: action.count + records.len() as u64, ..action.clone() };
    let name = module.clone();
    let given = write::commit(engine, caller.clone(), so_far, move |tx, _, writing| {
        Box::pin(async move {
            let grant = Grant::system("hand-over");
            let mut done = 0;
            for (at, record) in records.iter().enumerate() {
                let result: Result<()> = match &owners {
                    None => pool::put(tx, &name, record, "", &writing).await,
                    Some(owners) => {
                        let owner = owners[(turn + at) % owners.len()].clone();
                        let values = Values::from([(Name::new_static(OWNER), Value::Link(owner))]);
                        let given = tx.update(&grant, &name, record, &values, &record.title, &writing).await;
                        given.map(drop).map_err(Error::from)
                    }
                };
                match result {
                    Ok(()) => done += 1,
                    Err(error) if is_of_one_record(&error) => {}
                    Err(error) => return Err(error),
                }
            }
            Ok(done)
        })
    });
    given.await
}

/// With the rules for users: somebody must still administer.
async fn deactivate(engine: &Engine, caller: &Arc<Caller>, user: Id, action: &mut Batch) -> Result<()> {
    let _held = engine.organise(USERS).await;
    let ready = deactivation(engine, caller, user).await?.ready()?;
    let so_far = Batch { count: action.count + 1, ..action.clone() };
    write::commit(engine, caller.clone(), so_far, move |tx, caller, writing| {
        Box::pin(async move { ready.write(tx, &caller.grant, &writing).await.map(drop) })
    })
    .await?;
    action.count += 1;
    engine.reorganise(USERS).await
}

async fn deactivation(engine: &Engine, caller: &Caller, user: Id) -> Result<Draft> {
    let scene = Scene::new(engine, caller, USERS)?;
    let before =
        engine.store().get(&scene.caller.grant, USERS, user, false).await?.ok_or(Failure::NotFound)?;
    let values = Values::from([(Name::new_static(ACTIVE.name), Value::Bool(false))]);
    let mut draft = [Draft::update(&scene, before, values)];
    write::prepare(engine, &scene, &mut draft).await?;
    let [draft] = draft;
    Ok(draft)
}

fn ownable(modules: &[Module]) -> impl Iterator<Item = &Module> {
    modules.iter().filter(|module| module.access == Access::Owned && module.is_owned())
}

fn of(user: Id) -> Filter {
    Filter::is(OWNER, Value::Link(Link::new(Name::new_static(USERS), user)))
}

/// The records that have not come to their end, where the module has such.
pub(crate) fn not_ended(module: &Module) -> Option<Filter> {
    let stages = module.stages.as_ref()?;
    let ends = module.stage_choices(None).into_iter().filter(|choice| choice.outcome != Outcome::Open);
    let operands: Vec<Operand> =
        ends.map(|choice| Operand::Value(Value::text(choice.key.as_str()))).collect();
    (!operands.is_empty()).then(|| Filter::Test(Test::new(stages.field.clone(), Op::NotIn, operands)))
}

async fn count(engine: &Engine, module: &Module, filter: Filter) -> Result<u64> {
    let system = engine.system_caller();
    let asking = engine.asking(&system);
    Ok(engine.store().count(&system.grant, &asking, &module.name, &filter, None).await?)
}

/// Settings that speak of her, by the links of modules that administrators keep.
async fn named(engine: &Engine, caller: &Caller, user: Id) -> Result<Vec<Link>> {
    let mut named = Vec::new();
    for (module, field) in [("sharing_rules", "to_user"), ("teams", "manager"), ("departments", "head")] {
        let link = Operand::Value(Value::Link(Link::new(Name::new_static(USERS), user)));
        let query = Query {
            module: Name::new_static(module),
            filter: Filter::Test(Test::new(field, Op::Is, vec![link])),
            limit: 100,
            ..Query::default()
        };
        let page = engine.store().list(&caller.grant, &engine.asking(caller), &query).await?;
        named.extend(
            page.records
                .into_iter()
                .map(|record| Link { title: record.title, ..Link::new(Name::new_static(module), record.id) }),
        );
    }
    Ok(named)
}
