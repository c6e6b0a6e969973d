//! Documents: `GET /api/v1/{module}/{id}/approval` says whether and why somebody has to approve one, and
//! `POST /api/v1/{module}/{id}/revise` makes another that is offered instead of one that was sent.

use api::Backend;
use api::model::document::{Breach, Wrong};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use engine::Engine;
use serde_json::{Value, json};

use super::create::created;
use crate::error::Problem;
use crate::signed_in::SignedIn;

pub async fn approval(
    State(engine): State<Engine>,
    who: SignedIn,
    Path((name, id)): Path<(String, String)>,
) -> Result<Json<Value>, Problem> {
    let (module, id) = super::at(&who, &name, &id)?;
    let told = engine.approval(&who.caller, module.name.clone(), id).await;
    let told = told.map_err(|failure| who.problem(failure))?;
    Ok(Json(json!({
        "needed": told.needed,
        "may_approve": told.may_approve,
        "reasons": told.breaches.iter().map(reason).collect::<Vec<_>>(),
    })))
}

fn reason(breach: &Breach) -> Value {
    let mut told = json!({"line": breach.place, "name": breach.name});
    match breach.wrong {
        Wrong::Discount { percent, limit } => {
            told["discount"] = json!({"percent": percent.to_string(), "limit": limit.to_string()});
        }
        Wrong::Floor { price, floor } => {
            told["floor"] = json!({"price": price.to_string(), "least": floor.to_string()});
        }
    }
    told
}

pub async fn revise(
    State(engine): State<Engine>,
    who: SignedIn,
    Path((name, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (module, id) = super::at(&who, &name, &id)?;
    let made = engine.revise(&who.caller, module.name.clone(), id).await;
    let made = made.map_err(|failure| who.problem(failure))?;
    Ok(created(module, &made.record))
}
