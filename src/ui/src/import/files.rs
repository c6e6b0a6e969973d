//! A mapping as a file: the same that `rapport import --map` reads.

use api::Mapping;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::File;
use wasm_bindgen_futures::JsFuture;

use super::mapping;
use super::save::save;
use super::wizard::Wizard;
use crate::choose_file::ChooseFile;
use crate::prelude::*;

/// The heading of the mapping, with the ways to load and save it.
#[component]
pub fn MappingFiles(wizard: Wizard) -> impl IntoView {
    let load = move |file: File| {
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
            <ChooseFile text="import-load-mapping" accept=".json,application/json" small=true chosen=load/>
            <button type="button" class="btn small" on:click=give>
                <Icon name="save"/>
                {move || t("import-save-mapping")}
            </button>
        </div>
    }
}

fn written(mapping: &Mapping) -> String {
    serde_json::to_string_pretty(mapping).unwrap_or_default()
}
