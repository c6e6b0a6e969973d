//! Modules with stages: a stage belongs to the pipeline, and brings its probability.

use model::Value;
use rust_decimal::Decimal;

use crate::write::draft::{Draft, Origin, Scene};

/// A record that moves to another pipeline starts at its first stage, unless the writer said at which.
pub(super) fn follow_pipeline(draft: &mut Draft, scene: &Scene) {
    let module = draft.module.clone();
    let Some(stages) = &module.stages else { return };
    let Some(pipeline) = &stages.pipeline else { return };
    if scene.origin == Origin::Undo || !draft.changes(pipeline) || draft.is_given(&stages.field) {
        return;
    }
    let offered = module.stage_choices(draft.value(pipeline).as_text());
    if let Some(first) = offered.first()
        && !offered.iter().any(|choice| choice.key == draft.text(&stages.field))
    {
        draft.set(&stages.field, Value::text(first.key.as_str()));
    }
}

/// A new stage sets the probability, unless the writer said how probable it is.
pub(super) fn take_probability(draft: &mut Draft, scene: &Scene) {
    let module = draft.module.clone();
    let Some(stages) = &module.stages else { return };
    let Some(probability) = &stages.probability else { return };
    if scene.origin == Origin::Undo || !draft.changes(&stages.field) || draft.is_given(probability) {
        return;
    }
    let stage = draft.text(&stages.field);
    let percent = module
        .stage_choices(None)
        .iter()
        .find(|choice| choice.key == stage)
        .and_then(|choice| choice.probability);
    if let Some(percent) = percent {
        draft.set(probability, Value::Decimal(Decimal::from(percent)));
    }
}
