//! Editing in place. What is typed is shown at once and saved behind; what the server refuses comes back with the
//! editor open and its problems beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use api::{Failure, calls};
use leptos::web_sys::HtmlElement;
use model::record::Values;
use model::{Field, Id, Name, Problem, Record};
use wasm_bindgen::JsCast;

use super::state::List;
use crate::duplicates::ask_anyway;
use crate::field::{Draft, Edit};
use crate::prelude::*;

/// Where the editor is: a record and one of its fields.
pub type Place = (Id, Name);

#[derive(Clone, Copy, Default)]
pub struct Edits {
    pub open: RwSignal<Option<Place>>,
    /// Records that are being saved.
    pub saving: RwSignal<BTreeSet<Id>>,
    /// What is typed in the editor that is open.
    draft: StoredValue<Option<Draft>>,
    /// What is to be saved after what is being saved now, so that one does not conflict with oneself.
    waiting: StoredValue<BTreeMap<Id, Values>>,
    refused: StoredValue<Option<Refused>>,
}

/// What was typed and not taken.
#[derive(Clone)]
struct Refused {
    place: Place,
    values: Values,
    problems: Vec<Problem>,
}

impl List {
    /// Whether the field can be edited in this list.
    pub fn can_edit(self, field: &Field) -> bool {
        let may = self.module.with_untracked(|module| module.may.edit);
        may && field.editable() && !self.deleted.get_untracked()
    }

    /// Whether the field of this row can: some are history.
    pub fn can_change(self, id: Id, field: &Field) -> bool {
        self.can_edit(field) && (self.stays_open(&field.name) || !self.is_locked(id))
    }

    fn stays_open(self, field: &str) -> bool {
        self.module.with_untracked(|module| module.stays_open(field))
    }

    fn is_locked(self, id: Id) -> bool {
        let record = self.rows.with_untracked(|rows| rows.find(id).cloned());
        record.is_some_and(|record| self.module.with_untracked(|module| module.is_locked(&record)))
    }

    pub fn edit(self, id: Id, field: &Field) {
        if self.can_change(id, field) {
            self.edits.open.set(Some((id, field.name.clone())));
        }
    }

    /// Closes the editor and throws away what was typed.
    pub fn cancel(self) {
        // Taken out of the page with the focus in it, the editor would be told of its end too late.
        if let Some(cell) = focused_editor() {
            let _ = cell.focus();
        }
        self.edits.open.set(None);
    }

    /// Closes the editor and saves what was typed; `false` where it stays open, because that cannot be right.
    pub fn commit(self) -> bool {
        let Some((id, name)) = self.edits.open.get_untracked() else { return true };
        let draft = self.edits.draft.get_value();
        let field = self.module.with_untracked(|module| module.field(&name).cloned());
        let (Some(draft), Some(field)) = (draft, field) else {
            self.cancel();
            return true;
        };
        let Ok(values) = draft.check([&field]) else { return false };
        if !values.is_empty() {
            let shown = draft.record();
            self.rows.update(|rows| {
                rows.put(shown);
            });
            self.save(id, values, (id, name));
        }
        self.cancel();
        true
    }

    fn save(self, id: Id, values: Values, place: Place) {
        let edits = self.edits;
        if edits.saving.with_untracked(|saving| saving.contains(&id)) {
            edits.waiting.update_value(|waiting| waiting.entry(id).or_default().extend(values));
            return;
        }
        edits.saving.update(|saving| {
            saving.insert(id);
        });
        spawn_local(async move {
            let mut next = Some(values);
            while let Some(values) = next.take() {
                if !self.save_one(id, values, &place).await {
                    break;
                }
                next = edits.waiting.try_update_value(|waiting| waiting.remove(&id)).flatten();
            }
            let _ = edits.saving.try_update(|saving| saving.remove(&id));
        });
    }

    /// Whether it was saved.
    async fn save_one(self, id: Id, values: Values, place: &Place) -> bool {
        let module = self.name();
        let Some(version) = self.rows.with_untracked(|rows| rows.find(id).map(|record| record.version))
        else {
            return false;
        };
        let answer = calls::update_checked(module.clone(), id, version, values.clone()).await;
        if self.rows.is_disposed() {
            return true;
        }
        match answer {
            Ok(saved) => {
                toast_undo(t_with("record-saved", &[("record", &saved.record.title)]), saved.batch);
                self.put(saved.record);
                true
            }
            Err(failure) => {
                if let Failure::Duplicates(found) = &failure {
                    let given = values.clone();
                    ask_anyway(found, move || self.save_anyway(id, version, given.clone()));
                }
                self.take_back(id, module, failure, values, place).await;
                false
            }
        }
    }

    /// Although it seems to be there already.
    fn save_anyway(self, id: Id, version: i64, values: Values) {
        let module = self.name();
        spawn_local(async move {
            match calls::update(module, id, version, values).await {
                Ok(saved) => {
                    toast_undo(t_with("record-saved", &[("record", &saved.record.title)]), saved.batch);
                    self.put(saved.record);
                }
                Err(failure) => toast_failure(&failure),
            }
        });
    }

    /// Shows again what the server holds, and says why it was not changed.
    async fn take_back(self, id: Id, module: Name, failure: Failure, values: Values, place: &Place) {
        let _ = self.edits.waiting.try_update_value(|waiting| waiting.remove(&id));
        match failure {
            Failure::Conflict(theirs) => {
                self.put(*theirs);
                toast_failed(t("problem-conflict"));
            }
            failure => {
                if let Ok(page) = calls::record(module, id).await
                    && !self.rows.is_disposed()
                {
                    self.put(page.record);
                }
                if !matches!(failure, Failure::Duplicates(_)) {
                    toast_failure(&failure);
                }
                if let Failure::Invalid(problems) = failure {
                    let refused = Refused { place: place.clone(), values, problems };
                    self.edits.refused.set_value(Some(refused));
                    self.edits.open.set(Some(place.clone()));
                }
            }
        }
    }

    /// Shows a newer version of a record.
    pub fn put(self, record: Record) -> bool {
        self.rows.try_update(|rows| rows.put(record)).unwrap_or_default()
    }
}

/// The cell of the editor that has the focus.
fn focused_editor() -> Option<HtmlElement> {
    document().active_element()?.closest(".cell.editing").ok().flatten()?.dyn_into().ok()
}

/// The editor in a cell.
#[component]
pub fn EditCell(list: List, record: Arc<Record>, field: Arc<Field>) -> impl IntoView {
    let draft = Draft::of(list.name(), (*record).clone());
    let place = (record.id, field.name.clone());
    let refused = list.edits.refused.try_update_value(Option::take).flatten();
    if let Some(refused) = refused.filter(|refused| refused.place == place) {
        for (name, value) in refused.values {
            draft.set(&name, value);
        }
        let problems = refused.problems;
        // After the editor has made its place for them.
        queue_microtask(move || draft.show_problems(&problems));
    }
    list.edits.draft.set_value(Some(draft));
    on_cleanup(move || {
        let _ = list.edits.draft.try_set_value(None);
    });
    view! { <Edit field=(*field).clone() draft id="list-edit" bare=true focus=true/> }
}
