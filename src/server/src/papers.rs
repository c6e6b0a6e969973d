//! Papers: `GET /papers/{module}/{id}` is a document as a PDF, for the browser to show or keep.

use api::Failure;
use axum::extract::{Path, State};
use axum::response::Response;
use engine::Engine;

use crate::error::Problem;
use crate::files::shown;
use crate::rest::{self, Parameters};
use crate::signed_in::SignedIn;

const MIME: &str = "application/pdf";

/// `GET /papers/template`: the one that comes with the program, to begin one's own with.
pub async fn template(_: SignedIn) -> &'static str {
    engine::TEMPLATE
}

/// By a program it is `GET /api/v1/{module}/{id}/pdf`. With `incomplete=true` a box may stand for what no font has.
pub async fn pdf(
    State(engine): State<Engine>,
    who: SignedIn,
    Path((name, id)): Path<(String, String)>,
    mut parameters: Parameters,
) -> Result<Response, Problem> {
    let (module, id) = rest::at(&who, &name, &id)?;
    let incomplete = parameters.flag("incomplete");
    let incomplete = incomplete.and_then(|flag| parameters.end().map(|()| flag));
    let incomplete = incomplete.map_err(|wrong| who.problem(Failure::from(wrong)))?;
    let pdf = engine.pdf(&who.caller, module.name.clone(), id, incomplete).await;
    let pdf = pdf.map_err(|failure| who.problem(failure))?;
    Ok(shown(&pdf.name, MIME, pdf.content))
}
