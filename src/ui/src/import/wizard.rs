//! The state of an import on its way through the steps.

use std::str::FromStr;
use std::time::Duration;

use api::{Failure, ImportPlan, ImportStage, ImportStatus, Mapping, ReadOptions, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::module::{CREATED_AT, UPDATED_AT};
use model::{Filter, Id, Value};

use super::kept::{self, Kept};
use super::mapping;
use super::step::Step;
use crate::browser;
use crate::context::ModuleRef;
use crate::prelude::*;
use crate::query::Query;

/// How often one asks how far the server is, and how soon again after it could not be reached.
const PAUSE: Duration = Duration::from_millis(200);
const LONGER: Duration = Duration::from_secs(2);

/// The page's heading.
pub const HEADING: &str = "import-heading";

#[derive(Clone, Copy)]
pub struct Wizard {
    pub module: Memo<ModuleRef>,
    query: Query,
    pub id: Memo<Option<Id>>,
    pub step: Memo<Step>,
    /// How the file is to be read; what is `None` is found out.
    pub asked: RwSignal<ReadOptions>,
    /// What is in the file, once it was read.
    pub plan: RwSignal<Option<ImportPlan>>,
    /// Why the file cannot be read.
    pub unreadable: RwSignal<Option<Failure>>,
    pub reading: RwSignal<bool>,
    /// The file that `mapping` is about, and its columns.
    file: RwSignal<Option<(Id, Vec<String>)>>,
    pub mapping: RwSignal<Mapping>,
    /// Records that are the same are updated; else every row is added.
    pub updating: RwSignal<bool>,
    pub status: RwSignal<Option<ImportStatus>>,
    /// Why nothing is known of the import.
    pub failure: RwSignal<Option<Failure>>,
    /// A mapping was loaded: it stays, whether it fits or not.
    loaded: StoredValue<bool>,
    /// Counts up whenever the asking begins anew, so that what was asked before is not listened to.
    turn: StoredValue<u32>,
}

impl Wizard {
    pub fn new(found: ModuleRef) -> Wizard {
        let query = use_query();
        let (name, id, step) = (found.name.clone(), query.memo("id"), query.memo("step"));
        let id = Memo::new(move |_| id.with(|id| Id::from_str(id).ok()));
        let wizard = Wizard {
            module: Memo::new(move |_| module(&name).unwrap_or(found.clone())),
            query,
            id,
            step: Memo::new(move |_| match id.get() {
                Some(_) => step.with(|step| Step::of_key(step)),
                None => Step::File,
            }),
            asked: RwSignal::default(),
            plan: RwSignal::new(None),
            unreadable: RwSignal::new(None),
            reading: RwSignal::new(false),
            file: RwSignal::new(None),
            mapping: RwSignal::default(),
            updating: RwSignal::new(false),
            status: RwSignal::new(None),
            failure: RwSignal::new(None),
            loaded: StoredValue::new(false),
            turn: StoredValue::new(0),
        };
        wizard.remember();
        wizard.read();
        wizard.follow();
        wizard.move_focus();
        wizard
    }

    pub fn title(self) -> String {
        t_with("import-title", &[("module", &self.module.with(|module| module.label.clone()))])
    }

    /// The page's address before a file is chosen.
    pub fn address(self) -> String {
        self.module.with(|module| format!("/m/{}/import", module.name))
    }

    pub fn list(self) -> String {
        self.module.with(|module| format!("/m/{}", module.name))
    }

    /// The list of what the import made, and of what it changed and nobody has changed since.
    pub fn imported(self) -> Option<String> {
        let at = self.status.with(|status| status.as_ref()?.written_at)?;
        let written = |field| Filter::is(field, Value::Instant(at));
        let filter = Filter::Or(vec![written(CREATED_AT), written(UPDATED_AT)]).to_string();
        Some(address_with(&self.list(), &[("filter", &filter)]))
    }

    /// To another step; "back" leads here again.
    pub fn go(self, step: Step) {
        self.query.set(&[("step", Some(step.key()))]);
    }

    fn go_instead(self, step: Step) {
        self.query.replace(&[("step", Some(step.key()))]);
    }

    /// The columns of the file.
    pub fn headers(self) -> Vec<String> {
        self.plan.with(|plan| plan.as_ref().map(|plan| plan.headers.clone())).unwrap_or_default()
    }

    /// A file was uploaded.
    pub fn uploaded(self, id: Id) {
        self.asked.set(ReadOptions::default());
        self.plan.set(None);
        self.query.set(&[("id", Some(&id.to_string())), ("step", Some(Step::Columns.key()))]);
    }

    /// Reads the file when its columns are looked at, and again whenever it is to be read otherwise.
    fn read(self) {
        let turn = StoredValue::new(0_u32);
        Effect::new(move |_| {
            let (id, read, step) = (self.id.get(), self.asked.get(), self.step.get());
            turn.update_value(|turn| *turn += 1);
            let Some(id) = id.filter(|_| step == Step::Columns) else { return };
            let this = turn.get_value();
            self.reading.set(true);
            spawn_local(async move {
                let answer = calls::import_plan(id, read).await;
                if turn.try_get_value() == Some(this) {
                    self.reading.set(false);
                    self.adopt(answer);
                }
            });
        });
    }

    fn adopt(self, answer: Result<ImportPlan, Failure>) {
        match answer {
            Ok(plan) => {
                self.decide(&plan);
                self.unreadable.set(None);
                self.plan.set(Some(plan));
            }
            Err(failure) => {
                self.plan.set(None);
                self.unreadable.set(Some(failure));
            }
        }
    }

    /// Takes over what was guessed. What a person decided stays, as long as it fits.
    fn decide(self, plan: &ImportPlan) {
        let loaded = self.loaded.try_update_value(std::mem::take).unwrap_or_default();
        let stays = loaded
            || self.file.with_untracked(|file| {
                let Some((id, headers)) = file else { return false };
                if *id == plan.id {
                    let fits = |mapping: &Mapping| mapping::fits(mapping, &plan.headers);
                    *headers == plan.headers || self.mapping.with_untracked(fits)
                } else {
                    // The same file again, or the rows of it that failed, with one more column that says why.
                    plan.headers.starts_with(headers)
                }
            });
        if !stays {
            self.mapping.set(plan.mapping.clone());
            self.updating.set(false);
        }
        if self.mapping.with_untracked(|mapping| mapping.read != plan.read) {
            self.mapping.update(|mapping| mapping.read = plan.read.clone());
        }
        let file = Some((plan.id, plan.headers.clone()));
        if self.file.with_untracked(|known| *known != file) {
            self.file.set(file);
        }
    }

    /// Puts a mapping that was kept somewhere in place of the one at hand.
    pub fn load(self, loaded: Mapping) {
        if !self.is_there() {
            return;
        }
        if self.asked.with_untracked(|asked| *asked != loaded.read) {
            self.loaded.set_value(true);
            self.asked.set(loaded.read.clone());
        }
        self.updating.set(!loaded.match_by.is_empty());
        self.mapping.set(loaded);
    }

    /// The mapping as it is to be run, or kept.
    pub fn decided(self) -> Mapping {
        let mut mapping = self.mapping.get_untracked();
        if !self.updating.get_untracked() {
            mapping.match_by.clear();
        }
        mapping.constants.retain(|_, text| !text.trim().is_empty());
        mapping.templates.retain(|_, text| !text.trim().is_empty());
        mapping
    }

    /// Starts the dry run or the import itself, and goes to the step that shows it.
    pub async fn start(self, dry_run: bool) -> Result<(), Failure> {
        let Some(id) = self.id.get_untracked() else { return Ok(()) };
        let status = calls::import_start(id, self.decided(), dry_run).await?;
        if !self.is_there() {
            return Ok(());
        }
        self.status.set(Some(status));
        if dry_run {
            self.go(Step::Check);
        } else {
            // The way back leads to the columns: a check that is over has nothing more to say.
            self.go_instead(Step::Run);
        }
        Ok(())
    }

    pub fn stop(self) {
        let Some(id) = self.id.get_untracked() else { return };
        spawn_local(async move {
            if let Err(failure) = calls::import_stop(id).await {
                toast_failure(&failure);
            }
        });
    }

    /// Asks how far the import is in each step, again and again while the server works on it.
    fn follow(self) {
        Effect::new(move |before: Option<Option<Id>>| {
            let (id, step) = (self.id.get(), self.step.get());
            self.failure.set(None);
            if before.flatten() != id {
                self.status.set(None);
            }
            self.turn.update_value(|turn| *turn += 1);
            if let Some(id) = id.filter(|_| step != Step::File) {
                self.ask(id, self.turn.get_value());
            }
            id
        });
    }

    /// Whether the page is still the one at hand: what was waited for may come too late.
    fn is_there(self) -> bool {
        self.turn.try_get_value().is_some()
    }

    fn ask(self, id: Id, turn: u32) {
        spawn_local(async move {
            let answer = calls::import_status(id).await;
            if self.turn.try_get_value() != Some(turn) {
                return;
            }
            match answer {
                Ok(status) => {
                    let again = is_at_work(&status);
                    self.take(status);
                    if again {
                        self.ask_again(id, turn, PAUSE);
                    }
                }
                Err(Failure::Unreachable(_)) => self.ask_again(id, turn, LONGER),
                Err(failure) => self.failure.set(Some(failure)),
            }
        });
    }

    fn ask_again(self, id: Id, turn: u32, pause: Duration) {
        let again = move || {
            if self.turn.try_get_value() == Some(turn) {
                self.ask(id, turn);
            }
        };
        set_timeout(again, pause);
    }

    fn take(self, status: ImportStatus) {
        let here = self.step.get_untracked();
        let mut there = here.of(&status);
        if there == Step::Check && !self.knows_mapping() {
            there = Step::Columns;
        }
        if there == Step::Columns && status.stage == ImportStage::Checking {
            // One has gone back, so that something else is checked next.
            self.stop();
        }
        self.status.set(Some(status));
        if there != here {
            self.go_instead(there);
        }
    }

    fn knows_mapping(self) -> bool {
        let id = self.id.get_untracked();
        self.file.with_untracked(|file| file.as_ref().map(|(id, _)| *id) == id)
    }

    /// Keeps what was decided for this tab, and takes it up again after a reload.
    fn remember(self) {
        Effect::new(move |_| {
            let Some(kept) = self.id.get().and_then(kept::find) else { return };
            if !self.knows_mapping() || self.mapping.with_untracked(|mapping| *mapping != kept.mapping) {
                self.file.set(Some((kept.id, kept.headers)));
                self.updating.set(kept.updating);
                self.mapping.set(kept.mapping);
            }
            if self.asked.with_untracked(|asked| *asked != kept.asked) {
                self.asked.set(kept.asked);
            }
        });
        Effect::new(move |_| {
            let Some((id, headers)) = self.file.get() else { return };
            let (asked, mapping, updating) = (self.asked.get(), self.mapping.get(), self.updating.get());
            kept::keep(&Kept { id, headers, asked, mapping, updating });
        });
    }

    /// With each step the focus goes to the heading, which says where one is.
    fn move_focus(self) {
        Effect::new(move |before: Option<Step>| {
            let step = self.step.get();
            if before.is_some_and(|before| before != step) {
                request_animation_frame(|| {
                    browser::focus(HEADING);
                    if let Some(main) = browser::element("main") {
                        main.set_scroll_top(0);
                    }
                });
            }
            step
        });
    }
}

pub fn is_at_work(status: &ImportStatus) -> bool {
    matches!(status.stage, ImportStage::Checking | ImportStage::Running)
}
