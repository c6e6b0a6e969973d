//! The time zones that the browser knows.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// `Intl.supportedValuesOf("timeZone")`, and UTC.
pub fn all() -> Vec<String> {
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
