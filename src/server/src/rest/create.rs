//! `POST /api/v1/{module}`

use api::model::record::Values;
use api::model::{Module, Problem, Record};
use api::{Backend, Failure, Saved};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use engine::{Engine, IfAlike};

use super::body::{self, Sent};
use super::query::{self, Parameters};
use crate::error::Problem as Refusal;
use crate::signed_in::SignedIn;

pub async fn create(
    State(engine): State<Engine>,
    who: SignedIn,
    Path(name): Path<String>,
    parameters: Parameters,
    headers: HeaderMap,
    sent: Sent,
) -> Result<Response, Refusal> {
    let module = super::module(&who, &name)?;
    let failed = |failure| who.problem(failure);
    let alike = query::if_alike(parameters).map_err(|problem| failed(problem.into()))?;
    let schema = engine.schema();
    let said = sent.read().map_err(failed)?;
    let values = body::values(module, schema.module(&module.name), &said).map_err(failed)?;
    let record = match key(&headers).map_err(failed)? {
        Some(key) => {
            let request = [name.as_bytes(), b"\n", &sent.0].concat();
            engine
                .create_once(&who.caller, key, &request, module.name.clone(), values, alike)
                .await
                .map_err(failed)?
        }
        None => make(&engine, &who, module, values, alike).await.map_err(failed)?.record,
    };
    Ok(created(module, &record))
}

async fn make(
    engine: &Engine,
    who: &SignedIn,
    module: &Module,
    values: Values,
    alike: IfAlike,
) -> Result<Saved, Failure> {
    match alike {
        IfAlike::Ask => engine.create_checked(&who.caller, module.name.clone(), values).await,
        IfAlike::Write => engine.create(&who.caller, module.name.clone(), values).await,
    }
}

/// `Idempotency-Key`: the same request sent again, because its answer got lost, makes nothing twice.
fn key(headers: &HeaderMap) -> Result<Option<&str>, Failure> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    match value.to_str() {
        Ok(text) if (1..=255).contains(&text.len()) => Ok(Some(text)),
        _ => Err(Problem::new("Idempotency-Key", "too-long").detail(255).into()),
    }
}

pub(super) fn created(module: &Module, record: &Record) -> Response {
    let mut response = body::answer(StatusCode::CREATED, module, record);
    let location = HeaderValue::from_str(&format!("/api/v1/{}/{}", module.name, record.id));
    response.headers_mut().extend(location.ok().map(|location| (header::LOCATION, location)));
    response
}
