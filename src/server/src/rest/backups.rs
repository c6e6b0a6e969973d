//! `POST /api/v1/backups` makes one; `GET` and `DELETE /api/v1/backups/{name}`, and `POST …/{name}/restore`, which backs
//! up what is there before; `PUT /api/v1/backups/schedule`: when they are made by themselves. For administrators.

use api::{Backend, Schedule};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use engine::Engine;

use super::body::Sent;
use crate::error::Problem;
use crate::signed_in::SignedIn;

pub use crate::backups::download;

pub async fn make(State(engine): State<Engine>, who: SignedIn) -> Result<impl IntoResponse, Problem> {
    let backup = engine.back_up(&who.caller).await.map_err(|failure| who.problem(failure))?;
    let location = [(header::LOCATION, format!("/api/v1/backups/{}", backup.name))];
    Ok((StatusCode::CREATED, location, Json(backup)))
}

pub async fn delete(
    State(engine): State<Engine>,
    who: SignedIn,
    Path(name): Path<String>,
) -> Result<StatusCode, Problem> {
    engine.delete_backup(&who.caller, name).await.map_err(|failure| who.problem(failure))?;
    Ok(StatusCode::NO_CONTENT)
}

pub async fn restore(
    State(engine): State<Engine>,
    who: SignedIn,
    Path(name): Path<String>,
) -> Result<StatusCode, Problem> {
    engine.restore_backup(&who.caller, name).await.map_err(|failure| who.problem(failure))?;
    Ok(StatusCode::NO_CONTENT)
}

pub async fn plan(
    State(engine): State<Engine>,
    who: SignedIn,
    sent: Sent,
) -> Result<Json<Schedule>, Problem> {
    let failed = |failure| who.problem(failure);
    let schedule: Schedule = sent.read().map_err(failed)?;
    engine.set_backup_schedule(&who.caller, schedule.clone()).await.map_err(failed)?;
    Ok(Json(schedule))
}
