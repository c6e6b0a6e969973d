//! What is asked and answered.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use model::grant::{Barred, Why};
use model::record::Values;
use model::{Change, File, Formats, Id, Instant, Language, Link, Name, Problem, Record};
use serde::{Deserialize, Serialize};

/// Bytes of one file that is attached.
pub const LARGEST_FILE: u64 = 25 * 1024 * 1024;
/// Bytes of one file that is imported.
pub const LARGEST_IMPORT: u64 = 200 * 1024 * 1024;

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    pub id: Id,
    pub name: String,
    pub email: String,
    /// `administrator`, `manager` or `representative`.
    pub level: Name,
}

/// What a page needs before anything else; in the page as JSON, and fetched anew when the language changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Boot {
    /// Nobody on the sign-in page.
    pub me: Option<Me>,
    pub company: String,
    /// The address of the company's logo; empty where it has none.
    pub logo: String,
    pub formats: Formats,
    /// Addresses of the language's texts and of the schema as this user sees it; their names change with their
    /// content.
    pub texts: String,
    pub schema: String,
    /// On the sign-in page: whether who forgot her password gets a link by mail.
    #[serde(default)]
    pub sends_mail: bool,
    /// By which one can sign in beside a password; told to whoever is not signed in.
    pub providers: Vec<crate::ProviderButton>,
    /// Today, on this user's calendar.
    pub today: NaiveDate,
    /// Whether there is a pool for this user.
    #[serde(default)]
    pub pool: bool,
}

/// A list, as the address of its page says it: `filter` is a condition, `sort` as `-amount,name`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListQuery {
    pub module: Name,
    #[serde(default)]
    pub filter: String,
    /// Empty for the module's own order.
    #[serde(default)]
    pub sort: String,
    /// Empty for the module's own columns.
    #[serde(default)]
    pub columns: Vec<Name>,
    /// Where the last page ended.
    #[serde(default)]
    pub after: Option<String>,
    /// At most 200; 0 for 50.
    #[serde(default)]
    pub limit: u32,
    /// The recycle bin instead.
    #[serde(default)]
    pub deleted: bool,
    /// Count all that there are too, up to 10,000.
    #[serde(default)]
    pub count: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListPage {
    pub records: Vec<Record>,
    pub next: Option<String>,
    /// How many there are in all, where it was asked for; exact below 10,000, else at least that many.
    pub count: Option<u64>,
}

/// A record's page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecordPage {
    pub record: Record,
    pub may_edit: bool,
    /// It is history: only its owner and tags may still be changed.
    pub locked: bool,
    pub may_delete: bool,
    /// It lies in the recycle bin.
    pub deleted: bool,
    /// The record of which it has become a part.
    pub merged_into: Option<Id>,
    /// When it is removed from there for good.
    #[serde(default)]
    pub gone_at: Option<Instant>,
    /// Whether it lies in the pool, or will soon.
    #[serde(default)]
    pub pool: Option<crate::InPool>,
    /// How many records of other modules link to it, by module and field.
    pub related: Vec<Related>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    pub module: Name,
    pub field: Name,
    /// Exact up to 1,000.
    pub count: u64,
}

/// What a user may do with a record, and by which rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reached {
    pub user: Link,
    pub see: Why,
    pub edit: Why,
    pub delete: Why,
    /// The fields that she does not see.
    pub hidden: Vec<BarredFields>,
    /// The fields that she sees and cannot change.
    pub fixed: Vec<BarredFields>,
    /// Where her profiles differ: which of them give her most, and the labels of the fields with which they do.
    pub given: Vec<GivenFields>,
}

/// The labels of fields that are hidden or read only for the same reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BarredFields {
    pub why: Barred,
    pub fields: Vec<String>,
}

/// Fields with which some of a user's profiles give her more than the others do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenFields {
    pub profiles: Vec<String>,
    pub fields: Vec<String>,
}

/// A written record and the action that undo takes back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Saved {
    pub record: Record,
    pub batch: Id,
}

/// An action on several records.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    pub batch: Option<Id>,
    pub count: u64,
    /// Records that were left as they were, because the caller may not or somebody changed them since.
    pub skipped: u64,
}

/// Which records an action is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Selection {
    Ids(Vec<Id>),
    /// All that meet the condition.
    Filter(String),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BulkChange {
    Set(Values),
    /// To another owner, with what belongs to it: open tasks, contacts, open deals.
    Assign(Id),
    AddTags(Vec<String>),
    RemoveTags(Vec<String>),
    Delete,
    Restore,
    /// Out of the recycle bin, for good. For administrators.
    Remove,
}

impl BulkChange {
    /// Whether it is about what lies in the recycle bin.
    pub fn is_about_the_bin(&self) -> bool {
        matches!(self, BulkChange::Restore | BulkChange::Remove)
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardQuery {
    pub module: Name,
    /// The process, where there are several; empty for the first.
    #[serde(default)]
    pub pipeline: Name,
    #[serde(default)]
    pub filter: String,
    /// Cards a column at first; 0 for 25.
    #[serde(default)]
    pub limit: u32,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Board {
    pub pipeline: Name,
    pub columns: Vec<BoardColumn>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BoardColumn {
    pub stage: Name,
    pub count: u64,
    pub sums: Vec<Sum>,
    pub records: Vec<Record>,
    pub next: Option<String>,
}

/// An exact sum of amounts of one currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    pub currency: Name,
    /// A decimal as text, so that no step makes a float of it.
    pub amount: String,
    /// Weighted by each record's probability, rounded to the currency's digits.
    pub weighted: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    pub module: Name,
    pub id: Id,
    pub title: String,
    pub subtitle: String,
}

/// One entry of a record's timeline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    pub at: Instant,
    pub by: Option<Link>,
    pub what: Happening,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Happening {
    /// A change of the record; links in it carry their titles.
    Change(Change),
    /// A note or comment about it; the body is sanitised HTML made from its Markdown.
    Note {
        record: Record,
        html: String,
    },
    Comment {
        record: Record,
        html: String,
    },
    Attachment {
        record: Record,
        file: File,
    },
    Task {
        record: Record,
    },
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Timeline {
    /// Newest first.
    pub entries: Vec<Entry>,
    /// Ask again with this instant for what is older.
    pub before: Option<Instant>,
    /// The actions that whoever asks may take back, each with the number of records that it was about.
    pub undoable: BTreeMap<Id, u64>,
}

/// What a lead's conversion would make.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConversionPreview {
    pub lead: Record,
    pub account: Values,
    pub contact: Values,
    pub opportunity: Values,
    /// Accounts of the same name.
    pub accounts: Vec<Hit>,
    /// Contacts of the same name or e-mail.
    pub contacts: Vec<Namesake>,
    /// How many tasks, notes, comments and attachments go along.
    pub moves: u64,
}

/// A contact that may be the person whom a lead is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Namesake {
    pub hit: Hit,
    pub account: Option<Id>,
    /// Otherwise the name alone is the same.
    pub same_email: bool,
}

impl Namesake {
    /// The one that most likely is the lead's person, at the account that is used: many people share a name, none an
    /// e-mail.
    pub fn likely(contacts: &[Namesake], account: Option<Id>) -> Option<Id> {
        let here = |contact: &&Namesake| account.is_some() && contact.account == account;
        let same_email = contacts.iter().find(|contact| contact.same_email);
        same_email.or_else(|| contacts.iter().find(here)).map(|contact| contact.hit.id)
    }
}

/// What the caller decided.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Conversion {
    /// An account to use instead of a new one.
    pub use_account: Option<Id>,
    pub use_contact: Option<Id>,
    pub account: Values,
    pub contact: Values,
    /// None: no opportunity is made.
    pub opportunity: Option<Values>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Converted {
    pub account: Id,
    pub contact: Id,
    pub opportunity: Option<Id>,
    pub batch: Id,
}

/// How a file is to be read. What is `None` is found out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadOptions {
    /// WHATWG name: `utf-8`, `gb18030`, `windows-1251`, …
    pub encoding: Option<String>,
    pub delimiter: Option<char>,
    /// How numeric dates are written.
    pub date_order: Option<model::formats::DateOrder>,
}

/// What a file seems to hold, and how its columns seem to belong to fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportPlan {
    pub id: Id,
    pub module: Name,
    pub file_name: String,
    pub read: ReadOptions,
    pub headers: Vec<String>,
    /// The first rows, as they stand.
    pub sample: Vec<Vec<String>>,
    pub rows: u64,
    pub mapping: Mapping,
}

/// How the columns of a file become fields; the same as a mapping file that `rapport import --map` reads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    #[serde(default)]
    pub read: ReadOptions,
    #[serde(default)]
    pub columns: Vec<ColumnMapping>,
    /// Values for fields that no column fills, as text.
    #[serde(default)]
    pub constants: BTreeMap<Name, String>,
    /// Texts made of several columns, such as `{product} – {account|agent}`; `engine::import::template` says how.
    #[serde(default)]
    pub templates: BTreeMap<Name, String>,
    /// Fields by which a row is the same as a record that is there; empty: every row is added.
    #[serde(default)]
    pub match_by: Vec<Name>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnMapping {
    /// The header in the file.
    pub column: String,
    /// The field; several columns of one field are joined by a space.
    pub field: Name,
    /// For links: the field of the target by which it is found; its title where empty.
    #[serde(default)]
    pub by: Option<Name>,
    /// What is written instead of what stands in the file.
    #[serde(default)]
    pub replace: BTreeMap<String, String>,
    /// For links: make the target where there is none, with its title from the cell.
    #[serde(default)]
    pub create: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportStage {
    #[default]
    Uploaded,
    Checking,
    Checked,
    Running,
    Finished,
    Stopped,
    Failed,
}

/// How far an import is. The header does not count as a row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ImportStatus {
    pub stage: ImportStage,
    pub rows: u64,
    pub done: u64,
    pub added: u64,
    pub updated: u64,
    pub failed: u64,
    /// The first 200 bad cells.
    pub bad: Vec<BadCell>,
    pub batch: Option<Id>,
    /// When what it has written was made or changed: all its records say the same.
    pub written_at: Option<Instant>,
    /// Why the whole failed.
    pub problem: Option<Problem>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadCell {
    /// As a spreadsheet counts: the header is row 1, the first row below it row 2.
    pub row: u64,
    pub column: String,
    pub value: String,
    pub problem: Problem,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionInfo {
    pub id: Id,
    pub created: Instant,
    pub seen: Instant,
    pub agent: String,
    pub address: String,
    pub current: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenInfo {
    pub id: Id,
    pub name: String,
    pub created: Instant,
    pub last_used: Option<Instant>,
}

/// What a user may change of herself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preferences {
    pub language: Option<Language>,
    /// An IANA name.
    pub time_zone: Option<String>,
}

/// What the live stream tells: these records of a module changed, or so many that it is simpler to ask again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveChange {
    pub module: Name,
    /// Empty: many.
    pub ids: Vec<Id>,
    /// Who did it, so that a page can pass over its own changes.
    pub by: Option<Id>,
    pub seq: i64,
}
