//! Batches: the actions that people take and can take back.

use model::{Id, Instant, Name};

/// One action: all changes that it made carry its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    pub id: Id,
    pub at: Instant,
    pub by: Option<Id>,
    /// What was done: `create`, `update`, `import`, `convert`, … A word of the engine.
    pub kind: String,
    /// The module that it was mainly about; empty where there is none.
    pub module: Name,
    /// How many records it touched.
    pub count: u64,
    /// The batch that took it back.
    pub undone_by: Option<Id>,
}
