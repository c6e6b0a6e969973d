//! What can go wrong, without a word of HTTP.

use std::sync::Arc;

use model::{Id, Name, Record};

pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Clone, Debug, thiserror::Error)]
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
    #[error("the database cannot be used: {0}")]
    Unavailable(String),
    #[error("the database is damaged: {0}; restore a backup")]
    Corrupt(String),
    #[error("this is not a database of Rapport")]
    Foreign,
    /// The version that wrote it, as far as it is known.
    #[error("a newer Rapport{} has written the database; install that one, or restore an older backup", spaced(.0))]
    Newer(String),
    #[error("the tables cannot be made to fit the modules: {0}")]
    Schema(String),
    #[error("this is for SQLite only: with PostgreSQL use pg_dump and its other tools")]
    OnlySqlite,
    #[error("the database refused a statement: {0}")]
    Sqlx(#[source] Arc<sqlx::Error>),
}

impl Error {
    /// By SQLite's result code, where it was asked without sqlx.
    pub(crate) fn of_sqlite(code: i32) -> Error {
        let known = sqlite(&code.to_string(), "its copying stopped");
        known.unwrap_or_else(|| Error::Unavailable(format!("SQLite answered {code}")))
    }

    /// Of a file beside the database.
    pub(crate) fn of_disk(error: &std::io::Error) -> Error {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Error::Full,
            _ => Error::Unavailable(error.to_string()),
        }
    }
}

fn spaced(version: &str) -> String {
    if version.is_empty() { String::new() } else { format!(" ({version})") }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Error {
        match &error {
            sqlx::Error::Database(inner) => {
                let code = inner.code().unwrap_or_default();
                let known = match inner.try_downcast_ref::<sqlx::postgres::PgDatabaseError>() {
                    Some(_) => postgres(&code, inner.message()),
                    None => sqlite(&code, inner.message()),
                };
                known.unwrap_or_else(|| Error::Sqlx(Arc::new(error)))
            }
            sqlx::Error::PoolTimedOut => Error::Busy,
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => Error::Unavailable(error.to_string()),
            _ => Error::Sqlx(Arc::new(error)),
        }
    }
}

impl From<sqlx::migrate::MigrateError> for Error {
    fn from(error: sqlx::migrate::MigrateError) -> Error {
        match error {
            sqlx::migrate::MigrateError::Execute(error) => error.into(),
            sqlx::migrate::MigrateError::VersionMissing(_) => Error::Newer(String::new()),
            error => Error::Schema(error.to_string()),
        }
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Error {
        Error::Corrupt(format!("stored JSON cannot be read: {error}"))
    }
}

/// What a trigger refuses while a field becomes another kind.
const BY_TRIGGER: u32 = 1811;

/// By the primary result code, the low byte of the extended one.
fn sqlite(code: &str, message: &str) -> Option<Error> {
    let code: u32 = code.parse().ok()?;
    match code & 0xff {
        _ if code == BY_TRIGGER => Some(Error::Busy),
        5 | 6 => Some(Error::Busy),
        8 => Some(Error::Unavailable("its file or folder is read-only".into())),
        10 => Some(Error::Unavailable(format!("its file cannot be read or written ({message})"))),
        11 | 26 => Some(Error::Corrupt(message.to_owned())),
        13 => Some(Error::Full),
        14 => Some(Error::Unavailable("its file cannot be opened; does the folder exist?".into())),
        _ => None,
    }
}

/// By SQLSTATE.
fn postgres(code: &str, message: &str) -> Option<Error> {
    match code {
        "53100" => Some(Error::Full),
        "40001" | "40P01" | "55P03" | "53300" => Some(Error::Busy),
        "57P01" | "57P02" | "57P03" | "3D000" | "28000" | "28P01" => {
            Some(Error::Unavailable(message.to_owned()))
        }
        "XX001" | "XX002" => Some(Error::Corrupt(message.to_owned())),
        _ if code.starts_with("08") => Some(Error::Unavailable(message.to_owned())),
        _ => None,
    }
}
