//! `POST /api/v1/{module}/{id}/restore`: out of the recycle bin.

use api::{Backend, BulkChange, Failure, Selection};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use engine::Engine;

use super::body;
use crate::error::Problem;
use crate::signed_in::SignedIn;

pub async fn restore(
    State(engine): State<Engine>,
    who: SignedIn,
    Path((name, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (module, id) = super::at(&who, &name, &id)?;
    let failed = |failure| who.problem(failure);
    let page = engine.record(&who.caller, module.name.clone(), id).await.map_err(failed)?;
    if page.deleted {
        let which = Selection::Ids(vec![id]);
        let done = engine.change_many(&who.caller, module.name.clone(), which, BulkChange::Restore).await;
        if done.map_err(failed)?.count == 0 {
            return Err(who.problem(Failure::NotAllowed));
        }
    }
    let record = engine.get(&who.caller, &module.name, id).await.map_err(failed)?;
    Ok(body::answer(StatusCode::OK, module, &record))
}
