//! `POST /api/v1/{module}/{id}/claim`: takes a record out of the pool; who asks owns it then.

use api::Backend;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use engine::Engine;

use super::body;
use crate::error::Problem;
use crate::signed_in::SignedIn;

pub async fn claim(
    State(engine): State<Engine>,
    who: SignedIn,
    Path((name, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (module, id) = super::at(&who, &name, &id)?;
    let claimed = engine.claim(&who.caller, module.name.clone(), id).await;
    let claimed = claimed.map_err(|failure| who.problem(failure))?;
    Ok(body::answer(StatusCode::OK, module, &claimed.record))
}
