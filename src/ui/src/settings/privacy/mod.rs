//! Personal data, for administrators: what it is used for, how long it is kept, who saw it, and who was erased.

mod dialog;
mod register;
mod watching;

use api::{BulkChange, Failure, Selection, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{Name, Record};

use crate::context::{is_administrator, module};
use crate::failed::Failed;
use crate::icon::Icon;
use crate::live::live_version;
use crate::texts::{t, t_with};
use crate::toast::{toast_failure, toast_undo};

use super::block::{Block, Heading};
use super::records::all;
use dialog::RecordDialog;
use register::Register;
use watching::Watched;

const PURPOSES: Name = Name::new_static("consent_purposes");
const RULES: Name = Name::new_static("retention_rules");

/// What the dialog has open: nothing, a new record of the module, or one that is there.
#[derive(Clone, Copy)]
struct Opened {
    module: StoredValue<Name>,
    open: RwSignal<bool>,
    record: RwSignal<Option<Record>>,
    /// Grows when something was saved.
    version: RwSignal<u64>,
}

impl Opened {
    fn new(module: Name) -> Opened {
        Opened {
            module: StoredValue::new(module),
            open: RwSignal::new(false),
            record: RwSignal::new(None),
            version: RwSignal::new(0),
        }
    }

    fn show(self, record: Option<Record>) {
        self.record.set(record);
        self.open.set(true);
    }

    fn saved(self) {
        let _ = self.version.try_update(|version| *version += 1);
    }
}

#[component]
pub fn PrivacyPage() -> impl IntoView {
    if !untrack(is_administrator) {
        return view! { <Failed failure=Failure::NotAllowed page=true/> }.into_any();
    }
    let privacy = Resource::new(|| (), |()| calls::privacy());
    view! {
        <Heading text="settings-privacy"/>
        <Records
            of=PURPOSES
            title="privacy-purposes"
            text="privacy-purposes-text"
            empty="privacy-purposes-empty"
            new="privacy-purpose-new"
        />
        <Records
            of=RULES
            title="privacy-retention"
            text="privacy-retention-text"
            empty="privacy-retention-empty"
            new="privacy-retention-new"
        />
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

/// Settings that are records of a module, each to be changed in a dialog.
#[component]
fn Records(
    of: Name,
    title: &'static str,
    text: &'static str,
    empty: &'static str,
    new: &'static str,
) -> impl IntoView {
    let opened = Opened::new(of.clone());
    let live = live_version(of.clone());
    let records = Resource::new(move || (live.get(), opened.version.get()), move |_| all(of.clone()));
    view! {
        <Block title=title text=text>
            <div class="btn-row">
                <button type="button" class="btn" on:click=move |_| opened.show(None)>
                    <Icon name="plus"/>
                    {move || t(new)}
                </button>
            </div>
            <Transition>
                {move || Suspend::new(async move {
                    match records.await {
                        Ok(records) if records.is_empty() => {
                            view! { <p class="muted">{move || t(empty)}</p> }.into_any()
                        }
                        Ok(records) => {
                            records.into_iter().map(|record| row(opened, record)).collect_view().into_any()
                        }
                        Err(failure) => view! { <Failed failure/> }.into_any(),
                    }
                })}
            </Transition>
        </Block>
        <RecordDialog opened new/>
    }
}

fn row(opened: Opened, record: Record) -> impl IntoView {
    let title = StoredValue::new(record.title.clone());
    let id = record.id;
    let active = record.value("active").as_bool() == Some(true);
    let told = StoredValue::new(record.clone());
    let of = move |key: &'static str| move || title.with_value(|title| t_with(key, &[("record", title)]));
    view! {
        <div class="setting">
            <div>
                <b>{title.get_value()}</b>
                <small>{move || told.with_value(|record| sentence(&opened.module.get_value(), record))}</small>
            </div>
            <span class="chip" data-color=if active { "green" } else { "grey" }>
                {move || t(if active { "privacy-active" } else { "privacy-inactive" })}
            </span>
            <button
                type="button"
                class="btn small"
                aria-label=of("privacy-edit-of")
                on:click=move |_| opened.show(Some(record.clone()))
            >
                {move || t("edit")}
            </button>
            <button
                type="button"
                class="btn small icon ghost"
                aria-label=of("privacy-delete-of")
                on:click=move |_| delete(opened, id, title.get_value())
            >
                <Icon name="trash-2"/>
            </button>
        </div>
    }
}

fn delete(opened: Opened, id: model::Id, title: String) {
    let module = opened.module.get_value();
    spawn_local(async move {
        match calls::change_many(module, Selection::Ids(vec![id]), BulkChange::Delete).await {
            Ok(done) => {
                if let Some(batch) = done.batch {
                    toast_undo(t_with("privacy-deleted", &[("record", &title)]), batch);
                }
                opened.saved();
            }
            Err(failure) => toast_failure(&failure),
        }
    });
}

/// `Consent · What it is for`, or `Leads: 24 months without activity · Erase`.
fn sentence(of: &Name, record: &Record) -> String {
    let text = |field: &str| record.value(field).as_text().unwrap_or_default().to_owned();
    let formats = crate::context::formats();
    let known = module(of);
    let shown = |name: &str| {
        let field = known.as_ref().and_then(|known| known.field(name));
        field.map(|field| record.format(field, &formats)).unwrap_or_default()
    };
    let parts = if *of == PURPOSES {
        [shown("basis"), text("description"), String::new()]
    } else {
        let named = module(&text("module")).map(|module| module.label.clone()).unwrap_or_default();
        let n = record.value("months").as_integer().unwrap_or_default();
        let when = t_with("privacy-retention-when", &[("module", &named), ("n", &n)]);
        [when, shown("action"), text("segment")]
    };
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
