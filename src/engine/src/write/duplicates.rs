//! The sixth step: what must be unique is not there yet. The database refuses it too; asking before tells it together
//! with all other problems.

use std::collections::HashMap;

use model::{Field, Grant, Problem};

use super::draft::Draft;
use crate::Engine;
use crate::error::Result;

pub(super) async fn check(engine: &Engine, drafts: &mut [Draft]) -> Result<()> {
    let Some(module) = drafts.first().map(|draft| draft.module.clone()) else { return Ok(()) };
    for field in module.fields.iter().filter(|field| field.unique && field.editable()) {
        check_field(engine, field, drafts).await?;
    }
    Ok(())
}

/// Whoever writes must not learn more than that the value is taken, so all records are asked.
async fn check_field(engine: &Engine, field: &Field, drafts: &mut [Draft]) -> Result<()> {
    let changed = drafts.iter().filter(|draft| draft.changes(&field.name));
    let texts: Vec<String> = changed.map(|draft| field.plain(draft.value(&field.name))).collect();
    let texts: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    let Some(first) = drafts.first() else { return Ok(()) };
    if texts.is_empty() {
        return Ok(());
    }
    let grant = Grant::system("looking for duplicates");
    let taken = engine.store().find(&grant, &first.module.name, &field.name, &texts).await?;
    let mut here = HashMap::new();
    for draft in drafts.iter_mut().filter(|draft| draft.changes(&field.name)) {
        let text = field.plain(draft.value(&field.name));
        let key = model::fold::fold(&text);
        let elsewhere = taken.get(&key).is_some_and(|ids| ids.iter().any(|id| *id != draft.id));
        let twice = !text.is_empty() && here.insert(key, draft.id).is_some();
        if elsewhere || twice {
            draft.problem(Problem::new(field.name.clone(), "not-unique").detail(text));
        }
    }
    Ok(())
}
