//! The page to which whoever needs a second factor is led.

use leptos::prelude::*;

use crate::browser;
use crate::login::Frame;
use crate::query::use_query;
use crate::texts::t;
use crate::title::PageTitle;

use super::{RecoveryCodes, SetUp};

#[component]
pub fn SecondFactorPage() -> impl IntoView {
    let query = use_query();
    let codes = RwSignal::new(Vec::new());
    let made = move || codes.with(|codes| !codes.is_empty());
    let go_on = Callback::new(move |()| browser::leave(&own_page(&query.text("next"))));
    view! {
        <PageTitle title=Signal::derive(move || t("second-factor-forced-title"))/>
        <Frame title=Signal::derive(move || t("second-factor-forced-title")) error="">
            {move || if made() {
                view! { <RecoveryCodes codes=codes.get_untracked() kept=go_on/> }.into_any()
            } else {
                view! {
                    <p>{move || t("second-factor-forced-text")}</p>
                    <SetUp done=Callback::new(move |made| codes.set(made))/>
                    <form method="post" action="/logout">
                        <button type="submit" class="btn ghost wide">{move || t("sign-out")}</button>
                    </form>
                }
                .into_any()
            }}
        </Frame>
    }
}

/// Only a page of ours.
fn own_page(next: &str) -> String {
    let own = next.starts_with('/') && !next.starts_with("//") && !next.contains('\\');
    if own { next.to_owned() } else { "/".to_owned() }
}
