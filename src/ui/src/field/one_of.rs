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
    choices::select(&edit, move || offered(&kind, draft), current, choose)
}

/// The choices that the field depended on leaves, as key and label; tells when they change.
fn offered(kind: &OneOf, draft: Draft) -> Vec<(String, String)> {
    let within = kind.depends_on.as_ref().map(|on| draft.get(on));
    let fits = |allowed: &[model::Name]| match within.as_ref().and_then(Value::as_text) {
        Some(key) => allowed.is_empty() || allowed.iter().any(|name| name == key),
        None => true,
    };
    let choices = kind.choices.iter().filter(|choice| fits(&choice.within));
    choices.map(|choice| (choice.key.to_string(), choice.label.clone())).collect()
}

/// When the field depended on changes, a choice that is no longer offered gives way to the first that is.
fn follow(kind: &OneOf, edit: &Editing) {
    if kind.depends_on.is_none() {
        return;
    }
    let (kind, draft, field) = (kind.clone(), edit.draft, edit.field.clone());
    Effect::new(move |before: Option<Vec<(String, String)>>| {
        let offered = offered(&kind, draft);
        if before.is_some_and(|before| before != offered) {
            let now = draft.get_untracked(&field.name);
            if offered.iter().all(|(key, _)| Some(key.as_str()) != now.as_text()) {
                let first = offered.first().map(|(key, _)| Value::text(key.clone()));
                draft.set(&field.name, first.filter(|_| field.required).unwrap_or_default());
            }
        }
        offered
    });
}
