//! Why an action on many records is not done: what is wrong with it itself, or with the only record it is about.

use api::{BulkChange, Caller, Failure, Selection};
use model::module::TAGS;
use model::record::Values;
use model::{Id, Module, Name, Problem, Record, Value};
use store::Right;

use crate::Engine;
use crate::error::Result;
use crate::rights;
use crate::write::{self, Draft, Scene};

/// What is wrong with the change itself is told at once, instead of leaving each record as it was.
pub(super) async fn check(
    engine: &Engine,
    caller: &Caller,
    module: &Module,
    which: &Selection,
    change: &BulkChange,
) -> Result<()> {
    let values = match change {
        BulkChange::Set(values) => values.clone(),
        BulkChange::Assign(user) => super::owner(*user),
        BulkChange::AddTags(tags) | BulkChange::RemoveTags(tags) => {
            Values::from([(Name::new_static(TAGS), Value::Many(tags.clone()))])
        }
        BulkChange::Delete | BulkChange::Restore | BulkChange::Remove => return Ok(()),
    };
    let several = !matches!(which, Selection::Ids(ids) if ids.len() < 2);
    let unique = |name: &&Name| module.field(name).is_some_and(|field| field.unique);
    if several && let Some(name) = values.keys().find(unique) {
        return Err(Problem::new(name.clone(), "not-unique").into());
    }
    let scene = Scene::new(engine, caller, &module.name)?;
    let nobody = Record { id: engine.new_id(), version: 0, title: String::new(), values: Values::new() };
    let names: Vec<Name> = values.keys().cloned().collect();
    let mut draft = [Draft::update(&scene, nobody, values)];
    write::prepare(engine, &scene, &mut draft).await?;
    let [draft] = draft;
    // Rules that depend on other fields of a record are left to each record.
    let problems = draft.problems.into_iter().filter(|problem| {
        names.contains(&problem.field)
            && !matches!(problem.code.as_str(), "not-within" | "last-administrator" | "not-waiting")
    });
    let problems: Vec<Problem> = problems.collect();
    if problems.is_empty() { Ok(()) } else { Err(problems.into()) }
}

/// Why the only record of a selection was left as it was.
pub(super) async fn explain(
    engine: &Engine,
    caller: &Caller,
    module: &Name,
    id: Id,
    change: &BulkChange,
) -> Result<()> {
    let deleted = change.is_about_the_bin();
    let record = engine.store().get(&caller.grant, module, id, deleted).await?.ok_or(Failure::NotFound)?;
    let right = if *change == BulkChange::Delete || deleted { Right::Delete } else { Right::Edit };
    if !rights::may(engine, caller, module, &record, right).await? {
        return Err(Failure::NotAllowed.into());
    }
    let scene = Scene::new(engine, caller, module)?;
    match change {
        BulkChange::Delete => Ok(write::may_delete(&record, &scene)?),
        BulkChange::Set(_) | BulkChange::Assign(_) => {
            let values = if let BulkChange::Set(values) = change { values.clone() } else { Values::new() };
            let mut draft = [Draft::update(&scene, record, values)];
            write::prepare(engine, &scene, &mut draft).await?;
            let [ready] = draft.map(Draft::ready);
            ready.map(drop)
        }
        BulkChange::AddTags(_) | BulkChange::RemoveTags(_) | BulkChange::Restore | BulkChange::Remove => {
            Ok(())
        }
    }
}
