//! Reclaim rules, for administrators: when customers go to the pool, and what a rule would take before it is in force.

mod rule_dialog;

use api::{BulkChange, Failure, Selection, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{Id, Name, Record};

use crate::context::{is_administrator, module};
use crate::failed::Failed;
use crate::icon::Icon;
use crate::live::live_version;
use crate::start;
use crate::texts::{t, t_with};
use crate::toast::{toast_failure, toast_undo};

use super::block::{Block, Heading};
use super::records::all;
use rule_dialog::RuleDialog;

pub const RULES: Name = Name::new_static("reclaim_rules");

/// The rule that is open in the dialog: nothing, a new one, or one that is there.
#[derive(Clone, Copy)]
pub struct Opened {
    pub open: RwSignal<bool>,
    pub rule: RwSignal<Option<Record>>,
    /// Grows when something was saved.
    pub version: RwSignal<u64>,
}

impl Opened {
    fn show(self, rule: Option<Record>) {
        self.rule.set(rule);
        self.open.set(true);
    }

    /// The sidebar shows the pool as soon as there is a rule.
    pub fn saved(self) {
        let _ = self.version.try_update(|version| *version += 1);
        spawn_local(async move {
            let _ = start::reload().await;
        });
    }
}

#[component]
pub fn ReclaimPage() -> impl IntoView {
    if !untrack(is_administrator) {
        return view! { <Failed failure=Failure::NotAllowed page=true/> }.into_any();
    }
    let opened = Opened { open: RwSignal::new(false), rule: RwSignal::new(None), version: RwSignal::new(0) };
    let live = live_version(RULES);
    let rules = Resource::new(move || (live.get(), opened.version.get()), |_| all(RULES));
    view! {
        <Heading text="settings-reclaim"/>
        <Block text="reclaim-text">
            <div class="btn-row">
                <button type="button" class="btn primary" on:click=move |_| opened.show(None)>
                    <Icon name="plus"/>
                    {move || t("reclaim-new")}
                </button>
                <a class="btn" href="/pool">{move || t("reclaim-show-pool")}</a>
            </div>
            <Transition>
                {move || Suspend::new(async move {
                    match rules.await {
                        Ok(rules) if rules.is_empty() => {
                            view! { <p class="muted">{move || t("reclaim-empty")}</p> }.into_any()
                        }
                        Ok(rules) => rules.into_iter().map(|rule| row(opened, rule)).collect_view().into_any(),
                        Err(failure) => view! { <Failed failure/> }.into_any(),
                    }
                })}
            </Transition>
        </Block>
        <RuleDialog opened/>
    }
    .into_any()
}

fn row(opened: Opened, rule: Record) -> impl IntoView {
    let (id, title) = (rule.id, rule.title.clone());
    let active = rule.value("active").as_bool() == Some(true);
    let told = rule.clone();
    let of = title.clone();
    view! {
        <div class="setting">
            <div>
                <b>{title.clone()}</b>
                <small>{move || sentence(&told)}</small>
            </div>
            <span class="chip" data-color=if active { "green" } else { "grey" }>
                {move || t(if active { "reclaim-active" } else { "reclaim-inactive" })}
            </span>
            <button
                type="button"
                class="btn small"
                aria-label=move || t_with("reclaim-edit-of", &[("rule", &of)])
                on:click=move |_| opened.show(Some(rule.clone()))
            >
                {move || t("edit")}
            </button>
            <button
                type="button"
                class="btn small icon ghost"
                aria-label={
                    let title = title.clone();
                    move || t_with("reclaim-delete-of", &[("rule", &title)])
                }
                on:click=move |_| delete(opened, id, title.clone())
            >
                <Icon name="trash-2"/>
            </button>
        </div>
    }
}

fn delete(opened: Opened, id: Id, title: String) {
    spawn_local(async move {
        match calls::change_many(RULES, Selection::Ids(vec![id]), BulkChange::Delete).await {
            Ok(done) => {
                if let Some(batch) = done.batch {
                    toast_undo(t_with("reclaim-deleted", &[("rule", &title)]), batch);
                }
                opened.saved();
            }
            Err(failure) => toast_failure(&failure),
        }
    });
}

/// `Accounts: no activity for 90 days`.
fn sentence(rule: &Record) -> String {
    let text = |field: &str| rule.value(field).as_text().unwrap_or_default().to_owned();
    let named = module(&text("module")).map(|module| module.label.clone()).unwrap_or_default();
    let n = rule.value("threshold").as_integer().unwrap_or_default();
    let key = format!("reclaim-when-{}", text("reason").replace('_', "-"));
    let mut said = format!("{named}: {}", t_with(&key, &[("n", &n)]));
    let segment = text("segment");
    if !segment.is_empty() {
        said = format!("{said} · {segment}");
    }
    said
}
