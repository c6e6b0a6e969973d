//! `GET /api/v1/{module}/duplicates`: records that are the same by a rule, the first one unless another is named.

use api::model::{Field, Id, Problem as Wrong};
use api::{Alike, AlikePage, Backend, Failure};
use axum::Json;
use axum::extract::{Path, State};
use engine::Engine;
use serde_json::{Value, json};

use super::body;
use super::query::Parameters;
use crate::error::Problem;
use crate::signed_in::SignedIn;

struct Asked {
    rule: Option<String>,
    after: Option<Id>,
}

fn read(mut parameters: Parameters) -> Result<Asked, Wrong> {
    let asked = Asked { rule: parameters.take("rule"), after: parameters.cursor("after")? };
    parameters.end().map(|()| asked)
}

pub async fn list(
    State(engine): State<Engine>,
    who: SignedIn,
    Path(name): Path<String>,
    parameters: Parameters,
) -> Result<Json<Value>, Problem> {
    let failed = |failure| who.problem(failure);
    let module = super::module(&who, &name)?;
    let asked = read(parameters).map_err(|wrong| failed(wrong.into()))?;
    if !module.merges() {
        return Err(failed(Failure::NotFound));
    }
    let rule = asked.rule.or_else(|| module.duplicates.first().map(|rule| rule.name.clone()));
    let page = match &rule {
        Some(rule) => engine.alike(&who.caller, module.name.clone(), rule.clone(), asked.after).await,
        // By no rule nothing is the same.
        None => Ok(AlikePage { complete: true, ..AlikePage::default() }),
    };
    let page = page.map_err(failed)?;
    let shown = page.groups.iter().map(|group| group.records.len() as u64).sum();
    if shown > 0 {
        engine.note_export(&who.caller, &module.name, "", shown);
    }
    let fields: Vec<&Field> = body::shown(module).collect();
    let told = |group: &Alike| {
        let records: Vec<_> = group.records.iter().map(|record| record.in_json(&fields)).collect();
        json!({"count": group.count, "records": records})
    };
    let groups: Vec<Value> = page.groups.iter().map(told).collect();
    Ok(Json(json!({"rule": rule, "data": groups, "next": page.next, "complete": page.complete})))
}
