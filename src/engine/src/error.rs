//! What can go wrong, and the one place where the store's errors become what a page gets to know.

use api::Failure;
use model::Problem;

pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Store(#[from] store::Error),
    /// Not done, for a reason that whoever asked gets to know.
    #[error(transparent)]
    Refused(#[from] Failure),
    #[error("a password could not be hashed: {0}")]
    Hashing(String),
    #[error("a mail could not be written: {0}")]
    Letter(String),
    #[error("the work stopped in the middle: {0}")]
    Stopped(#[from] tokio::task::JoinError),
    #[error("the schema cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Error {
        Error::Refused(problem.into())
    }
}

impl From<Vec<Problem>> for Error {
    fn from(problems: Vec<Problem>) -> Error {
        Error::Refused(Failure::Invalid(problems))
    }
}

impl From<Error> for Failure {
    /// What a person reads says what she can do; what happened inside stands in the log.
    fn from(error: Error) -> Failure {
        match error {
            Error::Refused(failure) => failure,
            Error::Store(error) => of_store(error),
            Error::Hashing(_) | Error::Letter(_) | Error::Stopped(_) | Error::Json(_) => unexpected(&error),
        }
    }
}

fn of_store(error: store::Error) -> Failure {
    use store::Error as Store;
    match error {
        Store::NotFound | Store::UnknownModule(_) => Failure::NotFound,
        Store::NotAllowed => Failure::NotAllowed,
        Store::Conflict { current } => Failure::Conflict(current),
        Store::Unique { field, .. } => Problem::new(field, "not-unique").into(),
        Store::UnknownField(field) => Problem::new(field.clone(), "unknown-field").detail(field).into(),
        Store::Filter(why) => Problem::new("filter", "invalid-filter").detail(why).into(),
        Store::Foreign => Failure::invalid("", "backup-foreign"),
        Store::Newer(version) => Problem::new("", "backup-newer").detail(version).into(),
        Store::OnlySqlite => Failure::invalid("", "sqlite-only"),
        Store::BadCursor => Failure::invalid("after", "invalid-cursor"),
        error
        @ (Store::Full | Store::Busy | Store::Unavailable(_) | Store::Corrupt(_) | Store::Schema(_)) => {
            tracing::error!(%error, "the database does not serve");
            Failure::Unavailable(error.to_string())
        }
        error @ Store::Sqlx(_) => unexpected(&error),
    }
}

fn unexpected(error: &dyn std::error::Error) -> Failure {
    tracing::error!(%error, "a request failed");
    Failure::Unavailable("something went wrong on the server; its log says what".into())
}
