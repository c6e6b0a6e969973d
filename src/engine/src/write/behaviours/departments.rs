//! Departments: a tree that nobody falls out of.

use model::{Problem, Record};
use modules::departments::PARENT;

use crate::write::draft::{Draft, Scene};

/// A department cannot stand below itself, over however many steps.
pub(super) fn stand_below_another(draft: &mut Draft, scene: &Scene) {
    let Some(parent) = draft.value(PARENT.name).as_link().map(|link| link.id) else { return };
    if draft.changes(PARENT.name) && scene.world.organisation.is_department_below(parent, draft.id) {
        draft.problem(Problem::new(PARENT.name, "cycle"));
    }
}

/// A department with people, or with others below it, stays: they would be nowhere.
pub(super) fn is_used(record: &Record, scene: &Scene) -> Option<Problem> {
    let part = scene.world.organisation.part_of_department(record.id)?;
    Some(Problem::new("", "in-use").detail(part))
}
