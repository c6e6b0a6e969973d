//! One rule: the fields that must be the same, how each is compared, and what happens then.

use api::{BulkChange, Failure, Selection, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;
use model::duplicates::{Compare, MOST_FIELDS};
use model::{Choice, Field, Id, Kind, Name, Record, Value};

use super::{RULES, State, comparable, compare_name, field_name, save, usual};
use crate::context::{ModuleRef, module};
use crate::dialog::Modal;
use crate::field::{Draft, FormField};
use crate::icon::Icon;
use crate::record::Problems;
use crate::texts::t;
use crate::toast::{toast_failure, toast_undo};

#[component]
pub fn RuleDialog(state: State) -> impl IntoView {
    let about = state.about;
    let title = move || match about.what.get() {
        Some(Some(_)) => t("duplicates-edit-rule"),
        Some(None) | None => t("duplicates-new-rule"),
    };
    view! {
        <Modal open=about.open title=Signal::derive(title)>
            {move || about.what.get().map(|rule| view! { <Form state rule/> })}
        </Modal>
    }
}

#[component]
fn Form(state: State, rule: Option<Record>) -> impl IntoView {
    let Some(own) = untrack(|| module(&RULES)) else { return ().into_any() };
    let draft = match &rule {
        Some(rule) => Draft::of(RULES, rule.clone()),
        None => Draft::blank(&own),
    };
    let busy = RwSignal::new(false);
    let checked: Vec<Field> = own.fields.iter().filter(|field| field.editable()).cloned().collect();
    let before = rule.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Ok(values) = draft.check(&checked) else { return };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let before = before.clone();
        spawn_local(async move {
            match save(before, values).await {
                Ok(saved) => {
                    toast_undo(format!("{}: {}", saved.record.title, t("settings-saved")), saved.batch);
                    state.about.open.set(false);
                    state.reload().await;
                }
                Err(Failure::Invalid(problems)) => draft.show_problems(&problems),
                Err(failure) => toast_failure(&failure),
            }
            let _ = busy.try_set(false);
        });
    };
    let of = Memo::new(move |_| draft.get("module").as_text().unwrap_or_default().to_owned());
    let parts = move || {
        let about = module(&of.get());
        about.map(|about| {
            (1..=MOST_FIELDS).map(|at| view! { <Part about=about.clone() draft at/> }).collect_view()
        })
    };
    let input = |name: &str| {
        let field = own.field(name).cloned().map(only_merging);
        field.map(|field| view! { <FormField id=format!("rule-{name}") field draft/> })
    };
    view! {
        <form on:submit=submit novalidate>
            <div class="modal-body stack">
                <Problems draft/>
                <div class="form two">{input("module")}{input("name")}</div>
                <div class="form two">{parts}</div>
                <div class="form two">{input("action")}{input("active")}</div>
            </div>
            <footer class="modal-foot">
                {rule.map(|rule| view! { <Remove state id=rule.id/> })}
                <button type="button" class="btn" on:click=move |_| state.about.open.set(false)>{t("cancel")}</button>
                <button type="submit" class="btn primary" aria-busy=move || busy.get().to_string()>{t("save")}</button>
            </footer>
        </form>
    }
    .into_any()
}

/// Of modules, only those whose records can be made one are offered.
fn only_merging(mut field: Field) -> Field {
    if let (Kind::OneOf(list), "module") = (&mut field.kind, field.name.as_str()) {
        list.choices.retain(|choice| module(&choice.key).is_some_and(|module| module.merges()));
    }
    field
}

/// One field and how it is compared; offered once the field before it is chosen.
#[component]
fn Part(about: ModuleRef, draft: Draft, at: usize) -> impl IntoView {
    let (name, compare) = (field_name(at), compare_name(at));
    let filled = move |at: usize| !draft.get(&field_name(at)).is_empty();
    let shown = Memo::new(move |_| at == 1 || filled(at) || filled(at - 1));
    let chosen = {
        let name = name.clone();
        Memo::new(move |_| draft.get(&name).as_text().unwrap_or_default().to_owned())
    };
    let fields = StoredValue::new(about.clone());
    let compared = compare.clone();
    Effect::new(move |_| {
        let field = fields.with_value(|about| about.field(&chosen.get()).cloned());
        let now = Compare::from_key(draft.get_untracked(&compared).as_text().unwrap_or_default());
        match (field, now) {
            (Some(field), Some(now)) if now.fits(&field.kind) => {}
            (Some(field), _) => draft.set(&compared, usual(&field)),
            (None, None) => {}
            (None, Some(_)) => draft.set(&compared, Value::Empty),
        }
    });
    let input = move || {
        shown.get().then(|| {
            let field = fields.with_value(|about| which(about, &name));
            field.map(|field| view! { <FormField id=format!("rule-{name}") field draft/> })
        })
    };
    let how = move || {
        let field = fields.with_value(|about| about.field(&chosen.get()).cloned());
        let field = field.and_then(|field| how(&field, &compare));
        field.map(|field| view! { <FormField id=format!("rule-{compare}") field draft/> })
    };
    view! { {input} <div>{how}</div> }
}

/// The choice of a field of the module.
fn which(about: &ModuleRef, name: &str) -> Option<Field> {
    let choice =
        |field: &Field| Choice { key: field.name.clone(), label: field.label.clone(), ..Choice::default() };
    let choices = comparable(about).map(choice).collect();
    let mut field = module(&RULES)?.field(name)?.clone();
    field.kind = Kind::OneOf(model::kind::OneOf { choices, depends_on: None });
    field.required = name == "field_1";
    Some(field)
}

/// The choice of a way that suits the field.
fn how(of: &Field, name: &str) -> Option<Field> {
    let mut field = module(&RULES)?.field(name)?.clone();
    if let Kind::OneOf(list) = &mut field.kind {
        let fits = |key: &Name| Compare::from_key(key).is_some_and(|compare| compare.fits(&of.kind));
        list.choices.retain(|choice| fits(&choice.key));
    }
    Some(field)
}

#[component]
fn Remove(state: State, id: Id) -> impl IntoView {
    let remove = move |_| {
        spawn_local(async move {
            match calls::change_many(RULES, Selection::Ids(vec![id]), BulkChange::Delete).await {
                Ok(done) => {
                    state.about.open.set(false);
                    if let Some(batch) = done.batch {
                        toast_undo(t("duplicates-rule-removed"), batch);
                    }
                    state.reload().await;
                }
                Err(failure) => toast_failure(&failure),
            }
        });
    };
    view! {
        <button type="button" class="btn start" on:click=remove>
            <Icon name="trash-2"/>
            {t("duplicates-remove-rule")}
        </button>
    }
}
