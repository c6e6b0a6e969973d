//! `POST /api/v1/{module}/replace-value`: another value of a list takes the place of one, in all records.

use api::Backend;
use api::model::Name;
use axum::Json;
use axum::extract::{Path, State};
use engine::Engine;
use serde::Deserialize;

use super::actions::Acted;
use super::body::Sent;
use crate::error::Problem;
use crate::signed_in::SignedIn;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    field: Name,
    from: Name,
    to: Name,
}

pub async fn replace_value(
    State(engine): State<Engine>,
    who: SignedIn,
    Path(name): Path<String>,
    sent: Sent,
) -> Result<Json<Acted>, Problem> {
    let failed = |failure| who.problem(failure);
    let module = super::module(&who, &name)?.name.clone();
    let Body { field, from, to } = sent.read().map_err(failed)?;
    let done = engine.replace_choice(&who.caller, module, field, from, to).await.map_err(failed)?;
    Ok(Json(done.into()))
}
