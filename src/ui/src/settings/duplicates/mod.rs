//! When two records are the same: the rules of all modules, each told in one line.

mod dialog;

use api::{Failure, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::duplicates::{Compare, MOST_FIELDS, is_comparable};
use model::{Field, Name, Record, Value};

use super::block::{Block, Heading};
use super::records::all;
use super::shape::said::About;
use crate::context::{ModuleRef, is_administrator, module, schema};
use crate::duplicates::may_merge;
use crate::failed::Failed;
use crate::icon::Icon;
use crate::live::on_live;
use crate::start;
use crate::texts::t;

use dialog::RuleDialog;

const RULES: Name = Name::new_static("duplicate_rules");

/// The rules, and the one that a dialog is about; nothing for a new one.
#[derive(Clone, Copy)]
struct State {
    rules: RwSignal<Vec<Record>>,
    about: About<Option<Record>>,
}

impl State {
    /// The live stream tells of it too, but who did it need not wait.
    async fn reload(self) {
        let _ = start::reload().await;
        if let Ok(rules) = all(RULES).await {
            let _ = self.rules.try_set(rules);
        }
    }
}

#[component]
pub fn DuplicatesPage() -> impl IntoView {
    if !untrack(is_administrator) {
        return view! { <Failed failure=Failure::NotAllowed page=true/> }.into_any();
    }
    let first = Resource::new(|| (), |()| all(RULES));
    view! {
        <Heading text="settings-duplicates"/>
        <Suspense>
            {move || Suspend::new(async move {
                match first.await {
                    Ok(rules) => view! { <Rules rules/> }.into_any(),
                    Err(failure) => view! { <Failed failure/> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Rules(rules: Vec<Record>) -> impl IntoView {
    let state = State { rules: RwSignal::new(rules), about: About::nothing() };
    on_live(RULES, move |_| spawn_local(state.reload()));
    let modules = move || {
        let schema = schema();
        let rules = state.rules.get();
        let merging = ModuleRef::all(&schema).filter(|module| module.merges());
        merging.filter_map(|module| of_module(state, &module, &rules)).collect_view()
    };
    let none = move || {
        state.rules.with(Vec::is_empty).then(|| view! { <p class="muted">{t("duplicates-empty")}</p> })
    };
    view! {
        <Block title="duplicates-rules" text="duplicates-rules-text">
            {none}
            {modules}
            <div class="btn-row">
                <button type="button" class="btn primary" on:click=move |_| state.about.show(None)>
                    <Icon name="plus"/>
                    {move || t("duplicates-new-rule")}
                </button>
            </div>
        </Block>
        <RuleDialog state/>
    }
}

/// The rules of a module, and the way to what they find.
fn of_module(state: State, module: &ModuleRef, rules: &[Record]) -> Option<impl IntoView + use<>> {
    let own: Vec<&Record> = rules.iter().filter(|rule| text(rule, "module") == module.name).collect();
    let find = may_merge(module).then(|| {
        view! {
            <a class="btn small" href=format!("/m/{}/duplicates", module.name)>
                <Icon name="search"/>
                <span>{t("duplicates-find")}</span>
            </a>
        }
    });
    let lines = own.iter().map(|rule| line(state, module, rule)).collect_view();
    (!own.is_empty()).then(|| {
        view! {
            <div class="rules-of">
                <header>
                    <h3><Icon name=module.icon.to_string()/>{module.label.clone()}</h3>
                    {find}
                </header>
                {lines}
            </div>
        }
    })
}

fn line(state: State, module: &ModuleRef, rule: &Record) -> impl IntoView + use<> {
    let refuses = text(rule, "action") == "refuse";
    let active = rule.value("active").as_bool() != Some(false);
    let label = choice_label("action", text(rule, "action"));
    let own = rule.clone();
    view! {
        <div class="setting">
            <div>
                <b>{rule.title.clone()}</b>
                <small>{sentence(module, rule)}</small>
            </div>
            {(!active).then(|| view! { <span class="chip">{t("access-inactive")}</span> })}
            <span class="chip" data-color=if refuses { "red" } else { "amber" }>{label}</span>
            <button
                type="button"
                class="btn icon"
                aria-label=format!("{}: {}", t("duplicates-edit-rule"), rule.title)
                on:click=move |_| state.about.show(Some(own.clone()))
            >
                <Icon name="pencil"/>
            </button>
        </div>
    }
}

/// `Company (without the legal form), City (ignoring case …)`.
fn sentence(module: &ModuleRef, rule: &Record) -> String {
    let part = |at: usize| {
        let name = Some(text(rule, &field_name(at))).filter(|name| !name.is_empty())?;
        let label = module.field(name).map_or(name, |field| &field.label);
        let how = choice_label("compare_1", text(rule, &compare_name(at)));
        Some(format!("{label} ({})", how.to_lowercase()))
    };
    (1..=MOST_FIELDS).filter_map(part).collect::<Vec<_>>().join(", ")
}

fn choice_label(field: &str, key: &str) -> String {
    let rules = module(&RULES);
    let choices = rules.as_ref().and_then(|rules| rules.field(field)).map(|field| field.kind.choices());
    let choice = choices.and_then(|choices| choices.iter().find(|choice| choice.key == key));
    choice.map(|choice| choice.label.clone()).unwrap_or_default()
}

fn text<'r>(record: &'r Record, field: &str) -> &'r str {
    record.value(field).as_text().unwrap_or_default()
}

/// The fields of a rule that say what is the same, counted from one.
fn field_name(at: usize) -> String {
    format!("field_{at}")
}

fn compare_name(at: usize) -> String {
    format!("compare_{at}")
}

/// The fields of a module that a rule can speak of.
fn comparable(module: &ModuleRef) -> impl Iterator<Item = &Field> {
    module.fields.iter().filter(|field| !field.hidden && is_comparable(field))
}

/// Makes the rule, or changes the one that is there.
async fn save(before: Option<Record>, values: model::record::Values) -> Result<api::Saved, Failure> {
    match before {
        Some(rule) => calls::update(RULES, rule.id, rule.version, values).await,
        None => calls::create(RULES, values).await,
    }
}

/// How values of the field are compared that nobody says more of.
fn usual(field: &Field) -> Value {
    Compare::usual(&field.kind).map_or(Value::Empty, |compare| Value::text(compare.key()))
}
