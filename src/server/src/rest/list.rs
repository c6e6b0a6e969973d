//! `GET /api/v1/{module}`

use api::model::{Name, Problem as Wrong};
use api::{Backend, Failure, ListQuery};
use axum::Json;
use axum::extract::{Path, Query, State};
use engine::Engine;
use serde::Deserialize;
use serde_json::{Value, json};

use super::body;
use crate::error::Problem;
use crate::signed_in::SignedIn;

/// How many records come at once where the request does not say, and at most.
const USUAL: u32 = 50;
const MOST: u32 = 200;

#[derive(Deserialize)]
pub struct Parameters {
    #[serde(default)]
    filter: String,
    #[serde(default)]
    sort: String,
    #[serde(default)]
    fields: String,
    limit: Option<u32>,
    after: Option<String>,
    #[serde(default)]
    count: String,
}

pub async fn list(
    State(engine): State<Engine>,
    who: SignedIn,
    Path(name): Path<String>,
    Query(parameters): Query<Parameters>,
) -> Result<Json<Value>, Problem> {
    let module = super::module(&who, &name)?;
    let columns: Vec<Name> =
        parameters.fields.split(',').map(str::trim).filter(|name| !name.is_empty()).map(Name::new).collect();
    if let Some(unknown) = columns.iter().find(|name| module.field(name).is_none()) {
        return Err(who.problem(Wrong::new("fields", "unknown-field").detail(unknown).into()));
    }
    let limit = parameters.limit.unwrap_or(USUAL);
    if limit == 0 || limit > MOST {
        return Err(who.problem(Wrong::new("limit", "out-of-bounds").detail(format!("1–{MOST}")).into()));
    }
    let every = || body::shown(module).map(|field| field.name.clone()).collect();
    let query = ListQuery {
        module: module.name.clone(),
        filter: parameters.filter.clone(),
        sort: parameters.sort,
        columns: if columns.is_empty() { every() } else { columns.clone() },
        after: parameters.after,
        limit,
        ..ListQuery::default()
    };
    let failed = |failure: Failure| who.problem(failure);
    let page = engine.page(&who.caller, query).await.map_err(failed)?;
    let fields: Vec<_> =
        body::shown(module).filter(|field| columns.is_empty() || columns.contains(&field.name)).collect();
    let data: Vec<Value> = page.records.iter().map(|record| record.to_json(fields.iter().copied())).collect();
    let mut answer = json!({"data": data, "next": page.next});
    if parameters.count == "exact" {
        let count =
            engine.count(&who.caller, module.name.clone(), parameters.filter).await.map_err(failed)?;
        answer["count"] = count.into();
    }
    Ok(Json(answer))
}
