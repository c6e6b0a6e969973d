//! `POST /api/v1/{module}/{id}/remove`: out of the recycle bin for good. For administrators; it cannot be undone.

use api::{Backend, BulkChange, Failure, Selection};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use engine::Engine;

use crate::error::Problem;
use crate::signed_in::SignedIn;

pub async fn remove(
    State(engine): State<Engine>,
    who: SignedIn,
    Path((name, id)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    let module = super::module(&who, &name)?;
    let which = Selection::Ids(vec![super::id(&who, &id)?]);
    let done = engine.change_many(&who.caller, module.name.clone(), which, BulkChange::Remove).await;
    match done.map_err(|failure| who.problem(failure))?.count {
        // It does not lie in the bin.
        0 => Err(who.problem(Failure::NotFound)),
        _ => Ok(StatusCode::NO_CONTENT),
    }
}
