//! Tasks: when they were done.

use model::Value;
use modules::tasks::{DONE, DONE_AT, STATUS};

use crate::write::draft::{Draft, Origin, Scene};

pub(super) fn note_when_done(draft: &mut Draft, scene: &Scene) {
    if scene.origin == Origin::Undo || !draft.changes(STATUS.name) {
        return;
    }
    let done = draft.text(STATUS.name) == DONE;
    draft.set(DONE_AT.name, if done { Value::Instant(scene.now) } else { Value::Empty });
}
