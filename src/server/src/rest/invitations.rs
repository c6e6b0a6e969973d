//! `POST /api/v1/invitations`: makes a user and has her choose a password.

use api::{Backend, Invitation};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use engine::Engine;
use serde_json::{Value, json};

use super::body::Sent;
use crate::error::Problem;
use crate::signed_in::SignedIn;

pub async fn invite(
    State(engine): State<Engine>,
    who: SignedIn,
    sent: Sent,
) -> Result<(StatusCode, Json<Value>), Problem> {
    let failed = |failure| who.problem(failure);
    let invitation: Invitation = sent.read().map_err(failed)?;
    let invited = engine.invite(&who.caller, invitation).await.map_err(failed)?;
    Ok((StatusCode::CREATED, Json(json!({"user": invited.user, "link": invited.link}))))
}
