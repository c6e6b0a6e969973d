//! Users: how they sign in, and that somebody can always mend the rights of others.

use model::grant::Level;
use model::{Problem, Record, Value};
use modules::users::{ACTIVE, EMAIL, ROLE, TIME_ZONE};

use crate::write::draft::{Draft, Scene};
use crate::zone;

/// People do not mind case when they sign in.
pub(super) fn write_email_small(draft: &mut Draft, _: &Scene) {
    if draft.changes(EMAIL.name) {
        let email = draft.text(EMAIL.name).to_lowercase();
        draft.set(EMAIL.name, if email.is_empty() { Value::Empty } else { Value::Text(email) });
    }
}

pub(super) fn know_time_zone(draft: &mut Draft, _: &Scene) {
    let name = draft.text(TIME_ZONE.name);
    if draft.changes(TIME_ZONE.name) && !name.is_empty() && zone::zone(name).is_none() {
        let problem = Problem::new(TIME_ZONE.name, "unknown-zone").detail(name);
        draft.problem(problem);
    }
}

pub(super) fn keep_an_administrator(draft: &mut Draft, scene: &Scene) {
    let organisation = &scene.world.organisation;
    let role = draft.value(ROLE.name).as_link().and_then(|link| organisation.role(link.id));
    let administers = role.is_some_and(|role| role.level == Level::Administrator);
    let active = draft.value(ACTIVE.name) == &Value::Bool(true);
    let stays = draft.is_new() || administers && active;
    if !stays && is_last(draft.id, scene) {
        let field = if active { ROLE.name } else { ACTIVE.name };
        draft.problem(Problem::new(field, "last-administrator"));
    }
}

pub(super) fn is_last_administrator(record: &Record, scene: &Scene) -> Option<Problem> {
    is_last(record.id, scene).then(|| Problem::new("", "last-administrator"))
}

/// Whether the user is the only administrator there is.
fn is_last(user: model::Id, scene: &Scene) -> bool {
    let mut administrators = scene.world.organisation.administrators();
    administrators.next().is_some_and(|first| first.id == user) && administrators.next().is_none()
}
