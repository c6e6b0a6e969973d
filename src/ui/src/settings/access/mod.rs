//! Who may do what: the company's rules, the matrix of profiles, and what is shared. Each change is saved at once and
//! can be taken back.

mod decided;
mod fields;
mod matrix;
mod rules;
mod sharing;

use api::Failure;
use leptos::prelude::*;

use super::block::{Block, Heading};
use crate::context::is_administrator;
use crate::failed::Failed;

use decided::{Decided, State};
use matrix::Matrix;
use rules::Rules;
use sharing::Sharing;

#[component]
pub fn AccessPage() -> impl IntoView {
    if !untrack(is_administrator) {
        return view! { <Failed failure=Failure::NotAllowed page=true/> }.into_any();
    }
    let first = Resource::new(|| (), |()| Decided::load());
    view! {
        <Heading text="settings-access"/>
        <Suspense>
            {move || Suspend::new(async move {
                match first.await {
                    Ok(decided) => view! { <Parts decided/> }.into_any(),
                    Err(failure) => view! { <Failed failure/> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Parts(decided: Decided) -> impl IntoView {
    let state = State::new(decided);
    view! {
        <Block title="access-modules-title" text="access-modules-text"><Rules state/></Block>
        <Block title="access-profiles-title" text="access-profiles-text"><Matrix state/></Block>
        <Block title="access-sharing-title" text="access-sharing-text"><Sharing state/></Block>
    }
}
