//! Price protection: what goes beyond what its writer may offer is sent only when somebody has approved it who may.

use model::document::{Breach, Offer, Terms};
use model::totals::Totals;
use model::{Problem, Value};
use modules::quotes::{
    ACCEPTED, APPROVAL, APPROVAL_NOTE, APPROVED, APPROVED_BY, ASKED, REFUSED, SENT, STAGE,
};

use super::inputs;
use crate::write::draft::{Draft, Origin, Scene};

/// Whether a write is about sending or approving.
pub(super) fn is_about(draft: &Draft) -> bool {
    draft.changes(APPROVAL.name) || draft.changes(STAGE.name)
}

pub(super) fn check(draft: &mut Draft, scene: &Scene, terms: &Terms, totals: &Totals, offers: &[Offer]) {
    if scene.module.field(APPROVAL.name).is_none() || scene.origin == Origin::Product {
        return;
    }
    let breaches = Breach::all(&draft.after(), totals, terms, offers);
    forget(draft);
    answer(draft, scene, breaches.is_empty());
    send(draft, &breaches);
}

/// What was approved was this and nothing else.
fn forget(draft: &mut Draft) {
    let changed = !draft.is_new() && inputs().any(|name| draft.changes(name));
    if changed && !draft.was(APPROVAL.name).is_empty() && !draft.changes(APPROVAL.name) {
        for name in [APPROVAL.name, APPROVED_BY.name, APPROVAL_NOTE.name] {
            draft.set(name, Value::Empty);
        }
    }
}

/// Whoever may offer it herself answers.
fn answer(draft: &mut Draft, scene: &Scene, may: bool) {
    let asks =
        if draft.is_new() { !draft.text(APPROVAL.name).is_empty() } else { draft.changes(APPROVAL.name) };
    if !asks {
        return;
    }
    let by = match draft.text(APPROVAL.name) {
        ASKED | "" => Value::Empty,
        APPROVED | REFUSED if may => {
            let me = scene.caller.grant.user.map(|me| Value::Link(scene.world.organisation.link(me)));
            me.unwrap_or_default()
        }
        _ => return draft.problem(Problem::new(APPROVAL.name, "not-allowed")),
    };
    if draft.text(APPROVAL.name) == REFUSED && draft.value(APPROVAL_NOTE.name).is_empty() {
        return draft.problem(Problem::new(APPROVAL_NOTE.name, "required"));
    }
    draft.set(APPROVED_BY.name, by);
}

fn send(draft: &mut Draft, breaches: &[Breach]) {
    let goes = |stage: &str| [SENT, ACCEPTED].contains(&stage);
    let sent = goes(draft.text(STAGE.name)) && !goes(draft.was(STAGE.name).as_text().unwrap_or_default());
    let approved = draft.text(APPROVAL.name) == APPROVED;
    if let Some(breach) = breaches.first().filter(|_| sent && !approved) {
        draft.problem(Problem::new(STAGE.name, "needs-approval").detail(&breach.name));
    }
}
