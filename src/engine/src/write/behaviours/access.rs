//! Profiles, permissions and sharing: what they name must be there, or they would allow less or more than they say.

use model::{Filter, FilterError, Module, Problem, Record};
use modules::{permissions, sharing_rules};

use crate::write::draft::{Draft, Scene};

/// The text field by which all of these name their module.
const MODULE: &str = "module";

/// Only what has owners can be shared or kept to them.
pub(super) fn speak_of_what_has_owners(draft: &mut Draft, scene: &Scene) {
    let name = draft.text(MODULE);
    if module(draft, scene).is_some_and(|module| !module.is_owned()) {
        let problem = Problem::new(MODULE, "unknown-module").detail(name);
        draft.problem(problem);
    }
}

/// One permission a module and profile: of two, nobody could tell which holds.
pub(super) fn be_the_only_permission(draft: &mut Draft, scene: &Scene) {
    let Some(profile) = draft.value(permissions::PROFILE.name).as_link().map(|link| link.id) else { return };
    let module = draft.text(MODULE);
    let other = scene.world.organisation.decided.permission(profile, module);
    if other.is_some_and(|other| other != draft.id) {
        let problem = Problem::new(MODULE, "not-unique").detail(module);
        draft.problem(problem);
    }
}

/// Fields must be there, and what names a record cannot be hidden.
pub(super) fn know_the_fields(draft: &mut Draft, scene: &Scene) {
    let Some(module) = module(draft, scene) else { return };
    let mut problems = Vec::new();
    for list in [permissions::HIDDEN, permissions::READ, permissions::WRITE] {
        for name in draft.value(list.name).as_many() {
            match module.field(name) {
                None => problems.push(Problem::new(list.name, "unknown-field").detail(name)),
                Some(field) if list.name == permissions::HIDDEN.name && module.always_shows(field) => {
                    problems.push(Problem::new(list.name, "names-records").detail(name));
                }
                Some(_) => {}
            }
        }
    }
    draft.problems.extend(problems);
}

/// Those with whom a sharing rule can share.
pub(super) const RECIPIENTS: [&str; 4] = [
    sharing_rules::TO_ROLE.name,
    sharing_rules::TO_TEAM.name,
    sharing_rules::TO_DEPARTMENT.name,
    sharing_rules::TO_USER.name,
];

pub(super) fn share_with_somebody(draft: &mut Draft, _: &Scene) {
    if RECIPIENTS.iter().all(|name| draft.value(name).is_empty()) {
        draft.problem(Problem::new(RECIPIENTS[0], "required"));
    }
}

/// What is shared must not depend on who asks or when: rights are worked out before.
pub(super) fn read_the_segment(draft: &mut Draft, scene: &Scene) {
    let Some(module) = module(draft, scene) else { return };
    let field = sharing_rules::SEGMENT.name;
    let problem = match Filter::parse(draft.text(field), module, scene.world.schema()) {
        Ok(filter) if filter.is_absolute() => return,
        Ok(_) => Problem::new(field, "not-absolute"),
        Err(error) => unreadable(field, "invalid-filter", &error, scene),
    };
    draft.problem(problem);
}

/// Why a condition or formula cannot be read, with the place.
pub(super) fn unreadable(
    field: &'static str,
    code: &'static str,
    error: &FilterError,
    scene: &Scene,
) -> Problem {
    let why = scene.caller.texts.with(&format!("filter-{}", error.code), &[("detail", &error.detail)]);
    Problem::new(field, code).detail(format!("{why} ({})", error.at + 1)).at(error.at)
}

/// A profile that somebody holds stays, or she could do what her level allows.
pub(super) fn is_held(record: &Record, scene: &Scene) -> Option<Problem> {
    let holder = scene.world.organisation.holder_of_profile(record.id)?;
    Some(Problem::new("", "in-use").detail(holder))
}

fn module<'s>(draft: &Draft, scene: &'s Scene) -> Option<&'s Module> {
    scene.world.schema().module(draft.text(MODULE))
}
