//! One record: what it says, and what a rule would do now.

use api::{Failure, Reclaimed, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;
use model::record::Values;
use model::{Field, Id, Kind, Module, Name, Record};

use super::{About, Opened, Trial};
use crate::context::{module, schema};
use crate::dialog::Modal;
use crate::field::{Draft, FormField};
use crate::icon::Icon;
use crate::query::address_with;
use crate::record::Problems;
use crate::texts::{t, t_with};
use crate::toast::{toast_failure, toast_undo};

#[component]
pub fn RecordDialog(opened: Opened) -> impl IntoView {
    let title = move || match opened.record.get() {
        Some(record) => record.title,
        None => t(opened.about.with_value(|about| about.new)),
    };
    view! {
        <Modal open=opened.open title=Signal::derive(title)>
            {move || view! { <Form opened record=opened.record.get()/> }}
        </Modal>
    }
}

/// A field of the dialog; only modules that a rule can be about are offered.
fn field(of: &Module, about: &About, name: &str) -> Option<Field> {
    let mut field = of.field(name)?.clone();
    if name == "module"
        && let Kind::OneOf(list) = &mut field.kind
    {
        let schema = untrack(schema);
        list.choices.retain(|choice| schema.module(&choice.key).is_some_and(about.offers));
    }
    Some(field)
}

#[component]
fn Form(opened: Opened, record: Option<Record>) -> impl IntoView {
    let about = opened.about.get_value();
    let Some(of) = untrack(|| module(&about.module)) else { return ().into_any() };
    let draft = match &record {
        Some(record) => Draft::of(about.module.clone(), record.clone()),
        None => Draft::blank(&of),
    };
    let fields: Vec<Field> = about.fields.iter().filter_map(|name| field(&of, &about, name)).collect();
    let (tried, busy) = (RwSignal::new(None::<Reclaimed>), RwSignal::new(false));
    // What is tried holds for what was typed then.
    Effect::new(move |_| {
        for name in about.fields {
            let _ = draft.get(name);
        }
        let _ = tried.try_set(None);
    });
    let inputs = fields.iter().map(|field| {
        let (id, focus) = (format!("kept-{}", field.name), field.name == "name");
        view! { <FormField id field=field.clone() draft focus/> }
    });
    let inputs = inputs.collect_view();
    let checked = StoredValue::new(fields);
    let values = move || checked.with_value(|fields| draft.check(fields)).ok();
    let before = StoredValue::new(record);
    let told = move |failure: Failure| {
        match failure {
            Failure::Invalid(problems) => draft.show_problems(&problems),
            failure => toast_failure(&failure),
        }
        let _ = busy.try_set(false);
    };
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(values) = values() else { return };
        busy.set(true);
        spawn_local(async move {
            match write(opened.module(), before.get_value(), values).await {
                Ok((title, batch)) => {
                    toast_undo(format!("{title}: {}", t("settings-saved")), batch);
                    let _ = opened.open.try_set(false);
                    opened.saved();
                }
                Err(failure) => told(failure),
            }
        });
    };
    let try_it = move |trial: Trial| {
        let Some(values) = values() else { return };
        busy.set(true);
        spawn_local(async move {
            let id = before.with_value(|record| record.as_ref().map(|record| record.id));
            match trial.of(id, values).await {
                Ok(answer) => {
                    let _ = tried.try_set(Some(answer));
                    let _ = busy.try_set(false);
                }
                Err(failure) => told(failure),
            }
        });
    };
    let trial = about.trial.map(|trial| {
        view! {
            <button
                type="button"
                class="btn start"
                aria-busy=move || busy.get().to_string()
                on:click=move |_| try_it(trial)
            >
                <Icon name="eye"/>
                {t("kept-try")}
            </button>
        }
    });
    let outcome = move || Some(view! { <Tried trial=about.trial? tried=tried.get()?/> });
    view! {
        <form on:submit=save novalidate>
            <div class="modal-body stack">
                <Problems draft/>
                <div class="form two">{inputs}</div>
            </div>
            <div class="tried-at" role="status">{outcome}</div>
            <footer class="modal-foot">
                {trial}
                <button type="button" class="btn" on:click=move |_| opened.open.set(false)>{t("cancel")}</button>
                <button type="submit" class="btn primary" aria-busy=move || busy.get().to_string()>{t("save")}</button>
            </footer>
        </form>
    }
    .into_any()
}

async fn write(of: Name, before: Option<Record>, values: Values) -> Result<(String, Id), Failure> {
    let saved = match before {
        Some(record) => calls::update(of, record.id, record.version, values).await?,
        None => calls::create(of, values).await?,
    };
    Ok((saved.record.title, saved.batch))
}

impl Trial {
    async fn of(self, id: Option<Id>, values: Values) -> Result<Reclaimed, Failure> {
        match self {
            Trial::Reclaim => calls::try_reclaim(id, values).await,
            Trial::Retention => calls::try_retention(id, values).await,
        }
    }

    const fn text(self) -> &'static str {
        match self {
            Trial::Reclaim => "reclaim-tried",
            Trial::Retention => "privacy-retention-tried",
        }
    }
}

#[component]
fn Tried(trial: Trial, tried: Reclaimed) -> impl IntoView {
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
                <p>{t_with(trial.text(), &[("n", &tried.count)])} " " {all}</p>
                <ul class="tried">{tried.records.into_iter().map(one).collect_view()}</ul>
            </div>
        </div>
    }
}
