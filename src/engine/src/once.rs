//! Requests that may be sent again, because their answer got lost: what they made is made once.

use api::{Caller, Failure};
use model::record::Values;
use model::{Id, Name, Problem, Record};
use sha2::{Digest, Sha256};
use store::Idempotent;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::{Engine, write};

impl Engine {
    /// Makes a record, or finds the one that an earlier request with the same key made. `request` is all that was
    /// sent; another request with the same key is refused. The key is kept in the transaction that makes the record.
    pub async fn create_once(
        &self,
        caller: &Caller,
        key: &str,
        request: &[u8],
        module: Name,
        values: Values,
    ) -> Result<Record, Failure> {
        let request: Vec<u8> = Sha256::digest(request).to_vec();
        if let Some(made) = made_before(self, caller, key, &request).await? {
            return self.get(caller, &module, made).await;
        }
        let keep = Keep { key: key.to_owned(), user: owner(caller), request: request.clone() };
        match write::create_keeping(self, caller, module.clone(), values, Some(keep)).await {
            Ok(saved) => Ok(saved.record),
            // The same request came twice at the same time, and the other was faster.
            Err(Error::Store(store::Error::Unique { field, .. })) if field == "key" => {
                let made = made_before(self, caller, key, &request).await?.ok_or(Failure::TooMany)?;
                self.get(caller, &module, made).await
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// What is kept with the record that a request makes.
pub(crate) struct Keep {
    pub(crate) key: String,
    pub(crate) user: Id,
    request: Vec<u8>,
}

impl Keep {
    pub(crate) fn answer(&self, made: Id, at: model::Instant) -> Idempotent {
        Idempotent { request: self.request.clone(), response: made.to_string(), at }
    }
}

/// Keys of different callers do not meet.
fn owner(caller: &Caller) -> Id {
    caller.grant.user.unwrap_or(Id(Uuid::nil()))
}

async fn made_before(engine: &Engine, caller: &Caller, key: &str, request: &[u8]) -> Result<Option<Id>> {
    let Some(kept) = engine.store().idempotent(key, owner(caller)).await? else { return Ok(None) };
    if kept.request != request {
        return Err(Problem::new("idempotency_key", "not-unique").detail(key).into());
    }
    Ok(kept.response.parse().ok())
}
