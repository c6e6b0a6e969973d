//! The files of an import: the one that comes in, and the rows of it that failed.

use axum::Json;
use axum::extract::{Multipart, Path, State};
use axum::response::Response;
use engine::Engine;
use serde_json::json;

use api::Failure;
use api::model::Id;

use crate::error::Problem;
use crate::files::{attachment, uploaded};
use crate::signed_in::SignedIn;

/// The largest file to import, in bytes.
pub const LARGEST: usize = 100 * 1024 * 1024;

/// `POST /import/{module}` with a file: `{"id": …}`, by which the import goes on.
pub async fn upload(
    State(engine): State<Engine>,
    who: SignedIn,
    Path(module): Path<String>,
    mut form: Multipart,
) -> Result<Json<serde_json::Value>, Problem> {
    let (name, content) = uploaded(&mut form).await.map_err(|failure| who.problem(failure))?;
    let id = engine.upload_import(&who.caller, &module, &name, content).await;
    id.map(|id| Json(json!({"id": id}))).map_err(|failure| who.problem(failure))
}

/// `GET /import/{id}/failed.csv`: the rows that failed, each with why.
pub async fn failed(
    State(engine): State<Engine>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id: Id = id.parse().map_err(|_| who.problem(Failure::NotFound))?;
    let rows = engine.failed_rows(&who.caller, id).await.map_err(|failure| who.problem(failure))?;
    Ok(attachment("failed.csv", "text/csv; charset=utf-8", rows))
}
