//! `GET /api/v1/{module}/{id}`

use api::Failure;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use engine::Engine;

use super::body;
use crate::error::Problem;
use crate::signed_in::SignedIn;

pub async fn read(
    State(engine): State<Engine>,
    who: SignedIn,
    Path((name, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let module = super::module(&who, &name)?;
    let id = super::id(&who, &id)?;
    let record =
        engine.read_one(&who.caller, &module.name, id).await.map_err(|failure| who.problem(failure))?;
    let record = record.ok_or_else(|| who.problem(Failure::NotFound))?;
    Ok(body::answer(StatusCode::OK, module, &record))
}
