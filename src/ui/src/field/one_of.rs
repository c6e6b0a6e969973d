//! One of a list of values.

use leptos::prelude::*;
use model::Value;
use model::kind::OneOf;

use super::edit::Editing;
use super::{Draft, Shown, choices};

pub fn show(kind: &OneOf, shown: &Shown<'_>) -> AnyView {
    choices::chip(&kind.choices, shown.value().as_text().unwrap_or_default())
}

pub fn edit(kind: OneOf, edit: Editing) -> AnyView {
    let (draft, field) = (edit.draft, edit.field.clone());
    follow(&kind, &edit);
    let now = edit.clone();
    let current = move || now.value().as_text().unwrap_or_default().to_owned();
    let choose = move |key: String| {
        draft.set(&field.name, if key.is_empty() { Value::Empty } else { Value::Text(key) });
        draft.leave(&field);
    };
    let all = choices::labels(&kind.choices);
    choices::select(&edit, all, move |key| fits(&kind, draft, key), current, choose)
}

/// Whether people may choose it and the field depended on leaves it; tells when that changes.
fn fits(kind: &OneOf, draft: Draft, key: &str) -> bool {
    let Some(choice) =
        kind.choices.iter().find(|choice| choice.key == key && !choice.given && !choice.retired)
    else {
        return false;
    };
    let Some(on) = &kind.depends_on else { return true };
    let allowed = &choice.within;
    let within = draft.get(on);
    within.as_text().is_none_or(|within| allowed.is_empty() || allowed.iter().any(|name| name == within))
}

/// When the field depended on changes, a choice that is no longer offered gives way to the first that is.
fn follow(kind: &OneOf, edit: &Editing) {
    let Some(on) = kind.depends_on.clone() else { return };
    let (kind, draft, field) = (kind.clone(), edit.draft, edit.field.clone());
    Effect::new(move |before: Option<Value>| {
        let within = draft.get(&on);
        let now = draft.get_untracked(&field.name);
        let lost = now.as_text().is_some_and(|key| !untrack(|| fits(&kind, draft, key)));
        if lost && before.is_some_and(|before| before != within) {
            let first = kind.choices.iter().find(|choice| untrack(|| fits(&kind, draft, &choice.key)));
            let first = first.filter(|_| field.required).map(|choice| Value::text(choice.key.as_str()));
            draft.set(&field.name, first.unwrap_or_default());
        }
        within
    });
}
