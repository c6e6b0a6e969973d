//! `POST /api/v1/{module}`

use api::Backend;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use engine::Engine;

use super::{body, idempotency};
use crate::error::Problem;
use crate::signed_in::SignedIn;

pub async fn create(
    State(engine): State<Engine>,
    who: SignedIn,
    Path(name): Path<String>,
    headers: HeaderMap,
    sent: Bytes,
) -> Result<Response, Problem> {
    let module = super::module(&who, &name)?;
    let failed = |failure| who.problem(failure);
    let key = idempotency::Key::of(&headers, &name, &sent).map_err(failed)?;
    if let Some(key) = &key
        && let Some(made) = key.made(&engine, &who.caller).await.map_err(failed)?
    {
        let record = engine.get(&who.caller, &name, made).await.map_err(failed)?;
        return Ok(created(module, &record));
    }
    let values = body::values(module, &sent).map_err(failed)?;
    let saved = engine.create(&who.caller, module.name.clone(), values).await.map_err(failed)?;
    if let Some(key) = key {
        key.keep(&engine, &who.caller, saved.record.id).await.map_err(failed)?;
    }
    Ok(created(module, &saved.record))
}

fn created(module: &api::model::Module, record: &api::model::Record) -> Response {
    let mut response = body::answer(StatusCode::CREATED, module, record);
    let location = HeaderValue::from_str(&format!("/api/v1/{}/{}", module.name, record.id));
    response.headers_mut().extend(location.ok().map(|location| (header::LOCATION, location)));
    response
}
