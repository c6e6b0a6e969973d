//! Giving the space of deleted records back.

use api::{Tidied, calls};
use leptos::prelude::*;

use super::State;
use super::job::Job;
use crate::field::size;
use crate::icon::Icon;
use crate::texts::{t, t_with};

#[component]
pub fn Tidy(state: State) -> impl IntoView {
    view! {
        <Job
            title="database-tidy"
            text="database-tidy-text"
            button="database-tidy-now"
            icon="brush-cleaning"
            run=calls::tidy_database
            told
            then=move |()| state.reload()
        />
    }
}

fn told(tidied: Tidied) -> AnyView {
    let (before, after) = (size(tidied.before), size(tidied.after));
    let said = move || match before == after {
        true => t("database-tidied-nothing"),
        false => t_with("database-tidied", &[("before", &before), ("after", &after)]),
    };
    view! {
        <div class="banner good">
            <Icon name="circle-check"/>
            <p>{said}</p>
        </div>
    }
    .into_any()
}
