//! The fourth step: the import itself. It goes on whether somebody looks or not.

use leptos::prelude::*;

use super::parts::Heading;
use super::progress::Progress;
use super::tally::Tally;
use super::wizard::Wizard;
use crate::prelude::*;

#[component]
pub fn RunStep(wizard: Wizard) -> impl IntoView {
    view! {
        <div class="wizard-body">
            <Heading wizard/>
            <Progress wizard label=Signal::derive(move || wizard.title())/>
            {move || wizard.status.get().map(|status| view! { <Tally status/> })}
            <p>{move || t("import-leave-note")}</p>
        </div>
        <footer class="wizard-foot">
            <a class="btn" href=move || wizard.list()>{move || wizard.module.with(|module| module.label.clone())}</a>
        </footer>
    }
}
