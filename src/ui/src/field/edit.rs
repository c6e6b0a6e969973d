//! Editors: the one place where a kind finds its own, its message, its label.

use leptos::prelude::*;
use model::{Field, Kind, Value};

use super::*;
use crate::context::{ModuleRef, formats};
use crate::icon::Icon;
use crate::texts::{problem_text, t};

/// What an editor is made from.
#[derive(Clone)]
pub struct Editing {
    pub field: Field,
    pub draft: Draft,
    /// Of the control, so that a label can name it; its message is `ID-error`.
    pub id: String,
    /// No label stands beside it.
    pub bare: bool,
}

impl Editing {
    pub fn value(&self) -> Value {
        self.draft.get(&self.field.name)
    }

    pub fn set(&self, value: Value) {
        self.draft.set(&self.field.name, value);
        self.draft.leave(&self.field);
    }

    /// The name of the control where no label stands beside it.
    pub fn aria_label(&self) -> Option<String> {
        self.bare.then(|| self.field.label.clone())
    }

    /// For `aria-invalid`.
    pub fn invalid(&self) -> impl Fn() -> Option<&'static str> + Clone + Send + 'static {
        let (draft, name) = (self.draft, self.field.name.clone());
        move || draft.problem(&name).map(|_| "true")
    }

    /// For `aria-describedby`.
    pub fn described_by(&self) -> impl Fn() -> Option<String> + Clone + Send + 'static {
        let (draft, name, id) = (self.draft, self.field.name.clone(), self.id.clone());
        move || draft.problem(&name).map(|_| format!("{id}-error"))
    }

    /// For `aria-required`.
    pub fn required(&self) -> impl Fn() -> Option<&'static str> + Clone + Send + 'static {
        let (draft, field) = (self.draft, self.field.clone());
        move || draft.requires(&field).then_some("true")
    }
}

/// The editor of `field`, with what is wrong with it below.
#[component]
pub fn Edit(
    field: Field,
    draft: Draft,
    #[prop(into)] id: String,
    /// Where no label stands beside it.
    #[prop(optional)]
    bare: bool,
    /// Takes the focus when it appears.
    #[prop(optional)]
    focus: bool,
    /// The number alone: its unit stands elsewhere.
    #[prop(optional)]
    number: bool,
) -> impl IntoView {
    if focus {
        focus_soon(&id);
    }
    let name = field.name.clone();
    let error = format!("{id}-error");
    let message = move || {
        let problem = draft.problem(&name)?;
        let text = problem_text(&problem);
        Some(view! {
            <p class="error" id=error.clone()>
                <Icon name="circle-alert"/>
                {text}
            </p>
        })
    };
    view! {
        {
            let edit = Editing { field, draft, id, bare };
            if number { number::edit(edit) } else { editor(edit) }
        }
        {message}
    }
}

/// A label, its editor and its message; an address is a group of them.
#[component]
pub fn FormField(
    field: Field,
    draft: Draft,
    #[prop(into)] id: String,
    #[prop(optional)] focus: bool,
) -> impl IntoView {
    if let Kind::Address(address) = &field.kind {
        return address::group(address, &field.label, draft, &id).into_any();
    }
    let wide = matches!(field.kind, Kind::LongText(_) | Kind::Rows(_));
    let (asked, shown) = (field.clone(), field.clone());
    let star =
        move || draft.requires(&asked).then(|| view! { <span class="req" aria-hidden="true">"*"</span> });
    view! {
        <div class="field" class:span=wide hidden=move || !draft.shows(&shown)>
            <label for=id.clone()>{field.label.clone()} " " {star}</label>
            <Edit field draft id focus/>
        </div>
    }
    .into_any()
}

/// What a formula gives for what is typed.
#[component]
pub fn WorkedOut(module: ModuleRef, field: Field, draft: Draft) -> impl IntoView {
    let shown = field.clone();
    let (label, wide) = (field.label.clone(), matches!(field.kind, Kind::LongText(_)));
    let value = move || {
        let record = draft.worked_out(&module, &module.schema().currency);
        show(&field, &record, &formats())
    };
    view! {
        <div class="field" class:span=wide hidden=move || !draft.shows(&shown)>
            <span class="field-label">{label}</span>
            <output class="worked-out">{value}</output>
        </div>
    }
}

fn editor(edit: Editing) -> AnyView {
    match edit.field.kind.clone() {
        Kind::Text(_) => text::edit(edit),
        Kind::LongText(_) => long_text::edit(edit),
        Kind::Email(_) => email::edit(edit),
        Kind::Phone(_) => phone::edit(edit),
        Kind::Url(_) => url::edit(edit),
        Kind::Integer(_) => integer::edit(edit),
        Kind::Decimal(_) => decimal::edit(edit),
        Kind::Percent(_) => percent::edit(edit),
        Kind::Money(_) => money::edit(edit),
        Kind::Date(_) => date::edit(edit),
        Kind::Instant(_) => instant::edit(edit),
        Kind::Duration(_) => duration::edit(edit),
        Kind::YesNo(_) => yes_no::edit(edit),
        Kind::OneOf(kind) => one_of::edit(kind, edit),
        Kind::ManyOf(kind) => many_of::edit(kind, edit),
        Kind::Link(kind) => link::edit(kind, edit),
        Kind::User(_) => user::edit(edit),
        Kind::Address(kind) => address::edit(&kind, edit),
        Kind::Tags(_) => tags::edit(edit),
        Kind::AutoNumber(_) => auto_number::edit(edit),
        Kind::File(_) => file::edit(edit),
        Kind::Score(_) => score::edit(edit),
        Kind::Rows(kind) => rows::edit(kind, edit),
    }
}

/// In place of an editor, where the product fills the field.
pub fn given_by_system() -> AnyView {
    view! { <span class="muted">{t("widget-given-by-system")}</span> }.into_any()
}
