//! Leads: a converted one is history.

use model::module::{OWNER, TAGS};
use model::{Problem, Record};
use modules::leads::{CONVERTED, STATUS};

use crate::write::draft::{Draft, Scene};

pub(super) fn is_converted(lead: &Record) -> bool {
    lead.value(STATUS.name).as_text() == Some(CONVERTED)
}

/// Only who looks after it and how it is tagged can still change.
pub(super) fn stay_locked(draft: &mut Draft, scene: &Scene) {
    let converted = draft.before.as_ref().is_some_and(is_converted);
    let locked = draft.values.keys().any(|field| field != OWNER && field != TAGS);
    if scene.by_person() && converted && locked {
        draft.problem(Problem::new("", "locked"));
    }
}

pub(super) fn convert_by_conversion_only(draft: &mut Draft, scene: &Scene) {
    if scene.by_person() && draft.changes(STATUS.name) && draft.text(STATUS.name) == CONVERTED {
        draft.problem(Problem::new(STATUS.name, "not-allowed"));
    }
}
