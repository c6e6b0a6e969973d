//! `GET /api/v1/{module}`

use api::model::{Module, Name, Problem as Wrong};
use api::{Backend, Failure, ListQuery};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use engine::Engine;
use serde::Serialize;

use super::body;
use super::query::Parameters;
use crate::error::Problem;
use crate::signed_in::SignedIn;

/// How many records come at once where the request does not say, and at most.
const USUAL: u32 = 50;
const MOST: u32 = 200;

/// What a request asks for.
struct Asked {
    filter: String,
    sort: String,
    columns: Vec<Name>,
    limit: u32,
    after: Option<String>,
    count: bool,
    deleted: bool,
}

impl Asked {
    fn read(mut parameters: Parameters, module: &Module) -> Result<Asked, Wrong> {
        let fields = parameters.text("fields");
        let fields = fields.split(',').map(str::trim).filter(|name| !name.is_empty());
        let asked = Asked {
            filter: parameters.text("filter"),
            sort: parameters.text("sort"),
            columns: fields.map(Name::new).collect(),
            limit: parameters.number("limit", 1..=MOST, USUAL)?,
            after: parameters.take("after"),
            count: counts(parameters.take("count").as_deref())?,
            deleted: parameters.flag("deleted")?,
        };
        parameters.end()?;
        if asked.deleted && asked.count {
            return Err(Wrong::new("count", "unknown-choice").detail("exact"));
        }
        let unknown = |name: &&Name| !body::listed(module).any(|field| field.name == **name);
        match asked.columns.iter().find(unknown) {
            Some(unknown) => Err(Wrong::new("fields", "unknown-field").detail(unknown)),
            None => Ok(asked),
        }
    }
}

#[derive(Serialize)]
struct Listed<R> {
    data: Vec<R>,
    /// Where the next page begins.
    next: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<u64>,
}

fn counts(asked: Option<&str>) -> Result<bool, Wrong> {
    match asked {
        None => Ok(false),
        Some("exact") => Ok(true),
        Some(other) => Err(Wrong::new("count", "unknown-choice").detail(other)),
    }
}

pub async fn list(
    State(engine): State<Engine>,
    who: SignedIn,
    Path(name): Path<String>,
    parameters: Parameters,
) -> Result<Response, Problem> {
    let module = super::module(&who, &name)?;
    let asked = Asked::read(parameters, module).map_err(|wrong| who.problem(wrong.into()))?;
    let columns = asked.columns;
    let every = || body::listed(module).map(|field| field.name.clone()).collect();
    let query = ListQuery {
        module: module.name.clone(),
        filter: asked.filter.clone(),
        sort: asked.sort,
        columns: if columns.is_empty() { every() } else { columns.clone() },
        after: asked.after,
        limit: asked.limit,
        deleted: asked.deleted,
        ..ListQuery::default()
    };
    let failed = |failure: Failure| who.problem(failure);
    let page = engine.page(&who.caller, query).await.map_err(failed)?;
    if !page.records.is_empty() {
        engine.note_export(&who.caller, &module.name, &asked.filter, page.records.len() as u64);
    }
    let fields: Vec<_> =
        body::listed(module).filter(|field| columns.is_empty() || columns.contains(&field.name)).collect();
    let count = match asked.count {
        true => Some(engine.count(&who.caller, module.name.clone(), asked.filter).await.map_err(failed)?),
        false => None,
    };
    let data = page.records.iter().map(|record| record.in_json(&fields)).collect();
    Ok(Json(Listed { data, next: page.next, count }).into_response())
}
