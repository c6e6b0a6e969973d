//! The files of an import: the one that comes in, and the rows of it that failed.

use axum::Json;
use axum::body::Body;
use axum::extract::{Multipart, Path, State};
use axum::response::Response;
use engine::Engine;
use serde_json::json;

use api::Failure;
use api::model::Id;

use crate::error::Problem;
use crate::files::attachment;
use crate::signed_in::SignedIn;

/// `POST /import/{module}` with a file: `{"id": …}`, by which the import goes on. The file is taken in piece by piece;
/// the engine says when it is too large.
pub async fn upload(
    State(engine): State<Engine>,
    who: SignedIn,
    Path(module): Path<String>,
    mut form: Multipart,
) -> Result<Json<serde_json::Value>, Problem> {
    let refused = |_| who.problem(Failure::invalid("file", "upload-failed"));
    while let Some(field) = form.next_field().await.map_err(refused)? {
        let Some(name) = field.file_name().map(str::to_owned) else { continue };
        let id = engine.upload(&who.caller, &module, &name, field).await;
        return id.map(|id| Json(json!({"id": id}))).map_err(|failure| who.problem(failure));
    }
    Err(who.problem(Failure::invalid("file", "required")))
}

/// `GET /import/{id}/failed.csv`: the rows that failed, each with why.
pub async fn failed(
    State(engine): State<Engine>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id: Id = id.parse().map_err(|_| who.problem(Failure::NotFound))?;
    let rows = engine.failed_rows(&who.caller, id).map_err(|failure| who.problem(failure))?;
    Ok(attachment("failed.csv", "text/csv; charset=utf-8", Body::from_stream(rows)))
}
