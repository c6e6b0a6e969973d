//! `GET /api/v1/{module}/{id}/seen`: who saw a person, the latest first. For administrators.

use api::{Backend, Seen};
use axum::Json;
use axum::extract::{Path, State};
use engine::Engine;
use serde_json::{Value, json};

use crate::error::Problem;
use crate::signed_in::SignedIn;

pub async fn seen(
    State(engine): State<Engine>,
    who: SignedIn,
    Path((name, id)): Path<(String, String)>,
) -> Result<Json<Value>, Problem> {
    let (module, id) = super::at(&who, &name, &id)?;
    let seen = engine.seen(&who.caller, module.name.clone(), id).await;
    let seen = seen.map_err(|failure| who.problem(failure))?;
    Ok(Json(json!({"data": seen.iter().map(told).collect::<Vec<_>>()})))
}

fn told(seen: &Seen) -> Value {
    json!({
        "at": seen.at,
        "user": {"id": seen.user.id, "title": seen.user.title},
        "how": seen.how,
        "filter": seen.filter,
        "count": seen.count,
    })
}
