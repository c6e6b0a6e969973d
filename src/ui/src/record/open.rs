//! A record that is open: what is known of it, what is being changed, and what becomes of that.

use api::{BulkChange, Failure, RecordPage, Saved, Selection, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::module::{CURRENCY, OWNER, TAGS, UPDATED_BY};
use model::record::Values;
use model::{Field, Id, Kind, Link, Module, Name, Problem, Record, Value};

use super::conflict::Conflict;
use crate::context::module;
use crate::duplicates::ask_anyway;
use crate::field::{Draft, focus_next, focus_problem};
use crate::live::{News, on_live};
use crate::texts::t_with;
use crate::toast::{toast_failure, toast_undo};

/// What of the record is being changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mode {
    Reading,
    /// One field, in its place.
    Field(Name),
    /// All of them, as a form.
    All,
}

#[derive(Clone, Copy)]
pub struct Open {
    module: StoredValue<Name>,
    pub id: Id,
    pub page: RwSignal<RecordPage>,
    pub mode: RwSignal<Mode>,
    /// What is typed while `mode` is not reading.
    pub draft: Draft,
    pub saving: RwSignal<bool>,
    pub conflict: RwSignal<Option<Conflict>>,
    /// Who saved while this one was being changed here.
    pub meanwhile: RwSignal<Option<String>>,
    /// It can no longer be had.
    pub gone: RwSignal<Option<Failure>>,
    /// Grows when something was done here: what is about the record is to be read anew.
    pub done: RwSignal<u32>,
}

impl Open {
    /// To be called in a component; follows what others change until that is gone.
    pub fn new(module: Name, page: RecordPage) -> Open {
        let open = Open {
            module: StoredValue::new(module.clone()),
            id: page.record.id,
            draft: Draft::of(module.clone(), page.record.clone()),
            page: RwSignal::new(page),
            mode: RwSignal::new(Mode::Reading),
            saving: RwSignal::new(false),
            conflict: RwSignal::new(None),
            meanwhile: RwSignal::new(None),
            gone: RwSignal::new(None),
            done: RwSignal::new(0),
        };
        on_live(module, move |news| {
            let concerns = match news {
                News::Change(change) => change.ids.is_empty() || change.ids.contains(&open.id),
                News::Refresh => true,
            };
            if concerns {
                open.refresh();
            }
        });
        open
    }

    pub fn module(&self) -> Name {
        self.module.get_value()
    }

    /// Whether she may change this field, if people fill it.
    pub fn may_change(&self, field: &str) -> bool {
        self.page.with(|page| self.may(page, field))
    }

    /// A locked record still changes hands and tags.
    fn may(&self, page: &RecordPage, field: &str) -> bool {
        let stays = || module(&self.module()).is_some_and(|module| module.stays_open(field));
        page.may_edit && (!page.locked || stays())
    }

    /// Whether something may still hang on it: not where it lies in the recycle bin.
    pub fn takes_more(&self) -> bool {
        self.page.with(|page| !page.deleted)
    }

    pub fn is_reading(&self) -> bool {
        self.mode.with(|mode| *mode == Mode::Reading)
    }

    /// A link to this record, for what is made about it.
    pub fn link(&self) -> Link {
        let title = self.page.with_untracked(|page| page.record.title.clone());
        Link { module: self.module(), id: self.id, title }
    }

    /// Begins to change one field in its place. What was typed elsewhere is saved first.
    pub fn edit_field(self, name: &Name) {
        self.begin(Mode::Field(name.clone()));
    }

    pub fn edit_all(self) {
        self.begin(Mode::All);
    }

    fn begin(self, mode: Mode) {
        let may = self.page.with_untracked(|page| match &mode {
            Mode::Field(name) => self.may(page, name),
            Mode::All | Mode::Reading => page.may_edit && !page.locked,
        });
        let same = self.mode.with_untracked(|now| *now == mode);
        if !may || same || self.saving.get_untracked() {
            return;
        }
        if self.mode.with_untracked(|now| *now != Mode::Reading) && self.draft.is_dirty() {
            self.save_then(Some(mode));
            return;
        }
        self.start(mode);
    }

    fn start(self, mode: Mode) {
        self.draft.restart(self.page.with_untracked(|page| page.record.clone()));
        self.meanwhile.set(None);
        self.mode.set(mode);
    }

    /// Ends the change without saving, and gives the focus back.
    pub fn cancel(self) {
        self.end();
    }

    fn end(self) {
        let before = self.mode.get_untracked();
        self.mode.set(Mode::Reading);
        self.conflict.set(None);
        self.meanwhile.set(None);
        match before {
            Mode::Field(name) => focus_next(&pencil_id(&name)),
            Mode::All => focus_next(EDIT_BUTTON),
            Mode::Reading => {}
        }
    }

    /// Checks what was typed and saves it, or says what is wrong.
    pub fn save(self) {
        self.save_then(None);
    }

    fn save_then(self, next: Option<Mode>) {
        let Some(module) = module(&self.module()) else { return };
        if self.saving.get_untracked() {
            return;
        }
        let fields = self.mode.with_untracked(|mode| edited(&module, mode));
        match self.draft.check(&fields) {
            Err(_) => focus_problem(),
            Ok(values) if values.is_empty() => match next {
                Some(next) => self.start(next),
                None => self.end(),
            },
            Ok(values) => self.send(self.draft.base(), values, next),
        }
    }

    /// Saves one value at once, such as a stage.
    pub fn put(self, name: &Name, value: Value) {
        if self.mode.with_untracked(|mode| *mode != Mode::Reading) || self.saving.get_untracked() {
            return;
        }
        let base = self.page.with_untracked(|page| page.record.clone());
        self.send(base, Values::from([(name.clone(), value)]), None);
    }

    /// Saves `values` over `base`, which is what somebody has seen who decided on them.
    pub fn send(self, base: Record, values: Values, next: Option<Mode>) {
        self.send_if(false, base, values, next);
    }

    /// The same; with `anyway`, also if it seems to be there already.
    fn send_if(self, anyway: bool, base: Record, values: Values, next: Option<Mode>) {
        self.saving.set(true);
        let module = self.module();
        spawn_local(async move {
            let (version, given) = (base.version, values.clone());
            let answer = match anyway {
                true => calls::update(module, self.id, version, given).await,
                false => calls::update_checked(module, self.id, version, given).await,
            };
            if self.page.is_disposed() {
                return;
            }
            self.saving.set(false);
            match answer {
                Ok(saved) => self.saved(saved, next),
                Err(Failure::Conflict(theirs)) => {
                    self.conflict.set(Some(Conflict { base, mine: values, theirs: *theirs }));
                }
                Err(Failure::Duplicates(found)) => ask_anyway(&found, move || {
                    self.send_if(true, base.clone(), values.clone(), next.clone());
                }),
                Err(Failure::Invalid(problems)) => self.complain(values, problems),
                Err(failure) => toast_failure(&failure),
            }
        });
    }

    /// What was not saved stays, with what is wrong at its place. A change can ask for fields that are not at hand, as a
    /// lost deal asks why: then the whole form is shown.
    fn complain(self, values: Values, problems: Vec<Problem>) {
        let Some(module) = module(&self.module()) else { return };
        let at_hand = self.mode.with_untracked(|mode| edited(&module, mode));
        let on_form = form_fields(&module);
        let stands = |fields: &[Field], name: &Name| fields.iter().any(|field| field.name == *name);
        let elsewhere = problems
            .iter()
            .any(|problem| !stands(&at_hand, &problem.field) && stands(&on_form, &problem.field));
        if elsewhere && self.page.with_untracked(|page| page.may_edit && !page.locked) {
            self.start(Mode::All);
            values.into_iter().for_each(|(name, value)| self.draft.set(&name, value));
            on_form.iter().for_each(|field| drop(self.draft.get_untracked(&field.name)));
        } else if self.mode.with_untracked(|mode| *mode == Mode::Reading) {
            return toast_failure(&Failure::Invalid(problems));
        }
        self.draft.show_problems(&problems);
        focus_problem();
    }

    fn saved(self, saved: Saved, next: Option<Mode>) {
        toast_undo(t_with("record-saved", &[("record", &saved.record.title)]), saved.batch);
        self.adopt(saved.record);
        match next {
            Some(next) => self.start(next),
            None => self.end(),
        }
    }

    /// Goes on with what is known to be saved now.
    pub fn adopt(self, record: Record) {
        self.page.update(|page| page.record = record);
        self.done.update(|done| *done += 1);
    }

    /// Leaves everything as somebody else has saved it.
    pub fn take_theirs(self, record: Record) {
        self.adopt(record);
        self.end();
    }

    /// Asks for the record anew. What is being typed stays.
    pub fn refresh(self) {
        let module = self.module();
        spawn_local(async move {
            let answer = calls::record(module, self.id).await;
            if self.page.is_disposed() || self.saving.get_untracked() {
                return;
            }
            match answer {
                Ok(page) => self.refreshed(page),
                Err(failure @ Failure::NotFound) => self.gone.set(Some(failure)),
                // The next news bring it; until then what is known stands.
                Err(_) => {}
            }
        });
    }

    fn refreshed(self, page: RecordPage) {
        let newer = page.record.version > self.draft.base().version;
        if newer && self.mode.with_untracked(|mode| *mode != Mode::Reading) {
            self.meanwhile.set(Some(changed_by(&page.record)));
        }
        if self.page.with_untracked(|known| *known != page) {
            self.page.set(page);
        }
    }

    /// Into the recycle bin; `then` is called when it is there.
    pub fn delete(self, then: impl FnOnce() + 'static) {
        self.in_bin(BulkChange::Delete, "record-deleted", then);
    }

    pub fn restore(self) {
        self.in_bin(BulkChange::Restore, "record-restored", move || self.refresh());
    }

    fn in_bin(self, change: BulkChange, key: &'static str, then: impl FnOnce() + 'static) {
        let Link { module, id, title } = self.link();
        spawn_local(async move {
            match calls::change_many(module, Selection::Ids(vec![id]), change).await {
                Ok(done) if done.count > 0 => {
                    if let Some(batch) = done.batch {
                        toast_undo(t_with(key, &[("record", &title)]), batch);
                    }
                    then();
                }
                Ok(_) => toast_failure(&Failure::NotAllowed),
                Err(failure) => toast_failure(&failure),
            }
        });
    }

    /// Something about the record was written here: all that shows it asks anew.
    pub fn written(self) {
        self.done.update(|done| *done += 1);
        self.refresh();
    }
}

/// The id of the button that begins to edit everything.
pub const EDIT_BUTTON: &str = "record-edit";

/// The id of the button that begins to edit one field.
pub fn pencil_id(name: &str) -> String {
    format!("pencil-{name}")
}

/// Who changed a record last.
pub fn changed_by(record: &Record) -> String {
    record.value(UPDATED_BY).as_link().map(|user| user.title.clone()).unwrap_or_default()
}

/// The fields that a form has: those of the sections, and those that every record has.
pub fn form_fields(module: &Module) -> Vec<Field> {
    let in_sections = module.sections.iter().flat_map(|section| module.pick(&section.fields));
    let common = [OWNER, TAGS, CURRENCY].into_iter().filter_map(|name| module.field(name));
    in_sections.chain(common).filter(|field| field.editable()).cloned().collect()
}

fn edited(module: &Module, mode: &Mode) -> Vec<Field> {
    match mode {
        Mode::Reading => Vec::new(),
        Mode::All => form_fields(module),
        Mode::Field(name) => match module.field(name) {
            Some(Field { kind: Kind::Address(address), .. }) => {
                module.pick(&address.parts).cloned().collect()
            }
            Some(field) => vec![field.clone()],
            None => Vec::new(),
        },
    }
}
