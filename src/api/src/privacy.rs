//! Personal data: what is erased of a person and what stays, who saw it, and what the company's rules are.

use model::{Id, Instant, Link, Name};
use serde::{Deserialize, Serialize};

use crate::ModuleRecords;

/// So long may it be kept who saw what, in days.
pub const LONGEST_SEEN: u32 = 3_650;
/// Characters of the reason for which somebody is erased.
pub const LONGEST_REASON: usize = 500;

/// What erasing a person would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasurePreview {
    /// What the record is called: whoever erases it types it.
    pub title: String,
    /// All records of this person: what it was made of, what it became, what was merged into it.
    pub records: Vec<Link>,
    /// The labels of the fields that are emptied.
    pub fields: Vec<String>,
    /// What hangs on the person alone and is removed.
    pub gone: Vec<ModuleRecords>,
    /// What stays, and leads to somebody without a name.
    pub stays: Vec<ModuleRecords>,
    /// What of it bears the person's name in its own; it stays so until somebody calls it otherwise.
    pub named: Vec<Link>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erased {
    /// By which the register names the person.
    pub number: i64,
    /// What her records are called from now on.
    pub title: String,
    /// So many records told of her.
    pub records: u64,
}

/// An entry of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erasure {
    pub number: i64,
    pub module: Name,
    pub record: Id,
    pub at: Instant,
    /// Nobody where a rule did it.
    pub by: Option<Link>,
    pub reason: String,
}

/// That somebody saw a person's record, or took it along in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    pub at: Instant,
    pub user: Link,
    /// `page`, `rest`, `export`, `personal_data` or `file`.
    pub how: Name,
    /// The condition that a list met.
    pub filter: String,
    /// How many records a list had.
    pub count: u64,
}

/// Of whom it is noted who sees them, and for how long that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watching {
    pub modules: Vec<Name>,
    pub days: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Privacy {
    pub watching: Watching,
    /// The latest.
    pub erasures: Vec<Erasure>,
}
