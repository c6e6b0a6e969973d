//! The parts that settings are made of.

use leptos::prelude::*;

use crate::icon::Icon;
use crate::texts::t;
use crate::title::PageTitle;

/// The heading of a page, which is its title too.
#[component]
pub fn Heading(text: &'static str) -> impl IntoView {
    view! {
        <PageTitle title=Signal::derive(move || t(text))/>
        <h1>{move || t(text)}</h1>
    }
}

/// Settings that belong together.
#[component]
pub fn Block(
    #[prop(optional)] title: &'static str,
    #[prop(optional)] text: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="setting-block">
            {(!title.is_empty()).then(|| view! { <h2>{move || t(title)}</h2> })}
            {(!text.is_empty()).then(|| view! { <p>{move || t(text)}</p> })}
            {children()}
        </section>
    }
}

/// One setting: what it is, and its control.
#[component]
pub fn Setting(
    #[prop(into)] label: Signal<String>,
    /// The id of the control.
    #[prop(optional)]
    r#for: &'static str,
    children: Children,
) -> impl IntoView {
    let name = if r#for.is_empty() {
        view! { <b>{move || label.get()}</b> }.into_any()
    } else {
        view! { <label for=r#for><b>{move || label.get()}</b></label> }.into_any()
    };
    view! { <div class="setting"><div>{name}</div>{children()}</div> }
}

/// A message of what went wrong, under a form.
#[component]
pub fn Wrong(text: RwSignal<String>) -> impl IntoView {
    view! {
        <div role="alert">
            {move || Some(text.get()).filter(|text| !text.is_empty()).map(|text| view! { <p class="error">{text}</p> })}
        </div>
    }
}

/// What came of a try, or why nothing was saved.
#[component]
pub fn Said(said: RwSignal<Option<Result<String, String>>>) -> impl IntoView {
    let banner = move || {
        said.get().map(|said| {
            let (class, icon, text) = match said {
                Ok(text) => ("banner good", "circle-check", text),
                Err(text) => ("banner danger", "circle-alert", text),
            };
            view! { <div class=class><Icon name=icon/><p>{text}</p></div> }
        })
    };
    view! { <div role="status">{banner}</div> }
}
