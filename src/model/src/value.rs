//! What a field of a record can hold, whatever its kind.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Name;
use crate::record::Values;

/// A point in time, UTC, to the millisecond.
pub type Instant = DateTime<Utc>;

/// The identity of a record: a UUIDv7, so that ids made later sort later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(pub Uuid);

impl Id {
    /// A UUIDv7 of the given milliseconds since 1970 and 74 bits of `random`.
    pub fn new(millis: u64, random: [u8; 10]) -> Id {
        Id(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

impl FromStr for Id {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Id, uuid::Error> {
        Uuid::try_parse(text).map(Id)
    }
}

/// A reference to a record. Two links are equal when they point to the same record; the title is what was known
/// of it when it was read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Link {
    pub module: Name,
    pub id: Id,
    #[serde(default)]
    pub title: String,
}

impl Link {
    pub fn new(module: impl Into<Name>, id: Id) -> Link {
        Link { module: module.into(), id, title: String::new() }
    }
}

impl PartialEq for Link {
    fn eq(&self, other: &Link) -> bool {
        self.id == other.id && self.module == other.module
    }
}

impl Eq for Link {}

/// A stored file: its content lies in the table `files` under `id`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    pub id: Id,
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// MIME type found from the content, not from what the sender claims.
    pub mime: String,
}

/// One of the rows that are a part of a record, such as a line of a quote. Their order is that of the list they are in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Nil for one that is new: who writes it gives it one.
    #[serde(default = "nil")]
    pub id: Id,
    pub values: Values,
}

impl Row {
    /// A new one.
    pub fn new(values: Values) -> Row {
        Row { id: nil(), values }
    }

    pub fn is_new(&self) -> bool {
        self.id == nil()
    }

    pub fn value(&self, field: &str) -> &Value {
        self.values.get(field).unwrap_or(&Value::Empty)
    }
}

fn nil() -> Id {
    Id(Uuid::nil())
}

/// What a field holds. Which variant belongs to which kind is said by `Kind`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t", content = "v", rename_all = "snake_case")]
pub enum Value {
    #[default]
    Empty,
    Text(String),
    Integer(i64),
    Decimal(Decimal),
    Date(NaiveDate),
    Instant(#[serde(with = "chrono::serde::ts_milliseconds")] Instant),
    Bool(bool),
    /// Keys of choices, or tags.
    Many(Vec<String>),
    Link(Link),
    File(File),
    Rows(Vec<Row>),
}

impl Value {
    pub fn text(text: impl Into<String>) -> Value {
        Value::Text(text.into())
    }

    pub fn is_empty(&self) -> bool {
        match self {
            Value::Empty => true,
            Value::Text(text) => text.is_empty(),
            Value::Many(items) => items.is_empty(),
            Value::Rows(rows) => rows.is_empty(),
            Value::Integer(_)
            | Value::Decimal(_)
            | Value::Date(_)
            | Value::Instant(_)
            | Value::Bool(_)
            | Value::Link(_)
            | Value::File(_) => false,
        }
    }

    pub fn as_text(&self) -> Option<&str> {
        if let Value::Text(text) = self { Some(text) } else { None }
    }

    pub fn as_integer(&self) -> Option<i64> {
        if let Value::Integer(number) = self { Some(*number) } else { None }
    }

    pub fn as_decimal(&self) -> Option<Decimal> {
        match self {
            Value::Decimal(number) => Some(*number),
            Value::Integer(number) => Some(Decimal::from(*number)),
            _ => None,
        }
    }

    pub fn as_link(&self) -> Option<&Link> {
        if let Value::Link(link) = self { Some(link) } else { None }
    }

    pub fn as_many(&self) -> &[String] {
        if let Value::Many(items) = self { items } else { &[] }
    }

    pub fn as_rows(&self) -> &[Row] {
        if let Value::Rows(rows) = self { rows } else { &[] }
    }

    /// The links in it: itself, or those of its rows.
    pub fn links_mut(&mut self) -> Vec<&mut Link> {
        match self {
            Value::Link(link) => vec![link],
            Value::Rows(rows) => {
                rows.iter_mut().flat_map(|row| row.values.values_mut()).flat_map(Value::links_mut).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The same, to be looked at.
    pub fn links(&self) -> Vec<&Link> {
        match self {
            Value::Link(link) => vec![link],
            Value::Rows(rows) => {
                rows.iter().flat_map(|row| row.values.values()).flat_map(Value::links).collect()
            }
            _ => Vec::new(),
        }
    }

    pub fn as_bool(&self) -> Option<bool> {
        if let Value::Bool(yes) = self { Some(*yes) } else { None }
    }

    /// The order of two values of one field; empty comes first, texts are compared as people sort them.
    pub fn compare(&self, other: &Value) -> Ordering {
        match (self, other) {
            (Value::Text(a), Value::Text(b)) => crate::fold::compare(a, b),
            (Value::Integer(a), Value::Integer(b)) => a.cmp(b),
            (Value::Decimal(a), Value::Decimal(b)) => a.cmp(b),
            (Value::Date(a), Value::Date(b)) => a.cmp(b),
            (Value::Instant(a), Value::Instant(b)) => a.cmp(b),
            (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
            (Value::Many(a), Value::Many(b)) => a.cmp(b),
            (Value::Link(a), Value::Link(b)) => {
                crate::fold::compare(&a.title, &b.title).then(a.id.cmp(&b.id))
            }
            (Value::File(a), Value::File(b)) => crate::fold::compare(&a.name, &b.name),
            (a, b) => b.is_empty().cmp(&a.is_empty()),
        }
    }
}
