//! One action on many records, in pieces that let other writers in between. It counts what it did and what it left.

mod along;
mod refuse;

use std::sync::Arc;

use api::{BulkChange, Caller, Done, Failure, Selection};
use model::module::{CREATED_AT, OWNER, TAGS};
use model::record::Values;
use model::{Filter, Id, Kind, Link, Module, Name, Op, Operand, Problem, Record, Sort, Test, Value};
use store::{Batch, Query, Right, Tx, Writing};

use crate::Engine;
use crate::error::{Error, Result};
use crate::write::{self, Draft, Origin, Ready, Scene};
use crate::{bin, condition, organisation, rights};

/// More are not changed at a time.
const MOST: usize = 100_000;
/// Records in one transaction.
pub(crate) const PIECE: usize = 500;
/// Ids read at a time.
const IDS: u32 = 5_000;

pub(crate) async fn change_many(
    engine: &Engine,
    caller: &Caller,
    module: Name,
    which: Selection,
    change: BulkChange,
) -> Result<Done> {
    let caller = engine.as_of_now(caller)?;
    let known = condition::module(&caller, &module)?;
    refuse::check(engine, &caller, known, &which, &change).await?;
    let only = match &which {
        Selection::Ids(ids) if ids.len() == 1 => ids.first().copied(),
        _ => None,
    };
    let ids = match which {
        Selection::Ids(ids) => ids,
        Selection::Filter(text) => find(engine, &caller, known, &text, change.is_about_the_bin()).await?,
    };
    if ids.len() > MOST {
        return Err(Problem::new("", "too-many").detail(MOST).into());
    }
    if change == BulkChange::Remove {
        return bin::remove(engine, &caller, known, &ids).await;
    }
    let _held = engine.organise(&module).await;
    let mut action = write::batch(engine, &caller, kind(&change), &module, 0);
    let mut skipped = 0;
    // Rules of the organisation look at how it is, so each of its records is written before the next is looked at.
    let piece = if organisation::is_part(&module) { 1 } else { PIECE };
    for ids in ids.chunks(piece) {
        let done = apply(engine, &caller, &module, ids, &change, &action).await?;
        action.count += done;
        skipped += ids.len() as u64 - done;
    }
    if let (0, Some(id)) = (action.count, only) {
        refuse::explain(engine, &caller, &module, id, &change).await?;
    }
    Ok(Done { batch: (action.count > 0).then_some(action.id), count: action.count, skipped })
}

fn kind(change: &BulkChange) -> &'static str {
    match change {
        BulkChange::Set(_) | BulkChange::Assign(_) | BulkChange::AddTags(_) | BulkChange::RemoveTags(_) => {
            "update"
        }
        BulkChange::Delete => "delete",
        BulkChange::Restore => "restore",
        BulkChange::Remove => "remove",
    }
}

/// Gives all records that hold one choice of a list another, however many: they hold what is offered no more.
pub(crate) async fn replace_choice(
    engine: &Engine,
    caller: &Caller,
    module: &Name,
    field: &Name,
    from: &Name,
    to: &Name,
) -> Result<Done> {
    let caller = engine.administrator(caller)?;
    let field = condition::module(&caller, module)?.field(field).ok_or(Failure::NotFound)?;
    let known = |key: &Name| field.kind.choices().iter().any(|choice| choice.key == *key);
    if let Some(unknown) = [from, to].into_iter().find(|key| !known(key)) {
        return Err(Problem::new(field.name.clone(), "unknown-choice").detail(unknown).into());
    }
    let holds = if matches!(field.kind, Kind::ManyOf(_)) { Op::Contains } else { Op::Is };
    let holds = Test::new(field.name.clone(), holds, vec![Operand::Value(Value::text(from.as_str()))]);
    let mut action = write::batch(engine, &caller, "update", module, 0);
    let mut query = by_age(module, Filter::Test(holds), false);
    loop {
        let page = engine.store().list(&caller.grant, &engine.asking(&caller), &query).await?;
        let ids: Vec<Id> = page.records.into_iter().map(|record| record.id).collect();
        for ids in ids.chunks(PIECE) {
            let scene = Scene::new(engine, &caller, module)?.with(Origin::Product);
            let steps = updates_in(engine, &scene, ids, |record| {
                Values::from([(field.name.clone(), instead(record.value(&field.name), from, to))])
            });
            action.count += commit(engine, &caller, module, steps.await?, Vec::new(), &action).await?;
        }
        match page.next {
            Some(next) => query.after = Some(next),
            None => break,
        }
    }
    Ok(Done { batch: (action.count > 0).then_some(action.id), count: action.count, skipped: 0 })
}

fn instead(value: &Value, from: &Name, to: &Name) -> Value {
    match value {
        Value::Many(items) => {
            let others = items.iter().filter(|item| *item != from && *item != to).cloned();
            Value::Many(others.chain([to.to_string()]).collect())
        }
        _ => Value::text(to.as_str()),
    }
}

/// Gives those of `ids` a number that have none; how many that were.
pub(crate) async fn number(
    engine: &Engine,
    caller: &Arc<Caller>,
    module: &Name,
    ids: &[Id],
    action: &Batch,
) -> Result<u64> {
    let scene = Scene::new(engine, caller, module)?.with(Origin::Product);
    let records = engine.store().get_many(&caller.grant, module, ids).await?;
    let drafts = records.into_iter().map(|record| Draft::update(&scene, record, Values::new()).numbered());
    let ready = drafts.filter_map(|draft| draft.ready().ok());
    let steps = ready.map(|ready| Step::Update(Box::new(ready))).collect();
    commit(engine, caller, module, steps, Vec::new(), action).await
}

/// The ids of all records that meet a condition, before the change alters whether they do.
async fn find(
    engine: &Engine,
    caller: &Caller,
    module: &Module,
    text: &str,
    deleted: bool,
) -> Result<Vec<Id>> {
    let mut query = by_age(&module.name, condition::read(engine, caller, module, text)?, deleted);
    let mut ids = Vec::new();
    while ids.len() <= MOST {
        let page = engine.store().list(&caller.grant, &engine.asking(caller), &query).await?;
        ids.extend(page.records.into_iter().map(|record| record.id));
        match page.next {
            Some(next) => query.after = Some(next),
            None => break,
        }
    }
    Ok(ids)
}

pub(crate) fn by_age(module: &Name, filter: Filter, deleted: bool) -> Query {
    Query {
        module: module.clone(),
        filter,
        sort: vec![Sort::up(CREATED_AT)],
        fields: vec![Name::new_static(CREATED_AT)],
        limit: IDS,
        after: None,
        deleted,
    }
}

/// Changes a piece and says how many records of it.
async fn apply(
    engine: &Engine,
    caller: &Arc<Caller>,
    module: &Name,
    ids: &[Id],
    change: &BulkChange,
    action: &Batch,
) -> Result<u64> {
    let mut along = Vec::new();
    let steps = match change {
        BulkChange::Assign(user) => {
            let owner = owner(*user);
            let steps = updates(engine, caller, module, ids, |_| owner.clone()).await?;
            let given: Vec<Record> = steps.iter().filter_map(Step::before).cloned().collect();
            let to = owner.values().next().cloned().unwrap_or_default();
            along = along::ready(engine, caller, module, &given, &to).await?;
            steps
        }
        BulkChange::Set(values) => updates(engine, caller, module, ids, |_| values.clone()).await?,
        BulkChange::AddTags(tags) => {
            updates(engine, caller, module, ids, |record| tagged(record, tags, &[])).await?
        }
        BulkChange::RemoveTags(tags) => {
            updates(engine, caller, module, ids, |record| tagged(record, &[], tags)).await?
        }
        BulkChange::Delete => deletions(engine, caller, module, ids).await?,
        BulkChange::Restore => ids.iter().copied().map(Step::Restore).collect(),
        BulkChange::Remove => Vec::new(),
    };
    commit(engine, caller, module, steps, along, action).await
}

/// Runs the steps, and writes what goes `along` with them without being counted.
async fn commit(
    engine: &Engine,
    caller: &Arc<Caller>,
    module: &Name,
    steps: Vec<Step>,
    along: Vec<Ready>,
    action: &Batch,
) -> Result<u64> {
    if steps.is_empty() {
        return Ok(0);
    }
    // The row of the action counts what is done with this piece, so that it is right after each.
    let so_far = Batch { count: action.count + steps.len() as u64, ..action.clone() };
    let module = module.clone();
    write::commit(engine, caller.clone(), so_far, move |tx, caller, writing| {
        Box::pin(async move {
            let done = run(tx, &caller, &module, steps, &writing).await?;
            let along = along.into_iter().map(|ready| Step::Update(Box::new(ready))).collect();
            run(tx, &caller, &module, along, &writing).await?;
            Ok(done)
        })
    })
    .await
}

/// The values of a record that this user owns.
fn owner(user: Id) -> Values {
    let link = Link::new(Name::new_static(organisation::USERS), user);
    Values::from([(Name::new_static(OWNER), Value::Link(link))])
}

/// What is to be done with one record.
enum Step {
    Update(Box<Ready>),
    Delete(Id),
    Restore(Id),
}

impl Step {
    /// The record as it is, where it is to be changed.
    fn before(&self) -> Option<&Record> {
        match self {
            Step::Update(ready) => ready.before(),
            Step::Delete(_) | Step::Restore(_) => None,
        }
    }
}

fn tagged(record: &Record, add: &[String], remove: &[String]) -> Values {
    let mut tags: Vec<String> = record.value(TAGS).as_many().to_vec();
    tags.retain(|tag| !remove.contains(tag));
    let new = add.iter().filter(|tag| !record.value(TAGS).as_many().contains(tag));
    tags.extend(new.cloned());
    Values::from([(Name::new_static(TAGS), Value::Many(tags))])
}

/// Those of `ids` that the caller may change and that nothing speaks against.
async fn updates(
    engine: &Engine,
    caller: &Arc<Caller>,
    module: &Name,
    ids: &[Id],
    values: impl Fn(&Record) -> Values,
) -> Result<Vec<Step>> {
    updates_in(engine, &Scene::new(engine, caller, module)?, ids, values).await
}

async fn updates_in(
    engine: &Engine,
    scene: &Scene,
    ids: &[Id],
    values: impl Fn(&Record) -> Values,
) -> Result<Vec<Step>> {
    let module = &scene.module.name;
    let mut drafts = Vec::with_capacity(ids.len());
    for record in engine.store().get_many(&scene.caller.grant, module, ids).await? {
        if rights::may(engine, &scene.caller, module, &record, Right::Edit).await? {
            let values = values(&record);
            drafts.push(Draft::update(scene, record, values));
        }
    }
    write::prepare(engine, scene, &mut drafts).await?;
    let ready = drafts.into_iter().filter_map(|draft| draft.ready().ok());
    Ok(ready.map(|ready| Step::Update(Box::new(ready))).collect())
}

async fn deletions(engine: &Engine, caller: &Arc<Caller>, module: &Name, ids: &[Id]) -> Result<Vec<Step>> {
    let scene = Scene::new(engine, caller, module)?;
    let records = engine.store().get_many(&scene.caller.grant, module, ids).await?;
    let free = records.iter().filter(|record| write::may_delete(record, &scene).is_ok());
    Ok(free.map(|record| Step::Delete(record.id)).collect())
}

async fn run(
    tx: &mut Tx,
    caller: &Caller,
    module: &Name,
    steps: Vec<Step>,
    writing: &Writing,
) -> Result<u64> {
    let mut done = 0;
    for step in steps {
        let result: Result<()> = match step {
            Step::Update(ready) => ready.write(tx, &caller.grant, writing).await.map(drop),
            Step::Delete(id) => Ok(tx.delete(&caller.grant, module, id, writing).await.map(drop)?),
            Step::Restore(id) => Ok(tx.restore(&caller.grant, module, id, writing).await.map(drop)?),
        };
        match result {
            Ok(()) => done += 1,
            Err(error) if is_of_one_record(&error) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(done)
}

/// Errors that leave the transaction whole: this record is left as it was, the others go on.
pub(crate) fn is_of_one_record(error: &Error) -> bool {
    matches!(
        error,
        Error::Store(store::Error::NotFound | store::Error::NotAllowed | store::Error::Conflict { .. })
            | Error::Refused(Failure::Invalid(_))
    )
}
