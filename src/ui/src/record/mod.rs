//! A record's page, and the form of a new one.

use leptos::prelude::*;
use model::{Id, Name};

#[component]
pub fn RecordPage(module: Name, id: Id) -> impl IntoView {
    view! { <p>{module.to_string()} {id.to_string()}</p> }
}

#[component]
pub fn NewPage(module: Name) -> impl IntoView {
    view! { <p>{module.to_string()}</p> }
}
