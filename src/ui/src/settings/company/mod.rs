//! The company, for administrators: what stands on its papers, how amounts and dates are meant, when it works.

mod formats;
mod hours;

use api::{Failure, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;
use model::{Field, Kind, Name, Record, Value};

use super::block::{Block, Heading};
use super::records;
use crate::context::{ModuleRef, app, is_administrator, module};
use crate::failed::Failed;
use crate::field::{Draft, FormField, focus_problem};
use crate::icon::Icon;
use crate::record::{Problems, guard};
use crate::start;
use crate::texts::t;
use crate::toast::{toast_failure, toast_undo};

use formats::Formats;
use hours::Hours;

const COMPANY: Name = Name::new_static("company");

#[component]
pub fn CompanyPage() -> impl IntoView {
    if !untrack(is_administrator) {
        return view! { <Failed failure=Failure::NotAllowed page=true/> }.into_any();
    }
    let company = Resource::new(|| (), |()| company());
    view! {
        <Heading text="settings-company"/>
        <Suspense>
            {move || Suspend::new(async move {
                match company.await {
                    Ok(company) => view! { <Whole company/> }.into_any(),
                    Err(failure) => view! { <Failed failure/> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

async fn company() -> Result<Record, Failure> {
    records::all(COMPANY).await?.into_iter().next().ok_or(Failure::NotFound)
}

/// What is typed outlives a change of language, which makes the form anew; so does saving.
#[component]
fn Whole(company: Record) -> impl IntoView {
    let draft = Draft::of(COMPANY, company);
    let busy = RwSignal::new(false);
    let round = RwSignal::new(0);
    guard(move || draft.is_dirty());
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(module) = untrack(|| module(&COMPANY)) else { return };
        let Ok(values) = draft.check(&fields(&module, |_| true)) else { return focus_problem() };
        let before = draft.base();
        busy.set(true);
        spawn_local(async move {
            let saved = calls::update(COMPANY, before.id, before.version, values).await;
            if busy.try_set(false).is_some() {
                return;
            }
            match saved {
                Ok(saved) => {
                    draft.restart(saved.record);
                    round.update(|round| *round += 1);
                    toast_undo(t("settings-saved"), saved.batch);
                    let _ = start::reload().await;
                }
                Err(Failure::Invalid(problems)) => {
                    draft.show_problems(&problems);
                    focus_problem();
                }
                Err(failure) => toast_failure(&failure),
            }
        });
    };
    let form = move || {
        round.track();
        module(&COMPANY).map(|module| view! { <Form module draft/> })
    };
    view! {
        <form novalidate on:submit=save>
            {form}
            <div class="form-foot">
                <button type="submit" class="btn primary" aria-busy=move || busy.get().to_string()>
                    {move || t("save")}
                </button>
            </div>
        </form>
    }
}

#[component]
fn Form(module: ModuleRef, draft: Draft) -> impl IntoView {
    let [general, address] = ["general", "address"].map(|section| inputs(&module, section, draft));
    // The template has a page of its own.
    let documents = inputs_of(&module, "documents", draft, |field| field.name != "paper_template");
    view! {
        <Problems draft/>
        <Block text="company-text">
            <div class="form two">{general}</div>
            <Logo draft/>
        </Block>
        <Block title="section-address"><div class="form two">{address}</div></Block>
        <Formats module=module.clone() draft/>
        <Block title="company-section-documents" text="company-documents-text">
            <div class="form two">{documents}</div>
        </Block>
        <Hours module draft/>
    }
}

/// The fields of a section as inputs; an address stands for its parts.
fn inputs(module: &ModuleRef, section: &str, draft: Draft) -> impl IntoView + use<> {
    let shown: fn(&Field) -> bool = match section {
        "address" => |field| matches!(field.kind, Kind::Address(_)),
        _ => |_| true,
    };
    inputs_of(module, section, draft, shown)
}

fn inputs_of(
    module: &ModuleRef,
    section: &str,
    draft: Draft,
    shown: fn(&Field) -> bool,
) -> impl IntoView + use<> {
    let of_section = fields(module, |name| name == section);
    let shown: Vec<Field> = of_section.into_iter().filter(shown).collect();
    shown
        .into_iter()
        .map(|field| view! { <FormField id=format!("company-{}", field.name) field draft/> })
        .collect_view()
}

fn fields(module: &ModuleRef, section: impl Fn(&str) -> bool) -> Vec<Field> {
    let sections = module.sections.iter().filter(|of| section(&of.name));
    sections.flat_map(|section| module.pick(&section.fields)).cloned().collect()
}

/// The logo that is kept; one that was only just chosen is named by its field.
#[component]
fn Logo(draft: Draft) -> impl IntoView {
    let kept = move || app().boot.with(|boot| boot.logo.clone());
    let unchanged = move || draft.get("logo") == draft.before("logo");
    let shown = move || Some(kept()).filter(|logo| !logo.is_empty() && unchanged());
    let has_one = move || draft.get("logo") != Value::Empty;
    view! {
        {move || shown().map(|logo| view! { <img class="company-logo" src=logo alt=t("company-logo")/> })}
        {move || has_one().then(|| view! {
            <div class="btn-row">
                <button type="button" class="btn small" on:click=move |_| draft.set("logo", Value::Empty)>
                    <Icon name="x"/>
                    {t("company-logo-remove")}
                </button>
            </div>
        })}
    }
}
