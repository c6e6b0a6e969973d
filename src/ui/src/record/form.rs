//! All fields of a record as a form, for a new one and for one that is there.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use model::document::LINES;
use model::module::{OWNER, TAGS};
use model::{Field, Kind, Name, Problem, Section};

use super::open::Open;
use super::sections::{Part, editable, facts};
use crate::context::{ModuleRef, module as find_module};
use crate::duplicates::AlikeWhileTyping;
use crate::field::{Draft, FormField, WorkedOut, focus_field};
use crate::icon::Icon;
use crate::lines;
use crate::texts::{problem_text, t, t_with};

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
    let mut parts: Vec<Filled> = module.sections.iter().map(|part| fill(&module, part)).collect();
    let common = [OWNER, TAGS].into_iter().filter_map(|name| module.field(name));
    let common = common.filter(|field| field.editable()).cloned().collect();
    parts.push(Filled { label: t("record-details"), one_column: false, fields: common, lines: false });
    parts.retain(|part| part.lines || !part.fields.is_empty());
    let mut all = parts.iter().flat_map(|part| &part.fields);
    let first = all.find(|field| field.editable()).map(|field| field.name.clone());
    let part = |Filled { label, one_column, fields, lines }| {
        let field = |field: Field| {
            let focus = Some(&field.name) == first.as_ref();
            if field.formula.is_some() {
                return view! { <WorkedOut module=module.clone() field draft/> }.into_any();
            }
            view! { <FormField id=id_of(&field.name) field draft focus/> }.into_any()
        };
        let fields = fields.into_iter().map(field).collect_view();
        let editor = lines.then(|| view! { <lines::Editor module=module.clone() draft/> });
        view! {
            <Part label expanded=true>
                {editor}
                <div class="form" class:two=!one_column>{fields}</div>
            </Part>
        }
    };
    view! {
        <Problems draft/>
        <Refused module=module.clone() draft/>
        {(!module.duplicates.is_empty()).then(|| view! { <AlikeWhileTyping module=module.clone() draft/> })}
        {parts.into_iter().map(part).collect_view()}
    }
}

/// Of the control of a field on the form.
fn id_of(name: &str) -> String {
    format!("field-{name}")
}

/// The same for the parts of addresses, which are controls of a group.
fn id_within(module: &ModuleRef, name: &Name) -> String {
    let address = module.fields.iter().find_map(|field| match &field.kind {
        Kind::Address(kind) => Some((field, kind.parts.iter().position(|part| part == name)?)),
        _ => None,
    });
    match address {
        Some((field, 0)) => id_of(&field.name),
        Some((field, at)) => format!("{}-{at}", id_of(&field.name)),
        None => id_of(name),
    }
}

/// Why it was not saved: the fields to be corrected, and the way to each.
#[component]
fn Refused(module: ModuleRef, draft: Draft) -> impl IntoView {
    let refused = Memo::new(move |_| draft.refused());
    let way = move |name: &Name| {
        let id = id_within(&module, name);
        let label = module.field(name).map_or(name.to_string(), |field| field.label.clone());
        view! {
            <button type="button" class="btn small" on:click=move |_| focus_field(&id)>
                {label}
            </button>
        }
    };
    let said = move || {
        let names = refused.get();
        (!names.is_empty()).then(|| {
            view! {
                <div class="banner danger" role="alert">
                    <Icon name="circle-alert"/>
                    <p>{t_with("record-problems-n", &[("n", &names.len())])}</p>
                    <div class="btn-row">{names.iter().map(&way).collect_view()}</div>
                </div>
            }
        })
    };
    view! { {said} }
}

fn fill(module: &ModuleRef, section: &Section) -> Filled {
    let is_on_form =
        |field: &Field| (editable(module, field) || field.formula.is_some()) && !lines::has(module, field);
    let fields = facts(module, &section.fields).into_iter().filter(is_on_form).collect();
    let lines = module.features.document && section.fields.iter().any(|name| name == LINES);
    Filled { label: section.label.clone(), one_column: section.one_column, fields, lines }
}

/// A section with what is filled in there.
struct Filled {
    label: String,
    one_column: bool,
    fields: Vec<Field>,
    /// The lines of a document stand above them.
    lines: bool,
}

/// What is wrong with the whole, or with something that is not on the form.
#[component]
pub fn Problems(draft: Draft) -> impl IntoView {
    let said = move || {
        let problems = draft.whole();
        let module = find_module(&draft.module());
        let said = |problem: &Problem| {
            let text = problem_text(problem);
            let field = module.as_ref().and_then(|module| module.field(&problem.field));
            field.map_or(text.clone(), |field| format!("{}: {text}", field.label))
        };
        let text = problems.iter().map(said).collect::<Vec<_>>().join(" ");
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
