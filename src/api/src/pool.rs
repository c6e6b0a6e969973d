//! Customers that are not lost: the pool, handing over, and how long the recycle bin keeps.

use std::collections::BTreeMap;

use model::{Id, Instant, Link, Name, Problem};
use serde::{Deserialize, Serialize};

use crate::Hit;

/// So long may the recycle bin be told to keep, in days.
pub const LONGEST_BIN: u32 = 3_650;

/// The pool as its page shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pool {
    /// The modules whose records are reclaimed and may be claimed by who asks.
    pub modules: Vec<PoolModule>,
    /// Of whoever stands below who asks, and of herself.
    pub figures: Vec<PoolFigures>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolModule {
    pub module: Name,
    pub count: u64,
}

/// How many records a user lost to the pool and took out of it, in the last 30 and 90 days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolFigures {
    pub user: Link,
    pub pooled: [u64; 2],
    pub claimed: [u64; 2],
}

/// What a record's page says of the pool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InPool {
    /// It will go there unless somebody works on it.
    Soon { at: Instant, rule: String },
    /// It is there.
    Since { at: Instant, from: Option<Link>, rule: String, may_claim: bool },
}

/// A record that goes to the pool soon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolDue {
    pub module: Name,
    pub id: Id,
    pub title: String,
    pub at: Instant,
    pub rule: String,
}

/// What a rule would put into the pool if it were in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reclaimed {
    pub module: Name,
    /// Exact below 10,000, else at least so many.
    pub count: u64,
    /// The first of them.
    pub records: Vec<Hit>,
    /// A condition that lists them all, where there is one.
    pub filter: Option<String>,
}

/// All that a user owns, before it is handed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owned {
    pub user: Link,
    pub active: bool,
    pub modules: Vec<OwnedRecords>,
    /// Rules, teams and the like that name her.
    pub named: Vec<Link>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnedRecords {
    pub module: Name,
    pub count: u64,
    /// Those that are not done, where the module has stages that end.
    pub open: Option<u64>,
    /// Whether they can go to the pool.
    pub pool: bool,
}

/// To whom the records of a module go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Receiver {
    /// Evenly, where they are several.
    Users(Vec<Id>),
    Pool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandOver {
    /// Modules that are not named stay as they are.
    pub modules: BTreeMap<Name, Receiver>,
    /// Whether she cannot sign in any more afterwards.
    pub deactivate: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandOverStage {
    #[default]
    Running,
    Finished,
    Stopped,
    Failed,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOverStatus {
    pub stage: HandOverStage,
    pub total: u64,
    pub done: u64,
    /// Changed by somebody else meanwhile.
    pub skipped: u64,
    pub batch: Option<Id>,
    pub problem: Option<Problem>,
}
