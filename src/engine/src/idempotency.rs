//! Requests sent twice because an answer got lost: what the first made, kept by its key.

use api::{Caller, Failure};
use model::{Id, Problem};
use sha2::{Digest, Sha256};
use store::Idempotent;

use crate::Engine;
use crate::error::Error;

impl Engine {
    /// The record that `request` made when the caller sent it first under `key`; none if she did not. Another request
    /// under the same key is refused.
    pub async fn made_before(&self, caller: &Caller, key: &str, request: &[u8]) -> Result<Option<Id>, Failure> {
        let Some(kept) = self.store().idempotent(key, caller.me.id).await.map_err(Error::from)? else { return Ok(None) };
        if kept.request != Sha256::digest(request).as_slice() {
            return Err(Problem::new("Idempotency-Key", "key-used-otherwise").into());
        }
        Ok(kept.response.parse().ok())
    }

    /// Remembers that `request` made the record `made`.
    pub async fn keep_made(&self, caller: &Caller, key: &str, request: &[u8], made: Id) -> Result<(), Failure> {
        let request = Sha256::digest(request).to_vec();
        let kept = Idempotent { request, response: made.to_string(), at: self.now() };
        Ok(self.store().put_idempotent(key, caller.me.id, &kept).await.map_err(Error::from)?)
    }
}
