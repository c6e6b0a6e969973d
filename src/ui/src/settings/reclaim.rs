//! Reclaim rules, for administrators: when customers go to the pool, and what a rule would take before it is in force.

use api::Failure;
use leptos::prelude::*;
use model::{Name, Record};

use super::block::{Block, Heading};
use super::kept::{About, Kept, Trial, named};
use crate::context::is_administrator;
use crate::failed::Failed;
use crate::texts::{t, t_with};

const RULES: About = About {
    module: Name::new_static("reclaim_rules"),
    new: "reclaim-new",
    empty: "reclaim-empty",
    fields: &[
        "name",
        "module",
        "reason",
        "threshold",
        "segment",
        "grace_days",
        "claim_limit",
        "claim_days",
        "cooldown_days",
        "active",
    ],
    offers: |module| module.features.pool,
    sentence,
    trial: Some(Trial::Reclaim),
};

#[component]
pub fn ReclaimPage() -> impl IntoView {
    if !untrack(is_administrator) {
        return view! { <Failed failure=Failure::NotAllowed page=true/> }.into_any();
    }
    view! {
        <Heading text="settings-reclaim"/>
        <Block text="reclaim-text">
            <Kept about=RULES>
                <a class="btn" href="/pool">{move || t("reclaim-show-pool")}</a>
            </Kept>
        </Block>
    }
    .into_any()
}

/// `Accounts: no activity for 90 days · city = Hamburg`.
fn sentence(rule: &Record) -> String {
    let text = |field: &str| rule.value(field).as_text().unwrap_or_default().to_owned();
    let n = rule.value("threshold").as_integer().unwrap_or_default();
    let key = format!("reclaim-when-{}", text("reason").replace('_', "-"));
    let said = [format!("{}: {}", named(rule), t_with(&key, &[("n", &n)])), text("segment")];
    said.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
