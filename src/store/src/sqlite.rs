//! Opening a file of SQLite: its settings, one connection that writes and a few that read.

use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Connection, SqliteConnection};

use crate::error::{Error, Result};
use crate::functions;

/// Readers answer from the file's pages in their own memory; this many kibibytes each.
const READER_CACHE: &str = "-8192";
const WRITER_CACHE: &str = "-16384";

/// What every database has beside the tables of its modules.
pub(crate) static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations/sqlite");

pub(crate) struct Opened {
    pub(crate) readers: SqlitePool,
    pub(crate) writer: SqliteConnection,
}

/// The path in `sqlite:rapport.db`, `sqlite://rapport.db` or `rapport.db`.
pub fn path(url: &str) -> PathBuf {
    let path = url.strip_prefix("sqlite://").or_else(|| url.strip_prefix("sqlite:")).unwrap_or(url);
    PathBuf::from_str(path.split('?').next().unwrap_or(path)).unwrap_or_default()
}

pub(crate) async fn open(url: &str) -> Result<Opened> {
    let path = path(url);
    if path.as_os_str().is_empty() || path.as_os_str() == ":memory:" {
        return Err(Error::Unavailable("SQLite needs the path of a file".into()));
    }
    let base = SqliteConnectOptions::new()
        .filename(&path)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(10))
        .synchronous(SqliteSynchronous::Full)
        .statement_cache_capacity(512)
        .row_buffer_size(1024)
        .pragma("temp_store", "MEMORY")
        .pragma("mmap_size", "0");
    let base = sqlx::ConnectOptions::disable_statement_logging(base);

    let write = base
        .clone()
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .pragma("cache_size", WRITER_CACHE)
        .pragma("wal_autocheckpoint", "4000")
        .pragma("journal_size_limit", "67108864");
    let mut writer = SqliteConnection::connect_with(&write).await?;
    functions::register(&mut writer).await?;
    MIGRATIONS.run(&mut writer).await?;

    let read = base.read_only(true).pragma("cache_size", READER_CACHE);
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    let readers = SqlitePoolOptions::new()
        .max_connections(u32::try_from(threads.clamp(2, 4)).unwrap_or(4))
        .min_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .acquire_timeout(Duration::from_secs(30))
        .after_connect(|conn, _| {
            Box::pin(async move {
                let registered = functions::register(conn).await;
                registered.map_err(|error| sqlx::Error::Configuration(Box::new(error)))
            })
        })
        .connect_with(read)
        .await?;
    Ok(Opened { readers, writer })
}
