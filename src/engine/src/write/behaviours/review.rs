//! Entries that wait: what clerks enter counts when somebody who answers for it has accepted it.

use model::grant::Review;
use model::module::{RETURNED, REVIEW, REVIEW_NOTE, WAITING};
use model::{Problem, Value};

use crate::write::draft::{Draft, Scene};

pub(super) fn wait(draft: &mut Draft, scene: &Scene) {
    let rights = scene.caller.grant.on(&draft.module.name);
    match rights.map(|rights| rights.review).filter(|_| scene.by_person()) {
        Some(Review::Waits) => hand_in(draft),
        Some(Review::Answers) => answer(draft),
        Some(Review::Nobody) | None => {}
    }
}

/// What is new waits, and so does again what was returned and is changed now.
fn hand_in(draft: &mut Draft) {
    if draft.is_new() || draft.text(REVIEW) == RETURNED && draft.changed().next().is_some() {
        draft.set(REVIEW, Value::text(WAITING));
        draft.set(REVIEW_NOTE, Value::Empty);
    }
}

/// What waits or was returned is accepted, or returned with a note that says why.
fn answer(draft: &mut Draft) {
    if draft.is_new() {
        draft.values.retain(|name, _| ![REVIEW, REVIEW_NOTE].contains(&name.as_str()));
        return;
    }
    if draft.changes(REVIEW) && draft.was(REVIEW).is_empty() {
        return draft.problem(Problem::new(REVIEW, "not-waiting"));
    }
    let noted = !draft.value(REVIEW_NOTE).is_empty();
    match draft.text(REVIEW) {
        RETURNED if !noted => draft.problem(Problem::new(REVIEW_NOTE, "required")),
        RETURNED => {}
        _ if noted => draft.set(REVIEW_NOTE, Value::Empty),
        _ => {}
    }
}
