//! Giving the space of deleted records back.

use api::{Tidied, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::field::size;
use crate::icon::Icon;
use crate::settings::block::Block;
use crate::texts::{t, t_with};
use crate::toast::toast_failure;

use super::State;

#[component]
pub fn Tidy(state: State) -> impl IntoView {
    let busy = RwSignal::new(false);
    let done = RwSignal::new(None::<Tidied>);
    let tidy = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        done.set(None);
        spawn_local(async move {
            match calls::tidy_database().await {
                Ok(tidied) => done.set(Some(tidied)),
                Err(failure) => toast_failure(&failure),
            }
            busy.set(false);
            state.reload();
        });
    };
    let said = move |tidied: Tidied| {
        let (before, after) = (size(tidied.before), size(tidied.after));
        t_with("database-tidied", &[("before", &before), ("after", &after)])
    };
    view! {
        <Block title="database-tidy" text="database-tidy-text">
            <div class="btn-row">
                <button type="button" class="btn" aria-busy=move || busy.get().to_string() on:click=tidy>
                    <Icon name="brush-cleaning"/>
                    {move || t("database-tidy-now")}
                </button>
            </div>
            <div role="status">
                {move || done.get().map(|tidied| view! {
                    <div class="banner good">
                        <Icon name="circle-check"/>
                        <p>{said(tidied)}</p>
                    </div>
                })}
            </div>
        </Block>
    }
}
