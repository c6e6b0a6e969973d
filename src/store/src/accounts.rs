//! What people and programs sign in with. Secrets are kept hashed; a hash here is the SHA-256 of a random token.

use model::{Id, Instant};

/// A browser that is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub hash: Vec<u8>,
    pub user: Id,
    pub created: Instant,
    pub seen: Instant,
    pub expires: Instant,
    /// What the browser calls itself.
    pub agent: String,
    pub ip: String,
}

/// What a program signs in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub hash: Vec<u8>,
    pub user: Id,
    pub name: String,
    pub created: Instant,
    pub last_used: Option<Instant>,
    pub ended: Option<Instant>,
}

/// A link that works once: for the first administrator, for a forgotten password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Once {
    pub hash: Vec<u8>,
    pub kind: String,
    pub user: Option<Id>,
    pub expires: Instant,
}
