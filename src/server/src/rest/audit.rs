//! `GET /api/v1/audit`: what happened, for administrators.

use api::model::Problem as Wrong;
use api::{AuditEntry, AuditQuery, Backend, MOST_AUDITED};
use axum::Json;
use axum::extract::State;
use engine::Engine;
use serde::Serialize;

use super::query::Parameters;
use crate::error::Problem;
use crate::signed_in::SignedIn;

const USUAL: u32 = 50;

pub fn read(mut parameters: Parameters) -> Result<AuditQuery, Wrong> {
    let mut query = AuditQuery {
        after: parameters.text("after"),
        limit: parameters.number("limit", 1..=MOST_AUDITED, USUAL)?,
        ..AuditQuery::default()
    };
    for name in AuditQuery::NAMES {
        query.narrow(name, &parameters.text(name))?;
    }
    parameters.end().map(|()| query)
}

#[derive(Serialize)]
pub struct Found {
    data: Vec<AuditEntry>,
    next: Option<String>,
}

pub async fn audit(
    State(engine): State<Engine>,
    who: SignedIn,
    parameters: Parameters,
) -> Result<Json<Found>, Problem> {
    let query = read(parameters).map_err(|wrong| who.problem(wrong.into()))?;
    let page = engine.audit(&who.caller, query).await.map_err(|failure| who.problem(failure))?;
    Ok(Json(Found { data: page.entries, next: page.next }))
}
