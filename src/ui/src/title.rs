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
    // The server writes the head when the page's contexts are gone: there the text has to be ready.
    #[cfg(feature = "ssr")]
    let title = title.get_untracked();
    #[cfg(not(feature = "ssr"))]
    let title = move || title.get();
    view! { <Title text=title/> }
}
