//! `GET /api/v1/shape`: what the company says of its modules, as a file; `POST` takes such a file up, or with `dry=true`
//! says what it would change.

use api::model::{Name, Problem as Wrong};
use api::{Backend, Failure, ShapeChange, ShapeDifference, ShapeItem};
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use engine::Engine;
use serde::Serialize;
use serde_json::json;

use super::actions::Acted;
use super::body::Sent;
use super::query::Parameters;
use crate::error::Problem;
use crate::signed_in::SignedIn;

pub use crate::exports::shape as export;

/// Whether it is only to be said what would change.
fn is_dry(mut parameters: Parameters) -> Result<bool, Wrong> {
    let dry = parameters.flag("dry")?;
    parameters.end().map(|()| dry)
}

#[derive(Serialize)]
struct Told {
    module: Name,
    of: String,
    label: String,
    change: &'static str,
    differences: Vec<ShapeDifference>,
}

impl From<ShapeItem> for Told {
    fn from(item: ShapeItem) -> Told {
        let ShapeItem { module, of, label, change } = item;
        let (change, differences) = match change {
            ShapeChange::New => ("new", Vec::new()),
            ShapeChange::Changed(differences) => ("changed", differences),
            ShapeChange::Same => ("same", Vec::new()),
        };
        Told { module, of, label, change, differences }
    }
}

pub async fn import(
    State(engine): State<Engine>,
    who: SignedIn,
    parameters: Parameters,
    Sent(sent): Sent,
) -> Result<Response, Problem> {
    let failed = |failure| who.problem(failure);
    let dry = is_dry(parameters).map_err(|wrong| failed(wrong.into()))?;
    let file = String::from_utf8(sent.into())
        .map_err(|error| failed(Failure::from(Wrong::new("", "malformed").detail(error))))?;
    if dry {
        let items = engine.preview_shape(&who.caller, file).await.map_err(failed)?;
        let told: Vec<Told> = items.into_iter().map(Told::from).collect();
        return Ok(Json(json!({"data": told})).into_response());
    }
    let done = engine.import_shape(&who.caller, file).await.map_err(failed)?;
    Ok(Json(Acted::from(done)).into_response())
}
