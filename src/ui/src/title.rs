//! What the page at hand is about.

use std::sync::atomic::{AtomicU64, Ordering};

use leptos::prelude::*;
use leptos_meta::Title;

use crate::context::app;

/// What the page at hand calls itself, and which page that is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    pub text: String,
    by: u64,
}

/// Names the page: in the tab, and as the last of the crumbs. Shows nothing where it stands.
#[component]
pub fn PageTitle(#[prop(into)] title: Signal<String>) -> impl IntoView {
    static NUMBER: AtomicU64 = AtomicU64::new(1);
    let by = NUMBER.fetch_add(1, Ordering::Relaxed);
    let shown = app().title;
    Effect::new(move |_| shown.set(Named { text: title.get(), by }));
    // The next page may have named itself before this one goes.
    on_cleanup(move || {
        if shown.with_untracked(|named| named.by == by) {
            shown.set(Named::default());
        }
    });
    // The server writes the head when the page's contexts are gone: there the text has to be ready.
    #[cfg(feature = "ssr")]
    let title = title.get_untracked();
    #[cfg(not(feature = "ssr"))]
    let title = move || title.get();
    view! { <Title text=title/> }
}
