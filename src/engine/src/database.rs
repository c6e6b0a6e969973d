//! Keeping the database: backups by hand and by themselves, looking whether it is whole, restoring. For administrators.

mod folder;
mod growth;
mod restore;
mod schedule;
mod upgrade;

use std::path::PathBuf;
use std::sync::PoisonError;
use std::time::Duration;

use api::{
    Backup, BackupContent, BackupKind, Caller, Checked, Database, Failure, ModuleRecords, Tidied, Trouble,
};
use model::{Event, Language, Name, Problem, Schema};
use tokio::sync::Mutex;

use crate::Engine;
use crate::error::{Error, Result};

pub use folder::Folder;
pub(crate) use restore::restore;
pub(crate) use schedule::set_schedule;
pub(crate) use upgrade::before_opening;
pub use upgrade::declared;

/// How often it is looked whether something is due.
const TURN: Duration = Duration::from_secs(60);
/// The first look leaves the start of the program alone.
const FIRST: Duration = Duration::from_secs(2);

/// What is remembered of keeping the database.
#[derive(Default)]
pub(crate) struct Keeping {
    /// Held while a backup is made or restored: they are as large as the database, so one at a time.
    alone: Mutex<()>,
    trouble: std::sync::Mutex<Option<Trouble>>,
}

impl Keeping {
    fn trouble(&self) -> Option<Trouble> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set_trouble(&self, trouble: Option<Trouble>) {
        *self.trouble.lock().unwrap_or_else(PoisonError::into_inner) = trouble;
    }
}

impl Engine {
    /// Makes the backups that are due and notes how the database grows, as long as the server runs.
    pub async fn keep_database(self) {
        tokio::time::sleep(FIRST).await;
        loop {
            if let Err(error) = self.keep_database_once().await {
                tracing::warn!(%error, "the database could not be kept");
            }
            tokio::time::sleep(TURN).await;
        }
    }

    /// Does what is due now.
    pub async fn keep_database_once(&self) -> Result<()> {
        growth::note(self).await?;
        let Some(folder) = Folder::of_engine(self) else { return Ok(()) };
        folder.sweep(self.now());
        schedule::back_up_if_due(self, &folder).await
    }

    /// What is wrong with the database, one plain English sentence each; empty where nothing is.
    pub async fn check(&self) -> Result<Vec<String>> {
        let mut faults = self.store().check().await?;
        if let Some(trouble) = self.sealed_trouble().await? {
            faults.push(trouble.message(&self.texts(Language::English)));
        }
        Ok(faults)
    }

    /// Gives back to the disk what deleted records took, while nobody makes or restores a backup.
    pub async fn tidy(&self) -> Result<Tidied> {
        let _alone = self.keeping().alone.lock().await;
        let (started, before) = (std::time::Instant::now(), self.store().bytes().await?);
        self.store().compact().await.map_err(told)?;
        let milliseconds = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
        Ok(Tidied { before, after: self.store().bytes().await?, milliseconds })
    }

    /// The file of a backup, to be downloaded.
    pub async fn backup_file(&self, caller: &Caller, name: &str) -> Result<PathBuf, Failure> {
        let caller = self.administrator(caller)?;
        let file = folder(self)?.find(name)?;
        note(self, &caller, Event::BackupSent, name).await?;
        Ok(file)
    }
}

pub(crate) async fn overview(engine: &Engine, caller: &Caller) -> Result<Database> {
    engine.administrator(caller)?;
    let folder = Folder::of_engine(engine);
    let schedule = schedule::read(engine).await?;
    let (bytes, records) = (engine.store().bytes().await?, engine.store().records().await?);
    let next = folder.as_ref().and_then(|_| schedule.schedule.next(engine.now()));
    Ok(Database {
        embedded: folder.is_some(),
        file: engine.store().path().map(|path| path.display().to_string()).unwrap_or_default(),
        folder: folder.as_ref().map(|folder| folder.path().display().to_string()).unwrap_or_default(),
        key_file: engine.key_place().file().map(|path| path.display().to_string()),
        bytes,
        growth: growth::read(engine, bytes, &records).await?,
        modules: labelled(&caller.schema, records),
        backups: folder.as_ref().map(Folder::list).unwrap_or_default(),
        schedule: schedule.of(caller),
        next,
        trouble: engine.keeping().trouble(),
    })
}

pub(crate) async fn check(engine: &Engine, caller: &Caller) -> Result<Checked> {
    engine.administrator(caller)?;
    let started = std::time::Instant::now();
    let faults = engine.check().await?;
    for fault in &faults {
        tracing::error!(fault, "the database is not whole");
    }
    let milliseconds = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    Ok(Checked { faults, milliseconds })
}

pub(crate) async fn tidy(engine: &Engine, caller: &Caller) -> Result<Tidied> {
    engine.administrator(caller)?;
    // A task of its own: who goes away meanwhile does not stop it.
    let engine = engine.clone();
    tokio::spawn(async move { engine.tidy().await }).await?
}

pub(crate) async fn back_up(engine: &Engine, caller: &Caller) -> Result<Backup> {
    let caller = engine.administrator(caller)?;
    let (engine, folder) = (engine.clone(), folder(engine)?);
    // A task of its own: who goes away meanwhile still finds the backup.
    let work = tokio::spawn(async move {
        let backup = made(&engine, &folder, BackupKind::Hand).await?;
        note(&engine, &caller, Event::BackupMade, &backup.name).await?;
        Ok(backup)
    });
    work.await?
}

/// That somebody did something with a backup.
async fn note(engine: &Engine, caller: &Caller, event: Event, name: &str) -> Result<()> {
    engine.note(engine.event(event, caller.grant.user).detail("file", name)).await
}

pub(crate) async fn content(engine: &Engine, caller: &Caller, name: String) -> Result<BackupContent> {
    engine.administrator(caller)?;
    folder(engine)?.content(caller, &name).await
}

pub(crate) async fn delete(engine: &Engine, caller: &Caller, name: &str) -> Result<()> {
    let caller = engine.administrator(caller)?;
    let file = folder(engine)?.find(name)?;
    std::fs::remove_file(file).map_err(|error| not_written(&error))?;
    note(engine, &caller, Event::BackupDeleted, name).await
}

/// Makes a backup while nobody else makes or restores one.
async fn made(engine: &Engine, folder: &Folder, kind: BackupKind) -> Result<Backup> {
    let _alone = engine.keeping().alone.lock().await;
    let file = folder.free_name(engine.now(), kind)?;
    engine.store().backup(&file).await.map_err(told)?;
    folder.backup(&file).ok_or_else(|| Failure::NotFound.into())
}

/// Where backups lie; PostgreSQL has tools of its own.
fn folder(engine: &Engine) -> Result<Folder> {
    Folder::of_engine(engine).ok_or_else(|| store::Error::OnlySqlite.into())
}

/// What an administrator can act on is told; the rest is in the log.
fn told(error: store::Error) -> Error {
    match error {
        store::Error::Full => Problem::new("", "disk-full").into(),
        store::Error::Corrupt(why) => Problem::new("", "backup-damaged").detail(why).into(),
        store::Error::Unavailable(why) => Problem::new("", "backup-not-written").detail(why).into(),
        error => error.into(),
    }
}

fn not_written(error: &std::io::Error) -> Error {
    match error.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
            Problem::new("", "disk-full").into()
        }
        _ => Problem::new("", "backup-not-written").detail(error).into(),
    }
}

/// In the order of the schema; what it does not know comes last.
fn labelled(schema: &Schema, records: Vec<(Name, u64)>) -> Vec<ModuleRecords> {
    let place = |name: &Name| schema.modules.iter().position(|module| module.name == *name);
    let mut modules: Vec<ModuleRecords> = records
        .into_iter()
        .map(|(module, records)| {
            let known = schema.module(&module).map(|known| known.label.clone());
            ModuleRecords { label: known.unwrap_or_else(|| module.to_string()), module, records }
        })
        .collect();
    modules.sort_by_key(|module| place(&module.module).unwrap_or(usize::MAX));
    modules
}
