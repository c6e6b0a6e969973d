//! How the page starts in the browser, and how it takes on another language.

use std::sync::Arc;

use api::{Boot, Failure, Preferences, calls};
use futures::join;
use leptos::prelude::*;
use model::{Language, Schema, Texts};
use wasm_bindgen::JsValue;

use crate::browser;
use crate::context::{ServerBoot, app};

/// Reads what the server put into the page, and fetches texts and schema, both at once.
pub async fn read_start() -> Result<ServerBoot, JsValue> {
    let script = document().get_element_by_id("boot").ok_or("The page lacks its data.")?;
    let boot: Boot = parse(&script.text_content().unwrap_or_default())?;
    load(boot).await
}

/// Changes the language of this user, here and now and from now on.
pub async fn switch_language(language: Language) -> Result<(), Failure> {
    calls::set_preferences(Preferences { language: Some(language), time_zone: None }).await?;
    reload().await
}

/// Fetches anew what the page started with, after a change of preferences or of the schema.
pub async fn reload() -> Result<(), Failure> {
    let boot = calls::boot().await?;
    let start = load(boot).await.map_err(|error| Failure::Unreachable(format!("{error:?}")))?;
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("lang", start.boot.formats.language.code());
    }
    app().adopt(start);
    Ok(())
}

async fn load(boot: Boot) -> Result<ServerBoot, JsValue> {
    let (texts, schema) = join!(browser::fetch_text(&boot.texts), fetch_schema(&boot.schema));
    let texts = Arc::new(Texts::new(boot.formats.language, [texts?]));
    Ok(ServerBoot { boot, texts, schema: Arc::new(schema?) })
}

/// The sign-in page has none.
async fn fetch_schema(url: &str) -> Result<Schema, JsValue> {
    if url.is_empty() {
        return Ok(Schema::default());
    }
    parse(&browser::fetch_text(url).await?)
}

fn parse<T: serde::de::DeserializeOwned>(json: &str) -> Result<T, JsValue> {
    serde_json::from_str(json).map_err(|error| JsValue::from_str(&error.to_string()))
}
