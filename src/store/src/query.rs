//! What is asked for, and what comes back.

use model::{Filter, Id, Instant, Name, Record, Sort};

/// A list of records of one module.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    pub module: Name,
    /// Resolved: without `me` and relative dates.
    pub filter: Filter,
    /// Empty for the module's own order.
    pub sort: Vec<Sort>,
    /// Empty for all that the grant may read.
    pub fields: Vec<Name>,
    pub limit: u32,
    /// The `next` of the page before.
    pub after: Option<String>,
    /// The recycle bin instead of what is there.
    pub deleted: bool,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    pub records: Vec<Record>,
    /// Where the next page goes on; `None` on the last.
    pub next: Option<String>,
}

/// Under which action, when and by whom something is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Writing {
    pub batch: Id,
    pub at: Instant,
    pub by: Option<Id>,
}
