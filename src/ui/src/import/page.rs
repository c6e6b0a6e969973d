//! The page: the steps at the top, below them the one at hand.

use api::Failure;
use leptos::prelude::*;
use model::Name;

use super::check::CheckStep;
use super::choose::ChooseStep;
use super::columns::ColumnsStep;
use super::result::ResultStep;
use super::run::RunStep;
use super::step::{Step, Steps};
use super::wizard::Wizard;
use crate::prelude::*;

/// The page `/m/{module}/import`.
#[component]
pub fn ImportPage(module: Name) -> impl IntoView {
    let Some(found) = untrack(|| crate::context::module(&module)) else {
        return view! { <NotFound/> }.into_any();
    };
    if !found.may.import {
        return view! { <Failed failure=Failure::NotAllowed page=true/> }.into_any();
    }
    let wizard = Wizard::new(found);
    let title = Signal::derive(move || wizard.title());
    view! {
        <PageTitle title/>
        <div class="wizard">
            <Steps step=wizard.step/>
            {move || match wizard.failure.get() {
                Some(failure) => view! { <Lost wizard failure/> }.into_any(),
                None => body(wizard),
            }}
        </div>
    }
    .into_any()
}

fn body(wizard: Wizard) -> AnyView {
    match wizard.step.get() {
        Step::File => view! { <ChooseStep wizard/> }.into_any(),
        Step::Columns => view! { <ColumnsStep wizard/> }.into_any(),
        Step::Check => view! { <CheckStep wizard/> }.into_any(),
        Step::Run => view! { <RunStep wizard/> }.into_any(),
        Step::Result => view! { <ResultStep wizard/> }.into_any(),
    }
}

/// The import that the address names cannot be had: it is somebody else's, or was let go long ago.
#[component]
fn Lost(wizard: Wizard, failure: Failure) -> impl IntoView {
    view! {
        <div class="wizard-body">
            <Failed failure/>
            <div class="btn-row">
                <a class="btn" href=move || wizard.address()>{move || t("import-again")}</a>
            </div>
        </div>
    }
}
