//! Looking whether the database is whole.

use api::{Checked, calls};
use leptos::prelude::*;

use super::job::Job;
use crate::icon::Icon;
use crate::texts::{t, t_with};

#[component]
pub fn Check() -> impl IntoView {
    view! {
        <Job
            title="database-check"
            text="database-check-text"
            button="database-check-now"
            icon="list-checks"
            run=calls::check_database
            told=found
        />
    }
}

fn found(checked: Checked) -> AnyView {
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
