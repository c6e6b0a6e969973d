//! Stages that make a record history, such as that of a converted lead.

use model::Problem;
use model::module::NEVER_LOCKED;

use crate::write::draft::{Draft, Scene};

pub(super) fn stay(draft: &mut Draft, scene: &Scene) {
    let locked = draft.before.as_ref().is_some_and(|before| scene.module.is_locked(before));
    let touched = draft.values.keys().any(|field| !NEVER_LOCKED.contains(&field.as_str()));
    if scene.by_person() && locked && touched {
        draft.problem(Problem::new("", "locked"));
    }
}

pub(super) fn given_by_the_product_only(draft: &mut Draft, scene: &Scene) {
    let Some(field) = scene.module.stage_field().map(|field| &field.name) else { return };
    if scene.by_person() && draft.changes(field) && scene.module.stage_locks(draft.text(field)) {
        draft.problem(Problem::new(field.clone(), "not-allowed"));
    }
}
