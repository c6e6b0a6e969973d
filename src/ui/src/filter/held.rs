//! A condition as a field of a form: in words, and opened as a form and as text.

use leptos::prelude::*;
use model::{Filter, Name, Problem, Value};

use super::Condition;
use super::bar::error_text;
use super::builder::Builder;
use super::panel::Editor;
use super::text::FilterText;
use crate::context::module as find_module;
use crate::field::Draft;
use crate::icon::Icon;
use crate::later::later;
use crate::texts::{problem_text, t};

/// `name` is the field of the draft that holds the condition's text, on records of `module`.
#[component]
pub fn ConditionField(
    label: String,
    /// With it begin the ids of its inputs.
    id: &'static str,
    module: Name,
    draft: Draft,
    name: &'static str,
    /// The text that stands for no condition.
    without: &'static str,
) -> impl IntoView {
    let Some(first) = untrack(|| find_module(&module)) else { return ().into_any() };
    let known = Memo::new(move |_| find_module(&module).unwrap_or_else(|| first.clone()));
    let text = RwSignal::new(draft.get_untracked(name).as_text().unwrap_or_default().to_owned());
    let condition = Condition::held(known, text);
    let opened = RwSignal::new(false);
    let problem = move || {
        draft
            .problem(name)
            .map(|problem| view! { <p class="error"><Icon name="circle-alert"/>{problem_text(&problem)}</p> })
    };
    view! {
        <details class="condition-field span" on:toggle=move |_| opened.set(true)>
            <summary>
                <Icon name="chevron-right"/>
                <span class="field-label">{label}</span>
                <span class="muted">{move || in_words(condition, without)}</span>
            </summary>
            <Show when=move || opened.get()>{later(move || content(condition, id, draft, name))}</Show>
        </details>
        {problem}
    }
    .into_any()
}

fn in_words(condition: Condition, without: &str) -> String {
    if condition.filter() == Filter::Always {
        return t(without);
    }
    let parts = condition.parts().into_iter().map(|part| condition.say(&part).sentence());
    parts.collect::<Vec<_>>().join(&format!(" {} ", t("and")))
}

#[lazy]
fn content(condition: Condition, id: &'static str, draft: Draft, name: &'static str) -> AnyView {
    let editor = Editor::new(condition, id);
    // What is built or typed is the form's at once; the words above follow when one pauses.
    Effect::new(move |before: Option<()>| {
        let (text, error) = (editor.text.get(), editor.error.get());
        if before.is_none() {
            return;
        }
        draft.put(
            name,
            match error {
                None => Ok(Value::text(text)),
                Some(error) => Err(Problem::new(name, "invalid-filter").detail(error_text(&error))),
            },
        );
    });
    view! {
        <div class="filter-builder">
            <Builder editor/>
            <FilterText editor/>
        </div>
    }
    .into_any()
}
