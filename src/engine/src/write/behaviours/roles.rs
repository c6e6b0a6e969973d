//! Roles: a tree, and one that administers.

use model::grant::Level;
use model::{Problem, Record};
use modules::roles::{LEVEL, PARENT};

use crate::write::draft::{Draft, Scene};

/// A role cannot stand below itself, over however many steps.
pub(super) fn stand_below_another(draft: &mut Draft, scene: &Scene) {
    let Some(parent) = draft.value(PARENT.name).as_link().map(|link| link.id) else { return };
    if draft.changes(PARENT.name) && scene.world.organisation.is_below(parent, draft.id) {
        draft.problem(Problem::new(PARENT.name, "cycle"));
    }
}

pub(super) fn keep_an_administrator(draft: &mut Draft, scene: &Scene) {
    let administers = draft.text(LEVEL.name) == Level::Administrator.key();
    let mut administrators = scene.world.organisation.administrators().peekable();
    let there_are = administrators.peek().is_some();
    if !draft.is_new() && !administers && there_are && administrators.all(|user| user.role == Some(draft.id))
    {
        draft.problem(Problem::new(LEVEL.name, "last-administrator"));
    }
}

/// A role that somebody has stays, or her rights would be gone.
pub(super) fn is_held(record: &Record, scene: &Scene) -> Option<Problem> {
    let holder = scene.world.organisation.holders(record.id).next()?;
    Some(Problem::new("", "in-use").detail(&holder.name))
}
