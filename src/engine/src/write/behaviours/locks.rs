//! Stages that make a record history, such as that of a converted lead.

use model::Problem;

use crate::write::draft::{Draft, Scene};

pub(super) fn stay(draft: &mut Draft, scene: &Scene) {
    let locked = draft.before.as_ref().is_some_and(|before| scene.module.is_locked(before));
    let stage = scene.module.stages.as_ref().map(|stages| stages.field.clone());
    // How it ends is said below.
    let stays = |field: &&model::Name| !scene.module.stays_open(field) && stage.as_ref() != Some(*field);
    if scene.by_person() && locked && draft.values.keys().any(|field| stays(&field)) {
        draft.problem(Problem::new("", "locked"));
    }
}

pub(super) fn go_where_people_may(draft: &mut Draft, scene: &Scene) {
    let Some(field) = scene.module.stage_field().map(|field| field.name.clone()) else { return };
    if !scene.by_person() || !draft.changes(&field) || draft.text(&field).is_empty() {
        return;
    }
    let from = draft.was(&field).as_text().unwrap_or_default();
    if scene.module.may_move(from, draft.text(&field)) {
        return;
    }
    let history = scene.module.stage_locks(from);
    draft.problem(if history { Problem::new("", "locked") } else { Problem::new(field, "not-allowed") });
}
