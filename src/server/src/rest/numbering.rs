//! `GET` and `PUT /api/v1/{module}/numbering/{field}`: with what the numbers of a field go on. For administrators.

use api::model::Name;
use api::{Backend, Numbering};
use axum::Json;
use axum::extract::{Path, State};
use engine::Engine;
use serde::Deserialize;

use super::body::Sent;
use crate::error::Problem;
use crate::signed_in::SignedIn;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    next: i64,
}

pub async fn read(
    State(engine): State<Engine>,
    who: SignedIn,
    Path((name, field)): Path<(String, String)>,
) -> Result<Json<Numbering>, Problem> {
    let module = super::module(&who, &name)?.name.clone();
    let found = engine.numbering(&who.caller, module, field.into()).await;
    found.map(Json).map_err(|failure| who.problem(failure))
}

pub async fn set(
    State(engine): State<Engine>,
    who: SignedIn,
    Path((name, field)): Path<(String, String)>,
    sent: Sent,
) -> Result<Json<Numbering>, Problem> {
    let failed = |failure| who.problem(failure);
    let module = super::module(&who, &name)?.name.clone();
    let Body { next } = sent.read().map_err(failed)?;
    let set = engine.go_on_with(&who.caller, module, Name::new(&field), next).await;
    set.map_err(failed)?;
    read(State(engine), who, Path((name, field))).await
}
