//! Who holds which session or token, remembered so that a request costs a hash and a look-up. What was ended here is
//! forgotten at once; what another server ended, after `TRUST`.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use chrono::Duration;
use model::{Id, Instant};
use uuid::Uuid;

use crate::secrets::Hash;

/// For how long what was read is believed.
const TRUST: Duration = Duration::seconds(30);
/// More are not remembered at a time.
const MANY: usize = 20_000;

/// A session or token that was found good.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Door {
    pub(crate) user: Id,
    /// When it was last written down that it was used.
    pub(crate) seen: Instant,
    /// Never, for a token.
    pub(crate) expires: Option<Instant>,
    pub(crate) read: Instant,
    /// Whether the user has a second factor, or came in by something as good.
    pub(crate) second_factor: bool,
}

#[derive(Default)]
pub(crate) struct Doors(RwLock<HashMap<Hash, Door>>);

impl Doors {
    pub(crate) fn find(&self, hash: &Hash, now: Instant) -> Option<Door> {
        let doors = self.0.read().unwrap_or_else(PoisonError::into_inner);
        doors.get(hash).copied().filter(|door| now - door.read < TRUST)
    }

    pub(crate) fn remember(&self, hash: Hash, door: Door) {
        let mut doors = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if doors.len() >= MANY {
            doors.clear();
        }
        doors.insert(hash, door);
    }

    pub(crate) fn forget(&self, hash: &Hash) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).remove(hash);
    }

    /// Forgets all: another database is in place.
    pub(crate) fn forget_all(&self) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Forgets all of a user; those that are still good are read again.
    pub(crate) fn forget_user(&self, user: Id) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).retain(|_, door| door.user != user);
    }
}

/// What a session or token is called towards people: a part of its hash, which opens nothing.
pub(crate) fn public_id(hash: &[u8]) -> Id {
    let mut bytes = [0; 16];
    for (to, from) in bytes.iter_mut().zip(hash) {
        *to = *from;
    }
    Id(Uuid::from_bytes(bytes))
}
