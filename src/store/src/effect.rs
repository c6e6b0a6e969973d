//! What is kept beside the records: queued effects, files, imports, answers to repeated requests.

use model::{Id, Instant};
use serde_json::Value as Json;

/// Something to be done after the write that queued it, in the same transaction.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    pub id: i64,
    pub kind: String,
    pub payload: Json,
    pub due: Instant,
    /// How often it was tried before.
    pub attempts: i64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileContent {
    pub id: Id,
    pub name: String,
    pub mime: String,
    pub content: Vec<u8>,
}

/// An import: where it is and what it needs to go on.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    pub id: Id,
    pub user: Option<Id>,
    pub at: Instant,
    pub state: Json,
}

/// The answer that a request with an idempotency key got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Idempotent {
    /// The SHA-256 of the request, so that the same key with another request can be refused.
    pub request: Vec<u8>,
    pub response: String,
    pub at: Instant,
}
