//! Personal data: `GET /api/v1/{module}/{id}/personal-data`, all that is kept of a person as an archive, and
//! `POST /api/v1/{module}/{id}/erase`, which cannot be undone.

use api::Backend;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use engine::Engine;
use serde::Deserialize;
use serde_json::{Value, json};

use super::body::Sent;
use crate::error::Problem;
use crate::files::attachment;
use crate::signed_in::SignedIn;

pub async fn personal_data(
    State(engine): State<Engine>,
    who: SignedIn,
    Path((name, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (module, id) = super::at(&who, &name, &id)?;
    let archive = engine.personal_data(&who.caller, &module.name, id).await;
    let (name, archive) = archive.map_err(|failure| who.problem(failure))?;
    Ok(attachment(&name, "application/zip", archive))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    /// What the record is called.
    confirm: String,
    #[serde(default)]
    reason: String,
}

pub async fn erase(
    State(engine): State<Engine>,
    who: SignedIn,
    Path((name, id)): Path<(String, String)>,
    sent: Sent,
) -> Result<Json<Value>, Problem> {
    let (module, id) = super::at(&who, &name, &id)?;
    let failed = |failure| who.problem(failure);
    let Body { confirm, reason } = sent.read().map_err(failed)?;
    let erased = engine.erase(&who.caller, module.name.clone(), id, confirm, reason).await.map_err(failed)?;
    Ok(Json(json!({"number": erased.number, "title": erased.title, "records": erased.records})))
}
