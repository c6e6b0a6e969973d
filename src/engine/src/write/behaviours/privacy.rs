//! Persons: what they consented to stays as it was said, purposes keep their names for programs, and who was erased is
//! not filled in again.

use model::module::{ERASED_AT, NEVER_LOCKED};
use model::{Problem, Value};
use modules::{consent_purposes, consents, retention_rules};

use crate::custom::key_of;
use crate::write::draft::{Draft, Origin, Scene};

/// The register says that nothing is kept of her.
pub(super) fn stay_erased(draft: &mut Draft, scene: &Scene) {
    let erased = !draft.was(ERASED_AT).is_empty();
    let filled = draft.changed().any(|field| !NEVER_LOCKED.contains(&field.as_str()));
    if scene.origin != Origin::Product && erased && filled {
        draft.problem(Problem::new("", "erased"));
    }
}

/// What was said is not said otherwise later: there is another consent then.
pub(super) fn stay_as_said(draft: &mut Draft, scene: &Scene) {
    if scene.by_person() && !draft.is_new() && draft.changed().next().is_some() {
        draft.problem(Problem::new("", "consent-stays"));
    }
}

/// Who does not say when, means now; what will be said one day was not said.
pub(super) fn note_the_moment(draft: &mut Draft, scene: &Scene) {
    let now = Value::Instant(scene.now);
    match draft.value(consents::MOMENT.name) {
        Value::Empty => draft.set(consents::MOMENT.name, now),
        Value::Instant(at) if *at > scene.now && scene.by_person() => {
            draft.problem(Problem::new(consents::MOMENT.name, "in-the-future"));
        }
        _ => {}
    }
}

/// Purposes for which nobody is asked any more take no new consents; one may still be withdrawn.
pub(super) fn ask_for_what_is_asked(draft: &mut Draft, scene: &Scene) {
    let purposes = &scene.world.custom.shape.purposes;
    let key = draft.text(consents::PURPOSE.name);
    let retired = purposes.iter().any(|purpose| purpose.key == key && purpose.retired);
    let given = draft.text(consents::STATE.name) == consents::GIVEN;
    if draft.is_new() && scene.by_person() && retired && given {
        draft.problem(Problem::new(consents::PURPOSE.name, "not-asked-for"));
    }
}

/// By this other records and programs name it, whatever it is called later.
pub(super) fn have_a_key(draft: &mut Draft, scene: &Scene) {
    if !draft.value(consent_purposes::KEY.name).is_empty() {
        return;
    }
    let key = key_of(draft.text(consent_purposes::NAME.name));
    let purposes = &scene.world.custom.shape.purposes;
    let is_free = |key: &String| !purposes.iter().any(|purpose| purpose.key == *key);
    let numbered = (2..).map(|number| format!("{key}_{number}"));
    let free = std::iter::once(key.clone()).chain(numbered).find(is_free).unwrap_or_default();
    draft.set(consent_purposes::KEY.name, Value::text(free));
}

/// Only persons are forgotten.
pub(super) fn speak_of_persons(draft: &mut Draft, scene: &Scene) {
    let module = draft.text(retention_rules::MODULE.name);
    let known = scene.world.schema().module(module);
    if known.is_some_and(|module| !module.features.person) {
        draft.problem(Problem::new(retention_rules::MODULE.name, "no-persons"));
    }
}
