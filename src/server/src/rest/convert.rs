//! `POST /api/v1/leads/{id}/convert`: makes an account, a contact and an opportunity of a lead, or uses what is there.

use api::model::Id;
use api::model::record::Values;
use api::{Backend, Conversion, Failure};
use axum::Json;
use axum::extract::{Path, State};
use engine::Engine;
use serde::Deserialize;
use serde_json::{Value, json};

use super::body::{self, Sent};
use crate::error::Problem;
use crate::signed_in::SignedIn;

/// What differs from what the lead says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    use_account: Option<Id>,
    use_contact: Option<Id>,
    #[serde(default = "nothing")]
    account: Value,
    #[serde(default = "nothing")]
    contact: Value,
    /// `null`: none is made.
    #[serde(default = "nothing")]
    opportunity: Value,
}

fn nothing() -> Value {
    json!({})
}

pub async fn convert(
    State(engine): State<Engine>,
    who: SignedIn,
    Path((name, id)): Path<(String, String)>,
    sent: Sent,
) -> Result<Json<Value>, Problem> {
    let failed = |failure| who.problem(failure);
    let module = super::module(&who, &name)?;
    if !module.features.convert {
        return Err(failed(Failure::NotFound));
    }
    let id = super::id(&who, &id)?;
    let said: Body = sent.read().map_err(failed)?;
    let offered = engine.preview_conversion(&who.caller, id).await.map_err(failed)?;
    let part = |name: &str, offered: Values, said: &Value| part(&engine, &who, name, offered, said);
    let opportunity = match &said.opportunity {
        Value::Null => None,
        said => Some(part("opportunities", offered.opportunity, said).map_err(failed)?),
    };
    let conversion = Conversion {
        use_account: said.use_account,
        use_contact: said.use_contact,
        account: part("accounts", offered.account, &said.account).map_err(failed)?,
        contact: part("contacts", offered.contact, &said.contact).map_err(failed)?,
        opportunity,
    };
    let made = engine.convert(&who.caller, id, conversion).await.map_err(failed)?;
    Ok(Json(json!({
        "account": made.account,
        "contact": made.contact,
        "opportunity": made.opportunity,
        "action": made.batch,
    })))
}

/// What the lead says, and what is said besides.
fn part(
    engine: &Engine,
    who: &SignedIn,
    name: &str,
    offered: Values,
    said: &Value,
) -> Result<Values, Failure> {
    let Some(module) = who.caller.schema.module(name) else { return Ok(offered) };
    let own = body::values(module, engine.schema().module(name), said)?;
    Ok(offered.into_iter().chain(own).collect())
}
