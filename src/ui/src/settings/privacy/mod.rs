//! Personal data, for administrators: what it is used for, how long it is kept, who saw it, and who was erased.

mod register;
mod watching;

use api::{Failure, calls};
use leptos::prelude::*;
use model::{Name, Record};

use super::block::{Block, Heading};
use super::kept::{About, Kept, Trial, named, shown};
use crate::context::is_administrator;
use crate::failed::Failed;
use crate::texts::t_with;

use register::Register;
use watching::Watched;

const PURPOSES: About = About {
    module: Name::new_static("consent_purposes"),
    new: "privacy-purpose-new",
    empty: "privacy-purposes-empty",
    fields: &["name", "basis", "description", "active"],
    offers: |_| true,
    sentence: purpose,
    trial: None,
};

const RULES: About = About {
    module: Name::new_static("retention_rules"),
    new: "privacy-retention-new",
    empty: "privacy-retention-empty",
    fields: &["name", "module", "months", "action", "segment", "active"],
    offers: |module| module.features.person,
    sentence: rule,
    trial: Some(Trial::Retention),
};

#[component]
pub fn PrivacyPage() -> impl IntoView {
    if !untrack(is_administrator) {
        return view! { <Failed failure=Failure::NotAllowed page=true/> }.into_any();
    }
    let privacy = Resource::new(|| (), |()| calls::privacy());
    view! {
        <Heading text="settings-privacy"/>
        <Block title="privacy-purposes" text="privacy-purposes-text">
            <Kept about=PURPOSES/>
        </Block>
        <Block title="privacy-retention" text="privacy-retention-text">
            <Kept about=RULES/>
        </Block>
        <Transition>
            {move || Suspend::new(async move {
                match privacy.await {
                    Ok(privacy) => {
                        view! {
                            <Watched watching=privacy.watching/>
                            <Register erasures=privacy.erasures/>
                        }
                            .into_any()
                    }
                    Err(failure) => view! { <Failed failure/> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any()
}

/// `Consent · What it is for`.
fn purpose(record: &Record) -> String {
    joined([shown(&PURPOSES.module, record, "basis"), text(record, "description")])
}

/// `Leads: 24 months without activity · Erase · city = Hamburg`.
fn rule(record: &Record) -> String {
    let n = record.value("months").as_integer().unwrap_or_default();
    let when = t_with("privacy-retention-when", &[("module", &named(record)), ("n", &n)]);
    joined([when, shown(&RULES.module, record, "action"), text(record, "segment")])
}

fn text(record: &Record, field: &str) -> String {
    record.value(field).as_text().unwrap_or_default().to_owned()
}

fn joined<const N: usize>(parts: [String; N]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
