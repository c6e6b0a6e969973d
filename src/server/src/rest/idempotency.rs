//! `Idempotency-Key`: the same request sent again, because its answer got lost, makes nothing twice.

use api::model::{Id, Problem as Wrong};
use api::{Caller, Failure};
use axum::http::HeaderMap;
use engine::Engine;

/// A key as it came with a request.
pub struct Key {
    text: String,
    request: Vec<u8>,
}

impl Key {
    /// The key of a request; none without the header.
    pub fn of(headers: &HeaderMap, module: &str, sent: &[u8]) -> Result<Option<Key>, Failure> {
        let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
        let text = value.to_str().unwrap_or_default();
        if text.is_empty() || text.len() > 255 {
            return Err(Wrong::new("Idempotency-Key", "too-long").detail(255).into());
        }
        Ok(Some(Key { text: text.to_owned(), request: [module.as_bytes(), b"\n", sent].concat() }))
    }

    /// What the first request with this key made.
    pub async fn made(&self, engine: &Engine, caller: &Caller) -> Result<Option<Id>, Failure> {
        engine.made_before(caller, &self.text, &self.request).await
    }

    pub async fn keep(&self, engine: &Engine, caller: &Caller, made: Id) -> Result<(), Failure> {
        engine.keep_made(caller, &self.text, &self.request, made).await
    }
}
