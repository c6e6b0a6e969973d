//! Who a request comes from: a session's cookie for pages, a bearer token for programs.

use std::sync::Arc;

use api::model::{Id, Language};
use api::{Caller, Failure};
use axum::extract::{FromRef, FromRequestParts, OptionalFromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use engine::{Engine, InSession};

use crate::error::Problem;

/// The cookie that holds a session's token.
pub const COOKIE: &str = "rapport_session";

/// The value of the cookie `name`.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

/// The best language for who is not signed in.
pub fn language(headers: &HeaderMap) -> Language {
    let header = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    cookie(headers, "language")
        .and_then(Language::from_code)
        .or_else(|| header.and_then(Language::accepted))
        .unwrap_or_default()
}

/// Whoever asks, and her session if she came with one.
#[derive(Clone)]
pub struct SignedIn {
    pub caller: Arc<Caller>,
    pub session: Option<Id>,
    /// She has to set up a second factor before anything else. Whoever asks for `SignedIn` need not look: it is refused.
    /// Whoever asks for `Option<SignedIn>` must.
    pub confined: bool,
}

impl SignedIn {
    /// Looks up the bearer token or the session of a request.
    pub async fn find(engine: &Engine, headers: &HeaderMap) -> Result<Option<SignedIn>, Failure> {
        if let Some(value) = headers.get(header::AUTHORIZATION) {
            let token = value.to_str().ok().and_then(|value| value.strip_prefix("Bearer "));
            let Some(token) = token else { return Ok(None) };
            let caller = engine.by_token(token.trim()).await?;
            return Ok(caller.map(|caller| SignedIn { caller, session: None, confined: false }));
        }
        let Some(token) = cookie(headers, COOKIE) else { return Ok(None) };
        let found = engine.by_session(token).await?;
        Ok(found.map(|InSession { caller, session, confined }| SignedIn {
            caller,
            session: Some(session),
            confined,
        }))
    }

    /// A failure in the caller's language.
    pub fn problem(&self, failure: Failure) -> Problem {
        Problem::new(failure, &self.caller.texts)
    }
}

impl<S> FromRequestParts<S> for SignedIn
where
    Engine: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<SignedIn, Problem> {
        let engine = Engine::from_ref(state);
        let found = SignedIn::find(&engine, &parts.headers).await;
        let found = found.and_then(|found| match found {
            None => Err(Failure::NotSignedIn),
            Some(SignedIn { confined: true, .. }) => Err(Failure::SecondFactorRequired),
            Some(found) => Ok(found),
        });
        found.map_err(|failure| Problem::new(failure, &engine.texts(language(&parts.headers))))
    }
}

impl<S> OptionalFromRequestParts<S> for SignedIn
where
    Engine: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Option<SignedIn>, Problem> {
        let engine = Engine::from_ref(state);
        let found = SignedIn::find(&engine, &parts.headers).await;
        found.map_err(|failure| Problem::new(failure, &engine.texts(language(&parts.headers))))
    }
}
