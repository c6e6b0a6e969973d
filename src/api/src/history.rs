//! What was done, and how a record was before.

use model::{Id, Instant, Link, Name, Record};
use serde::{Deserialize, Serialize};

/// What somebody did in one go, on one record or on many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    pub id: Id,
    pub at: Instant,
    /// Nobody where the product itself did it.
    pub by: Option<Link>,
    /// `create`, `update`, `import`, …: its name is `action-KIND` in `locales/`.
    pub kind: String,
    /// The module that it was mainly about.
    pub module: Name,
    /// How many records it was about.
    pub count: u64,
    /// The record, where it was about one that whoever asks may see.
    pub record: Option<Link>,
    /// Somebody has taken it back.
    pub undone: bool,
    /// Whether whoever asks may take it back.
    pub may_undo: bool,
}

/// Latest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actions {
    pub actions: Vec<Action>,
    /// Ask again with this action for what was done before it.
    pub before: Option<Id>,
}

/// A record as it was at a moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PastRecord {
    /// The moment, the last millisecond of a day where only a day was asked for.
    pub at: Instant,
    /// What it held then. Its version is the present one.
    pub then: Record,
    pub now: Record,
    /// It lay in the recycle bin then.
    pub deleted: bool,
    /// The change that made it what it was then: when and by whom.
    pub last: Option<(Instant, Option<Link>)>,
    /// When it was changed next.
    pub next: Option<Instant>,
}
