//! Putting another database in the place of the one that is open, by SQLite's own copying of pages.
//!
//! It is one transaction of the writer's connection: who reads goes on with the old state until it is committed, and a
//! crash in the middle leaves the old state. No file is exchanged, so nobody has to close anything. This calls SQLite
//! in C, because sqlx does not offer it.
#![expect(unsafe_code, reason = "SQLite copies a database by C functions that sqlx does not offer")]

use std::ffi::c_int;
use std::path::PathBuf;
use std::sync::Arc;

use libsqlite3_sys as ffi;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};
use tokio::sync::oneshot;

use crate::error::{Error, Result};
use crate::layout::Layout;

/// All pages at once.
const ALL: c_int = -1;

/// What the writer is asked to put in place.
pub(crate) struct Replacing {
    /// A database whose pages are as large as those of the open one.
    pub(crate) from: PathBuf,
    /// How its modules lie in tables.
    pub(crate) layout: Arc<Layout>,
    pub(crate) caller: oneshot::Sender<Result<()>>,
}

/// Copies the database at `from` into that of `to`, which no transaction may be open on. The connection comes back;
/// nothing does where the copying broke down so that its state is not known.
pub(crate) async fn replace(
    mut to: SqliteConnection,
    from: PathBuf,
) -> (Option<SqliteConnection>, Result<()>) {
    let runtime = tokio::runtime::Handle::current();
    let work = move || {
        let copied = runtime.block_on(copy_from(&mut to, from));
        (to, copied)
    };
    // As long as it takes: other tasks must not wait for it.
    match tokio::task::spawn_blocking(work).await {
        Ok((to, copied)) => (Some(to), copied),
        Err(error) => (None, Err(Error::Unavailable(format!("the copying broke down: {error}")))),
    }
}

async fn copy_from(to: &mut SqliteConnection, from: PathBuf) -> Result<()> {
    let options = SqliteConnectOptions::new().filename(from).read_only(true).disable_statement_logging();
    let mut from = SqliteConnection::connect_with(&options).await?;
    let copied = copy(to, &mut from).await;
    from.close().await?;
    copied
}

async fn copy(to: &mut SqliteConnection, from: &mut SqliteConnection) -> Result<()> {
    let mut from = from.lock_handle().await?;
    let mut to = to.lock_handle().await?;
    let (from, to) = (from.as_raw_handle().as_ptr(), to.as_raw_handle().as_ptr());
    // SAFETY: both connections are open, distinct, and locked for us until this function ends; the names are C
    // strings; the backup is finished before, whatever becomes of its one step.
    let code = unsafe {
        let backup = ffi::sqlite3_backup_init(to, c"main".as_ptr(), from, c"main".as_ptr());
        if backup.is_null() {
            ffi::sqlite3_errcode(to)
        } else {
            let step = ffi::sqlite3_backup_step(backup, ALL);
            let end = ffi::sqlite3_backup_finish(backup);
            if step == ffi::SQLITE_DONE { end } else { step }
        }
    };
    if code == ffi::SQLITE_OK { Ok(()) } else { Err(Error::of_sqlite(code)) }
}
