//! Looking whether the database is whole.

use api::{Checked, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::icon::Icon;
use crate::settings::block::Block;
use crate::texts::{t, t_with};
use crate::toast::toast_failure;

#[component]
pub fn Check() -> impl IntoView {
    let busy = RwSignal::new(false);
    let found = RwSignal::new(None::<Checked>);
    let check = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        found.set(None);
        spawn_local(async move {
            match calls::check_database().await {
                Ok(checked) => found.set(Some(checked)),
                Err(failure) => toast_failure(&failure),
            }
            busy.set(false);
        });
    };
    view! {
        <Block title="database-check" text="database-check-text">
            <div class="btn-row">
                <button type="button" class="btn" aria-busy=move || busy.get().to_string() on:click=check>
                    <Icon name="list-checks"/>
                    {move || t("database-check-now")}
                </button>
            </div>
            <div role="status">{move || found.get().map(|checked| view! { <Found checked/> })}</div>
        </Block>
    }
}

#[component]
fn Found(checked: Checked) -> impl IntoView {
    let count = checked.faults.len();
    if count == 0 {
        return view! {
            <div class="banner good">
                <Icon name="circle-check"/>
                <p>{move || t("database-checked-good")}</p>
            </div>
        }
        .into_any();
    }
    let faults = checked.faults.into_iter().map(|fault| view! { <li>{fault}</li> });
    view! {
        <div class="banner danger">
            <Icon name="triangle-alert"/>
            <p>{move || t_with("database-checked-bad", &[("n", &count)])}</p>
        </div>
        <details class="more">
            <summary>{move || t("database-checked-details")}</summary>
            <ul lang="en">{faults.collect_view()}</ul>
        </details>
    }
    .into_any()
}
