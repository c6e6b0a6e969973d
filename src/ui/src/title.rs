//! What the page at hand is about.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::context::app;

/// Names the page: in the tab, and as the last of the crumbs. Shows nothing where it stands.
#[component]
pub fn PageTitle(#[prop(into)] title: Signal<String>) -> impl IntoView {
    let shown = app().title;
    Effect::new(move |_| shown.set(title.get()));
    on_cleanup(move || shown.set(String::new()));
    view! { <Title text=move || title.get()/> }
}
