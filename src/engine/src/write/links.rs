//! The fifth step: links must point to records that the writer sees. One statement a module, however many drafts.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use model::{Id, Link, Name, Problem, Value};

use super::draft::{Draft, Origin, Scene};
use super::rows;
use crate::Engine;
use crate::error::Result;
use crate::organisation::USERS;

/// Also gives each link its title, so that what was written can be shown without reading it again.
pub(super) async fn check(engine: &Engine, scene: &Scene, drafts: &mut [Draft]) -> Result<()> {
    if scene.origin == Origin::Undo {
        return Ok(());
    }
    let titles = titles(engine, scene, drafts).await?;
    for draft in drafts {
        check_draft(draft, &titles);
    }
    Ok(())
}

/// The titles of all records that are linked to and seen.
async fn titles(engine: &Engine, scene: &Scene, drafts: &[Draft]) -> Result<HashMap<(Name, Id), String>> {
    let mut wanted: BTreeMap<Name, BTreeSet<Id>> = BTreeMap::new();
    for link in drafts.iter().flat_map(|draft| draft.values.values()).flat_map(Value::links) {
        wanted.entry(link.module.clone()).or_default().insert(link.id);
    }
    let mut titles = HashMap::new();
    for link in &scene.coming {
        titles.insert((link.module.clone(), link.id), link.title.clone());
    }
    for (module, ids) in wanted {
        if module == USERS {
            let known = ids.iter().filter_map(|id| scene.world.organisation.user(*id));
            let here = known.filter(|user| !user.deleted);
            titles.extend(here.map(|user| ((module.clone(), user.id), user.name.clone())));
            continue;
        }
        let ids: Vec<Id> =
            ids.into_iter().filter(|id| !titles.contains_key(&(module.clone(), *id))).collect();
        if ids.is_empty() {
            continue;
        }
        let seen = engine.store().get_many(&scene.caller.grant, &module, &ids).await?;
        titles.extend(seen.into_iter().map(|record| ((module.clone(), record.id), record.title)));
    }
    Ok(titles)
}

fn check_draft(draft: &mut Draft, titles: &HashMap<(Name, Id), String>) {
    let mut problems = Vec::new();
    let own = draft.module.name.clone();
    let module = draft.module.clone();
    for (field, _) in module.rows() {
        let Some(Value::Rows(rows)) = draft.values.get_mut(&field.name) else { continue };
        for (place, row) in rows.iter_mut().enumerate() {
            for (name, value) in &mut row.values {
                let Value::Link(link) = value else { continue };
                match titles.get(&(link.module.clone(), link.id)) {
                    Some(title) => link.title.clone_from(title),
                    None => {
                        let problem = Problem::new(rows::at(field, place, name), "not-found");
                        problems.push(problem.detail(link.id));
                    }
                }
            }
        }
    }
    for (name, value) in &mut draft.values {
        let Value::Link(link) = value else { continue };
        match titles.get(&(link.module.clone(), link.id)) {
            _ if *link == Link::new(own.clone(), draft.id) => {
                problems.push(Problem::new(name.clone(), "cycle"));
            }
            Some(title) => link.title.clone_from(title),
            None => problems.push(Problem::new(name.clone(), "not-found").detail(link.id)),
        }
    }
    draft.problems.extend(problems);
}
