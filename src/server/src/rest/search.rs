//! `GET /api/v1/search?q=…`

use api::{Backend, Hit};
use axum::Json;
use axum::extract::{Query, State};
use engine::Engine;
use serde::{Deserialize, Serialize};

use crate::error::Problem;
use crate::signed_in::SignedIn;

#[derive(Deserialize)]
pub struct Parameters {
    q: String,
    module: Option<String>,
    #[serde(default = "usual")]
    limit: u32,
}

fn usual() -> u32 {
    20
}

#[derive(Serialize)]
pub struct Found {
    data: Vec<Hit>,
}

pub async fn search(
    State(engine): State<Engine>,
    who: SignedIn,
    Query(parameters): Query<Parameters>,
) -> Result<Json<Found>, Problem> {
    let module = parameters.module.map(Into::into);
    let data = engine.search(&who.caller, parameters.q, module, parameters.limit.clamp(1, 100)).await;
    data.map(|data| Json(Found { data })).map_err(|failure| who.problem(failure))
}
