//! One rule: what it says, and what it would take now.

use api::{Failure, Reclaimed, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;
use model::record::Values;
use model::{Field, Kind, Module, Record};

use super::{Opened, RULES};
use crate::context::{module, schema};
use crate::dialog::Modal;
use crate::field::{Draft, FormField};
use crate::icon::Icon;
use crate::query::address_with;
use crate::record::Problems;
use crate::texts::{t, t_with};
use crate::toast::{toast_failure, toast_undo};

const FIELDS: [&str; 10] = [
    "name",
    "module",
    "reason",
    "threshold",
    "segment",
    "grace_days",
    "claim_limit",
    "claim_days",
    "cooldown_days",
    "active",
];

#[component]
pub fn RuleDialog(opened: Opened) -> impl IntoView {
    let title = move || match opened.rule.get() {
        Some(rule) => rule.title,
        None => t("reclaim-new"),
    };
    view! {
        <Modal open=opened.open title=Signal::derive(title)>
            {move || view! { <Form opened rule=opened.rule.get()/> }}
        </Modal>
    }
}

#[component]
fn Form(opened: Opened, rule: Option<Record>) -> impl IntoView {
    let Some(of) = untrack(|| module(&RULES)) else { return ().into_any() };
    let draft = match &rule {
        Some(rule) => Draft::of(RULES, rule.clone()),
        None => Draft::blank(&of),
    };
    let fields: Vec<Field> = FIELDS.iter().filter_map(|name| field(&of, name)).collect();
    let (tried, busy) = (RwSignal::new(None::<Reclaimed>), RwSignal::new(false));
    // What is tried holds for what was typed then.
    Effect::new(move |_| {
        for name in FIELDS {
            let _ = draft.get(name);
        }
        let _ = tried.try_set(None);
    });
    let inputs = fields.iter().map(|field| {
        let (id, focus) = (format!("reclaim-{}", field.name), field.name == "name");
        view! { <FormField id field=field.clone() draft focus/> }
    });
    let inputs = inputs.collect_view();
    let checked = StoredValue::new(fields);
    let values = move || checked.with_value(|fields| draft.check(fields)).ok();
    let before = StoredValue::new(rule);
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(values) = values() else { return };
        busy.set(true);
        spawn_local(async move {
            match write(before.get_value(), values).await {
                Ok((title, batch)) => {
                    toast_undo(format!("{title}: {}", t("settings-saved")), batch);
                    opened.open.set(false);
                    opened.saved();
                }
                Err(failure) => tell(draft, failure),
            }
            let _ = busy.try_set(false);
        });
    };
    let try_it = move |_| {
        let Some(values) = values() else { return };
        busy.set(true);
        spawn_local(async move {
            let id = before.with_value(|rule| rule.as_ref().map(|rule| rule.id));
            match calls::try_reclaim(id, values).await {
                Ok(answer) => {
                    let _ = tried.try_set(Some(answer));
                }
                Err(failure) => tell(draft, failure),
            }
            let _ = busy.try_set(false);
        });
    };
    view! {
        <form on:submit=save novalidate>
            <div class="modal-body stack">
                <Problems draft/>
                <div class="form two">{inputs}</div>
            </div>
            <div class="tried-at" role="status">
                {move || tried.get().map(|tried| view! { <Tried tried/> })}
            </div>
            <footer class="modal-foot">
                <button type="button" class="btn start" aria-busy=move || busy.get().to_string() on:click=try_it>
                    <Icon name="eye"/>
                    {t("reclaim-try")}
                </button>
                <button type="button" class="btn" on:click=move |_| opened.open.set(false)>{t("cancel")}</button>
                <button type="submit" class="btn primary" aria-busy=move || busy.get().to_string()>{t("save")}</button>
            </footer>
        </form>
    }
    .into_any()
}

fn tell(draft: Draft, failure: Failure) {
    match failure {
        Failure::Invalid(problems) => draft.show_problems(&problems),
        failure => toast_failure(&failure),
    }
}

async fn write(before: Option<Record>, values: Values) -> Result<(String, model::Id), Failure> {
    let saved = match before {
        Some(rule) => calls::update(RULES, rule.id, rule.version, values).await?,
        None => calls::create(RULES, values).await?,
    };
    Ok((saved.record.title, saved.batch))
}

/// Only modules that have a pool are offered.
fn field(of: &Module, name: &str) -> Option<Field> {
    let mut field = of.field(name)?.clone();
    if name == "module"
        && let Kind::OneOf(list) = &mut field.kind
    {
        let schema = untrack(schema);
        list.choices.retain(|choice| schema.module(&choice.key).is_some_and(|module| module.features.pool));
    }
    Some(field)
}

#[component]
fn Tried(tried: Reclaimed) -> impl IntoView {
    let all = tried.filter.map(|filter| {
        let address = address_with(&format!("/m/{}", tried.module), &[("filter", &filter)]);
        view! { <a href=address target="_blank" rel="noopener">{t("show-all")}</a> }
    });
    let one = |hit: api::Hit| {
        let address = format!("/m/{}/{}", hit.module, hit.id);
        view! { <li><a href=address target="_blank" rel="noopener">{hit.title}</a></li> }
    };
    view! {
        <div class="banner">
            <Icon name="info"/>
            <div>
                <p>{t_with("reclaim-tried", &[("n", &tried.count)])} " " {all}</p>
                <ul class="tried">{tried.records.into_iter().map(one).collect_view()}</ul>
            </div>
        </div>
    }
}
