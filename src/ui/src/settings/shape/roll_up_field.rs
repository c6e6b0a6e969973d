//! The roll-up of a field: over the records of which module that link here, what of them, and which count.

use leptos::prelude::*;
use model::roll_up::Total;
use model::{Choice, Field, Kind, Name, Value};

use crate::context::{ModuleRef, module as find_module, schema};
use crate::field::{Draft, FormField};
use crate::filter::ConditionField;
use crate::icon::Icon;
use crate::texts::{problem_text, t};

pub const TOTAL: &str = "roll_up";
const MODULE: &str = "roll_up_module";
const LINK: &str = "roll_up_link";
const FIELD: &str = "roll_up_field";
const ONLY: &str = "roll_up_if";
/// All that the record of a field says of its roll-up.
pub const ALL: [&str; 5] = [TOTAL, MODULE, LINK, FIELD, ONLY];

const ID: &str = "shape-roll-up";

/// `own` is the module of custom fields, `kind` the kind of the field, `module` the one that it is a field of.
#[component]
pub fn RollUpField(own: ModuleRef, module: Name, kind: String, draft: Draft) -> impl IntoView {
    let fixed = !draft.before(TOTAL).is_empty();
    let sources = sources(&module);
    let begin = first_total(&kind);
    let choose = move |event| {
        let chosen = event_target_value(&event);
        forget(draft);
        if let Some((module, link)) = chosen.split_once('.') {
            draft.set(MODULE, Value::text(module));
            draft.set(LINK, Value::text(link));
            draft.set(TOTAL, Value::text(begin.key()));
        }
    };
    let chosen = Memo::new(move |_| chosen(draft));
    let total = Memo::new(move |_| Total::called(draft.get(TOTAL).as_text().unwrap_or_default()));
    let option = |(key, label): (String, String)| {
        let of = key.clone();
        let selected = move || chosen.get().as_ref() == Some(&of);
        view! { <option value=key selected=selected>{label}</option> }
    };
    let message = move || {
        let problem = [MODULE, LINK].into_iter().find_map(|name| draft.problem(name))?;
        Some(view! { <p class="error"><Icon name="circle-alert"/>{problem_text(&problem)}</p> })
    };
    let what = {
        let (own, kind) = (own.clone(), kind.clone());
        move || chosen.get().and_then(|_| Some(totals(own.field(TOTAL)?.clone(), &kind, draft)))
    };
    let of = {
        let (own, kind) = (own.clone(), kind.clone());
        move || {
            let (from, total) = (chosen.get()?, total.get()?);
            let from = from.split_once('.')?.0.to_owned();
            let field = own.field(FIELD)?.clone();
            (total != Total::Count).then(|| values(field, &from, total, &kind, draft))
        }
    };
    let only = move || {
        let from = Name::new(chosen.get()?.split_once('.')?.0);
        let label = own.field(ONLY)?.label.clone();
        Some(view! {
            <ConditionField label id="roll-up-if" module=from draft name=ONLY without="filter-always"/>
        })
    };
    view! {
        <div class="field span">
            <label for=ID>{t("shape-roll-up")}</label>
            <select class="select" id=ID aria-describedby=format!("{ID}-hint") on:change=choose>
                {(!fixed).then(|| view! { <option value="">{t("shape-roll-up-none")}</option> })}
                {sources.into_iter().map(option).collect_view()}
            </select>
            {message}
            <p class="muted" id=format!("{ID}-hint") hidden=move || chosen.get().is_none()>
                {t("shape-roll-up-hint")}
            </p>
        </div>
        <div class="form two">{what}{of}</div>
        {only}
    }
}

/// Takes back all that is said of a roll-up.
pub fn forget(draft: Draft) {
    ALL.into_iter().for_each(|name| draft.set(name, Value::Empty));
}

/// The source as the select knows it, where something is rolled up. Reactive.
fn chosen(draft: Draft) -> Option<String> {
    let (total, module, link) = (draft.get(TOTAL), draft.get(MODULE), draft.get(LINK));
    total.as_text()?;
    Some(format!("{}.{}", module.as_text()?, link.as_text()?))
}

/// The links that lead to records of `module`, with what they are called.
fn sources(module: &str) -> Vec<(String, String)> {
    let schema = untrack(schema);
    let links = schema.links_to(module).filter(|(from, _)| from.is_governed());
    let named = |(from, link): (&model::Module, &Field)| {
        (format!("{}.{}", from.name, link.name), format!("{} · {}", from.label, link.label))
    };
    links.map(named).collect()
}

/// With what a roll-up of this kind begins.
fn first_total(kind: &str) -> Total {
    match kind {
        "integer" => Total::Count,
        "date" | "instant" => Total::Most,
        _ => Total::Sum,
    }
}

fn totals(mut field: Field, kind: &str, draft: Draft) -> AnyView {
    let sums = ["text", "integer", "decimal", "percent", "score", "money", "duration", "date", "instant"];
    let fits = |key: &Name| {
        let total = Total::called(key);
        total.is_some_and(|total| {
            total.fits(None, kind) || sums.into_iter().any(|from| total.fits(Some(from), kind))
        })
    };
    if let Kind::OneOf(list) = &mut field.kind {
        list.choices.retain(|choice| fits(&choice.key));
    }
    field.required = true;
    view! { <FormField id="shape-roll-up-total" field draft/> }.into_any()
}

/// The fields whose values become one of this kind.
fn values(mut field: Field, from: &str, total: Total, kind: &str, draft: Draft) -> AnyView {
    let module = untrack(|| find_module(from));
    let fields = module.iter().flat_map(|module: &ModuleRef| &module.fields);
    let fits = |field: &&Field| !field.hidden && total.fits(Some(field.kind.key()), kind);
    let rolled_up = |field: &&Field| module.as_ref().is_some_and(|module| module.is_rolled_up(&field.name));
    let offered = fields.filter(fits).filter(|field| !rolled_up(field));
    let choice =
        |field: &Field| Choice { key: field.name.clone(), label: field.label.clone(), ..Choice::default() };
    let choices = offered.map(choice).collect();
    field.kind = Kind::OneOf(model::kind::OneOf { choices, depends_on: None });
    field.required = true;
    view! { <FormField id="shape-roll-up-field" field draft/> }.into_any()
}
