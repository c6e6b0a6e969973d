//! `DELETE /api/v1/{module}/{id}`: to the recycle bin.

use api::{Backend, BulkChange, Failure, Selection};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use engine::Engine;

use super::update::if_match;
use crate::error::Problem;
use crate::signed_in::SignedIn;

pub async fn delete(
    State(engine): State<Engine>,
    who: SignedIn,
    Path((name, id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<StatusCode, Problem> {
    let (module, id) = super::at(&who, &name, &id)?;
    let failed = |failure| who.problem(failure);
    let record = engine.get(&who.caller, &module.name, id).await.map_err(failed)?;
    if if_match(&headers).map_err(failed)?.is_some_and(|version| version != record.version) {
        let conflict = Failure::Conflict(Box::new(record));
        return Err(who.problem(conflict).with_status(StatusCode::PRECONDITION_FAILED));
    }
    let which = Selection::Ids(vec![id]);
    let done = engine.change_many(&who.caller, module.name.clone(), which, BulkChange::Delete).await;
    match done.map_err(failed)?.count {
        0 => Err(who.problem(Failure::NotAllowed)),
        _ => Ok(StatusCode::NO_CONTENT),
    }
}
