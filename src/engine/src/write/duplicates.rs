//! The sixth step: what must be there only once is not there yet. The database refuses it too; asking before tells it
//! together with all other problems.

use std::collections::HashMap;

use model::duplicates::Rule;
use model::{Field, Grant, Id, Problem};

use super::draft::{Draft, Origin, Scene};
use crate::Engine;
use crate::error::Result;

pub(super) async fn check(engine: &Engine, scene: &Scene, drafts: &mut [Draft]) -> Result<()> {
    let Some(module) = drafts.first().map(|draft| draft.module.clone()) else { return Ok(()) };
    for field in module.fields.iter().filter(|field| field.unique && field.editable()) {
        check_field(engine, scene, field, drafts).await?;
    }
    // What was there before comes back, whatever the rules are now.
    if scene.origin != Origin::Undo {
        for rule in module.duplicates.iter().filter(|rule| rule.refuse) {
            check_rule(engine, scene, rule, drafts).await?;
        }
    }
    Ok(())
}

/// Whoever writes must not learn more than that the value is taken, so all records are asked.
async fn check_field(engine: &Engine, scene: &Scene, field: &Field, drafts: &mut [Draft]) -> Result<()> {
    let changed = drafts.iter().filter(|draft| draft.changes(&field.name));
    let texts: Vec<String> = changed.map(|draft| field.plain(draft.value(&field.name))).collect();
    let texts: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    if texts.is_empty() {
        return Ok(());
    }
    let grant = Grant::system("looking for duplicates");
    let taken = engine.store().find(&grant, &scene.module.name, &field.name, &texts).await?;
    let mut here = HashMap::new();
    for draft in drafts.iter_mut().filter(|draft| draft.changes(&field.name)) {
        let text = field.plain(draft.value(&field.name));
        let key = model::fold::fold(&text);
        let elsewhere = taken.get(&key).is_some_and(|ids| ids.iter().any(|id| counts(scene, draft, *id)));
        let twice = !text.is_empty() && here.insert(key, draft.id).is_some();
        if elsewhere || twice {
            draft.problem(Problem::new(field.name.clone(), "not-unique").detail(text));
        }
    }
    Ok(())
}

/// By a rule that refuses a second one.
async fn check_rule(engine: &Engine, scene: &Scene, rule: &Rule, drafts: &mut [Draft]) -> Result<()> {
    let keys: Vec<Option<String>> = drafts.iter().map(|draft| key(rule, draft)).collect();
    let mut wanted: Vec<String> = keys.iter().flatten().cloned().collect();
    wanted.sort_unstable();
    wanted.dedup();
    if wanted.is_empty() {
        return Ok(());
    }
    let grant = Grant::system("looking for duplicates");
    // Itself, those that leave, and one more.
    let enough = scene.leaving.len() as u64 + 2;
    let taken = engine.store().same(&grant, &scene.module.name, rule, &wanted, enough).await?;
    let mut here = HashMap::new();
    for (draft, key) in drafts.iter_mut().zip(keys) {
        let Some(key) = key else { continue };
        let elsewhere = taken.get(&key).is_some_and(|ids| ids.iter().any(|id| counts(scene, draft, *id)));
        let twice = here.insert(key, draft.id).is_some();
        if elsewhere || twice {
            let field = rule.parts.iter().map(|part| &part.field).find(|field| draft.changes(field));
            draft.problem(
                Problem::new(field.cloned().unwrap_or_default(), "there-already").detail(&rule.name),
            );
        }
    }
    Ok(())
}

/// What the draft has in common with those that are the same, where it changes that.
fn key(rule: &Rule, draft: &Draft) -> Option<String> {
    let touched = rule.parts.iter().any(|part| draft.changes(&part.field));
    if touched { rule.key(&draft.module, &draft.after().values) } else { None }
}

/// Whether the record `other` is another one, and stays.
fn counts(scene: &Scene, draft: &Draft, other: Id) -> bool {
    other != draft.id && !scene.leaving.contains(&other)
}
