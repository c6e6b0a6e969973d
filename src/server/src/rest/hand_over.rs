//! `POST /api/v1/users/{id}/hand-over`: what a user owns goes to others, as a job; `GET /api/v1/hand-overs/{id}`: how far
//! that is.

use api::{Backend, HandOver};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use engine::Engine;
use serde_json::{Value, json};

use super::body::Sent;
use crate::error::Problem;
use crate::signed_in::SignedIn;

pub async fn start(
    State(engine): State<Engine>,
    who: SignedIn,
    Path((name, id)): Path<(String, String)>,
    sent: Sent,
) -> Result<(StatusCode, Json<Value>), Problem> {
    let failed = |failure| who.problem(failure);
    let user = super::user(&who, &name, &id)?;
    let plan: HandOver = sent.read().map_err(failed)?;
    let job = engine.hand_over(&who.caller, user, plan).await.map_err(failed)?;
    Ok((StatusCode::ACCEPTED, Json(json!({"id": job}))))
}

pub async fn status(
    State(engine): State<Engine>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<Value>, Problem> {
    let id = super::id(&who, &id)?;
    let status = engine.hand_over_status(&who.caller, id).await.map_err(|failure| who.problem(failure))?;
    Ok(Json(json!({
        "stage": status.stage,
        "total": status.total,
        "done": status.done,
        "skipped": status.skipped,
        "action": status.batch,
    })))
}
