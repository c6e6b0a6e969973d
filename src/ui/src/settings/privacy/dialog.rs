//! One purpose, or one rule of retention: what it says, and whom a rule would forget now.

use api::{Failure, Reclaimed, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;
use model::record::Values;
use model::{Field, Kind, Module, Name, Record};

use super::{Opened, PURPOSES, RULES};
use crate::context::{module, schema};
use crate::dialog::Modal;
use crate::field::{Draft, FormField};
use crate::icon::Icon;
use crate::record::Problems;
use crate::texts::{t, t_with};
use crate::toast::{toast_failure, toast_undo};

#[component]
pub fn RecordDialog(opened: Opened, new: &'static str) -> impl IntoView {
    let title = move || match opened.record.get() {
        Some(record) => record.title,
        None => t(new),
    };
    view! {
        <Modal open=opened.open title=Signal::derive(title)>
            {move || view! { <Form opened record=opened.record.get()/> }}
        </Modal>
    }
}

fn fields(of: &Module) -> Vec<Field> {
    let names: &[&str] = if of.name == PURPOSES {
        &["name", "basis", "description", "active"]
    } else {
        &["name", "module", "months", "action", "segment", "active"]
    };
    names.iter().filter_map(|name| field(of, name)).collect()
}

/// Only modules whose records are persons are offered.
fn field(of: &Module, name: &str) -> Option<Field> {
    let mut field = of.field(name)?.clone();
    if name == "module"
        && let Kind::OneOf(list) = &mut field.kind
    {
        let schema = untrack(schema);
        list.choices.retain(|choice| schema.module(&choice.key).is_some_and(|module| module.features.person));
    }
    Some(field)
}

#[component]
fn Form(opened: Opened, record: Option<Record>) -> impl IntoView {
    let name = opened.module.get_value();
    let Some(of) = untrack(|| module(&name)) else { return ().into_any() };
    let draft = match &record {
        Some(record) => Draft::of(name.clone(), record.clone()),
        None => Draft::blank(&of),
    };
    let fields = fields(&of);
    let (tried, busy) = (RwSignal::new(None::<Reclaimed>), RwSignal::new(false));
    let typed: Vec<Name> = fields.iter().map(|field| field.name.clone()).collect();
    // What is tried holds for what was typed then.
    Effect::new(move |_| {
        for name in &typed {
            let _ = draft.get(name);
        }
        let _ = tried.try_set(None);
    });
    let inputs = fields.iter().map(|field| {
        let (id, focus) = (format!("privacy-{}", field.name), field.name == "name");
        view! { <FormField id field=field.clone() draft focus/> }
    });
    let inputs = inputs.collect_view();
    let checked = StoredValue::new(fields);
    let values = move || checked.with_value(|fields| draft.check(fields)).ok();
    let before = StoredValue::new(record);
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(values) = values() else { return };
        busy.set(true);
        spawn_local(async move {
            match write(opened.module.get_value(), before.get_value(), values).await {
                Ok((title, batch)) => {
                    toast_undo(format!("{title}: {}", t("settings-saved")), batch);
                    let _ = opened.open.try_set(false);
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
            let id = before.with_value(|record| record.as_ref().map(|record| record.id));
            match calls::try_retention(id, values).await {
                Ok(answer) => {
                    let _ = tried.try_set(Some(answer));
                }
                Err(failure) => tell(draft, failure),
            }
            let _ = busy.try_set(false);
        });
    };
    let can_be_tried = name == RULES;
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
                {can_be_tried
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="btn start"
                                aria-busy=move || busy.get().to_string()
                                on:click=try_it
                            >
                                <Icon name="eye"/>
                                {t("reclaim-try")}
                            </button>
                        }
                    })}
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

async fn write(of: Name, before: Option<Record>, values: Values) -> Result<(String, model::Id), Failure> {
    let saved = match before {
        Some(record) => calls::update(of, record.id, record.version, values).await?,
        None => calls::create(of, values).await?,
    };
    Ok((saved.record.title, saved.batch))
}

#[component]
fn Tried(tried: Reclaimed) -> impl IntoView {
    let one = |hit: api::Hit| {
        let address = format!("/m/{}/{}", hit.module, hit.id);
        view! { <li><a href=address target="_blank" rel="noopener">{hit.title}</a></li> }
    };
    view! {
        <div class="banner">
            <Icon name="info"/>
            <div>
                <p>{t_with("privacy-retention-tried", &[("n", &tried.count)])}</p>
                <ul class="tried">{tried.records.into_iter().map(one).collect_view()}</ul>
            </div>
        </div>
    }
}
