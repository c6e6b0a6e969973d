//! The imports that this server holds: their files, how far they are, and what failed.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use api::{ImportStage, ImportStatus, ReadOptions};
use chrono::Duration;
use model::{Id, Instant, Name};
use serde::{Deserialize, Serialize};
use store::Batch;

use super::plan::Look;
use super::source::Source;

/// After this time an import is let go, with its file.
const KEPT: Duration = Duration::hours(12);
/// So many of a user are kept.
const MANY: usize = 5;
/// The bad cells that a status names; the file of failed rows has them all.
const SHOWN: usize = 200;

/// By their ids.
#[derive(Default)]
pub(crate) struct Imports(Mutex<HashMap<Id, Arc<Job>>>);

impl Imports {
    pub(super) fn add(&self, job: Arc<Job>, now: Instant) {
        let mut jobs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut own: Vec<Instant> =
            jobs.values().filter(|known| known.user == job.user).map(|known| known.at).collect();
        own.sort_unstable();
        let oldest = own.iter().rev().nth(MANY - 1).copied();
        let too_many =
            |known: &Job| known.user == job.user && oldest.is_some_and(|oldest| known.at <= oldest);
        jobs.retain(|_, known| known.is_at_work() || now - known.at < KEPT && !too_many(known));
        jobs.insert(job.id, job);
    }

    /// Lets go of all files that no import is at work on.
    pub(crate) fn let_go(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).retain(|_, job| job.is_at_work());
    }

    /// Tells all imports to stop; whether one is still at work.
    pub(crate) fn stop_all(&self) -> bool {
        let jobs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at_work = jobs.values().filter(|job| job.is_at_work());
        at_work.map(|job| job.stop()).count() > 0
    }

    pub(super) fn get(&self, id: Id) -> Option<Arc<Job>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&id).cloned()
    }
}

/// One uploaded file and what becomes of it.
pub(super) struct Job {
    pub(super) id: Id,
    /// Whoever uploaded it; nobody else gets to know of it.
    pub(super) user: Option<Id>,
    pub(super) module: Name,
    pub(super) file_name: String,
    pub(super) at: Instant,
    pub(super) source: Source,
    stopping: AtomicBool,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    status: ImportStatus,
    /// The last look at the file, and what it was asked for.
    look: Option<(ReadOptions, Arc<Look>)>,
    rejects: Option<Source>,
}

impl Job {
    pub(super) fn new(
        id: Id,
        user: Option<Id>,
        module: Name,
        file_name: String,
        at: Instant,
        source: Source,
    ) -> Job {
        let (stopping, state) = (AtomicBool::default(), Mutex::default());
        Job { id, user, module, file_name, at, source, stopping, state }
    }

    fn with<T>(&self, work: impl FnOnce(&mut State) -> T) -> T {
        work(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn status(&self) -> ImportStatus {
        self.with(|state| state.status.clone())
    }

    pub(super) fn update(&self, change: impl FnOnce(&mut ImportStatus)) {
        self.with(|state| {
            change(&mut state.status);
            state.status.bad.truncate(SHOWN);
        });
    }

    fn is_at_work(&self) -> bool {
        self.with(|state| at_work(state.status.stage))
    }

    /// Claims the job for a dry run or for the import itself; what is written is not written again.
    pub(super) fn begin(&self, stage: ImportStage, rows: u64) -> bool {
        let free = self.with(|state| {
            let free = !at_work(state.status.stage) && state.status.batch.is_none();
            if free {
                state.status = ImportStatus { stage, rows, ..ImportStatus::default() };
                state.rejects = None;
            }
            free
        });
        if free {
            self.stopping.store(false, Ordering::Relaxed);
        }
        free
    }

    /// Notes by which batch the import can be undone.
    pub(super) fn has_written(&self, batch: &Batch) {
        self.with(|state| {
            state.status.written_at = Some(batch.at);
            state.status.batch = Some(batch.id);
        });
    }

    pub(super) fn look(&self, read: &ReadOptions) -> Option<Arc<Look>> {
        self.with(|state| {
            state.look.as_ref().filter(|(asked, _)| asked == read).map(|(_, look)| look.clone())
        })
    }

    pub(super) fn remember(&self, read: ReadOptions, look: Arc<Look>) {
        self.with(|state| state.look = Some((read, look)));
    }

    pub(super) fn stop(&self) {
        self.stopping.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }

    pub(super) fn keep_rejects(&self, file: Source) {
        self.with(|state| state.rejects = Some(file));
    }

    pub(super) fn rejects(&self) -> Option<Source> {
        self.with(|state| state.rejects.clone())
    }
}

fn at_work(stage: ImportStage) -> bool {
    matches!(stage, ImportStage::Checking | ImportStage::Running)
}

/// What is kept of an import in the database.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) module: Name,
    pub(super) file_name: String,
    pub(super) status: ImportStatus,
}

impl Kept {
    pub(super) fn of(job: &Job) -> Kept {
        Kept { module: job.module.clone(), file_name: job.file_name.clone(), status: job.status() }
    }

    /// The status of an import that no server works on any more.
    pub(super) fn status(mut self) -> ImportStatus {
        if at_work(self.status.stage) {
            self.status.stage = ImportStage::Stopped;
        }
        self.status
    }
}
