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
    // The page may be gone before this runs for the first time.
    Effect::new(move |_| {
        if let Some(text) = title.try_get() {
            shown.set(Named { text, by });
        }
    });
    // The next page may have named itself before this one goes.
    on_cleanup(move || {
        if shown.with_untracked(|named| named.by == by) {
            shown.set(Named::default());
        }
    });
    // The server writes the head when the page's contexts are gone: there the text has to be ready.
    #[cfg(feature = "ssr")]
    let title = title.get_untracked();
    // The head keeps it until the next page names itself, which may be after this one and its title are gone.
    #[cfg(not(feature = "ssr"))]
    let title = move || title.try_get().unwrap_or_default();
    view! { <Title text=title/> }
}
