//! Code that the browser fetches when somebody needs it: pages by their routes, and parts of a page by `later`.
//!
//! What a first visit does not show must not make it wait. A function marked `#[lazy]` becomes a file of its own; the
//! build splits it off (`cargo leptos … --split`), with all that only it needs.

use leptos::prelude::*;

/// A part of the page whose code is fetched when it is first shown. The server leaves it out.
pub fn later<F>(part: impl Fn() -> F + Send + 'static) -> impl IntoView
where
    F: Future<Output = AnyView> + Send + 'static,
{
    let awake = RwSignal::new(cfg!(feature = "hydrate") && !is_hydrating());
    Effect::new(move |_| {
        // What is there already must not be made anew.
        if !awake.get_untracked() {
            awake.set(true);
        }
    });
    let shown = move || awake.get().then(|| Suspend::new(part()));
    // One of its own: that of the page would put away the whole page until this part is there.
    view! { <Suspense>{shown}</Suspense> }
}

/// What the server made is being taken over, and must be met as it is.
fn is_hydrating() -> bool {
    Owner::current_shared_context().is_some_and(|context| context.during_hydration())
}
