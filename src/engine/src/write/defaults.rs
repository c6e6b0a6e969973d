//! The second step: what a new record holds where its writer said nothing.

use model::{Default, Field, Value};

use super::draft::{Draft, Scene};

pub(super) fn fill(draft: &mut Draft, scene: &Scene) {
    if !draft.is_new() {
        return;
    }
    for field in &scene.module.fields {
        if is_open(draft, field)
            && let Some(value) = default(field, scene)
        {
            draft.given.remove(&field.name);
            draft.set(&field.name, value);
        }
    }
}

/// A field that was emptied on purpose stays empty, unless it has to be filled.
fn is_open(draft: &Draft, field: &Field) -> bool {
    match draft.values.get(&field.name) {
        None => true,
        Some(value) => value.is_empty() && field.required,
    }
}

fn default(field: &Field, scene: &Scene) -> Option<Value> {
    match &field.default {
        Default::Nothing => None,
        Default::Value(value) => Some(value.clone()),
        Default::Me => scene.caller.grant.user.map(|me| Value::Link(scene.world.organisation.link(me))),
        Default::Today => Some(Value::Date(scene.today)),
        Default::Currency => Some(Value::text(scene.world.schema().currency.as_str())),
    }
}
