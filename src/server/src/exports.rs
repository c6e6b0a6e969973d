//! Files that the server makes: `GET /export/{module}.csv`, what a list shows, and `GET /shape.json`, what the company
//! says of its modules, and `GET /audit.csv`, what happened.

use api::{Backend, Failure, ListQuery};
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use engine::{Engine, Headers};
use serde::Deserialize;

use crate::error::Problem;
use crate::files::attachment;
use crate::rest::{Parameters, audit_query};
use crate::signed_in::SignedIn;

#[derive(Deserialize)]
pub struct Shown {
    #[serde(default)]
    filter: String,
    #[serde(default)]
    sort: String,
    /// Names of fields, separated by commas.
    #[serde(default)]
    columns: String,
    /// The recycle bin, where there is anything.
    #[serde(default)]
    deleted: String,
}

pub async fn csv(
    State(engine): State<Engine>,
    who: SignedIn,
    Path(name): Path<String>,
    Query(shown): Query<Shown>,
) -> Result<Response, Problem> {
    let module = name.strip_suffix(".csv").ok_or_else(|| who.problem(Failure::NotFound))?;
    let query = ListQuery {
        module: module.into(),
        filter: shown.filter,
        sort: shown.sort,
        columns: shown.columns.split(',').filter(|name| !name.is_empty()).map(Into::into).collect(),
        deleted: !shown.deleted.is_empty(),
        ..ListQuery::default()
    };
    let rows = engine.export(&who.caller, query, Headers::Labels).map_err(|failure| who.problem(failure))?;
    Ok(attachment(&name, "text/csv; charset=utf-8", Body::from_stream(rows)))
}

/// `GET /audit.csv`
pub async fn audit(
    State(engine): State<Engine>,
    who: SignedIn,
    parameters: Parameters,
) -> Result<Response, Problem> {
    let query = audit_query(parameters).map_err(|wrong| who.problem(wrong.into()))?;
    let rows = engine.export_audit(&who.caller, query).map_err(|failure| who.problem(failure))?;
    Ok(attachment("audit.csv", "text/csv; charset=utf-8", Body::from_stream(rows)))
}

pub async fn shape(State(engine): State<Engine>, who: SignedIn) -> Result<Response, Problem> {
    let text = engine.export_shape(&who.caller).await.map_err(|failure| who.problem(failure))?;
    Ok(attachment("rapport-shape.json", "application/json", text))
}
