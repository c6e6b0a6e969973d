//! Documents whose changes are taken back: what comes back adds up, what was sent stays, and nothing is approved or sent
//! that nobody has looked at.

use model::document::{self, LINES, SUMS};
use model::{Problem, Record};
use modules::quotes::{ACCEPTED, APPROVAL, APPROVED, APPROVED_BY, IN_QUOTATION, SENT, STAGE};

use crate::write::documents::inputs;
use crate::write::draft::{Draft, Origin, Scene};

pub(super) fn come_back_whole(draft: &mut Draft, scene: &Scene) {
    if scene.origin != Origin::Undo || !scene.module.features.document {
        return;
    }
    // It was given for what stood there then.
    if draft.changes(APPROVAL.name) && draft.text(APPROVAL.name) == APPROVED {
        draft.values.retain(|name, _| ![APPROVAL.name, APPROVED_BY.name].contains(&name.as_str()));
    }
    let is_sent = [SENT, ACCEPTED].contains(&draft.text(STAGE.name));
    if is_sent && draft.was(STAGE.name).as_text() == Some(IN_QUOTATION) {
        draft.problem(Problem::new(STAGE.name, "not-allowed"));
    }
    let counted = || inputs().chain(SUMS);
    if !counted().any(|name| draft.changes(name)) {
        return;
    }
    let locked = |record: &Record| scene.module.is_locked(record);
    let after = draft.after();
    if draft.before.as_ref().is_some_and(locked) && locked(&after) {
        draft.problem(Problem::new("", "locked"));
    } else if !adds_up(&after, scene) {
        draft.problem(Problem::new(LINES, "changed-since"));
    }
}

/// Whether it comes to what stands in it.
fn adds_up(record: &Record, scene: &Scene) -> bool {
    let company = &scene.world.company;
    let terms = document::terms_in(record, company.policy, company.currency.clone());
    let mut worked = record.clone();
    let counted = document::work_out(&mut worked, &terms).is_ok();
    counted && [LINES].iter().chain(&SUMS).all(|name| worked.value(name) == record.value(name))
}
