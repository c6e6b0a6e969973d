//! Reclaim rules: what they say must be possible, or customers would be taken from people by mistake.

use model::{Filter, Module, Problem, Value};
use modules::reclaim_rules::{
    ACTIVE, ACTIVE_SINCE, CLAIM_DAYS, CLAIM_LIMIT, MODULE, NAME, NO_ACTIVITY, REASON, SEGMENT,
};

use crate::pool;
use crate::write::draft::{Draft, Origin, Scene};

/// Only some modules have a pool, and only where deals hang on records can these be won or lost.
pub(super) fn speak_of_what_can_be_pooled(draft: &mut Draft, scene: &Scene) {
    let Some(module) = module(draft, scene) else { return };
    let deals = pool::deals(scene.world.schema(), &module.name).next().is_some();
    let problem = if !module.features.pool {
        Problem::new(MODULE.name, "no-pool")
    } else if draft.text(REASON.name) != NO_ACTIVITY && !deals {
        Problem::new(REASON.name, "no-deals")
    } else {
        return;
    };
    draft.problem(problem);
}

/// By its name a record in the pool says which rule put it there.
pub(super) fn have_a_name_of_its_own(draft: &mut Draft, scene: &Scene) {
    let (name, module) = (draft.text(NAME.name).to_owned(), draft.text(MODULE.name).to_owned());
    let new = draft.is_new() || draft.changes(NAME.name) || draft.changes(MODULE.name);
    if new && scene.world.organisation.decided.rule_called(&module, &name).is_some() {
        draft.problem(Problem::new(NAME.name, "not-unique").detail(name));
    }
}

/// Nobody asks when it is looked at, so it cannot speak of who does.
pub(super) fn read_the_segment(draft: &mut Draft, scene: &Scene) {
    let Some(module) = module(draft, scene) else { return };
    let problem = match Filter::parse(draft.text(SEGMENT.name), module, scene.world.schema()) {
        Ok(filter) if filter.is_impersonal() => return,
        Ok(_) => Problem::new(SEGMENT.name, "not-impersonal"),
        Err(error) => {
            let texts = &scene.caller.texts;
            let why = texts.with(&format!("filter-{}", error.code), &[("detail", &error.detail)]);
            Problem::new(SEGMENT.name, "invalid-filter").detail(format!("{why} ({})", error.at + 1))
        }
    };
    draft.problem(problem);
}

/// So many in so many days: one without the other says nothing.
pub(super) fn say_the_limit_whole(draft: &mut Draft, _: &Scene) {
    for (one, other) in [(CLAIM_LIMIT, CLAIM_DAYS), (CLAIM_DAYS, CLAIM_LIMIT)] {
        if draft.value(one.name).is_empty() && !draft.value(other.name).is_empty() {
            draft.problem(Problem::new(one.name, "required"));
        }
    }
}

pub(super) fn note_when_active(draft: &mut Draft, scene: &Scene) {
    if scene.origin == Origin::Undo || !draft.changes(ACTIVE.name) {
        return;
    }
    let active = draft.value(ACTIVE.name) == &Value::Bool(true);
    draft.set(ACTIVE_SINCE.name, if active { Value::Instant(scene.now) } else { Value::Empty });
}

fn module<'s>(draft: &Draft, scene: &'s Scene) -> Option<&'s Module> {
    scene.world.schema().module(draft.text(MODULE.name))
}
