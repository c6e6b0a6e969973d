//! Being written.

use leptos::prelude::*;
use model::Name;

#[component]
pub fn BoardPage(module: Name) -> impl IntoView {
    view! { <p>{module.to_string()}</p> }
}
