//! The first step: what came in becomes checked values of fields that the writer may write.

use model::{Field, Name, Problem, Value};

use super::draft::{Draft, Origin, Scene};

pub(super) fn decode(draft: &mut Draft, scene: &Scene) {
    for (name, value) in std::mem::take(&mut draft.input) {
        match field(scene, &name) {
            Some(field) => take(draft, scene, field, value),
            None => draft.problem(Problem::new(name.clone(), "unknown-field").detail(name)),
        }
    }
}

/// The product writes fields that the person for whom it works does not see.
fn field<'s>(scene: &'s Scene, name: &Name) -> Option<&'s Field> {
    match scene.origin {
        Origin::Person => scene.visible()?.field(name),
        Origin::Product | Origin::Undo => scene.module.field(name),
    }
}

fn take(draft: &mut Draft, scene: &Scene, field: &Field, value: Value) {
    let value = match field.check_all(field.kind.recall(value)) {
        Ok(value) => value,
        Err(problems) => return draft.problems.extend(problems),
    };
    // A client that sends back what it was sent changes nothing, whatever the field.
    if !draft.is_new() && draft.was(&field.name) == &value {
        return;
    }
    if scene.by_person() && !field.editable() {
        if !value.is_empty() || !draft.is_new() {
            draft.problem(Problem::new(field.name.clone(), "read-only"));
        }
        return;
    }
    draft.given.insert(field.name.clone());
    draft.values.insert(field.name.clone(), value);
}
