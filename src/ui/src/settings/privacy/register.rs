//! The register of erasures: that somebody was erased, and nothing of whom.

use api::Erasure;
use leptos::prelude::*;

use crate::context::module;
use crate::settings::block::Block;
use crate::texts::t;
use crate::time::Time;

#[component]
pub fn Register(erasures: Vec<Erasure>) -> impl IntoView {
    let content = if erasures.is_empty() {
        view! { <p class="muted">{move || t("privacy-register-empty")}</p> }.into_any()
    } else {
        let head = |key: &'static str| view! { <th scope="col">{move || t(key)}</th> };
        view! {
            <div class="table-wrap" tabindex="0">
                <table class="table">
                    <thead>
                        <tr>
                            {head("privacy-register-number")}
                            {head("retention_rules-module")}
                            {head("field-erased_at")}
                            {head("privacy-register-by")}
                            {head("privacy-register-reason")}
                        </tr>
                    </thead>
                    <tbody>{erasures.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! { <Block title="privacy-register" text="privacy-register-text">{content}</Block> }
}

fn row(one: Erasure) -> impl IntoView {
    let named = module(&one.module).map(|module| module.label_one.clone()).unwrap_or_default();
    let by = one.by.map_or_else(|| t("privacy-register-rule"), |by| by.title);
    view! {
        <tr>
            <th scope="row">{one.number}</th>
            <td><a href=format!("/m/{}/{}", one.module, one.record)>{named}</a></td>
            <td><Time at=one.at/></td>
            <td>{by}</td>
            <td>{one.reason}</td>
        </tr>
    }
}
