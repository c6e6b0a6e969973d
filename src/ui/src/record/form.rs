//! All fields of a record as a form, for a new one and for one that is there.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use model::module::{OWNER, TAGS};
use model::{Field, Section};

use super::open::Open;
use super::sections::{Part, editable, facts};
use crate::context::ModuleRef;
use crate::field::{Draft, FormField};
use crate::icon::Icon;
use crate::texts::{problem_text, t};

/// The form of an open record.
#[component]
pub fn EditForm(open: Open, module: ModuleRef) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        open.save();
    };
    view! {
        <form novalidate on:submit=submit>
            <FormSections module draft=open.draft/>
            <div class="form-foot">
                <button type="button" class="btn" on:click=move |_| open.cancel()>
                    {t("record-cancel")}
                </button>
                <button class="btn primary" aria-busy=move || open.saving.get().to_string()>
                    {t("record-save")}
                </button>
            </div>
        </form>
    }
}

/// The sections as fields to fill; the first of them takes the focus.
#[component]
pub fn FormSections(module: ModuleRef, draft: Draft) -> impl IntoView {
    let mut parts: Vec<(String, Vec<Field>)> =
        module.sections.iter().map(|part| fill(&module, part)).collect();
    let common = [OWNER, TAGS].into_iter().filter_map(|name| module.field(name));
    parts.push((t("record-details"), common.filter(|field| field.editable()).cloned().collect()));
    parts.retain(|(_, fields)| !fields.is_empty());
    let first = parts.first().and_then(|(_, fields)| fields.first()).map(|field| field.name.clone());
    let part = |(label, fields): (String, Vec<Field>)| {
        let field = |field: Field| {
            let focus = Some(&field.name) == first.as_ref();
            view! { <FormField id=format!("field-{}", field.name) field draft focus/> }
        };
        let fields = fields.into_iter().map(field).collect_view();
        view! {
            <Part label expanded=true>
                <div class="form two">{fields}</div>
            </Part>
        }
    };
    view! {
        <Problems draft/>
        {parts.into_iter().map(part).collect_view()}
    }
}

fn fill(module: &ModuleRef, section: &Section) -> (String, Vec<Field>) {
    let fields = facts(module, &section.fields).into_iter().filter(|field| editable(module, field)).collect();
    (section.label.clone(), fields)
}

/// What is wrong with the whole, or with something that is not on the form.
#[component]
pub fn Problems(draft: Draft) -> impl IntoView {
    let said = move || {
        let problems = draft.whole();
        let text = problems.iter().map(problem_text).collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then(|| {
            view! {
                <div class="banner danger" role="alert">
                    <Icon name="circle-alert"/>
                    <p>{text}</p>
                </div>
            }
        })
    };
    view! { {said} }
}
