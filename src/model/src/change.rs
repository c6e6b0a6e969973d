//! What a write did. The log of changes feeds history, undo, live updates and whatever must not miss a write.

use serde::{Deserialize, Serialize};

use crate::{Id, Instant, Name, Value};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    Created,
    Updated,
    /// Put into the recycle bin.
    Deleted,
    /// Taken out of it.
    Restored,
    /// Removed for good; what it held is gone from the log too.
    Removed,
}

impl ChangeKind {
    pub const ALL: [ChangeKind; 5] = [
        ChangeKind::Created,
        ChangeKind::Updated,
        ChangeKind::Deleted,
        ChangeKind::Restored,
        ChangeKind::Removed,
    ];

    pub const fn key(self) -> &'static str {
        match self {
            ChangeKind::Created => "created",
            ChangeKind::Updated => "updated",
            ChangeKind::Deleted => "deleted",
            ChangeKind::Restored => "restored",
            ChangeKind::Removed => "removed",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    pub field: Name,
    pub before: Value,
    pub after: Value,
}

/// One record's change, as the log keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The place in the log; later changes have larger numbers.
    pub seq: i64,
    pub at: Instant,
    /// Who did it; nobody where the product itself did.
    pub by: Option<Id>,
    /// The action that it was part of; undo takes back whole actions.
    pub batch: Id,
    pub module: Name,
    pub record: Id,
    pub kind: ChangeKind,
    pub fields: Vec<FieldChange>,
}
