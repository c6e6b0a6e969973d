//! `GET /api/v1/database`: how large it is, its backups and when they are made; `POST /api/v1/database/check`: whether it
//! is whole; `POST /api/v1/database/tidy` writes it anew without gaps. For administrators.

use api::{Backend, Checked, Tidied};
use axum::Json;
use axum::extract::State;
use engine::Engine;
use serde_json::{Value, json};

use crate::error::{Problem, said};
use crate::signed_in::SignedIn;

pub async fn read(State(engine): State<Engine>, who: SignedIn) -> Result<Json<Value>, Problem> {
    let database = engine.database(&who.caller).await.map_err(|failure| who.problem(failure))?;
    let mut told = json!(database);
    if let Some(trouble) = &database.trouble {
        told["trouble"]["why"] = said(&trouble.why, &who.caller.texts);
    }
    Ok(Json(told))
}

pub async fn check(State(engine): State<Engine>, who: SignedIn) -> Result<Json<Checked>, Problem> {
    engine.check_database(&who.caller).await.map(Json).map_err(|failure| who.problem(failure))
}

pub async fn tidy(State(engine): State<Engine>, who: SignedIn) -> Result<Json<Tidied>, Problem> {
    engine.tidy_database(&who.caller).await.map(Json).map_err(|failure| who.problem(failure))
}
