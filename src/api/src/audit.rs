//! The audit: what happened, who did it, and whether the log of it is whole. For administrators.

use chrono::NaiveDate;
use model::{FieldChange, Id, Instant, Link, Name, Problem};
use serde::{Deserialize, Serialize};

/// In place of a module: what belongs to none, such as signing in.
pub const NO_MODULE: &str = "-";
/// Entries of a page, at most.
pub const MOST_AUDITED: u32 = 200;

/// What is asked for; what is empty does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditQuery {
    pub by: Option<Id>,
    /// A module's name, or `NO_MODULE`.
    pub module: Option<Name>,
    /// A record; of events, the user whom they are about.
    pub record: Option<Id>,
    /// `created`, `updated`, `signed_in`, …
    pub action: String,
    /// What a value holds, as it was before or after.
    pub text: String,
    /// By the clock of who asks.
    pub from: Option<NaiveDate>,
    /// The last day that is meant.
    pub until: Option<NaiveDate>,
    /// Where the page before ended.
    pub after: String,
    pub limit: u32,
}

impl AuditQuery {
    /// By these names an address says what is asked for.
    pub const NAMES: [&str; 7] = ["by", "module", "record", "action", "text", "from", "until"];

    /// Narrows by one of `NAMES`; an empty value does not narrow.
    pub fn narrow(&mut self, name: &'static str, value: &str) -> Result<(), Problem> {
        let value = value.trim();
        if value.is_empty() {
            return Ok(());
        }
        let id = || value.parse().map(Some).map_err(|_| Problem::new(name, "not-found").detail(value));
        let day = || value.parse().map(Some).map_err(|_| Problem::new(name, "not-a-date").detail(value));
        match name {
            "by" => self.by = id()?,
            "module" => self.module = Some(value.into()),
            "record" => self.record = id()?,
            "action" => self.action = value.to_owned(),
            "text" => self.text = value.to_owned(),
            "from" => self.from = day()?,
            "until" => self.until = day()?,
            _ => return Err(Problem::new(name, "unknown-parameter").detail(name)),
        }
        Ok(())
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AuditPage {
    /// The newest first.
    pub entries: Vec<AuditEntry>,
    /// For the next page. There may be one even where few entries were found: a text is looked for in parts.
    pub next: Option<String>,
    /// Up to when was looked, where there is a next page.
    pub looked: Option<Instant>,
}

/// One entry of the log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AuditEntry {
    pub seq: i64,
    pub at: Instant,
    /// Nobody where the product itself did it, or where it is not known who it was.
    pub by: Option<Link>,
    /// `created`, `updated`, `signed_in`, …
    pub action: String,
    /// Empty for what is no change of a record.
    pub module: Name,
    /// What it is about. The title is empty where it is gone.
    pub record: Option<Link>,
    pub fields: Vec<FieldChange>,
}

/// How the log stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditState {
    pub entries: u64,
    /// The hash of the last entry. Who notes it down elsewhere can tell later that nothing before it was exchanged.
    pub hash: String,
    /// Everybody who ever had an account, by name.
    pub people: Vec<Link>,
}
