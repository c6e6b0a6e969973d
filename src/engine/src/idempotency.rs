//! Requests sent twice because an answer got lost: what the first made, kept by its key.

use api::{Caller, Failure};
use model::record::Values;
use model::{Id, Instant, Name, Problem, Record};
use sha2::{Digest, Sha256};
use store::Idempotent;

use crate::Engine;
use crate::error::{Error, Result};
use crate::write::{self, IfAlike};

impl Engine {
    /// Makes a record, or finds the one that an earlier request under the same key made. `request` is all that was
    /// sent. The key is kept in the transaction that makes the record, so that two at once make one.
    pub async fn create_once(
        &self,
        caller: &Caller,
        key: &str,
        request: &[u8],
        module: Name,
        values: Values,
        alike: IfAlike,
    ) -> Result<Record, Failure> {
        if let Some(made) = self.made_before(caller, key, request).await? {
            return self.get(caller, &module, made).await;
        }
        let keep = Keep { key: key.to_owned(), user: caller.me.id, request: digest(request) };
        match write::create_keeping(self, caller, module.clone(), values, alike, Some(keep)).await {
            Ok(saved) => Ok(saved.record),
            // The same request came twice at the same time, and the other was faster.
            Err(Error::Store(store::Error::Unique { field, .. })) if field == "key" => {
                let made = self.made_before(caller, key, request).await?.ok_or(Failure::TooMany)?;
                self.get(caller, &module, made).await
            }
            Err(error) => Err(error.into()),
        }
    }

    /// The record that `request` made when the caller sent it first under `key`; none if she did not. Another request
    /// under the same key is refused.
    async fn made_before(&self, caller: &Caller, key: &str, request: &[u8]) -> Result<Option<Id>, Failure> {
        let kept = self.store().idempotent(key, caller.me.id).await.map_err(Error::from)?;
        let Some(kept) = kept else { return Ok(None) };
        if kept.request != digest(request) {
            return Err(Problem::new("Idempotency-Key", "not-unique").detail(key).into());
        }
        Ok(kept.response.parse().ok())
    }
}

/// What is kept with the record that a request makes.
pub(crate) struct Keep {
    pub(crate) key: String,
    pub(crate) user: Id,
    request: Vec<u8>,
}

impl Keep {
    pub(crate) fn answer(&self, made: Id, at: Instant) -> Idempotent {
        Idempotent { request: self.request.clone(), response: made.to_string(), at }
    }
}

fn digest(request: &[u8]) -> Vec<u8> {
    Sha256::digest(request).to_vec()
}
