//! What the company says of its modules, as the page holds it.

use api::{BulkChange, Failure, Selection, calls};
use futures::try_join;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::record::Values;
use model::{Id, Name, Record};

use crate::live::on_live;
use crate::settings::records::{all, in_bin};
use crate::start;
use crate::texts::t;
use crate::toast::{toast_failure, toast_undo};

pub const MODULES: Name = Name::new_static("custom_modules");
pub const FIELDS: Name = Name::new_static("custom_fields");
pub const LAYOUTS: Name = Name::new_static("layouts");
pub const ROLES: Name = Name::new_static("roles");

/// All records that say something of modules.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Said {
    pub modules: Vec<Record>,
    pub fields: Vec<Record>,
    pub layouts: Vec<Record>,
    pub roles: Vec<Record>,
    pub retired_modules: Vec<Record>,
    pub retired_fields: Vec<Record>,
}

impl Said {
    pub async fn load() -> Result<Said, Failure> {
        let (modules, fields, layouts, roles, retired_modules, retired_fields) =
            try_join!(all(MODULES), all(FIELDS), all(LAYOUTS), all(ROLES), in_bin(MODULES), in_bin(FIELDS))?;
        Ok(Said { modules, fields, layouts, roles, retired_modules, retired_fields })
    }

    pub fn module(&self, name: &str) -> Option<&Record> {
        self.modules.iter().find(|record| text(record, "name") == name)
    }

    pub fn field(&self, module: &str, name: &str) -> Option<&Record> {
        let is_it = |record: &&Record| text(record, "module") == module && text(record, "name") == name;
        self.fields.iter().find(is_it)
    }

    pub fn fields_of<'a>(&'a self, module: &'a str) -> impl Iterator<Item = &'a Record> {
        self.fields.iter().filter(move |record| text(record, "module") == module)
    }

    /// The layout of a module for a role, or for all.
    pub fn layout(&self, module: &str, role: Option<Id>) -> Option<&Record> {
        let of = |record: &Record| record.value("role").as_link().map(|role| role.id);
        self.layouts.iter().find(|record| text(record, "module") == module && of(record) == role)
    }

    /// A module of the company's own has an icon and a place that it chose; of a declared one only the name differs.
    pub fn is_own_module(&self, name: &str) -> bool {
        self.module(name).is_some_and(|record| record.value("own").as_bool() == Some(true))
    }

    /// Whether the field is the company's own.
    pub fn is_own_field(&self, module: &str, name: &str) -> bool {
        self.field(module, name).is_some_and(|record| record.value("own").as_bool() == Some(true))
    }
}

pub fn text<'r>(record: &'r Record, field: &str) -> &'r str {
    record.value(field).as_text().unwrap_or_default()
}

#[derive(Clone, Copy)]
pub struct State {
    pub said: RwSignal<Said>,
}

impl State {
    pub fn new(said: Said) -> State {
        let state = State { said: RwSignal::new(said) };
        for module in [MODULES, FIELDS, LAYOUTS, ROLES] {
            on_live(module, move |_| spawn_local(state.reload()));
        }
        state
    }

    async fn reload(self) {
        let loaded = Said::load().await;
        if let Ok(loaded) = loaded
            && self.said.try_with_untracked(|said| *said != loaded).unwrap_or_default()
        {
            self.said.set(loaded);
        }
    }

    /// Makes or changes a record, and takes up the schema that comes of it.
    pub async fn save(
        self,
        module: Name,
        before: Option<Record>,
        values: Values,
        done: String,
    ) -> Result<Record, Failure> {
        let saved = match before {
            Some(record) => calls::update(module, record.id, record.version, values).await?,
            None => calls::create(module, values).await?,
        };
        self.take_up().await;
        toast_undo(done, saved.batch);
        Ok(saved.record)
    }

    /// Retires a module or field, or takes back what was said of a declared one; or brings it back.
    pub async fn change(self, module: Name, id: Id, change: BulkChange, done: String) -> bool {
        match calls::change_many(module, Selection::Ids(vec![id]), change).await {
            Ok(changed) => {
                self.take_up().await;
                if let Some(batch) = changed.batch {
                    toast_undo(done, batch);
                }
                true
            }
            Err(failure) => {
                toast_failure(&failure);
                false
            }
        }
    }

    /// The live stream tells of it too, but who did it need not wait.
    pub async fn take_up(self) {
        let _ = start::reload().await;
        self.reload().await;
    }
}

/// What a dialog is about, and whether it is open.
pub struct About<T: Send + Sync + 'static> {
    pub open: RwSignal<bool>,
    pub what: RwSignal<Option<T>>,
}

impl<T: Send + Sync + 'static> Clone for About<T> {
    fn clone(&self) -> About<T> {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for About<T> {}

impl<T: Send + Sync + 'static> About<T> {
    pub fn nothing() -> About<T> {
        About { open: RwSignal::new(false), what: RwSignal::new(None) }
    }

    pub fn show(self, what: T) {
        self.what.set(Some(what));
        self.open.set(true);
    }
}

/// What a toast says of what was saved.
pub fn saved(what: &str) -> String {
    format!("{what}: {}", t("settings-saved"))
}
