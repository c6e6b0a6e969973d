//! What a file would change in what a company says of its modules, and where its numbers are.

use model::Name;
use serde::{Deserialize, Serialize};

/// Where the numbers of a field are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numbering {
    /// What the counter gives next.
    pub next: i64,
    /// Records without a number.
    pub missing: u64,
    /// On the company's calendar.
    pub today: chrono::NaiveDate,
}

/// A module, field or layout of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShapeItem {
    /// The module of its record: `custom_modules`, `custom_fields` or `layouts`.
    pub module: Name,
    /// What the module is called that it is about.
    pub of: String,
    /// What it is called itself; of a layout, its role, or nothing for that of all.
    pub label: String,
    pub change: ShapeChange,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShapeChange {
    New,
    Changed(Vec<ShapeDifference>),
    Same,
}

/// What a field of the record holds and would hold, as people read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShapeDifference {
    pub label: String,
    pub before: String,
    pub after: String,
}
