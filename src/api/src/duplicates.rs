//! Records that are the same, and making one of them.

use model::record::Values;
use model::{Id, Link, Name, Record};
use serde::{Deserialize, Serialize};

/// So many records become one at a time.
pub const MOST_MERGED: usize = 5;

/// A record that is the same as one that is being written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duplicate {
    /// What the rule is called by which it is.
    pub rule: String,
    /// The fields that are the same.
    pub fields: Vec<Name>,
    /// Nothing where whoever asks may not see it.
    pub record: Option<Link>,
    /// What its owner is called; empty where it has none, or where that may not be known.
    pub owner: String,
    /// Whether a second one is refused.
    pub refused: bool,
}

/// Records of a module that are the same by a rule.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AlikePage {
    pub groups: Vec<Alike>,
    /// Ask again with this for more.
    pub next: Option<Id>,
    /// Whether all records have been compared yet, after the rule was changed.
    pub complete: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Alike {
    pub count: u64,
    /// The first of them.
    pub records: Vec<Record>,
}

/// What is to become of records that are one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Merge {
    /// They become a part of the one that stays.
    pub others: Vec<Id>,
    /// What it holds from now on where that is not its own.
    #[serde(default)]
    pub values: Values,
}
