//! A mapping as a file: the same that `rapport import --map` reads.

use api::Mapping;
use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use super::mapping;
use super::save::save;
use super::wizard::Wizard;
use crate::prelude::*;

/// The heading of the mapping, with the ways to load and save it.
#[component]
pub fn MappingFiles(wizard: Wizard) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    let choose = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let load = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let file = input.files().and_then(|files| files.item(0));
        input.set_value("");
        let Some(file) = file else { return };
        spawn_local(async move {
            let text =
                JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()).unwrap_or_default();
            match serde_json::from_str(&text) {
                Ok(mapping) => wizard.load(mapping),
                Err(error) => toast_failed(t_with("import-mapping-broken", &[("detail", &error)])),
            }
        });
    };
    let used = move || {
        let headers = wizard.headers();
        let used = wizard.mapping.with(|mapping| mapping::used(mapping, &headers));
        t_with("import-columns-used", &[("n", &used), ("detail", &headers.len())])
    };
    let give = move |_| {
        let name = wizard.module.with_untracked(|module| module.name.clone());
        save(&format!("{name}.json"), &written(&wizard.decided()));
    };
    view! {
        <div class="wizard-head">
            <h2 id=super::table::TITLE>{move || t("import-mapping")}</h2>
            <small class="muted grow">{used}</small>
            <button type="button" class="btn small" on:click=choose>
                <Icon name="upload"/>
                {move || t("import-load-mapping")}
            </button>
            <button type="button" class="btn small" on:click=give>
                <Icon name="save"/>
                {move || t("import-save-mapping")}
            </button>
            <input
                type="file"
                hidden
                accept=".json,application/json"
                aria-label=move || t("import-load-mapping")
                node_ref=input
                on:change=load
            />
        </div>
    }
}

fn written(mapping: &Mapping) -> String {
    serde_json::to_string_pretty(mapping).unwrap_or_default()
}
