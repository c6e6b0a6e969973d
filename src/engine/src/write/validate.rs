//! The fourth step: rules that a field alone cannot answer.

use model::{Field, Kind, Problem};

use super::draft::Draft;

pub(super) fn check(draft: &mut Draft) {
    let module = draft.module.clone();
    for field in &module.fields {
        check_filled(draft, field);
        check_choice(draft, field);
    }
}

/// Of a record that is there, only what is written now: old gaps do not stand in the way of other changes.
fn check_filled(draft: &mut Draft, field: &Field) {
    let asked = draft.is_new() || draft.values.contains_key(&field.name);
    let told = draft.problems.iter().any(|problem| problem.field == field.name);
    if field.required && asked && !told && draft.value(&field.name).is_empty() {
        draft.problem(Problem::new(field.name.clone(), "required"));
    }
}

/// A choice that depends on another field must be among those that the other field's value offers.
fn check_choice(draft: &mut Draft, field: &Field) {
    let Kind::OneOf(one_of) = &field.kind else { return };
    let Some(on) = &one_of.depends_on else { return };
    if !draft.changes(&field.name) && !draft.changes(on) {
        return;
    }
    let key = draft.text(&field.name);
    let choice = one_of.choices.iter().find(|choice| choice.key == key);
    let fits = |within: &[model::Name]| within.is_empty() || within.iter().any(|name| name == draft.text(on));
    if let Some(choice) = choice
        && !fits(&choice.within)
    {
        let problem = Problem::new(field.name.clone(), "not-within").detail(key);
        draft.problem(problem);
    }
}
