//! Of whom it is noted who sees them, and for how long.

use api::{LONGEST_SEEN, Watching, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::Name;

use crate::context::schema;
use crate::settings::block::{Block, Setting};
use crate::texts::t;
use crate::toast::{toast, toast_failure};

#[component]
pub fn Watched(watching: Watching) -> impl IntoView {
    let watched = RwSignal::new(watching);
    let switch = move |module: Name, label: String| {
        let id = format!("watch-{module}");
        let (of, name) = (module.clone(), module);
        let checked = move || watched.with(|watching| watching.modules.contains(&of));
        let change = move |event| {
            let on = event_target_checked(&event);
            let name = name.clone();
            save(watched, move |watching| {
                watching.modules.retain(|known| *known != name);
                watching.modules.extend(on.then_some(name));
            });
        };
        view! {
            <div class="setting">
                <div><label for=id.clone()><b>{label}</b></label></div>
                <span class="switch">
                    <input type="checkbox" role="switch" id=id prop:checked=checked on:change=change/>
                </span>
            </div>
        }
    };
    let switches = move || {
        let schema = schema();
        let persons = schema.modules.iter().filter(|module| module.features.person);
        persons.map(|module| switch(module.name.clone(), module.label.clone())).collect_view()
    };
    let days = move |event| {
        let Some(days) = event_target_value(&event).parse().ok() else {
            return watched.update(|_| ());
        };
        save(watched, move |watching| watching.days = days);
    };
    view! {
        <Block title="privacy-watching" text="privacy-watching-text">
            {switches}
            <Setting label=Signal::derive(|| t("privacy-watching-days")) r#for="watching-days">
                <input
                    class="input number"
                    id="watching-days"
                    type="number"
                    min="1"
                    max=LONGEST_SEEN.to_string()
                    prop:value=move || watched.with(|watching| watching.days.to_string())
                    on:change=days
                />
            </Setting>
        </Block>
    }
}

/// Changes it, and takes it back where it is refused.
fn save(watched: RwSignal<Watching>, change: impl FnOnce(&mut Watching)) {
    let before = watched.get_untracked();
    watched.update(change);
    let now = watched.get_untracked();
    spawn_local(async move {
        match calls::set_watching(now).await {
            Ok(()) => toast(t("settings-saved")),
            Err(failure) => {
                let _ = watched.try_set(before);
                toast_failure(&failure);
            }
        }
    });
}
