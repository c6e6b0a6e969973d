//! What stands in place of something that could not be had.

use api::Failure;
use leptos::prelude::*;

use crate::browser;
use crate::icon::Icon;
use crate::query::encode;
use crate::texts::{failure_text, t};
use crate::title::PageTitle;

/// Says what went wrong and what to do. Who is no longer signed in is sent to sign in, and comes back here after.
#[component]
pub fn Failed(
    failure: Failure,
    /// It stands in place of a whole page, so its heading is the page's.
    #[prop(optional)]
    page: bool,
) -> impl IntoView {
    set_status(&failure);
    if failure == Failure::NotSignedIn {
        Effect::new(|_| sign_in_again());
    }
    if failure == Failure::SecondFactorRequired {
        Effect::new(|_| leave_for("/second-factor?next="));
    }
    let (title, icon) = match &failure {
        Failure::NotFound => ("error-not-found-title", "search"),
        Failure::NotAllowed => ("error-no-rights-title", "lock"),
        Failure::NotSignedIn => ("sign-in", "lock"),
        Failure::SecondFactorRequired => ("second-factor-title", "lock"),
        Failure::Unreachable(_) => ("error-unreachable", "wifi-off"),
        Failure::Conflict(_)
        | Failure::Duplicates(_)
        | Failure::Invalid(_)
        | Failure::TooLarge
        | Failure::TooMany
        | Failure::Unavailable(_) => ("error-server-title", "triangle-alert"),
    };
    let heading = move || {
        let text = move || t(title);
        if page { view! { <h1>{text}</h1> }.into_any() } else { view! { <h2>{text}</h2> }.into_any() }
    };
    view! {
        {page.then(|| view! { <PageTitle title=Signal::derive(move || t(title))/> })}
        <div class="empty" role="alert">
            <Icon name=icon/>
            {heading()}
            <p>{move || failure_text(&failure)}</p>
            <div class="btn-row">
                <a class="btn" href="/">{move || t("error-go-home")}</a>
            </div>
        </div>
    }
}

/// The page for an address where nothing is.
#[component]
pub fn NotFound() -> impl IntoView {
    view! { <Failed failure=Failure::NotFound page=true/> }
}

/// Leaves for the sign-in page, with the way back.
pub fn sign_in_again() {
    leave_for("/login?error=session-ended&next=");
}

/// Leaves for another page, to whose address the way back is added.
fn leave_for(page: &str) {
    let location = window().location();
    let here = location.pathname().unwrap_or_default() + &location.search().unwrap_or_default();
    browser::leave(&format!("{page}{}", encode(&here)));
}

/// The status of the page on the server, by the one table that there is.
fn set_status(failure: &Failure) {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>()
        && let Ok(status) = http::StatusCode::from_u16(failure.status())
    {
        response.set_status(status);
    }
    #[cfg(not(feature = "ssr"))]
    let _ = failure;
}
