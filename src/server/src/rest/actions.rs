//! `GET /api/v1/actions`: what was done, latest first; `POST /api/v1/actions/{id}/undo`: takes one back.

use api::model::{Id, Instant, Link, Name, Problem as Wrong};
use api::{Action, Backend, Done};
use axum::Json;
use axum::extract::{Path, State};
use engine::Engine;
use serde::Serialize;

use super::query::Parameters;
use crate::error::Problem;
use crate::signed_in::SignedIn;

struct Asked {
    everybody: bool,
    after: Option<Id>,
}

fn read(mut parameters: Parameters) -> Result<Asked, Wrong> {
    let everybody = parameters.flag("everybody")?;
    let asked = Asked { everybody, after: parameters.cursor("after")? };
    parameters.end().map(|()| asked)
}

#[derive(Serialize)]
pub struct Listed {
    data: Vec<Told>,
    next: Option<Id>,
}

#[derive(Serialize)]
struct Told {
    id: Id,
    at: Instant,
    by: Option<Named>,
    kind: String,
    module: Name,
    count: u64,
    record: Option<Named>,
    undone: bool,
    may_undo: bool,
}

#[derive(Serialize)]
struct Named {
    id: Id,
    title: String,
}

impl From<Link> for Named {
    fn from(link: Link) -> Named {
        Named { id: link.id, title: link.title }
    }
}

impl From<Action> for Told {
    fn from(action: Action) -> Told {
        Told {
            id: action.id,
            at: action.at,
            by: action.by.map(Named::from),
            kind: action.kind,
            module: action.module,
            count: action.count,
            record: action.record.map(Named::from),
            undone: action.undone,
            may_undo: action.may_undo,
        }
    }
}

pub async fn list(
    State(engine): State<Engine>,
    who: SignedIn,
    parameters: Parameters,
) -> Result<Json<Listed>, Problem> {
    let asked = read(parameters).map_err(|wrong| who.problem(wrong.into()))?;
    let found = engine.actions(&who.caller, asked.everybody, asked.after).await;
    let found = found.map_err(|failure| who.problem(failure))?;
    let data = found.actions.into_iter().map(Told::from).collect();
    Ok(Json(Listed { data, next: found.before }))
}

/// What an action on many did.
#[derive(Serialize)]
pub struct Acted {
    /// The action itself, by which it is taken back; none where nothing was done.
    id: Option<Id>,
    count: u64,
    skipped: u64,
}

impl From<Done> for Acted {
    fn from(done: Done) -> Acted {
        Acted { id: done.batch, count: done.count, skipped: done.skipped }
    }
}

pub async fn undo(
    State(engine): State<Engine>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<Acted>, Problem> {
    let id = super::id(&who, &id)?;
    let done = engine.undo(&who.caller, id).await.map_err(|failure| who.problem(failure))?;
    Ok(Json(done.into()))
}
