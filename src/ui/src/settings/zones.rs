//! Time zones: those that the browser knows, and choosing one.

use js_sys::{Array, Function, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

/// The browser knows all zones; the server shows only the one that is chosen.
#[component]
pub fn ZoneSelect(
    id: &'static str,
    #[prop(into)] chosen: Signal<String>,
    choose: impl Fn(String) + 'static,
) -> impl IntoView {
    let zones = RwSignal::new(Vec::<String>::new());
    Effect::new(move |_| zones.set(all()));
    let options = move || {
        let mut all = zones.get();
        let chosen = chosen.get();
        if !all.contains(&chosen) {
            all.insert(0, chosen.clone());
        }
        let option = |zone: String| {
            let selected = zone == chosen;
            view! { <option value=zone.clone() selected=selected>{zone.replace('_', " ")}</option> }
        };
        all.into_iter().map(option).collect_view()
    };
    view! {
        <select class="select" id=id on:change=move |event| choose(event_target_value(&event))>{options}</select>
    }
}

/// `Intl.supportedValuesOf("timeZone")`, and UTC.
fn all() -> Vec<String> {
    let mut zones = known().unwrap_or_default();
    if !zones.iter().any(|zone| zone == "UTC") {
        zones.push("UTC".to_owned());
    }
    zones
}

fn known() -> Result<Vec<String>, JsValue> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into())?;
    let list: Function = Reflect::get(&intl, &"supportedValuesOf".into())?.dyn_into()?;
    let zones: Array = list.call1(&intl, &"timeZone".into())?.dyn_into()?;
    Ok(zones.iter().filter_map(|zone| zone.as_string()).collect())
}
