//! The fourth step: rules that a field alone cannot answer.

use model::kind::money;
use model::module::{CURRENCY, OWNER, POOLED_AT};
use model::{Choice, Field, Kind, Name, Problem, Value};

use super::draft::{Draft, Scene};
use super::rows;

pub(super) fn check(draft: &mut Draft, scene: &Scene) {
    let module = draft.module.clone();
    for field in &module.fields {
        check_filled(draft, field, scene);
        check_choice(draft, field);
        check_retired(draft, field, scene);
        if scene.by_person() {
            check_digits(draft, field, &scene.world.schema().currency);
            rows::check(draft, field, &scene.world.schema().currency);
        }
    }
}

/// Nobody pays fractions of a cent. What a record holds already stays as it is, until it or its currency is changed.
fn check_digits(draft: &mut Draft, field: &Field, company: &str) {
    let Kind::Money(kind) = &field.kind else { return };
    if !draft.changes(&field.name) && !draft.changes(CURRENCY) {
        return;
    }
    let Some(amount) = draft.value(&field.name).as_decimal() else { return };
    let usual = money::digits(draft.value(CURRENCY).as_text().unwrap_or(company));
    let digits = if kind.each { money::SCALE } else { usual };
    if amount.normalize().scale() > digits {
        draft.problem(Problem::new(field.name.clone(), "too-many-decimals").detail(digits));
    }
}

/// Of a record that is there, only what is written now: old gaps do not stand in the way of other changes. What lies
/// in the pool has no owner.
fn check_filled(draft: &mut Draft, field: &Field, scene: &Scene) {
    let (name, is_written) = (&field.name, |name: &Name| draft.values.contains_key(name));
    let asked = draft.is_new() || is_written(name) || field.depends_on().any(is_written);
    let told = draft.problems.iter().any(|problem| problem.field == *name);
    let free = *name == OWNER && !draft.value(POOLED_AT).is_empty();
    if asked && !told && !free && draft.value(name).is_empty() && must_be_filled(draft, field, scene) {
        draft.problem(Problem::new(name.clone(), "required"));
    }
}

/// A condition holds for whoever may read what it asks for: others would learn of that by being asked.
fn must_be_filled(draft: &Draft, field: &Field, scene: &Scene) -> bool {
    if field.shown_if.is_none() && field.required_if.is_none() {
        return field.required;
    }
    let seen = scene.visible().and_then(|module| module.field(&field.name));
    seen.unwrap_or(field).is_required(&draft.after(), &scene.asking())
}

/// What is retired stays where it is, but is not chosen any more.
fn check_retired(draft: &mut Draft, field: &Field, scene: &Scene) {
    if !scene.by_person() || !draft.changes(&field.name) {
        return;
    }
    let holds = |value: &Value, key: &str| {
        value.as_text() == Some(key) || value.as_many().iter().any(|item| item == key)
    };
    let (now, was) = (draft.value(&field.name), draft.was(&field.name));
    let chosen = |choice: &&Choice| choice.retired && holds(now, &choice.key) && !holds(was, &choice.key);
    if let Some(choice) = field.kind.choices().iter().find(chosen) {
        draft.problem(Problem::new(field.name.clone(), "retired-choice").detail(&choice.key));
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
    let fits = |within: &[Name]| within.is_empty() || within.iter().any(|name| name == draft.text(on));
    if let Some(choice) = choice
        && !fits(&choice.within)
    {
        let problem = Problem::new(field.name.clone(), "not-within").detail(key);
        draft.problem(problem);
    }
}
