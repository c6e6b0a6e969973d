//! Settings that are kept as records: all of them as a list, and one of them in a dialog, where a rule can be tried out
//! before it holds.

mod dialog;

use api::{BulkChange, Selection, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{Module, Name, Record};

use crate::context::module;
use crate::failed::Failed;
use crate::icon::Icon;
use crate::live::live_version;
use crate::settings::records::all;
use crate::start;
use crate::texts::{t, t_with};
use crate::toast::{toast_failure, toast_undo};

use dialog::RecordDialog;

/// What differs between such settings.
#[derive(Clone)]
pub struct About {
    pub module: Name,
    /// The texts of the button that makes one, and of none being there.
    pub new: &'static str,
    pub empty: &'static str,
    /// What the dialog asks for.
    pub fields: &'static [&'static str],
    /// Which modules a rule can be about.
    pub offers: fn(&Module) -> bool,
    /// What a record says, in one line.
    pub sentence: fn(&Record) -> String,
    pub trial: Option<Trial>,
}

/// What a rule would do now.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Trial {
    /// What goes to the pool.
    Reclaim,
    /// Whom the company forgets.
    Retention,
}

/// The record that is open in the dialog: nothing, a new one, or one that is there.
#[derive(Clone, Copy)]
struct Opened {
    about: StoredValue<About>,
    open: RwSignal<bool>,
    record: RwSignal<Option<Record>>,
    /// Grows when something was saved.
    version: RwSignal<u64>,
}

impl Opened {
    fn module(self) -> Name {
        self.about.with_value(|about| about.module.clone())
    }

    fn show(self, record: Option<Record>) {
        self.record.set(record);
        self.open.set(true);
    }

    /// The sidebar and other pages show what follows of it.
    fn saved(self) {
        let _ = self.version.try_update(|version| *version += 1);
        spawn_local(async move {
            let _ = start::reload().await;
        });
    }

    fn delete(self, record: &Record) {
        let (module, id, title) = (self.module(), record.id, record.title.clone());
        spawn_local(async move {
            match calls::change_many(module, Selection::Ids(vec![id]), BulkChange::Delete).await {
                Ok(done) => {
                    if let Some(batch) = done.batch {
                        toast_undo(t_with("kept-deleted", &[("record", &title)]), batch);
                    }
                    self.saved();
                }
                Err(failure) => toast_failure(&failure),
            }
        });
    }
}

/// The list of them.
#[component]
pub fn Kept(about: About, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    let About { new, empty, .. } = about.clone();
    let of = about.module.clone();
    let opened = Opened {
        about: StoredValue::new(about),
        open: RwSignal::new(false),
        record: RwSignal::new(None),
        version: RwSignal::new(0),
    };
    let live = live_version(of.clone());
    let records = Resource::new(move || (live.get(), opened.version.get()), move |_| all(of.clone()));
    view! {
        <div class="btn-row">
            <button type="button" class="btn" on:click=move |_| opened.show(None)>
                <Icon name="plus"/>
                {move || t(new)}
            </button>
            {children.map(|children| children())}
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
        <RecordDialog opened/>
    }
}

fn row(opened: Opened, record: Record) -> impl IntoView {
    let kept = StoredValue::new(record);
    let with =
        move |key: &'static str| move || kept.with_value(|record| t_with(key, &[("record", &record.title)]));
    let active = kept.with_value(|record| record.value("active").as_bool() == Some(true));
    let sentence = opened.about.with_value(|about| about.sentence);
    view! {
        <div class="setting">
            <div>
                <b>{kept.with_value(|record| record.title.clone())}</b>
                <small>{move || kept.with_value(sentence)}</small>
            </div>
            <span class="chip" data-color=if active { "green" } else { "grey" }>
                {move || t(if active { "kept-active" } else { "kept-inactive" })}
            </span>
            <button
                type="button"
                class="btn small"
                aria-label=with("kept-edit-of")
                on:click=move |_| opened.show(Some(kept.get_value()))
            >
                {move || t("edit")}
            </button>
            <button
                type="button"
                class="btn small icon ghost"
                aria-label=with("kept-delete-of")
                on:click=move |_| kept.with_value(|record| opened.delete(record))
            >
                <Icon name="trash-2"/>
            </button>
        </div>
    }
}

/// What the field of a record says, as people read it.
pub fn shown(of: &Name, record: &Record, field: &str) -> String {
    let known = module(of);
    let field = known.as_ref().and_then(|known| known.field(field));
    field.map(|field| record.format(field, &crate::context::formats())).unwrap_or_default()
}

/// The label of the module that a rule is about.
pub fn named(record: &Record) -> String {
    let name = record.value("module").as_text().unwrap_or_default();
    module(name).map(|module| module.label.clone()).unwrap_or_default()
}
