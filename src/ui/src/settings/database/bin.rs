//! For how long the recycle bin keeps.

use api::{LONGEST_BIN, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::failed::Failed;
use crate::settings::block::{Block, Setting};
use crate::texts::t;
use crate::toast::{toast, toast_failure};

#[component]
pub fn Bin() -> impl IntoView {
    let days = Resource::new(|| (), |()| calls::bin_days());
    view! {
        <Block title="bin-title" text="bin-text">
            <Suspense>
                {move || Suspend::new(async move {
                    match days.await {
                        Ok(days) => view! { <Days days/> }.into_any(),
                        Err(failure) => view! { <Failed failure/> }.into_any(),
                    }
                })}
            </Suspense>
        </Block>
    }
}

#[component]
fn Days(days: u32) -> impl IntoView {
    let shown = RwSignal::new(days);
    let save = move |event| {
        let before = shown.get_untracked();
        let Some(days) = event_target_value(&event).parse().ok().filter(|days| *days <= LONGEST_BIN) else {
            return shown.update(|_| ());
        };
        shown.set(days);
        spawn_local(async move {
            match calls::set_bin_days(days).await {
                Ok(()) => toast(t("settings-saved")),
                Err(failure) => {
                    let _ = shown.try_set(before);
                    toast_failure(&failure);
                }
            }
        });
    };
    view! {
        <Setting label=Signal::derive(|| t("bin-days")) r#for="bin-days">
            <input
                class="input number"
                id="bin-days"
                type="number"
                min="0"
                max=LONGEST_BIN.to_string()
                prop:value=move || shown.get().to_string()
                on:change=save
            />
        </Setting>
    }
}
