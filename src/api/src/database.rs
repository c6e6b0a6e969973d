//! The database as its administrator sees it: how large it is, its backups, and what is in them.

use chrono::NaiveDate;
use model::{Instant, Name, Problem};
use serde::{Deserialize, Serialize};

/// Bytes of one backup that is sent to be restored.
pub const LARGEST_BACKUP: u64 = 64 * 1024 * 1024 * 1024;
/// So many scheduled backups may be kept.
pub const MOST_KEPT: u32 = 365;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Database {
    /// Backups and restoring are here; of PostgreSQL its own tools do these.
    pub embedded: bool,
    /// Where the data lie; empty for PostgreSQL.
    pub file: String,
    /// Where backups lie.
    pub folder: String,
    /// Where the key is with which secrets are encrypted, which no backup holds; none where the environment gives it.
    pub key_file: Option<String>,
    pub bytes: u64,
    pub modules: Vec<ModuleRecords>,
    /// One figure a day, oldest first; the last is that of now.
    pub growth: Vec<Growth>,
    /// Newest first.
    pub backups: Vec<Backup>,
    pub schedule: Schedule,
    /// When the next scheduled backup is due.
    pub next: Option<Instant>,
    /// Why the last scheduled backup was not made.
    pub trouble: Option<Trouble>,
}

/// How many records a module has, without those in the recycle bin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModuleRecords {
    pub module: Name,
    /// Its name where the schema does not know it.
    pub label: String,
    pub records: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Growth {
    pub day: NaiveDate,
    pub bytes: u64,
    pub records: u64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backup {
    /// The name of its file, by which it is downloaded and restored.
    pub name: String,
    pub made: Instant,
    pub kind: BackupKind,
    pub bytes: u64,
}

/// What a backup was made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BackupKind {
    /// Somebody asked for it.
    Hand,
    Scheduled,
    /// A newer program was about to change the tables.
    Upgrade,
    /// Another state was about to be restored.
    Restore,
}

impl BackupKind {
    pub const ALL: [BackupKind; 4] =
        [BackupKind::Hand, BackupKind::Scheduled, BackupKind::Upgrade, BackupKind::Restore];

    /// As it stands in the name of the file.
    pub const fn key(self) -> &'static str {
        match self {
            BackupKind::Hand => "hand",
            BackupKind::Scheduled => "scheduled",
            BackupKind::Upgrade => "upgrade",
            BackupKind::Restore => "restore",
        }
    }
}

/// What is in a backup, told before it is restored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupContent {
    /// By which it is restored; a file that was sent has one too.
    pub name: String,
    /// Not known of a file that was sent.
    pub made: Option<Instant>,
    pub last_change: Option<Instant>,
    /// Of the program that wrote it; empty where it is older than these notes.
    pub version: String,
    pub bytes: u64,
    /// Only those that have any.
    pub modules: Vec<ModuleRecords>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    pub every: Every,
    /// 0 is Monday; of weekly ones.
    pub weekday: u8,
    /// 0 to 23, by the clocks of `zone`.
    pub hour: u8,
    /// An IANA name.
    pub zone: String,
    /// So many scheduled backups are kept, the newest.
    pub keep: u32,
}

impl Default for Schedule {
    fn default() -> Schedule {
        Schedule { every: Every::Never, weekday: 0, hour: 2, zone: "UTC".into(), keep: 14 }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Every {
    #[default]
    Never,
    Day,
    Week,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trouble {
    pub at: Instant,
    pub why: Problem,
}

/// What was gained by writing the database anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tidied {
    /// Bytes that the database took.
    pub before: u64,
    /// Bytes that it takes now.
    pub after: u64,
    pub milliseconds: u64,
}

/// What a check of the database found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// One sentence each, in English: they are for who mends it. None where all is well.
    pub faults: Vec<String>,
    pub milliseconds: u64,
}
