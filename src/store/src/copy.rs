//! Copies of the database as files: making one while others work, and looking at what one holds.
//!
//! A copy appears under its name only when it is whole and on the disk; until then it lies beside it as `….part`.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use model::{Instant, Module, Name, Schema};
use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};

use crate::conn::{Conn, Sql};
use crate::dialect::Dialect;
use crate::erase::Erasure;
use crate::error::{Error, Result};
use crate::layout::table;
use crate::{erase, functions, kept, log, sqlite, tables, upkeep};

/// Under which the database notes the version of the program that wrote it last.
pub(crate) const PROGRAM: &str = "program";
/// This program's.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");
/// What every database of ours has had from the beginning.
const OURS: [&str; 3] = ["_sqlx_migrations", "changes", "settings"];
/// So many faults are told; a file that is badly damaged has thousands.
const FAULTS: u32 = 20;

/// How a file of SQLite stands to this program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Age {
    /// Nothing is in it, or it is not there.
    Empty,
    /// Written by this program, with all its tables.
    Present,
    /// Its tables have to be changed, or were last written by an older program.
    Older,
}

/// What a copy holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// Of the program that wrote it; empty where it is older than these notes.
    pub version: String,
    pub last_change: Option<Instant>,
    /// How many records each module has, without those in the recycle bin.
    pub records: Vec<(Name, u64)>,
    pub bytes: u64,
}

/// How the database at `url` stands to this program and its `schema`. Nothing of it is changed. A file that is no
/// database of ours is refused, and one of a newer program.
pub async fn age(url: &str, schema: &Schema) -> Result<Age> {
    let path = sqlite::path(url);
    if !path.exists() {
        return Ok(Age::Empty);
    }
    let mut conn = open(&path, false).await?;
    let age = age_of(&mut conn, &sqlite::MIGRATIONS, schema).await;
    close(conn).await;
    age
}

/// What the file at `path` holds. Refused are files that are damaged, of other programs, or of a newer one of ours.
pub async fn look(path: &Path, schema: &Schema) -> Result<Look> {
    let mut conn = open(path, true).await?;
    let looked = look_at(&mut conn, path, schema).await;
    close(conn).await;
    looked
}

/// What is wrong with the file at `path`, which nobody writes; empty where nothing is.
pub async fn check(path: &Path) -> Result<Vec<String>> {
    let mut conn = open(path, true).await?;
    let checked = upkeep::check(&mut conn).await;
    close(conn).await;
    checked
}

/// The persons who were erased in the file at `path`, which nobody writes; none where it is older than that.
pub async fn erasures_of(path: &Path) -> Result<Vec<Erasure>> {
    let mut conn = open(path, true).await?;
    let read = read_erasures(&mut conn).await;
    close(conn).await;
    read
}

async fn read_erasures(conn: &mut Conn) -> Result<Vec<Erasure>> {
    let there = names(conn, "table").await?.iter().any(|name| name == "erasures");
    if there { erase::all(conn, i64::MAX).await } else { Ok(Vec::new()) }
}

/// Copies the file at `from`, which nobody writes, to `to`, with pages as large as those of all our databases.
pub async fn copy(from: &Path, to: &Path) -> Result<()> {
    let mut conn = open(from, true).await?;
    let copied = backup(&mut conn, to).await;
    close(conn).await;
    copied
}

/// Copies the database at `url` to `to` before anything of it is changed.
pub async fn copy_present(url: &str, to: &Path) -> Result<()> {
    let mut conn = open(&sqlite::path(url), false).await?;
    let copied = backup(&mut conn, to).await;
    close(conn).await;
    copied
}

/// Brings what lies in the log of the database at `path` into the file itself, so that the file alone is all of it.
/// Nobody else may have it open.
pub async fn settle(path: &Path) -> Result<()> {
    let options = SqliteConnectOptions::new().filename(path).disable_statement_logging();
    let mut conn = Conn::own(SqliteConnection::connect_with(&options).await?, Default::default());
    let settled = conn.control("PRAGMA wal_checkpoint(TRUNCATE)").await;
    close(conn).await;
    settled
}

/// A whole copy of the database in `path`, which must not exist.
pub(crate) async fn backup(conn: &mut Conn, path: &Path) -> Result<()> {
    if conn.dialect() == Dialect::Postgres {
        return Err(Error::OnlySqlite);
    }
    if path.exists() {
        return Err(Error::Unavailable(format!("{} exists already", path.display())));
    }
    let part = beside(path, ".part");
    let _ = std::fs::remove_file(&part);
    let written = write(conn, &part, path).await;
    if written.is_err() {
        let _ = std::fs::remove_file(&part);
    }
    written
}

async fn write(conn: &mut Conn, part: &Path, path: &Path) -> Result<()> {
    let name = part.to_str().ok_or_else(|| Error::Unavailable("the path is no UTF-8".into()))?;
    conn.run(Sql::new("VACUUM INTO $1").arg(name)).await?;
    settle_name(part, path).map_err(|error| Error::of_disk(&error))
}

/// Puts what is whole under its name. SQLite does not wait for the disk when it writes a copy.
fn settle_name(part: &Path, path: &Path) -> io::Result<()> {
    std::fs::OpenOptions::new().write(true).open(part)?.sync_all()?;
    std::fs::rename(part, path)?;
    sync_folder(path)
}

/// A new name lasts once its folder is on the disk. Windows sees to that by itself.
fn sync_folder(path: &Path) -> io::Result<()> {
    match path.parent().filter(|folder| cfg!(unix) && !folder.as_os_str().is_empty()) {
        Some(folder) => std::fs::File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// `alone`: nobody writes the file. If no log lies beside it, none is made.
pub(crate) async fn open(path: &Path, alone: bool) -> Result<Conn> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .read_only(true)
        .immutable(alone && !beside(path, "-wal").exists())
        .pragma("page_size", "4096")
        .pragma("temp_store", "MEMORY")
        .disable_statement_logging();
    let mut raw = SqliteConnection::connect_with(&options).await?;
    functions::register(&mut raw).await?;
    Ok(Conn::own(raw, Default::default()))
}

pub(crate) async fn close(conn: Conn) {
    if let Some(raw) = conn.into_own()
        && let Err(error) = raw.close().await
    {
        tracing::warn!(%error, "a copy could not be closed");
    }
}

async fn age_of(conn: &mut Conn, migrations: &Migrator, schema: &Schema) -> Result<Age> {
    let there = names(conn, "table").await?;
    if there.is_empty() {
        return Ok(Age::Empty);
    }
    if !OURS.iter().all(|table| there.contains(*table)) {
        return Err(Error::Foreign);
    }
    let version = version(conn).await?;
    if is_newer(&version, VERSION) {
        return Err(Error::Newer(version));
    }
    let applied = applied(conn).await?;
    if applied.iter().any(|number| !migrations.version_exists(*number)) {
        return Err(Error::Newer(version));
    }
    let complete = migrations.iter().all(|migration| applied.contains(&migration.version));
    let fits = complete && version == VERSION && tables::fit(conn, schema).await?;
    Ok(if fits { Age::Present } else { Age::Older })
}

async fn look_at(conn: &mut Conn, path: &Path, schema: &Schema) -> Result<Look> {
    if age_of(conn, &sqlite::MIGRATIONS, schema).await? == Age::Empty {
        return Err(Error::Foreign);
    }
    let faults = faults(conn, "PRAGMA quick_check(20)").await?;
    if !faults.is_empty() {
        return Err(Error::Corrupt(faults.join("; ")));
    }
    Ok(Look {
        version: version(conn).await?,
        last_change: log::last_at(conn).await?,
        records: records_of_tables(conn).await?,
        bytes: std::fs::metadata(path).map_or(0, |file| file.len()),
    })
}

/// What SQLite finds wrong by `pragma`.
pub(crate) async fn faults(conn: &mut Conn, pragma: &'static str) -> Result<Vec<String>> {
    let rows = conn.rows(Sql::new(pragma)).await?.into_iter();
    let told = rows.filter_map(|mut row| row.maybe_text(0).filter(|text| text != "ok"));
    Ok(told.take(FAULTS as usize).collect())
}

async fn names(conn: &mut Conn, kind: &'static str) -> Result<HashSet<String>> {
    let rows = conn.rows(Sql::new("SELECT name FROM sqlite_master WHERE type = $1").arg(kind)).await?;
    Ok(rows.into_iter().map(|mut row| row.text(0)).collect())
}

async fn version(conn: &mut Conn) -> Result<String> {
    let noted = kept::setting(conn, PROGRAM).await?;
    Ok(noted.and_then(|noted| noted.as_str().map(str::to_owned)).unwrap_or_default())
}

async fn applied(conn: &mut Conn) -> Result<HashSet<i64>> {
    let rows = conn.rows(Sql::new("SELECT version FROM _sqlx_migrations")).await?;
    Ok(rows.into_iter().map(|row| row.int(0)).collect())
}

/// Whether the version `one` is later than `other`; what is no version is earlier than all.
fn is_newer(one: &str, other: &str) -> bool {
    let numbers = |version: &str| -> Vec<u64> {
        let plain = version.split(['-', '+']).next().unwrap_or_default();
        plain.split('.').map_while(|part| part.parse().ok()).collect()
    };
    numbers(one) > numbers(other)
}

/// The records of all modules that have a table, whether the schema knows them or not.
async fn records_of_tables(conn: &mut Conn) -> Result<Vec<(Name, u64)>> {
    let mut modules: Vec<Name> = names(conn, "table")
        .await?
        .iter()
        .filter_map(|name| name.strip_prefix("m_"))
        .map(Name::new)
        .collect();
    modules.sort();
    records(conn, modules).await
}

/// How many records each of `modules` has outside the recycle bin. Two counts along an index are quicker than one
/// that reads all rows.
pub(crate) async fn records(conn: &mut Conn, modules: Vec<Name>) -> Result<Vec<(Name, u64)>> {
    let mut found = Vec::new();
    for module in modules {
        let table = table(&module);
        let sql = format!(
            "SELECT (SELECT count(*) FROM \"{table}\") - \
             (SELECT count(*) FROM \"{table}\" WHERE deleted_at IS NOT NULL)"
        );
        let count = conn.row(Sql::new(sql)).await?.map_or(0, |row| row.int(0));
        found.push((module, u64::try_from(count).unwrap_or(0)));
    }
    Ok(found)
}

/// The records of the schema's modules.
pub(crate) async fn records_of(conn: &mut Conn, modules: &[Module]) -> Result<Vec<(Name, u64)>> {
    records(conn, modules.iter().map(|module| module.name.clone()).collect()).await
}

/// The bytes that the database takes, without what waits in its log.
pub(crate) async fn bytes(conn: &mut Conn) -> Result<u64> {
    let sql = match conn.dialect() {
        Dialect::Sqlite => {
            "SELECT (SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size)"
        }
        Dialect::Postgres => "SELECT pg_database_size(current_database())",
    };
    let row = conn.row(Sql::new(sql)).await?;
    Ok(row.map_or(0, |row| u64::try_from(row.int(0)).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Store;

    #[test]
    fn versions_are_compared_by_their_numbers() {
        for (one, other, newer) in [
            ("0.2.0", "0.1.9", true),
            ("0.10.0", "0.9.0", true),
            ("0.1.0", "0.1.0", false),
            ("0.1.0", "0.2.0", false),
            ("", "0.1.0", false),
            ("1.0.0-beta.1", "0.9.9", true),
        ] {
            assert_eq!(is_newer(one, other), newer, "{one} {other}");
        }
    }

    #[tokio::test]
    async fn what_lacks_a_migration_is_older_and_what_has_one_more_is_newer() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("company.db");
        let store = Store::open(path.to_str().unwrap()).await.unwrap();
        store.note_version().await.unwrap();
        store.close().await;
        let schema = Schema::default();
        let mut conn = open(&path, false).await.unwrap();
        assert_eq!(age_of(&mut conn, &sqlite::MIGRATIONS, &schema).await.unwrap(), Age::Present);
        let first: Vec<_> = sqlite::MIGRATIONS.iter().cloned().collect();
        let mut next = first[0].clone();
        next.version += 1_000;
        let more = Migrator::with_migrations([first, vec![next]].concat());
        assert_eq!(age_of(&mut conn, &more, &schema).await.unwrap(), Age::Older);
        let none = Migrator::with_migrations(Vec::new());
        let newer = age_of(&mut conn, &none, &schema).await;
        assert!(matches!(newer, Err(Error::Newer(version)) if version == VERSION));
        close(conn).await;
    }
}
