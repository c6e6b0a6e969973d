//! What all steps are made of.

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::step::Step;
use super::wizard::{HEADING, Wizard};
use crate::prelude::*;

/// The page's heading, which says to those who do not see it which step this is. It gets the focus with each step, but
/// is nothing to act on: no outline.
#[component]
pub fn Heading(wizard: Wizard) -> impl IntoView {
    let step = move || {
        let step = wizard.step.get();
        let count = t_with("import-step-of", &[("n", &step.number()), ("detail", &Step::ALL.len())]);
        format!("{count}: {}", t(step.text()))
    };
    view! {
        <h1 id=HEADING tabindex="-1" style:outline="0">
            {move || wizard.title()}
            " "
            <span class="sr-only">{step}</span>
        </h1>
    }
}

/// Something that is wrong, said at once.
#[component]
pub fn Wrong(#[prop(into)] text: Signal<String>) -> impl IntoView {
    let banner = move || {
        let text = text.get();
        (!text.is_empty()).then(|| {
            view! {
                <div class="banner danger">
                    <Icon name="circle-alert"/>
                    <p>{text}</p>
                </div>
            }
        })
    };
    view! { <div role="alert">{banner}</div> }
}

/// A note beside what one is doing.
#[component]
pub fn Note(#[prop(into)] look: String, icon: &'static str, children: Children) -> impl IntoView {
    view! {
        <div class=format!("banner {look}")>
            <Icon name=icon/>
            <p>{children()}</p>
        </div>
    }
}

/// Takes a field away from those that are filled.
#[component]
pub fn Remove(what: String, on_click: Callback<()>) -> impl IntoView {
    view! {
        <button
            type="button"
            class="btn ghost icon small"
            aria-label=move || format!("{}: {what}", t("remove"))
            on:click=move |_| on_click.run(())
        >
            <Icon name="trash-2"/>
        </button>
    }
}

/// A number of rows as the reader writes it.
pub fn count(rows: u64) -> String {
    formats().number(Decimal::from(rows), 0)
}
