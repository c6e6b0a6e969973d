//! Duplicate rules: they compare fields that are there, in a way that suits them.

use model::duplicates::{Compare, is_comparable};
use model::{Field, Module, Problem, Value};
use modules::duplicate_rules::{MODULE, PARTS};

use crate::write::draft::{Draft, Scene};

pub(super) fn compare_what_is_there(draft: &mut Draft, scene: &Scene) {
    let Some(module) = scene.world.schema().module(draft.text(MODULE.name)) else { return };
    if !module.merges() {
        let problem = Problem::new(MODULE.name, "unknown-module").detail(&module.name);
        return draft.problem(problem);
    }
    let mut seen = Vec::new();
    for (field, compare) in PARTS {
        let name = draft.text(field.name).to_owned();
        if name.is_empty() {
            if !draft.value(compare.name).is_empty() {
                draft.set(compare.name, Value::Empty);
            }
            continue;
        }
        let usual = module.field(&name).and_then(comparable);
        match usual {
            None if module.field(&name).is_none() && !scene.by_person() => {}
            None => draft.problem(unfit(module, field.name, &name)),
            Some(_) if seen.contains(&name) => {
                draft.problem(Problem::new(field.name, "not-unique").detail(&name));
            }
            Some((usual, kind)) => settle(draft, compare.name, usual, kind),
        }
        seen.push(name);
    }
    if seen.is_empty() {
        draft.problem(Problem::new(PARTS[0].0.name, "required"));
    }
}

fn unfit(module: &Module, at: &'static str, name: &str) -> Problem {
    match module.field(name) {
        Some(_) => Problem::new(at, "not-comparable").detail(name),
        None => Problem::new(at, "unknown-field").detail(name),
    }
}

fn comparable(field: &Field) -> Option<(Compare, &model::Kind)> {
    Compare::usual(&field.kind).filter(|_| is_comparable(field)).map(|usual| (usual, &field.kind))
}

/// Without a word on how, as is usual.
fn settle(draft: &mut Draft, name: &'static str, usual: Compare, kind: &model::Kind) {
    match Compare::from_key(draft.text(name)) {
        None => draft.set(name, Value::text(usual.key())),
        Some(chosen) if chosen.fits(kind) => {}
        Some(chosen) => draft.problem(Problem::new(name, "not-comparable").detail(chosen.key())),
    }
}
