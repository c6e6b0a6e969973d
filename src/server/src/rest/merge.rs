//! `POST /api/v1/{module}/{id}/merge`: makes the others a part of this record.

use api::model::Id;
use api::model::record::Values;
use api::{Backend, Merge};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use engine::Engine;
use serde::Deserialize;
use serde_json::Value as Json;

use super::body::{self, Sent};
use crate::error::Problem;
use crate::signed_in::SignedIn;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    others: Vec<Id>,
    /// What the record holds from now on where that is not its own.
    values: Option<Json>,
}

pub async fn merge(
    State(engine): State<Engine>,
    who: SignedIn,
    Path((name, id)): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Problem> {
    let (module, id) = super::at(&who, &name, &id)?;
    let failed = |failure| who.problem(failure);
    let Body { others, values } = sent.read().map_err(failed)?;
    let schema = engine.schema();
    let values = match values {
        Some(values) => body::values(module, schema.module(&module.name), &values),
        None => Ok(Values::new()),
    };
    let merge = Merge { others, values: values.map_err(failed)? };
    let saved = engine.merge(&who.caller, module.name.clone(), id, merge).await.map_err(failed)?;
    Ok(body::answer(StatusCode::OK, module, &saved.record))
}
