//! What this program is, and how other programs talk to it.

use leptos::prelude::*;

use crate::texts::t_with;

use super::block::{Block, Heading};

const VERSION: &str = env!("CARGO_PKG_VERSION");

#[component]
pub fn AboutPage() -> impl IntoView {
    view! {
        <Heading text="settings-about"/>
        <Block><p>{move || t_with("settings-version", &[("detail", &VERSION)])}</p></Block>
        <Block title="settings-api" text="settings-api-text">
            <p><a href="/api/v1/openapi.json" rel="external">"/api/v1/openapi.json"</a></p>
        </Block>
    }
}
