//! What was decided about the file at hand, kept by the browser for this tab, so that a reload does not lose it.

use api::{Mapping, ReadOptions};
use leptos::prelude::*;
use leptos::web_sys::Storage;
use model::Id;
use serde::{Deserialize, Serialize};

/// One import a tab: the next one takes its place.
const KEY: &str = "rapport-import";

#[derive(Debug, Serialize, Deserialize)]
pub struct Kept {
    pub id: Id,
    pub headers: Vec<String>,
    pub asked: ReadOptions,
    pub mapping: Mapping,
    pub updating: bool,
}

/// What was kept of the import `id`. To be called in the browser only, as `keep`.
pub fn find(id: Id) -> Option<Kept> {
    let text = storage()?.get_item(KEY).ok().flatten()?;
    serde_json::from_str(&text).ok().filter(|kept: &Kept| kept.id == id)
}

pub fn keep(kept: &Kept) {
    if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(kept)) {
        // A browser that keeps nothing has no reload to offer; all else works.
        let _ = storage.set_item(KEY, &text);
    }
}

fn storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}
