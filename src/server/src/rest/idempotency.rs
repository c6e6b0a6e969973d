//! `Idempotency-Key`: the same request sent again, because its answer got lost, makes nothing twice.

use api::model::{Id, Problem as Wrong, Record};
use api::{Caller, Failure};
use axum::http::HeaderMap;
use engine::Engine;

/// A key as one user sent it with one body.
pub struct Key {
    text: String,
    user: Id,
    body: String,
}

impl Key {
    /// The key of a request; none without the header.
    pub fn of(
        headers: &HeaderMap,
        caller: &Caller,
        module: &str,
        sent: &[u8],
    ) -> Result<Option<Key>, Failure> {
        let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
        let text = value.to_str().unwrap_or_default();
        if text.is_empty() || text.len() > 255 {
            return Err(Wrong::new("Idempotency-Key", "too-long").detail(255).into());
        }
        let body = engine::hash(&[module.as_bytes(), b"\n", sent].concat());
        Ok(Some(Key { text: text.to_owned(), user: caller.me.id, body }))
    }

    /// The record that the first request with this key made. Another body under the same key is refused.
    pub async fn answered(
        &self,
        engine: &Engine,
        caller: &Caller,
        module: &str,
    ) -> Result<Option<Record>, Failure> {
        let Some((body, id)) = engine.idempotent(&self.text, self.user).await? else { return Ok(None) };
        if body != self.body {
            return Err(Wrong::new("Idempotency-Key", "key-used-otherwise").into());
        }
        engine.read_one(caller, module, id).await
    }

    pub async fn keep(&self, engine: &Engine, made: Id) -> Result<(), Failure> {
        engine.keep_idempotent(&self.text, self.user, &self.body, made).await
    }
}
