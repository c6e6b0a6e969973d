//! What can go wrong, without a word of HTTP.

use std::sync::Arc;

use model::{Id, Name, Record};

pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no such record")]
    NotFound,
    #[error("this is not allowed")]
    NotAllowed,
    #[error("somebody else has changed the record meanwhile")]
    Conflict { current: Box<Record> },
    /// `record` holds the value already.
    #[error("the value of {field} is taken")]
    Unique { field: Name, record: Id },
    /// Not there, hidden from who asks, or not to be used so.
    #[error("there is no field {0} that can be used so")]
    UnknownField(Name),
    #[error("there is no module {0}")]
    UnknownModule(Name),
    /// A condition compares a field with what it cannot hold.
    #[error("the condition does not fit: {0}")]
    Filter(String),
    #[error("the place to go on from is not one of this list")]
    BadCursor,
    #[error("the disk is full; nothing of this was saved")]
    Full,
    #[error("the database is busy; try again")]
    Busy,
    #[error("the database cannot be reached: {0}")]
    Unavailable(String),
    #[error("the database file is damaged: {0}; restore a backup")]
    Corrupt(String),
    #[error("the tables cannot be made to fit the modules: {0}")]
    Schema(String),
    #[error("this is not possible with PostgreSQL: use its own tools")]
    OnlySqlite,
    #[error("the database refused a statement: {0}")]
    Sqlx(#[source] Arc<sqlx::Error>),
    #[error("stored data cannot be read: {0}")]
    Json(#[from] Arc<serde_json::Error>),
}
