//! A field: a new one, one of the company's own, or what is different in a declared one.

use api::{BulkChange, Failure};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;
use model::module::CURRENCY;
use model::shape::may_become;
use model::{Choice, Field, Kind, Module, Name, Record, Value, formula, roll_up};

use super::choices::Choices;
use super::formula_field::FormulaField;
use super::numbers::Numbers;
use super::roll_up_field::{self, RollUpField};
use super::said::{About, FIELDS, State, saved};
use crate::context::{ModuleRef, module};
use crate::dialog::{Modal, ask_danger};
use crate::field::{Draft, FormField};
use crate::filter::ConditionField;
use crate::icon::Icon;
use crate::record::Problems;
use crate::texts::{t, t_with};
use crate::toast::toast_failure;

/// What the dialog is about: a new field in a section, or one by its name.
#[derive(Clone, Debug, PartialEq)]
pub enum Aim {
    New { section: Name },
    Field(Name),
}

pub type Aimed = About<Aim>;

#[component]
pub fn FieldDialog(state: State, module: Name, aim: Aimed) -> impl IntoView {
    let About { open, what } = aim;
    let name = StoredValue::new(module);
    let title = move || match what.get() {
        Some(Aim::Field(field)) => {
            let label = find(&name.get_value(), &field).map(|field| field.label);
            t_with("shape-edit-field", &[("field", &label.unwrap_or_default())])
        }
        Some(Aim::New { .. }) | None => t("shape-new-field"),
    };
    view! {
        <Modal open title=Signal::derive(title)>
            {move || {
                let aim = what.get()?;
                Some(view! { <Form state module=name.get_value() aim open/> })
            }}
        </Modal>
    }
}

fn find(of: &str, field: &str) -> Option<Field> {
    untrack(|| module(of)?.field(field).cloned())
}

/// What is being said of which field.
#[derive(Clone)]
struct Work {
    state: State,
    /// The module of custom fields, whose fields the form shows.
    own: ModuleRef,
    draft: Draft,
    before: Option<Record>,
    /// The declared field, where it is one.
    declared: Option<Field>,
}

impl Work {
    fn new(state: State, of: &Name, aim: &Aim) -> Option<Work> {
        let own = untrack(|| module(&FIELDS))?;
        let (before, declared) = match aim {
            Aim::New { .. } => (None, None),
            Aim::Field(name) => state.said.with_untracked(|said| {
                let is_own = said.is_own_field(of, name);
                (said.field(of, name).cloned(), (!is_own).then(|| find(of, name)).flatten())
            }),
        };
        let draft = match &before {
            Some(record) => Draft::of(FIELDS, record.clone()),
            None => Draft::blank(&own),
        };
        if before.is_none() {
            draft.set("module", Value::text(of.as_str()));
            match (aim, &declared) {
                (Aim::New { section }, _) => draft.set("section", Value::text(section.as_str())),
                (Aim::Field(_), Some(field)) => begin_with(draft, field),
                (Aim::Field(_), None) => {}
            }
        }
        Some(Work { state, own, draft, before, declared })
    }

    /// The fields that this kind needs, in the order of the form.
    fn shown(&self, kind: &str) -> Vec<&'static str> {
        let mut shown = vec!["label"];
        if self.declared.is_none() {
            shown.push("kind");
        }
        if self.declared.is_none() || kind == "auto_number" {
            shown.extend(details(kind));
        }
        shown.extend(["required", "in_list"]);
        if self.declared.is_none() && is_text(kind) {
            shown.push("unique");
        }
        shown.extend(["privacy", "default_value"]);
        shown.retain(|name| *name != "default_value" || has_default(kind));
        if self.is_worked_out() {
            shown.retain(|name| !["required", "default_value", "unique"].contains(name));
        }
        shown.retain(|name| !matches!((kind, *name), ("auto_number", "required") | ("address", "in_list")));
        shown
    }

    fn field(&self, name: &str) -> Option<Field> {
        self.own.field(name).cloned()
    }

    /// Only a new field can become one that a formula fills.
    fn takes_formula(&self, kind: &str) -> bool {
        let none = self.draft.get(roll_up_field::TOTAL).is_empty();
        none && self.begins_with("formula") && formula::filled_by(kind).is_some()
    }

    /// Or one that adds up others.
    fn takes_roll_up(&self, kind: &str) -> bool {
        let none = self.draft.get("formula").is_empty();
        none && self.begins_with(roll_up_field::TOTAL) && roll_up::fills(kind)
    }

    /// Whether the field is new, or was made with this.
    fn begins_with(&self, name: &str) -> bool {
        self.declared.is_none() && (self.before.is_none() || !self.draft.before(name).is_empty())
    }

    fn is_worked_out(&self) -> bool {
        let (kind, given) = (self.kind(), |name: &str| !self.draft.get(name).is_empty());
        self.takes_formula(&kind) && given("formula")
            || self.takes_roll_up(&kind) && given(roll_up_field::TOTAL)
    }

    fn label(&self, name: &str) -> String {
        self.field(name).map(|field| field.label).unwrap_or_default()
    }

    fn kind(&self) -> String {
        self.draft.get("kind").as_text().unwrap_or_default().to_owned()
    }
}

/// A declared field is as it is until somebody says otherwise.
fn begin_with(draft: Draft, field: &Field) {
    draft.set("name", Value::text(field.name.as_str()));
    draft.set("label", Value::text(field.label.as_str()));
    draft.set("kind", Value::text(field.kind.key()));
    draft.set("required", Value::Bool(field.required));
    if let Kind::AutoNumber(scheme) = &field.kind {
        draft.set("prefix", Value::text(scheme.prefix.as_str()));
        draft.set("digits", Value::Integer(scheme.digits as i64));
    }
}

/// What a kind needs to be told besides.
fn details(kind: &str) -> &'static [&'static str] {
    match kind {
        "integer" | "percent" => &["smallest", "largest"],
        "decimal" => &["digits"],
        "auto_number" => &["prefix", "digits", "suffix", "restart"],
        "link" => &["link_to"],
        "one_of" => &["depends_on"],
        _ => &[],
    }
}

fn is_text(kind: &str) -> bool {
    ["text", "email", "phone", "url"].contains(&kind)
}

fn has_default(kind: &str) -> bool {
    !["auto_number", "address", "file", "link", "tags", "long_text"].contains(&kind)
}

#[component]
fn Form(state: State, module: Name, aim: Aim, open: RwSignal<bool>) -> impl IntoView {
    let Some(work) = Work::new(state, &module, &aim) else { return ().into_any() };
    let busy = RwSignal::new(false);
    let (saving, own) = (work.clone(), work.clone());
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let kind = saving.kind();
        if !untrack(|| saving.takes_roll_up(&kind)) {
            roll_up_field::forget(saving.draft);
        }
        let shown = saving.shown(&kind).into_iter().chain(["formula", "shown_if", "required_if"]);
        let shown = shown.chain(roll_up_field::ALL);
        let shown: Vec<Field> = shown.filter_map(|name| saving.field(name)).collect();
        let Ok(values) = saving.draft.check(&shown) else { return };
        let label = saving.draft.get_untracked("label").as_text().unwrap_or_default().to_owned();
        let work = saving.clone();
        busy.set(true);
        spawn_local(async move {
            match work.state.save(FIELDS, work.before.clone(), values, saved(&label)).await {
                Ok(_) => open.set(false),
                Err(Failure::Invalid(problems)) => work.draft.show_problems(&problems),
                Err(failure) => toast_failure(&failure),
            }
            let _ = busy.try_set(false);
        });
    };
    let inputs = {
        let (work, module) = (work.clone(), module.clone());
        let kind = Memo::new({
            let work = work.clone();
            move |_| work.kind()
        });
        let worked_out = Memo::new({
            let work = work.clone();
            move |_| work.is_worked_out()
        });
        move || {
            let kind = kind.get();
            worked_out.with(|_| ());
            let inputs = work.shown(&kind).into_iter();
            let inputs: Vec<AnyView> = inputs.filter_map(|name| input(&work, &module, name)).collect();
            view! { {inputs} {list(&work, &module, &kind)} {numbers(&work, &module, &kind)} }
        }
    };
    view! {
        <form on:submit=save novalidate>
            <div class="modal-body stack">
                <Problems draft=work.draft/>
                <div class="form two">{inputs}</div>
                <Rules work=work.clone() module/>
                <Called work=work.clone()/>
            </div>
            <footer class="modal-foot">
                <Retire work=own open/>
                <button type="button" class="btn" on:click=move |_| open.set(false)>{t("cancel")}</button>
                <button type="submit" class="btn primary" aria-busy=move || busy.get().to_string()>{t("save")}</button>
            </footer>
        </form>
    }
    .into_any()
}

fn input(work: &Work, of: &Name, name: &'static str) -> Option<AnyView> {
    let mut field = work.field(name)?;
    if name == "kind"
        && let Some(before) = &work.before
    {
        let kind = before.value("kind").as_text().unwrap_or_default();
        if may_become(kind).is_empty() {
            return None;
        }
        keep_choices(&mut field, |key| key == kind || may_become(kind).contains(&key));
    }
    if name == "depends_on" {
        field.kind = Kind::OneOf(model::kind::OneOf { choices: lists_of(of), depends_on: None });
    }
    // What must not change once values lie in the column.
    let fixed = work.before.is_some() && name == "link_to";
    (!fixed).then(|| {
        view! { <FormField id=format!("shape-{name}") field draft=work.draft focus={name == "label"}/> }
            .into_any()
    })
}

fn keep_choices(field: &mut Field, keeps: impl Fn(&str) -> bool) {
    if let Kind::OneOf(one_of) = &mut field.kind {
        one_of.choices.retain(|choice| keeps(&choice.key));
    }
}

/// The lists of values of a module, as choices.
fn lists_of(name: &str) -> Vec<Choice> {
    let module = untrack(|| module(name));
    let fields = module.iter().flat_map(|module: &ModuleRef| &module.fields);
    let lists = fields.filter(|field| matches!(field.kind, Kind::OneOf(_)));
    lists
        .map(|field| Choice { key: field.name.clone(), label: field.label.clone(), ..Choice::default() })
        .collect()
}

/// The choices of a list.
fn list(work: &Work, of: &Name, kind: &str) -> Option<AnyView> {
    if !["one_of", "many_of"].contains(&kind) {
        return None;
    }
    let declared = work.declared.as_ref().map(|field| field.kind.choices().to_vec()).unwrap_or_default();
    let (draft, of, named) = (work.draft, of.clone(), of.clone());
    let within = move || {
        let on = draft.get("depends_on");
        on.as_text()
            .and_then(|on| find(&of, on))
            .map(|field| field.kind.choices().to_vec())
            .unwrap_or_default()
    };
    let board = kind == "one_of" && work.declared.is_none();
    let name = work.draft.before("name").as_text().map(Name::new);
    let name = name.or_else(|| work.declared.as_ref().map(|field| field.name.clone()));
    if name.as_ref().is_some_and(|name| name == CURRENCY) {
        return None;
    }
    let at = name.map(|name| (named, name));
    Some(view! { <Choices draft=work.draft declared board within=Signal::derive(within) at/> }.into_any())
}

/// The numbers that come next, as the scheme stands.
fn numbers(work: &Work, of: &Name, kind: &str) -> Option<AnyView> {
    let there = work.before.as_ref().and_then(|before| before.get(model::Key::<String>::new("name")));
    let there = there.map(Name::new).or_else(|| work.declared.as_ref().map(|field| field.name.clone()));
    let at = there.map(|field| (of.clone(), field));
    (kind == "auto_number").then(|| view! { <Numbers draft=work.draft at/> }.into_any())
}

/// What depends on other fields: a formula or roll-up, and when the field is shown and must be filled in.
#[component]
fn Rules(work: Work, module: Name) -> impl IntoView {
    let draft = work.draft;
    let kind = {
        let work = work.clone();
        Memo::new(move |_| Some(work.kind()).filter(|kind| work.takes_formula(kind)))
    };
    let worked_out = {
        let work = work.clone();
        Memo::new(move |_| work.is_worked_out())
    };
    let [formula, shown_if, required_if] =
        ["formula", "shown_if", "required_if"].map(|name| work.label(name));
    let of = module.clone();
    let formula = move || {
        let (label, module) = (formula.clone(), of.clone());
        kind.get().map(|kind| view! { <FormulaField label module kind draft/> })
    };
    let (of, adding) = (module.clone(), work.clone());
    let summed = Memo::new(move |_| Some(adding.kind()).filter(|kind| adding.takes_roll_up(kind)));
    let own = work.own.clone();
    let roll_up = move || {
        let (own, module) = (own.clone(), of.clone());
        summed.get().map(|kind| view! { <RollUpField own module kind draft/> })
    };
    let of = module.clone();
    let required_if = move || {
        let (label, module) = (required_if.clone(), of.clone());
        (!worked_out.get()).then(|| {
            view! {
                <ConditionField label id="required-if" module draft name="required_if" without="filter-never"/>
            }
        })
    };
    view! {
        {formula}
        {roll_up}
        <ConditionField label=shown_if id="shown-if" module draft name="shown_if" without="filter-always"/>
        {required_if}
    }
}

/// How programs call it: said once it has a name.
#[component]
fn Called(work: Work) -> impl IntoView {
    let name = work.draft.get_untracked("name").as_text().unwrap_or_default().to_owned();
    (!name.is_empty()).then(|| view! { <p class="muted">{t_with("shape-name-note", &[("name", &name)])}</p> })
}

/// An own field is retired; a declared one becomes as it was.
#[component]
fn Retire(work: Work, open: RwSignal<bool>) -> impl IntoView {
    let Some(before) = work.before.clone() else { return ().into_any() };
    let (state, title) = (work.state, before.title.clone());
    let remove = move |id, done: String| {
        spawn_local(async move {
            if state.change(FIELDS, id, BulkChange::Delete, done).await {
                open.set(false);
            }
        });
    };
    let (text, icon) =
        if work.declared.is_some() { ("shape-reset", "undo-2") } else { ("shape-retire", "trash-2") };
    let is_own = work.declared.is_none();
    let click = move |_| {
        let (id, title) = (before.id, title.clone());
        if is_own {
            ask_danger(
                t_with("shape-retire-field", &[("field", &title)]),
                t("shape-retire-field-text"),
                t("shape-retire"),
                move || remove(id, t_with("shape-retired", &[("name", &title)])),
            );
        } else {
            remove(id, saved(&title));
        }
    };
    view! {
        <button type="button" class="btn start" on:click=click>
            <Icon name=icon/>
            {t(text)}
        </button>
    }
    .into_any()
}

/// Whether the layout may hide the field: not what names a record or must be filled in.
pub fn can_be_hidden(module: &Module, field: &Field) -> bool {
    !module.always_shows(field) && (!field.required || field.default != model::Default::Nothing)
}
