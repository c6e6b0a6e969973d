//! `GET /api/v1/{module}/{id}/access`: who may do what with a record, and why. Administrators are told of all users,
//! others of themselves.

use api::Backend;
use api::model::grant::Why;
use axum::Json;
use axum::extract::{Path, State};
use engine::Engine;
use serde_json::{Value, json};

use crate::error::Problem;
use crate::signed_in::SignedIn;

pub async fn access(
    State(engine): State<Engine>,
    who: SignedIn,
    Path((name, id)): Path<(String, String)>,
) -> Result<Json<Value>, Problem> {
    let (module, id) = super::at(&who, &name, &id)?;
    let reached = engine.reached(&who.caller, module.name.clone(), id).await;
    let reached = reached.map_err(|failure| who.problem(failure))?;
    let why = |why: &Why| {
        let sentence = why.sentence(&who.caller.texts, &module.label);
        json!({"allowed": why.is_yes(), "why": sentence})
    };
    let barred = |barred: &api::BarredFields| json!({"fields": barred.fields, "why": barred.why.sentence(&who.caller.texts)});
    let given = |given: &api::GivenFields| json!({"profiles": given.profiles, "fields": given.fields});
    let one = |one: &api::Reached| {
        json!({
            "user": {"id": one.user.id, "title": one.user.title},
            "see": why(&one.see),
            "edit": why(&one.edit),
            "delete": why(&one.delete),
            "hidden": one.hidden.iter().map(barred).collect::<Vec<_>>(),
            "read_only": one.fixed.iter().map(barred).collect::<Vec<_>>(),
            "given": one.given.iter().map(given).collect::<Vec<_>>(),
        })
    };
    Ok(Json(json!({"data": reached.iter().map(one).collect::<Vec<_>>()})))
}
