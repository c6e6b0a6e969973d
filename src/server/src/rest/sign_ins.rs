//! `GET /api/v1/users/{id}/sign-ins`: by what a user can come in; `DELETE …/{sign_in}` ends a session or a token of hers.
//! For administrators.

use api::{Backend, SignIns};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use engine::Engine;

use crate::error::Problem;
use crate::signed_in::SignedIn;

pub async fn list(
    State(engine): State<Engine>,
    who: SignedIn,
    Path((name, id)): Path<(String, String)>,
) -> Result<Json<SignIns>, Problem> {
    let failed = |failure| who.problem(failure);
    let user = super::user(&who, &name, &id)?;
    let found = engine.sign_ins(&who.caller, who.session, user).await.map_err(failed)?;
    // Who is not there has no sign-ins either, and is to be told apart from who has none now.
    engine.get(&who.caller, super::USERS, user).await.map_err(failed)?;
    Ok(Json(found))
}

pub async fn end(
    State(engine): State<Engine>,
    who: SignedIn,
    Path((name, id, sign_in)): Path<(String, String, String)>,
) -> Result<StatusCode, Problem> {
    let user = super::user(&who, &name, &id)?;
    let sign_in = super::id(&who, &sign_in)?;
    engine.end_sign_in(&who.caller, user, sign_in).await.map_err(|failure| who.problem(failure))?;
    Ok(StatusCode::NO_CONTENT)
}
