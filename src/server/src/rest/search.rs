//! `GET /api/v1/search?q=…`

use api::model::{Name, Problem as Wrong};
use api::{Backend, Hit};
use axum::Json;
use axum::extract::State;
use engine::Engine;
use serde::Serialize;

use super::query::Parameters;
use crate::error::Problem;
use crate::signed_in::SignedIn;

struct Asked {
    text: String,
    module: Option<Name>,
    limit: u32,
}

fn read(mut parameters: Parameters) -> Result<Asked, Wrong> {
    let asked = Asked {
        text: parameters.take("q").ok_or_else(|| Wrong::new("q", "required"))?,
        module: parameters.take("module").map(Name::from),
        limit: parameters.number("limit", 1..=100, 20)?,
    };
    parameters.end().map(|()| asked)
}

#[derive(Serialize)]
pub struct Found {
    data: Vec<Hit>,
}

pub async fn search(
    State(engine): State<Engine>,
    who: SignedIn,
    parameters: Parameters,
) -> Result<Json<Found>, Problem> {
    let asked = read(parameters).map_err(|wrong| who.problem(wrong.into()))?;
    let data = engine.search(&who.caller, asked.text, asked.module, asked.limit).await;
    data.map(|data| Json(Found { data })).map_err(|failure| who.problem(failure))
}
