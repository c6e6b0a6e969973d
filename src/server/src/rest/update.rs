//! `PATCH /api/v1/{module}/{id}`

use api::model::{Id, Module, Problem as Wrong};
use api::{Backend, Failure};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use engine::{Engine, IfAlike};

use super::body::{self, Sent};
use super::query::{self, Parameters};
use crate::error::Problem;
use crate::signed_in::SignedIn;

pub async fn update(
    State(engine): State<Engine>,
    who: SignedIn,
    Path((name, id)): Path<(String, String)>,
    parameters: Parameters,
    headers: HeaderMap,
    sent: Sent,
) -> Result<Response, Problem> {
    let (module, id) = super::at(&who, &name, &id)?;
    let failed = |failure| who.problem(failure);
    let alike = query::if_alike(parameters).map_err(|problem| failed(problem.into()))?;
    let schema = engine.schema();
    let said = sent.read().map_err(failed)?;
    let values = body::values(module, schema.module(&module.name), &said).map_err(failed)?;
    let named = if_match(&headers).map_err(failed)?;
    let version = match named {
        Some(version) => version,
        None => present_version(&engine, &who, module, id).await?,
    };
    let (caller, name) = (&who.caller, module.name.clone());
    let saved = match alike {
        IfAlike::Ask => engine.update_checked(caller, name, id, version, values).await,
        IfAlike::Write => engine.update(caller, name, id, version, values).await,
    };
    match saved {
        Ok(saved) => Ok(body::answer(StatusCode::OK, module, &saved.record)),
        Err(failure @ Failure::Conflict(_)) if named.is_some() => {
            Err(who.problem(failure).with_status(StatusCode::PRECONDITION_FAILED))
        }
        Err(failure) => Err(who.problem(failure)),
    }
}

/// The version that `If-Match` names; `*` and no header name none.
pub fn if_match(headers: &HeaderMap) -> Result<Option<i64>, Failure> {
    let Some(value) = headers.get(header::IF_MATCH) else { return Ok(None) };
    let text = value.to_str().unwrap_or_default().trim();
    if text == "*" {
        return Ok(None);
    }
    let version = text.trim_start_matches("W/").trim_matches('"').parse();
    version.map(Some).map_err(|_| Wrong::new("If-Match", "not-a-whole-number").detail(text).into())
}

async fn present_version(engine: &Engine, who: &SignedIn, module: &Module, id: Id) -> Result<i64, Problem> {
    let record = engine.get(&who.caller, &module.name, id).await.map_err(|failure| who.problem(failure))?;
    Ok(record.version)
}
