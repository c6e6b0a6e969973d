//! `GET /api/v1/{module}/{id}`

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
    let record = engine.get(&who.caller, &module.name, id).await.map_err(|failure| who.problem(failure))?;
    Ok(body::answer(StatusCode::OK, module, &record))
}
