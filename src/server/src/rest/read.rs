//! `GET /api/v1/{module}/{id}`, with `as_of` as it was then.

use api::model::Problem as Wrong;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use engine::Engine;

use super::body;
use super::query::Parameters;
use crate::error::Problem;
use crate::signed_in::SignedIn;

pub async fn read(
    State(engine): State<Engine>,
    who: SignedIn,
    Path((name, id)): Path<(String, String)>,
    parameters: Parameters,
) -> Result<Response, Problem> {
    let (module, id) = super::at(&who, &name, &id)?;
    let as_of = moment(parameters).map_err(|wrong| who.problem(wrong.into()))?;
    let (caller, name) = (&who.caller, &module.name);
    let record = match as_of {
        None => engine.get(caller, name, id).await,
        // Its version is the present one: with it one changes what is, having seen what was.
        Some(as_of) => engine.as_it_was(caller, name, id, &as_of).await.map(|past| past.then),
    };
    Ok(body::answer(StatusCode::OK, module, &record.map_err(|failure| who.problem(failure))?))
}

fn moment(mut parameters: Parameters) -> Result<Option<String>, Wrong> {
    let as_of = parameters.take("as_of");
    parameters.end().map(|()| as_of)
}
