//! Restoring a backup while the program runs.
//!
//! The backup is copied, brought up to date as at a start of the program, and looked over; then the present state is
//! backed up; only then all pages of the database are exchanged, in one transaction. Until that is committed nothing
//! has changed, whatever goes wrong.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use api::{BackupKind, Caller};
use model::{Event, Problem, Schema};
use tokio::runtime::Handle;

use super::folder::Temporary;
use super::{Folder, declared, folder, made, note, told};
use crate::error::Result;
use crate::{Clock, Engine, privacy};

/// How often it is looked whether imports have stopped.
const LOOK: Duration = Duration::from_millis(50);

pub(crate) async fn restore(engine: &Engine, caller: &Caller, name: &str) -> Result<()> {
    let caller = engine.administrator(caller)?;
    let folder = folder(engine)?;
    let file = folder.find(name)?;
    tracing::warn!(backup = name, by = caller.me.email, "a backup is restored");
    let (engine, name) = (engine.clone(), name.to_owned());
    // A task of its own: it goes on when whoever asked is gone.
    tokio::spawn(async move {
        put_back(&engine, &folder, &file).await?;
        note(&engine, &caller, Event::BackupRestored, &name).await?;
        folder.forget_sent(&file);
        Ok(())
    })
    .await?
}

async fn put_back(engine: &Engine, folder: &Folder, file: &Path) -> Result<()> {
    let staged = folder.temporary(engine.new_id())?;
    let schema = stage(engine, file, &staged).await?;
    stop_imports(engine).await;
    let before = made(engine, folder, BackupKind::Restore).await?;
    let _alone = engine.keeping().alone.lock().await;
    engine.store().replace(staged.path(), schema).await.map_err(told)?;
    engine.start_anew().await?;
    tracing::warn!(before = before.name, "a backup was restored; what was there before was backed up");
    Ok(())
}

/// Makes of the backup a database that could be opened as it is; its schema.
async fn stage(engine: &Engine, file: &Path, staged: &Temporary) -> Result<Arc<Schema>> {
    store::look(file, &declared()).await.map_err(told)?;
    store::copy(file, staged.path()).await.map_err(told)?;
    let opened = open(staged.path(), engine.clock()).await?;
    let fit = fit(engine, &opened).await;
    opened.store().close().await;
    fit?;
    store::settle(staged.path()).await.map_err(told)?;
    Ok(opened.schema())
}

/// As at a start of the program; on a thread that waits for it, which asks less of what opening holds meanwhile.
async fn open(path: &Path, clock: Clock) -> Result<Engine> {
    let url = format!("sqlite:{}", path.display());
    let runtime = Handle::current();
    tokio::task::spawn_blocking(move || runtime.block_on(Engine::open_unguarded(&url, clock, None))).await?
}

async fn fit(engine: &Engine, opened: &Engine) -> Result<()> {
    opened.store().keep_doors(engine.store()).await.map_err(told)?;
    // Who was erased since is not brought back.
    privacy::erase_again(opened, engine.store().all_erasures().await?).await?;
    match opened.store().check().await.map_err(told)?.first() {
        Some(fault) => Err(Problem::new("", "backup-damaged").detail(fault).into()),
        None => Ok(()),
    }
}

/// An import goes on in the database in which it began, or not at all.
async fn stop_imports(engine: &Engine) {
    while engine.imports().stop_all() {
        tokio::time::sleep(LOOK).await;
    }
}
