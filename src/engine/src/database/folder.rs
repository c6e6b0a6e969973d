//! Where backups lie: a folder beside the database, one file each, whose names say what they are and sort by time.

use std::fmt::Display;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use api::{Backup, BackupContent, BackupKind, Caller, Failure, LARGEST_BACKUP};
use chrono::{Duration, NaiveDateTime};
use futures::{Stream, StreamExt};
use model::{Id, Instant};

use super::{folder, labelled, not_written, told};
use crate::Engine;
use crate::error::Result;

/// How a time stands in a name, in UTC.
const TIME: &str = "%Y%m%d-%H%M%S";
/// What a file is called that somebody sent, before its id.
const SENT: &str = "sent-";
/// What is not a backup yet, or never becomes one.
const PART: &str = ".part";
/// So long what was sent waits to be restored.
const WAITS: Duration = Duration::days(1);

/// The folder of one database's backups.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
    /// How the names begin: as that of the database does.
    stem: String,
}

impl Folder {
    /// `company-backups` beside `company.db`.
    pub fn of(database: &Path) -> Folder {
        let stem = database.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        Folder { path: database.with_file_name(format!("{stem}-backups")), stem }
    }

    pub(crate) fn of_engine(engine: &Engine) -> Option<Folder> {
        engine.store().path().map(|path| Folder::of(&path))
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A name that nothing has yet. The folder is made if it is not there.
    pub fn free_name(&self, now: Instant, kind: BackupKind) -> Result<PathBuf> {
        std::fs::create_dir_all(&self.path).map_err(|error| not_written(&error))?;
        let mut at = now;
        loop {
            let file = self.path.join(format!("{}-{}-{}.db", self.stem, at.format(TIME), kind.key()));
            if !file.exists() {
                return Ok(file);
            }
            at += Duration::seconds(1);
        }
    }

    /// A file for what is being worked on, gone with its holder.
    pub(super) fn temporary(&self, id: Id) -> Result<Temporary> {
        std::fs::create_dir_all(&self.path).map_err(|error| not_written(&error))?;
        Ok(Temporary(self.path.join(format!("restoring-{id}{PART}"))))
    }

    /// All backups, newest first.
    pub(crate) fn list(&self) -> Vec<Backup> {
        let Ok(files) = std::fs::read_dir(&self.path) else { return Vec::new() };
        let files = files.filter_map(|file| self.backup(&file.ok()?.path()));
        let mut backups: Vec<Backup> = files.collect();
        backups.sort_by(|a, b| b.name.cmp(&a.name));
        backups
    }

    /// What the file is, if it is one of ours.
    pub(super) fn backup(&self, file: &Path) -> Option<Backup> {
        let name = file.file_name()?.to_str()?;
        let (made, kind) = self.read(name)?;
        Some(Backup { name: name.to_owned(), made, kind, bytes: file.metadata().ok()?.len() })
    }

    fn read(&self, name: &str) -> Option<(Instant, BackupKind)> {
        let rest = name.strip_prefix(&self.stem)?.strip_prefix('-')?.strip_suffix(".db")?;
        let (time, kind) = rest.rsplit_once('-')?;
        let kind = BackupKind::ALL.into_iter().find(|known| known.key() == kind)?;
        Some((NaiveDateTime::parse_from_str(time, TIME).ok()?.and_utc(), kind))
    }

    /// The file called `name`: a backup, or one that somebody sent. No other file can be named.
    pub(super) fn find(&self, name: &str) -> Result<PathBuf, Failure> {
        let sent = || name.strip_prefix(SENT)?.parse::<Id>().ok();
        let file = match (self.read(name), sent()) {
            (Some(_), _) => self.path.join(name),
            (None, Some(id)) => self.sent(id),
            (None, None) => return Err(Failure::NotFound),
        };
        if file.is_file() { Ok(file) } else { Err(Failure::NotFound) }
    }

    fn sent(&self, id: Id) -> PathBuf {
        self.path.join(format!("{SENT}{id}{PART}"))
    }

    /// Removes the file if somebody sent it to be restored, which is done.
    pub(super) fn forget_sent(&self, file: &Path) {
        if self.backup(file).is_none() {
            let _ = std::fs::remove_file(file);
        }
    }

    pub(super) async fn content(&self, caller: &Caller, name: &str) -> Result<BackupContent> {
        let file = self.find(name)?;
        let look = store::look(&file, &super::declared()).await.map_err(told)?;
        let records = look.records.into_iter().filter(|(_, count)| *count > 0).collect();
        Ok(BackupContent {
            name: name.to_owned(),
            made: self.read(name).map(|(made, _)| made),
            last_change: look.last_change,
            version: look.version,
            bytes: look.bytes,
            modules: labelled(&caller.schema, records),
        })
    }

    /// Removes all scheduled backups but the newest `keep`. What somebody made by hand stays.
    pub(super) fn keep_last(&self, keep: u32) {
        let backups = self.list().into_iter().filter(|backup| backup.kind == BackupKind::Scheduled);
        for old in backups.skip(usize::try_from(keep.max(1)).unwrap_or(usize::MAX)) {
            if let Err(error) = std::fs::remove_file(self.path.join(&old.name)) {
                tracing::warn!(%error, backup = old.name, "an old backup could not be removed");
            }
        }
    }

    /// Removes what was sent or begun and then left: after a crash, too.
    pub(super) fn sweep(&self, now: Instant) {
        let Ok(files) = std::fs::read_dir(&self.path) else { return };
        for file in files.filter_map(std::result::Result::ok) {
            let left = file.file_name().to_string_lossy().contains(PART);
            let age = file.metadata().and_then(|about| about.modified()).map(|at| since(at, now));
            if left && age.is_ok_and(|age| age > WAITS) {
                let _ = std::fs::remove_file(file.path());
            }
        }
    }
}

fn since(then: SystemTime, now: Instant) -> Duration {
    now - Instant::from(then)
}

/// A database that is worked on; gone when it is dropped, with its log.
pub(super) struct Temporary(PathBuf);

impl Temporary {
    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        for ending in ["", "-wal", "-shm"] {
            let mut name = self.0.as_os_str().to_owned();
            name.push(ending);
            let _ = std::fs::remove_file(name);
        }
    }
}

impl Engine {
    /// Keeps a file that somebody sends to restore it, if it is a database of ours: what is in it. It lies in the
    /// folder of the backups until it is restored or forgotten; nothing of it is held in memory.
    pub async fn take_backup<B: AsRef<[u8]>, E: Display>(
        &self,
        caller: &Caller,
        content: impl Stream<Item = Result<B, E>>,
    ) -> Result<BackupContent, Failure> {
        let caller = self.administrator(caller)?;
        let (folder, id) = (folder(self)?, self.new_id());
        std::fs::create_dir_all(&folder.path).map_err(|error| not_written(&error))?;
        let file = folder.sent(id);
        let taken = async {
            receive(&file, content).await?;
            folder.content(&caller, &format!("{SENT}{id}")).await
        };
        let taken = taken.await;
        if taken.is_err() {
            let _ = std::fs::remove_file(&file);
        }
        Ok(taken?)
    }
}

async fn receive<B: AsRef<[u8]>, E: Display>(
    file: &Path,
    content: impl Stream<Item = Result<B, E>>,
) -> Result<()> {
    let mut file = std::fs::File::create(file).map_err(|error| not_written(&error))?;
    let mut content = std::pin::pin!(content);
    let mut size = 0;
    while let Some(piece) = content.next().await {
        let piece = piece.map_err(|error| {
            tracing::warn!(%error, "a backup did not arrive whole");
            Failure::invalid("file", "upload-failed")
        })?;
        size += piece.as_ref().len() as u64;
        if size > LARGEST_BACKUP {
            return Err(Failure::TooLarge.into());
        }
        file.write_all(piece.as_ref()).map_err(|error| not_written(&error))?;
    }
    file.sync_all().map_err(|error| not_written(&error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_backups_can_be_named() {
        let folder = tempfile::tempdir().unwrap();
        let folder = Folder::of(&folder.path().join("company.db"));
        let file = folder.free_name("2026-11-22T03:00:00Z".parse().unwrap(), BackupKind::Scheduled).unwrap();
        std::fs::write(&file, b"x").unwrap();
        std::fs::write(folder.path.join("passwd"), b"x").unwrap();
        let backup = folder.backup(&file).unwrap();
        assert_eq!(backup.name, "company-20261122-030000-scheduled.db");
        assert_eq!(backup.made.to_rfc3339(), "2026-11-22T03:00:00+00:00");
        assert_eq!(folder.find(&backup.name).unwrap(), file);
        for name in ["passwd", "../company.db", "", "sent-x", "company-20261122-030001-scheduled.db"] {
            assert_eq!(folder.find(name), Err(Failure::NotFound), "{name}");
        }
        let next = folder.free_name(backup.made, BackupKind::Scheduled).unwrap();
        assert!(next.ends_with("company-20261122-030001-scheduled.db"), "nothing is written over");
    }
}
